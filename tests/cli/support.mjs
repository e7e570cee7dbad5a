// Runs build/sauro as a caller would: arguments in, exit code, standard output and error out.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.SAURO_BINARY ?? join(root, 'build/sauro');
export const corpus = join(root, 'tests/corpus/cli');

export function sauro(args, options = {}) {
  const result = spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 256 << 20, timeout: 120_000, ...options });
  return { code: result.status, signal: result.signal, out: result.stdout, err: result.stderr };
}
export function sauroJson(args, options) {
  const result = sauro([...args, '--json'], options);
  let json;
  try {
    json = JSON.parse(result.out);
  } catch (error) {
    throw new Error(`không phải JSON (mã ${result.code}): ${result.out.slice(0, 400)} ${result.err.slice(0, 800)}`, { cause: error });
  }
  return { ...result, json };
}
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'sauro-test-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
export function file(t, name, content) {
  const path = join(folder(t), name);
  writeFileSync(path, content);
  return path;
}
export function dataFolder(t, extra = []) {
  const path = join(folder(t), 'data');
  const made = sauro(['init', '--data', path, ...extra]);
  if (made.code !== 0) throw new Error(`init: ${made.err}`);
  return path;
}
// The day in Việt Nam, as the server sees it.
export const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
export const lines = (rows) => rows.map((row) => JSON.stringify(row)).join('\n') + '\n';

// A server on a free port (or where `listen` says); resolves once it answers. Ends with the test.
export async function serve(t, args, { listen = '127.0.0.1:0', ...options } = {}) {
  const child = spawn(binary, ['serve', '--listen', listen, '--web', join(root, 'web/dist'), ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const state = { child, out: '', err: '' };
  child.stderr?.on('data', (chunk) => (state.err += chunk));
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await new Promise((done) => child.once('exit', done));
    }
  });
  await new Promise((done, failed) => {
    child.stdout.on('data', (chunk) => {
      state.out += chunk;
      const match = state.out.match(/(http:\/\/127\.0\.0\.1:\d+)/);
      if (match) {
        state.url = match[1];
        done();
      }
    });
    child.once('exit', (code) => failed(new Error(`serve dừng với mã ${code}: ${state.err}`)));
  });
  return state;
}

export const json = { 'Content-Type': 'application/json', 'X-Sauro': '1' };

// The first administrator of the sample, by the link that `serve --link` printed.
export async function signIn(server) {
  const token = server.out.match(/\/vao\?ma=([\w-]+)/)?.[1];
  assert.ok(token, `liên kết vào một lần: ${server.out}`);
  const answer = await fetch(`${server.url}/api/v1/sign-in-link`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return { token, headers: { ...json, Cookie: answer.headers.get('set-cookie').split(';')[0] } };
}
