import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdirSync, readFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, corpus, dataFolder, file, folder, json, lines, sauro, sauroJson, serve, signIn } from './support.mjs';

test('serve: first start of an empty folder prints a link that makes the first account once; there is no default password', async (t) => {
  const data = dataFolder(t);
  const server = await serve(t, ['--data', data]);
  assert.equal((await (await fetch(`${server.url}/api/v1/first-run`)).json()).needed, true);
  const token = server.out.match(/\/bat-dau\?ma=([\w-]+)/)[1];
  const make = (body) => fetch(`${server.url}/api/v1/first-run`, { method: 'POST', headers: json, body: JSON.stringify(body) });
  const weak = await make({ token, name: 'Quản trị', username: 'quan.tri', password: '123456' });
  assert.equal(weak.status, 422);
  const made = await make({ token, name: 'Quản trị', username: 'quan.tri', password: 'mua he nam ay rat dai' });
  assert.equal(made.status, 200, await made.clone().text());
  const second = await make({ token, name: 'Kẻ khác', username: 'khac', password: 'mua dong nam ay rat dai' });
  assert.ok(second.status >= 400, 'liên kết chỉ dùng một lần');
  for (const [username, password] of [['admin', 'admin'], ['quan.tri', ''], ['quan.tri', 'quan.tri']]) {
    const wrong = await fetch(`${server.url}/api/v1/session`, { method: 'POST', headers: json, body: JSON.stringify({ username, password }) });
    assert.ok([401, 422].includes(wrong.status), `${username}: ${wrong.status}`);
  }
});

test('serve: a write needs a session and the header, a stranger gets 401, an unknown path a problem document', async (t) => {
  const data = dataFolder(t, ['--sample']);
  const server = await serve(t, ['--data', data, '--link']);
  const list = `${server.url}/api/v1/units/MH01.DU/documents?direction=in`;
  assert.equal((await fetch(list)).status, 401);
  const { headers, token } = await signIn(server);
  assert.equal((await fetch(list, { headers })).status, 200);
  assert.ok((await fetch(`${server.url}/api/v1/sign-in-link`, { method: 'POST', headers: json, body: JSON.stringify({ token }) })).status >= 400, 'liên kết vào chỉ dùng một lần');
  const forged = await fetch(`${server.url}/api/v1/units/MH01.DU/documents/in`, { method: 'POST', headers: { Cookie: headers.Cookie, 'Content-Type': 'application/json' }, body: '{}' });
  assert.equal(forged.status, 403);
  const nowhere = await fetch(`${server.url}/api/v1/khong-co`, { headers });
  assert.equal(nowhere.status, 404);
  assert.match(nowhere.headers.get('content-type'), /application\/problem\+json/);
  const described = await (await fetch(`${server.url}/api/v1/openapi.json`)).json();
  assert.match(described.openapi, /^3\.1/);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  assert.match(await (await fetch(`${server.url}/metrics`)).text(), /^# (HELP|TYPE)/m);
  const page = await fetch(`${server.url}/van-ban-den`);
  assert.match(page.headers.get('content-security-policy'), /default-src 'self'/);
});

test('serve: everything acknowledged is there after kill -9, each number once', async (t) => {
  const data = dataFolder(t, ['--sample']);
  const server = await serve(t, ['--data', data, '--link']);
  const { headers } = await signIn(server);
  const acknowledged = [];
  let stop = false;
  const writer = async (k) => {
    for (let i = 0; !stop && i < 500; i += 1) {
      try {
        const answer = await fetch(`${server.url}/api/v1/units/MH02.DU/documents/in`, { method: 'POST', headers, body: JSON.stringify({ symbol: `${k}${String(i).padStart(4, '0')}-CV/VPTU`, date: '2026-11-02', arrival_date: '2026-11-03', issuer: 'Văn phòng Tỉnh ủy Minh Họa', subject: `Văn bản ${k} ${i}`, urgency: 'thuong' }) });
        const body = await answer.json();
        assert.equal(answer.status, 200, JSON.stringify(body));
        acknowledged.push(body.number);
      } catch (error) {
        if (!stop) throw error;
        return;
      }
    }
  };
  const running = Array.from({ length: 16 }, (_, k) => writer(String(k + 1)));
  while (acknowledged.length < 300) await new Promise((done) => setImmediate(done));
  stop = true;
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  await Promise.allSettled(running);
  assert.equal(new Set(acknowledged).size, acknowledged.length, 'không số nào cấp hai lần');

  const again = await serve(t, ['--data', data, '--link']);
  const { headers: fresh } = await signIn(again);
  const stored = new Set();
  for (let cursor = ''; ; ) {
    const page = await (await fetch(`${again.url}/api/v1/units/MH02.DU/documents?direction=in&limit=200&year=2026${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, { headers: fresh })).json();
    for (const row of page.items) if (row.number) stored.add(row.number);
    if (!page.next) break;
    cursor = page.next;
  }
  for (const number of acknowledged) assert.ok(stored.has(number), `số ${number} đã báo cho người dùng phải còn`);
  assert.equal(sauro(['audit', 'verify', '--data', data]).code, 0);
});

test('serve: a port in use is named, with the way out', async (t) => {
  const data = dataFolder(t);
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  t.after(() => holder.close());
  const result = sauro(['serve', '--data', data, '--listen', `127.0.0.1:${holder.address().port}`]);
  assert.ok([3, 5].includes(result.code), `${result.code}`);
  assert.match(result.err, new RegExp(`${holder.address().port}`));
  assert.match(result.err, /--listen/);
  assert.equal(sauro(['serve', '--data', data, '--listen', 'abc']).code, 2);
});

test('init: a read-only folder says so and leaves nothing', (t) => {
  const place = folder(t);
  chmodSync(place, 0o555);
  const args = ['init', '--data', join(place, 'data')];
  // root may write anywhere: step down to nobody, as an office's own account would be
  const result = process.getuid() === 0 ? spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', binary, ...args], { encoding: 'utf8' }) : spawnSync(binary, args, { encoding: 'utf8' });
  assert.equal(result.status, 3, result.stderr);
  assert.match(result.stderr, /quyền|chỉ đọc/);
});

test('load: a full disk is said, nothing half is stored', (t) => {
  const place = folder(t);
  mkdirSync(join(place, 'nho'));
  const rows = [
    { kind: 'area', code: 'A01', name: 'Tỉnh Mẫu', level: 'province', parent: null, merged: false, valid_from: '2024-01-01' },
    { kind: 'unit', code: 'T01', area: 'A01', name: 'Tỉnh ủy Mẫu', level: 'province', bloc: 'party', parent: 'TW', valid_from: '2024-01-01' },
    ...Array.from({ length: 60_000 }, (_, i) => ({ kind: 'conference', id: `c${i}`, unit: 'T01', date: '2026-03-02', title: `Hội nghị ${i} ${'x'.repeat(200)}`, type: 'professional', scope: 'internal', mode: 'online', status: 'held' })),
  ];
  const facts = file(t, 'lon.jsonl', lines(rows));
  const script = `mount -t tmpfs -o size=48m tmpfs "$1" && trap 'umount "$1"' EXIT && "$2" init --data "$1/data" && { "$2" load "$3" --data "$1/data"; code=$?; rm -f "$1/day"; "$2" evaluate --data "$1/data" --period 2026 --unit T01 >/dev/null 2>"$1/sau"; echo "sau=$?"; "$2" audit verify --data "$1/data"; echo "nhat-ky=$?"; exit $code; }`;
  // root mounts by itself: a chroot may have no namespaces of its own
  const [command, ...before] = process.getuid() === 0 ? ['sh'] : ['unshare', '-rm', 'sh'];
  const result = spawnSync(command, [...before, '-c', script, 'sh', join(place, 'nho'), binary, facts], { encoding: 'utf8', timeout: 120_000 });
  assert.equal(result.status, 5, `${result.stdout}\n${result.stderr}`);
  assert.match(result.stderr, /đầy/);
  assert.match(result.stdout, /sau=3/); // đơn vị T01 của tệp không có: không nửa vời
  assert.match(result.stdout, /nhat-ky=0/);
});

test('import: files are read and registered, the same file again stands already, a secret one is refused', (t) => {
  const data = dataFolder(t, ['--sample']);
  const plan = join(corpus, 'ke-hoach-xa.txt');
  const secret = file(t, 'mat.txt', readFileSync(plan, 'utf8').replace('Số 07-KH/ĐU', 'MẬT\nSố 08-KH/ĐU'));
  const first = sauroJson(['import', plan, secret, '--data', data, '--unit', 'MH.TU', '--direction', 'in']);
  assert.equal(first.json.results[0].outcome, 'registered', JSON.stringify(first.json));
  assert.equal(first.json.results[1].outcome, 'refused');
  assert.equal(first.code, 4);
  const again = sauroJson(['import', plan, '--data', data, '--unit', 'MH.TU', '--direction', 'in']);
  assert.equal(again.json.results[0].outcome, 'duplicate');
  assert.equal(sauro(['import', plan, '--data', data, '--unit', 'KHONG', '--direction', 'in']).code, 3);
  assert.equal(sauro(['import', plan, '--data', data, '--unit', 'MH.TU', '--direction', 'sideways']).code, 2);
});
