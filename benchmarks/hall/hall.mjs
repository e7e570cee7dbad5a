// A hall with many screens: memory of the server, and how long a command takes until the last screen has it.
//   node benchmarks/hall/hall.mjs [screens, default 1000] [commands, default 30]
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { dataFolder, file, lines, sauro, serve, signIn } from '../../tests/cli/support.mjs';

const screens = Number(process.argv[2] ?? 1000);
const commands = Number(process.argv[3] ?? 30);
const endings = [];
const t = { after: (end) => endings.push(end) };
const show = (name, value, unit) => console.log(`${name.padEnd(64)} ${String(value).padStart(12)} ${unit}`);
const memory = (server) => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const processor = (server) => {
  const fields = readFileSync(`/proc/${server.child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100; // seconds
};

try {
  const data = dataFolder(t, ['--sample']);
  const facts = file(t, 'c.jsonl', lines([{ kind: 'conference', id: 'c', unit: 'MH01.DU', date: '2026-11-20', title: 'Hội nghị đo', type: 'professional', mode: 'in_person', status: 'planned' }]));
  if (sauro(['load', facts, '--data', data]).code !== 0) throw new Error('load');
  const server = await serve(t, ['--data', data, '--link'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const { headers } = await signIn(server);
  const hall = `${server.url}/api/v1/units/MH01.DU/conferences/c/hall`;
  let number = 0;
  const command = async (body) => {
    const answer = await fetch(`${hall}/commands`, { method: 'POST', headers, body: JSON.stringify({ client_id: `b${(number += 1)}`, ...body }) });
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()).state.seq;
  };
  await command({ act: 'register', name: 'Đại biểu', kind: 'contribution' });
  await command({ act: 'open' });
  await command({ act: 'start' });

  const before = memory(server);
  const seen = new Array(screens).fill(0);
  let arrived = null;
  const open = (i) =>
    new Promise((done, failed) => {
      const request = http.get(`${hall}/events`, { headers: { Cookie: headers.Cookie }, agent: false }, (answer) => {
        if (answer.statusCode !== 200) return failed(new Error(`${answer.statusCode}`));
        answer.setEncoding('utf8');
        answer.on('data', (chunk) => {
          for (const [, seq] of chunk.matchAll(/^id: (\d+)\./gm)) seen[i] = Number(seq);
          done(request);
          arrived?.(i);
        });
      });
      request.on('error', failed);
    });
  const began = performance.now();
  const requests = [];
  for (let from = 0; from < screens; from += 50) requests.push(...(await Promise.all(Array.from({ length: Math.min(50, screens - from) }, (_, i) => open(from + i)))));
  show(`${screens} screens opened and shown`, ((performance.now() - began) / 1000).toFixed(2), 's');

  const reached = [];
  for (let i = 0; i < commands; i += 1) {
    const sent = performance.now();
    let wanted = Infinity;
    let missing = screens;
    const all = new Promise((done) => {
      const counted = new Array(screens).fill(false);
      const look = (k) => {
        if (counted[k] || seen[k] < wanted) return;
        counted[k] = true;
        if ((missing -= 1) === 0) done(performance.now());
      };
      arrived = look;
      void command({ act: i % 2 === 0 ? 'pause' : 'resume' }).then((seq) => {
        wanted = seq;
        for (let k = 0; k < screens; k += 1) look(k);
      });
    });
    reached.push((await all) - sent);
  }
  arrived = null;
  reached.sort((a, b) => a - b);
  show('command sent until the last screen has it, median', reached[Math.floor(reached.length / 2)].toFixed(0), 'ms');
  show('command sent until the last screen has it, worst', reached.at(-1).toFixed(0), 'ms');
  const used = processor(server);
  const quiet = performance.now();
  await new Promise((done) => setTimeout(done, 5000));
  show('processor of the server while nothing happens', ((100 * (processor(server) - used)) / ((performance.now() - quiet) / 1000)).toFixed(1), '% of a core');
  show('memory of the server, before and with the screens', `${before.toFixed(0)} / ${memory(server).toFixed(0)}`, 'MB');

  // Killed in the middle of a speech: the screens come back as a browser does (a second after the line was lost, and again each second).
  const stateOf = async () => (await (await fetch(hall, { headers })).json()).state;
  if (commands % 2 === 1) await command({ act: 'resume' });
  const held = JSON.stringify((await stateOf()).speakers);
  for (const request of requests) request.on('error', () => undefined);
  const { port } = new URL(server.url);
  const ended = new Promise((done) => server.child.once('exit', done));
  server.child.kill('SIGKILL');
  await ended;
  seen.fill(0);
  const insist = async (i) => {
    for (;;) {
      await new Promise((done) => setTimeout(done, 1000 + (i % 100)));
      try {
        return await open(i);
      } catch {
        // not yet
      }
    }
  };
  const again = Array.from({ length: screens }, (_, i) => insist(i));
  const restarted = performance.now();
  const next = await serve(t, ['--data', data], { listen: `127.0.0.1:${port}`, stdio: ['ignore', 'pipe', 'ignore'] });
  const answered = performance.now();
  const back = await Promise.all(again);
  show('killed: from the start of the new server until it answers', ((answered - restarted) / 1000).toFixed(2), 's');
  show(`killed: from the start of the new server until ${screens} screens are back`, ((performance.now() - restarted) / 1000).toFixed(2), 's (limit 3)');
  if (next.url !== server.url || JSON.stringify((await stateOf()).speakers) !== held) throw new Error('another clock after the restart');
  for (const request of back) request.destroy();
} finally {
  for (const end of endings.reverse()) await end();
}
