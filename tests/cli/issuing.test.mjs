// The check of the page and `sauro check` say the same; the issuing flow over HTTP, one account of each unit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { docx, letter } from './docx.mjs';
import { corpus, dataFolder, file, folder, json, root, sauro, sauroJson, serve } from './support.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
let data;
let server;
before(async () => {
  data = dataFolder(context, ['--sample']);
  for (const [name, role] of [['soanthao.mot', 'specialist'], ['lanhdao.mot', 'leader'], ['vanthu.mot', 'clerk']])
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
  repairable: finding.repairable,
  passages: finding.passages.map((one) => [one.start, one.end, one.quote, one.page ?? null, one.box ?? null]),
});
const stated = (answer) => answer.findings.map(told);

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

// What only the data folder knows: a rule the unit tightened, the superior in its register (named, or found by its wording), a document replaced there.
test('the page and sauro check --data judge alike by the own rules and the registers of the unit', async (t) => {
  for (const [name, role] of [['chanhvp.mot', 'head_of_office'], ['vanthu.hai', 'clerk']])
    assert.equal(sauro(['user', 'add', '--data', data, '--username', name, '--name', name, '--role', role, '--unit', 'MH01.DU']).code, 0);
  const post = async (account, path, input) => {
    const reply = await fetch(`${server.url}/api/v1/units/MH01.DU/${path}`, { method: 'POST', headers: await headersOf(account), body: JSON.stringify(input) });
    assert.equal(reply.status, 200, await reply.clone().text());
    return reply.json();
  };
  const tasks = [
    'Rà soát các thủ tục còn vướng ở bộ phận một cửa, lập danh mục và công khai tại trụ sở trước ngày 30/9/2026 để người dân theo dõi.',
    'Bố trí cán bộ trực tiếp hướng dẫn người cao tuổi nộp hồ sơ trên môi trường điện tử vào các buổi sáng trong tuần, hoàn thành trước ngày 15/10/2026.',
    'Tổng hợp kiến nghị của cơ sở về phần mềm dùng chung, gửi Văn phòng Tỉnh ủy trước ngày 20/11/2026 để xem xét, tháo gỡ từng việc.',
  ];
  const superior = `TỈNH ỦY MINH HỌA\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 77-KH/TU\nMinh Họa, ngày 03 tháng 8 năm 2026\nKẾ HOẠCH\nvề hỗ trợ người dân làm thủ tục\n-----\n${tasks.map((one, i) => `${i + 1}. ${one}`).join('\n')}\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Văn Mẫu\n`;
  assert.equal(sauro(['import', file(t, 'cap-tren.txt', superior), '--data', data, '--unit', 'MH01.DU', '--direction', 'in']).code, 0);
  const rule = { norm: 'KL226.2.1.d3.brief-clear.long-sentence', parameter: 'long_sentence_words', value: '25', from: '2026-01-05', symbol: '09-QĐ/ĐU', issued_on: '2026-01-05', issuer: 'Đảng ủy xã', clause: 'Điều 3' };
  await post('chanhvp.mot', 'rule-changes', rule);
  await post('vanthu.hai', 'document-relations', { newer: '31-QĐ/TU', older: '20-QĐ/TU', relation: 'replaces', date: '2026-06-01' });
  const opening = 'Thực hiện Kế hoạch số 77-KH/TU, ngày 03/8/2026 của Tỉnh ủy Minh Họa, căn cứ Quy định số 20-QĐ/TU, ngày 05/01/2025 của Tỉnh ủy Minh Họa, Đảng ủy xã xây dựng kế hoạch như sau:\n';
  const draft = (head, body) => `${head}${body.map((one, i) => `${i + 1}. ${one}`).join('\n')}\n`;
  const compared = async (text) => {
    const page = await post('soanthao.mot', 'check', { text });
    const line = sauroJson(['check', file(t, 'du-thao.txt', text), '--as', 'MH01.DU', '--data', data]).json;
    assert.deepEqual(stated(page), stated(line));
    assert.deepEqual(page.summary, line.summary);
    const shared = (one) => one.rows.map((row) => [row.superior.text, row.copied, row.own?.text ?? null]);
    assert.deepEqual(page.coverage.map(shared), line.coverage.map(shared));
    return (norm) => line.findings.find((one) => one.norm === norm);
  };
  const named = await compared(draft(opening, [tasks[0], 'Văn phòng Đảng ủy cử người trực hướng dẫn người cao tuổi nộp hồ sơ điện tử vào sáng thứ Ba, xong trước ngày 10/10/2026.']));
  assert.equal(named('KL226.2.1.d3.brief-clear.long-sentence').limit, '25');
  assert.match(named('KL226.2.1.d3.concretise').message, /1\/3 việc .* 1 việc chép nguyên lời; 1 việc chưa thấy/);
  assert.ok(named('KL226.2.1.d3.no-copy').measured, 'the words of the superior stand in the register');
  assert.ok(sauroJson(['check', file(t, 'a.txt', opening), '--as', 'MH01.DU', '--data', data]).json.findings.some((one) => one.message.includes('31-QĐ/TU')), 'replaced in the register of the unit');
  const copied = await compared(draft('KẾ HOẠCH\nvề hỗ trợ người dân\n', tasks));
  assert.equal(copied('KL226.2.1.d3.no-copy').outcome, 'breached', 'found by its wording alone');
  // Without the data folder nobody knows of these; with it the unit must be named.
  assert.equal(sauroJson(['check', file(t, 'b.txt', draft(opening, tasks)), '--as', '00004.DU']).json.coverage.length, 0);
  const nobody = sauro(['check', file(t, 'c.txt', opening), '--data', data]);
  assert.equal(nobody.code, 2);
  assert.match(nobody.err, /--data cần --as/);
});

// One account, its draft made from a file.
async function drafted(bytes, name) {
  const headers = await headersOf('soanthao.mot');
  const base = `${server.url}/api/v1/units/MH01.DU`;
  const call = async (method, path, input) => {
    const reply = await fetch(`${base}/${path}`, { method, headers, ...(input ? { body: JSON.stringify(input) } : {}) });
    return { status: reply.status, json: await reply.json() };
  };
  const made = await fetch(`${base}/drafts/file?name=${name}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: bytes });
  assert.equal(made.status, 200, await made.clone().text());
  const draft = await made.json();
  return { draft, call, headers, base, check: async () => (await call('POST', `drafts/${draft.id}/check`, {})).json };
}

const pdf = join(root, 'tests/format/dev/71-to-trinh-cho.pdf');
for (const [name, path] of [['thu.docx', null], ['thu.pdf', pdf]]) {
  test(`the page checks the looks of ${name} as sauro check does`, async (t) => {
    const input = path ?? file(t, name, docx(letter(1000, true)));
    const { draft, call, check } = await drafted(readFileSync(input), name);
    const line = sauroJson(['check', input, '--as', 'MH01.DU', '--data', data]).json;
    const stored = await check();
    assert.equal(stored.looks, 'file');
    assert.deepEqual(stated(stored), stated(line));
    assert.deepEqual(stored.summary, line.summary);
    const format = stored.findings.filter((one) => one.group === 'the_thuc' && one.outcome === 'breached');
    assert.ok(format.length >= 3, 'có lỗi trình bày');
    if (path) {
      const placed = format.flatMap((one) => one.passages).filter((one) => one.page && one.box.right > one.box.left && one.box.bottom > one.box.top);
      assert.ok(placed.length > 0, 'có chỗ trên ảnh trang');
    } else assert.ok(format.some((one) => one.passages.some((passage) => passage.end > passage.start)));

    // what is typed over the file has no looks; what comes back to its words has them again
    const { text } = (await call('GET', `drafts/${draft.id}/text`)).json;
    const asked = async (words) => (await call('POST', 'check', { text: words, except: draft.id, system: draft.system ?? undefined })).json;
    const edited = await asked(`${text}\nThêm một dòng.`);
    assert.equal(edited.looks, 'edited');
    assert.ok(edited.findings.some((one) => one.norm.endsWith('.page.margin-left') && one.outcome === 'cannot_tell'));
    const back = await asked(text);
    assert.equal(back.looks, 'file');
    assert.deepEqual(stated(back), stated(stored));
  });
}

test('Sửa giúp mends the file as its next version, keeps the words, and can be undone', async (t) => {
  const bytes = docx(letter(1000, true));
  const { draft, call, check, headers, base } = await drafted(bytes, 'thu.docx');
  const before = await check();
  const can = before.findings.filter((one) => one.repairable).map((one) => one.norm);
  assert.ok(can.includes('ND30.page.margin-left') && can.includes('ND30.page.font'), can.join());
  const { text } = (await call('GET', `drafts/${draft.id}/text`)).json;

  const one = await call('POST', `drafts/${draft.id}/repair`, { version: 1, norms: ['ND30.page.margin-left'] });
  assert.equal(one.status, 200, JSON.stringify(one.json));
  assert.deepEqual(one.json, { version: 2, file: 2, undo: 1, fixed: ['ND30.page.margin-left'], left: [] });
  const breached = (answer) => answer.findings.filter((found) => found.outcome === 'breached').map((found) => found.norm);
  assert.deepEqual(breached(await check()), breached(before).filter((norm) => norm !== 'ND30.page.margin-left'));

  assert.equal((await call('POST', `drafts/${draft.id}/repair`, { version: 1 })).status, 409, 'bản cũ');
  const all = (await call('POST', `drafts/${draft.id}/repair`, { version: 2 })).json;
  const after = await check();
  for (const norm of all.fixed) assert.ok(!breached(after).includes(norm), norm);
  assert.ok(all.fixed.length >= 5);
  assert.equal((await call('GET', `drafts/${draft.id}/text`)).json.text, text);
  // what the program mended on the command line is what it mended here
  const input = file(t, 'thu.docx', bytes);
  const output = join(folder(t), 'ra.docx');
  sauro(['check', input, '--as', 'MH01.DU', '--data', data, '--repair', output]);
  const kept = Buffer.from(await (await fetch(`${base}/documents/${draft.id}/file`, { headers })).arrayBuffer());
  const saved = file(t, 'luu.docx', kept);
  assert.deepEqual(stated(sauroJson(['check', saved, '--as', 'MH01.DU', '--data', data]).json), stated(sauroJson(['check', output, '--as', 'MH01.DU', '--data', data]).json));

  const undone = await call('POST', `drafts/${draft.id}/files/1/restore`, { version: 3 });
  assert.equal(undone.status, 200, JSON.stringify(undone.json));
  assert.deepEqual(stated(await check()), stated(before));
  const again = Buffer.from(await (await fetch(`${base}/documents/${draft.id}/file`, { headers })).arrayBuffer());
  assert.deepEqual(again, bytes, 'tệp đầu còn nguyên');
  const { json: flow } = await call('GET', `documents/${draft.id}/issuing`);
  assert.deepEqual(flow.files.map((one) => one.seq), [1, 2, 3, 4]);
  assert.equal((await call('POST', `drafts/${draft.id}/files/9/restore`, { version: 4 })).status, 404);
});

test('Sửa giúp: only who may edit, only while the words are those of the file, never with the signer', async () => {
  const { draft, call } = await drafted(docx(letter(1000, true)), 'thu.docx');
  const leader = await headersOf('lanhdao.mot');
  const other = await fetch(`${server.url}/api/v1/units/MH02.DU/drafts/${draft.id}/repair`, { method: 'POST', headers: leader, body: JSON.stringify({ version: 1 }) });
  assert.equal(other.status, 403);
  const { text } = (await call('GET', `drafts/${draft.id}/text`)).json;
  await call('PUT', `drafts/${draft.id}`, { version: 1, text: `${text}\nThêm.` });
  assert.equal((await call('POST', `drafts/${draft.id}/repair`, { version: 2 })).json.code, 'repair.edited');
  await call('PUT', `drafts/${draft.id}`, { version: 2, text });
  const sent = await call('POST', `drafts/${draft.id}/act`, { act: 'submit', version: 3 });
  assert.equal(sent.status, 200, JSON.stringify(sent.json));
  assert.equal((await call('POST', `drafts/${draft.id}/repair`, { version: 3 })).json.code, 'draft.with_signer');
  const { json: list } = await call('GET', 'documents?direction=draft');
  assert.equal(list.items.find((one) => one.id === draft.id).step, 'signing');
});

test('a document that the unit recorded as out of force is one in the check of its drafts', async (t) => {
  const headers = await headersOf('soanthao.mot');
  const clerk = await headersOf('vanthu.mot');
  const base = `${server.url}/api/v1/units/MH01.DU`;
  const ask = async (text) => {
    const reply = await fetch(`${base}/check`, { method: 'POST', headers, body: JSON.stringify({ text }) });
    return JSON.stringify((await reply.json()).findings.filter((one) => one.row === 'D9'));
  };
  const text = readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8').replace('-----\n', '-----\nCăn cứ Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư; Hướng dẫn số 77-HD/TU, ngày 05/3/2024 của Tỉnh ủy Minh Họa;\n');
  assert.match(await ask(text), /66-QĐ\/TW đã được thay bằng 399-QĐ\/TW/, 'sổ kèm theo');
  assert.doesNotMatch(await ask(text), /77-HD\/TU đã/);
  const put = await fetch(`${base}/document-relations`, { method: 'POST', headers: clerk, body: JSON.stringify({ newer: '88-HD/TU', older: '77-HD/TU', relation: 'replaces', date: '2025-01-10' }) });
  assert.equal(put.status, 200, await put.clone().text());
  assert.match(await ask(text), /77-HD\/TU đã được thay bằng 88-HD\/TU từ 10\/01\/2025/);
});

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
