// The check of the page and `sauro check` say the same; the issuing flow over HTTP, one account of each unit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { corpus, dataFolder, file, json, sauro, sauroJson, serve } from './support.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
let data;
let server;
before(async () => {
  data = dataFolder(context, ['--sample']);
  for (const [name, role] of [['soanthao.mot', 'specialist'], ['lanhdao.mot', 'leader']])
    assert.equal(sauro(['user', 'add', '--data', data, '--username', name, '--name', name, '--role', role, '--unit', 'MH01.DU']).code, 0);
  server = await serve(context, ['--data', data]);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

async function headersOf(name) {
  const token = sauro(['user', 'link', '--data', data, '--username', name]).out.match(/\/vao\?ma=(\S+)/)[1];
  const answer = await fetch(`${server.url}/api/v1/sign-in-link`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });
  assert.equal(answer.status, 200);
  return { ...json, Cookie: answer.headers.get('set-cookie').split(';')[0] };
}

const told = (finding) => ({
  norm: finding.norm,
  outcome: finding.outcome,
  severity: finding.severity,
  clause: finding.clause,
  message: finding.message,
  remedy: finding.remedy,
  measured: finding.measured ?? null,
  limit: finding.limit ?? null,
  missing: finding.missing ?? null,
  passages: finding.passages.map((one) => [one.start, one.end, one.quote]),
});

for (const name of ['ke-hoach-xa.txt', 'cong-van-mo-ho.txt']) {
  test(`the page finds in ${name} what sauro check finds`, async () => {
    const headers = await headersOf('soanthao.mot');
    const text = readFileSync(join(corpus, name), 'utf8');
    const answer = await fetch(`${server.url}/api/v1/units/MH01.DU/check`, { method: 'POST', headers, body: JSON.stringify({ text }) });
    assert.equal(answer.status, 200);
    const page = await answer.json();
    const line = sauroJson(['check', join(corpus, name), '--as', 'MH01.DU', '--data', data]).json;
    assert.ok(line.findings.length > 0);
    assert.deepEqual(page.findings.map(told), line.findings.map(told));
    assert.deepEqual(page.summary, line.summary);
  });
}

test('a drafter may not sign, and the signer signs', async () => {
  const as = async (name) => {
    const headers = await headersOf(name);
    return async (method, path, body) => {
      const reply = await fetch(`${server.url}/api/v1/units/MH01.DU/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: reply.status, json: await reply.json() };
    };
  };
  const drafter = await as('soanthao.mot');
  const leader = await as('lanhdao.mot');
  const text = readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8');
  const { json: draft } = await drafter('POST', 'drafts', { subject: 'Kế hoạch thử', document_type: 'kế hoạch', text });
  const submitted = await drafter('POST', `drafts/${draft.id}/act`, { act: 'submit', version: 1 });
  assert.equal(submitted.status, 200, JSON.stringify(submitted.json));
  assert.equal(submitted.json.step, 'signing');
  assert.match(submitted.json.acts.find((one) => one.act === 'sign').why, /chưa có quyền duyệt và ký/);
  assert.equal((await drafter('POST', `drafts/${draft.id}/sign-off`, { act: 'sign', version: 1 })).status, 403);
  assert.equal((await drafter('POST', `drafts/${draft.id}/act`, { act: 'sign', version: 1 })).status, 403);
  assert.equal((await drafter('PUT', `drafts/${draft.id}`, { version: 1, text: 'khác' })).json.code, 'draft.with_signer');
  const signed = await leader('POST', `drafts/${draft.id}/sign-off`, { act: 'sign', version: 1, reason: 'Đã xem' });
  assert.equal(signed.status, 200, JSON.stringify(signed.json));
  assert.equal(signed.json.step, 'signed');
  assert.equal(signed.json.signoffs[0].signer, 'lanhdao.mot');
});

test('an uploaded file becomes the next version of the draft; the older file is kept', async (t) => {
  const headers = await headersOf('soanthao.mot');
  const base = `${server.url}/api/v1/units/MH01.DU`;
  const draft = await (await fetch(`${base}/drafts`, { method: 'POST', headers, body: JSON.stringify({ subject: 'Từ tệp', document_type: 'kế hoạch', text: '' }) })).json();
  const up = async (name, version) => {
    const body = readFileSync(name === 'cu.txt' ? join(corpus, 'cong-van-mo-ho.txt') : file(t, 'moi.txt', readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8')));
    return fetch(`${base}/drafts/${draft.id}/file?name=${name}&version=${version}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body });
  };
  assert.equal((await up('cu.txt', 1)).status, 200);
  assert.equal((await up('moi.txt', 1)).status, 409, 'bản cũ không ghi đè được');
  const after = await (await up('moi.txt', 2)).json();
  assert.deepEqual(after.files.map((one) => [one.seq, one.file.name]), [[1, 'cu.txt'], [2, 'moi.txt']]);
  assert.match((await (await fetch(`${base}/drafts/${draft.id}/text`, { headers })).json()).text, /KẾ HOẠCH/);
});
