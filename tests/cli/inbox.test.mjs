// The scan inbox as a folder of scans and as uploads: nothing is lost, nothing is doubled, progress is told.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, corpus, dataFolder, folder, sauro, sauroJson, serve, signIn } from './support.mjs';

const plan = readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8');
const scans = (t, count) => {
  const place = join(folder(t), 'quet');
  mkdirSync(place);
  for (let i = 1; i <= count; i += 1) writeFileSync(join(place, `${String(i).padStart(4, '0')}.txt`), plan.replace('Số 07-KH/ĐU', `Số ${i}-KH/ĐU`));
  return place;
};
const names = async (server, headers, state) => {
  const found = [];
  let cursor = '';
  do {
    const page = await (await fetch(`${server.url}/api/v1/units/MH01.DU/inbox?state=${state}&limit=200${cursor}`, { headers })).json();
    found.push(...page.items);
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
  } while (cursor);
  return found;
};

test('inbox: killed in the middle and started again, every file is read once', async (t) => {
  const data = dataFolder(t, ['--sample']);
  const place = scans(t, 300);
  const run = spawn(binary, ['inbox', 'add', place, '--data', data, '--unit', 'MH01.DU', '--readers', '2'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise((done) => {
    run.stderr.on('data', (chunk) => {
      said += chunk;
      if (/đã đọc [1-9]\d*\/300/.test(said)) run.kill('SIGKILL');
    });
    run.once('exit', done);
  });
  assert.equal(run.signalCode, 'SIGKILL', said);
  const half = sauroJson(['inbox', 'status', '--data', data, '--unit', 'MH01.DU']).json;
  assert.ok(half.review > 0 && half.review < 300, `đang giữa chừng: ${half.review}`);
  const again = sauroJson(['inbox', 'add', place, '--data', data, '--unit', 'MH01.DU']);
  assert.equal(again.code, 0, again.err);
  assert.equal(again.json.added, 0);
  assert.equal(again.json.already_there, 300);
  assert.equal(again.json.progress.review, 300);
  assert.equal(again.json.progress.files_done, 300);
  assert.equal(sauro(['audit', 'verify', '--data', data]).code, 0);
  const server = await serve(t, ['--data', data, '--link']);
  const { headers } = await signIn(server);
  const items = await names(server, headers, 'review');
  assert.equal(new Set(items.map((item) => item.name)).size, 300);
  assert.equal(new Set(items.map((item) => item.intake_id)).size, 300);
});

test('inbox: uploads are read in the background, progress comes as events, registering empties the queue', async (t) => {
  const data = dataFolder(t, ['--sample']);
  const server = await serve(t, ['--data', data, '--link']);
  const { headers } = await signIn(server);
  const base = `${server.url}/api/v1/units/MH01.DU/inbox`;
  assert.equal((await fetch(`${base}/events`)).status, 401);
  const stop = new AbortController();
  const events = await fetch(`${base}/events`, { headers, signal: stop.signal });
  assert.match(events.headers.get('content-type'), /^text\/event-stream/);
  const seen = [];
  const done = (async () => {
    let text = '';
    for await (const chunk of events.body) {
      text += Buffer.from(chunk).toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const data_ = text.slice(0, end).match(/^event: progress\ndata: (.*)$/s);
        text = text.slice(end + 2);
        if (data_) seen.push(JSON.parse(data_[1]));
        if (seen.at(-1)?.review === 2 && seen.at(-1).waiting === 0) return;
      }
    }
  })();
  const send = (name, body) => fetch(`${base}/files?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body });
  const first = await (await send('kế hoạch.txt', plan)).json();
  assert.equal(first.state, 'waiting');
  assert.equal((await (await send('lần nữa.txt', plan)).json()).id, first.id, 'cùng nội dung: cùng một tệp');
  await send('mật.txt', plan.replace('Số 07-KH/ĐU', 'TUYỆT MẬT\nSố 08-KH/ĐU'));
  await send('kế hoạch 2.txt', plan.replace('Số 07-KH/ĐU', 'Số 09-KH/ĐU'));
  await done;
  stop.abort();
  assert.equal(seen[0].review, 0, 'ngay khi mở');
  assert.deepEqual([seen.at(-1).files_done, seen.at(-1).files_total, seen.at(-1).refused], [3, 3, 1]);
  assert.equal((await names(server, headers, 'refused'))[0].code, 'read.secret');

  const { item, intake } = await (await fetch(`${base}/${first.id}`, { headers })).json();
  assert.equal(item.symbol, '07-KH/ĐU');
  assert.match(intake.reading.text, /KẾ HOẠCH/);
  const registered = await fetch(`${server.url}/api/v1/units/MH01.DU/documents/in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ intake_id: intake.intake_id, symbol: item.symbol, date: item.date, issuer: item.issuer, subject: item.subject, document_type: 'Kế hoạch' }),
  });
  assert.equal(registered.status, 200, await registered.clone().text());
  const after = await (await fetch(`${base}/${first.id}`, { headers })).json();
  assert.equal(after.item.state, 'registered');
  assert.equal(after.item.document_id, (await registered.json()).id);

  const other = (await names(server, headers, 'review'))[0];
  const drop = (reason) => fetch(`${base}/${other.id}/drop`, { method: 'POST', headers, body: JSON.stringify({ reason }) });
  assert.equal((await drop('  ')).status, 422, 'phải nêu lý do');
  assert.equal((await (await drop('Gửi nhầm')).json()).state, 'dropped');
  const paused = await (await fetch(`${base}/pause`, { method: 'POST', headers, body: JSON.stringify({ paused: true }) })).json();
  assert.deepEqual([paused.paused, paused.review, paused.waiting], [true, 0, 0]);
});
