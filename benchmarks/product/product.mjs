// The product as its users meet it: whole processes on loopback. Prints one figure a line, and ratios measured in one run.
//   node benchmarks/product/product.mjs [rows of the large register, default 1000000]
import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { corpus, root, sauro, serve } from '../../tests/cli/support.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'sauro-bench-'));
const endings = [];
const t = { after: (end) => endings.push(end) };
// The log goes nowhere: nobody reads a pipe while wrk runs, and a full one would hold the server.
const start = (args) => serve(t, args, { stdio: ['ignore', 'pipe', 'ignore'] });
const show = (name, value, unit) => console.log(`${name.padEnd(64)} ${String(value).padStart(12)} ${unit}`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function signIn(server) {
  const token = server.out.match(/\/vao\?ma=([\w-]+)/)[1];
  const answer = await fetch(`${server.url}/api/v1/sign-in-link`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Sauro': '1' }, body: JSON.stringify({ token }) });
  return answer.headers.get('set-cookie').split(';')[0];
}
function wrk(server, path, { connections, seconds, cookie, post }) {
  const script = join(folder, 'wrk.lua');
  writeFileSync(script, `wrk.headers["Cookie"] = "${cookie}"\nwrk.headers["X-Sauro"] = "1"\n${post ? `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nlocal n = 0\nrequest = function() n = n + 1 return wrk.format(nil, nil, nil, string.format('${post}', n)) end\n` : ''}`
    + 'done = function(s, l, r) io.write(string.format("RESULT %f %f %f %d\\n", s.requests / (s.duration / 1e6), l:percentile(50) / 1000, l:percentile(99) / 1000, s.errors.status + s.errors.read + s.errors.write + s.errors.timeout)) end\n');
  const run = spawnSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, server.url + path], { encoding: 'utf8' });
  const [, rate, p50, p99, errors] = run.stdout.match(/RESULT (\S+) (\S+) (\S+) (\d+)/);
  if (Number(errors) > 0) throw new Error(`${errors} lỗi khi tải ${path}`);
  return { rate: Number(rate), p50: Number(p50), p99: Number(p99) };
}
const memory = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;

try {
  const data = join(folder, 'data');
  sauro(['init', '--data', data, '--sample']);

  const starts = [];
  for (let i = 0; i < 5; i += 1) {
    const begin = performance.now();
    const one = await start(['--data', data]);
    await (await fetch(`${one.url}/healthz`)).text();
    starts.push(performance.now() - begin);
    if (i === 4) show('idle memory of the server', memory(one).toFixed(1), 'MB');
    one.child.kill('SIGTERM');
    await once(one.child, 'exit');
  }
  show('start to first answered request (median of 5)', median(starts).toFixed(0), 'ms');

  const body = '{"symbol":"%d-CV/TU","date":"2026-11-02","arrival_date":"2026-11-03","issuer":"Cơ quan đo","subject":"Văn bản đo","urgency":"thuong","duplicate_reason":"đo"}';
  const rates = { grouped: [], single: [] };
  for (const kind of ['single', 'grouped', 'grouped', 'single']) {
    const server = await start(['--data', data, '--link', ...(kind === 'single' ? ['--one-commit-per-write'] : [])]);
    rates[kind].push(wrk(server, '/api/v1/units/MH02.DU/documents/in', { connections: 64, seconds: 4, cookie: await signIn(server), post: body }).rate);
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');
  }
  show('durable writes over HTTP, 64 connections', median(rates.grouped).toFixed(0), '/s');
  show('  the same, one commit a write', median(rates.single).toFixed(0), '/s');
  show('RATIO group commit / one commit per write over HTTP', (median(rates.grouped) / median(rates.single)).toFixed(1), '×');

  const facts = join(folder, 'lon.jsonl');
  const out = createWriteStream(facts);
  for (let i = 0; i < rows; i += 1) {
    const day = 1 + (i % 28);
    const line = `${JSON.stringify({ kind: 'document', id: `b${i}`, unit: 'MH03.DU', direction: 'in', system: 'party', document_type: 'công văn', symbol: `${i}-CV/TU`, date: `2026-${String(1 + (i % 10)).padStart(2, '0')}-${String(day).padStart(2, '0')}`, subject: `Về việc đo sổ lớn lần thứ ${i}`, channel: 'network', digital: true, pages: 2 })}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  const began = performance.now();
  const loaded = sauro(['load', facts, '--data', data], { timeout: 1_800_000 });
  if (loaded.code !== 0) throw new Error(loaded.err.slice(0, 500));
  show(`load of ${rows} facts`, ((performance.now() - began) / 1000).toFixed(1), 's');

  const server = await start(['--data', data, '--link']);
  const cookie = await signIn(server);
  const list = wrk(server, '/api/v1/units/MH03.DU/documents?direction=in&limit=50', { connections: 1, seconds: 4, cookie });
  show(`list of 50 rows in a register of ${rows}: p50`, list.p50.toFixed(2), 'ms');
  show(`list of 50 rows in a register of ${rows}: p99`, list.p99.toFixed(2), 'ms');
  const small = wrk(server, '/api/v1/units/MH04.DU/documents?direction=in&limit=50', { connections: 1, seconds: 4, cookie });
  show('RATIO large register / small register, p50', (list.p50 / small.p50).toFixed(2), '×');
  for (const query of ['do so lon', 'đo sổ lớn']) {
    const found = wrk(server, `/api/v1/search?q=${encodeURIComponent(query)}`, { connections: 1, seconds: 3, cookie });
    show(`search “${query}”: p50 / p99`, `${found.p50.toFixed(1)} / ${found.p99.toFixed(1)}`, 'ms');
  }

  const seeds = join(root, '../shared/seeds');
  const files = existsSync(seeds) ? readdirSync(seeds).map((name) => join(seeds, name)) : Array(5).fill(join(corpus, 'ke-hoach-xa.txt'));
  const read = performance.now();
  for (const file of files) sauro(['read', file, '--json']);
  show(`read ${files.length} files, one process each`, (performance.now() - read).toFixed(0), 'ms');
  const draft = join(folder, 'muoi-trang.txt');
  const paragraph = 'Giao Văn phòng Đảng ủy chủ trì, phối hợp Ủy ban nhân dân xã rà soát quy chế làm việc, hoàn thành trước ngày 31/3/2026.\n';
  writeFileSync(draft, readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8').replace('III. TỔ CHỨC', `${paragraph.repeat(190)}III. TỔ CHỨC`));
  const checks = Array.from({ length: 7 }, () => {
    const start = performance.now();
    sauro(['check', draft, '--json']);
    return performance.now() - start;
  });
  show('check of a 10-page draft, whole process (median of 7)', median(checks).toFixed(0), 'ms');
} finally {
  for (const end of endings.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}
