// The file that recipients get: the words that were signed, the number and day of the register, and nothing beside them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { docx, letter, marked, zip } from './docx.mjs';
import { dataFolder, file, json, sauro, sauroJson, serve, today } from './support.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
let data;
let server;
let drafter;
let clerk;
before(async () => {
  data = dataFolder(context, ['--sample']);
  for (const [name, role] of [['soanthao', 'specialist'], ['vanthu', 'clerk']])
    assert.equal(sauro(['user', 'add', '--data', data, '--username', name, '--name', name, '--role', role, '--unit', 'MH01.UBND']).code, 0);
  server = await serve(context, ['--data', data]);
  [drafter, clerk] = [await signedIn('soanthao'), await signedIn('vanthu')];
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

async function signedIn(name) {
  const token = sauro(['user', 'link', '--data', data, '--username', name]).out.match(/\/vao\?ma=(\S+)/)[1];
  const answer = await fetch(`${server.url}/api/v1/sign-in-link`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });
  const headers = { ...json, Cookie: answer.headers.get('set-cookie').split(';')[0] };
  const base = `${server.url}/api/v1/units/MH01.UBND/`;
  const answered = async (reply) => ({ status: reply.status, json: await reply.json() });
  return {
    call: async (method, path, body) => answered(await fetch(base + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })),
    upload: async (path, bytes) => answered(await fetch(base + path, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: bytes })),
    bytes: async (path) => Buffer.from(await (await fetch(base + path, { headers })).arrayBuffer()),
  };
}

const blank = letter(1701, false).replace('Số: 05/SNV-VP', 'Số:        /UBND-VP').replace('ngày 05 tháng 02 năm 2026', 'ngày     tháng     năm 2026');
const open = docx(blank);
const with_part = (name, xml, types = '<Types/>') => zip({ '[Content_Types].xml': types, 'word/document.xml': blank, [name]: xml });

async function drafted(bytes) {
  const made = await drafter.upload('drafts/file?name=thu.docx', bytes);
  assert.equal(made.status, 200, JSON.stringify(made.json));
  return made.json;
}
async function numbered(draft, reason = {}) {
  const input = { date: today(), signer: 'Nguyễn Văn An', breach_reason: 'Bản thử của kiểm thử', breach_on: today(), date_reason: 'Bản thử của kiểm thử', ...reason };
  const done = await clerk.call('POST', `drafts/${draft.id}/number`, input);
  assert.equal(done.status, 200, JSON.stringify(done.json));
  return done.json;
}
const codes = (view) => view.file_faults.map((one) => one.code);
const release = (document, version, more = {}) => clerk.call('POST', `documents/${document.id}/release`, { version, names: ['Chi bộ 1'], ...more });

test('the number and the day of the register are written into the .docx, and nothing else changes', async (t) => {
  const draft = await drafted(open);
  const before = sauroJson(['read', file(t, 'truoc.docx', open)]).json;
  const document = await numbered(draft);
  const { json: view } = await clerk.call('GET', `documents/${document.id}/issuing`);
  assert.deepEqual(codes(view), ['number', 'day']);
  const refused = await release(document, view.version);
  assert.equal(refused.json.code, 'document.file');
  assert.match(refused.json.detail, /Tệp chưa ghi số \d+\/UBND-VP/);

  const written = await clerk.call('POST', `documents/${document.id}/file/number`, { version: view.version });
  assert.equal(written.status, 200, JSON.stringify(written.json));
  assert.deepEqual(codes(written.json), []);
  const sent = sauroJson(['read', file(t, 'sau.docx', await clerk.bytes(`documents/${document.id}/file`))]).json;
  assert.equal(sent.symbol, document.symbol);
  assert.equal(sent.date, today());
  const [year, month, day] = today().split('-');
  const expected = before.text
    .replace('Số:        /UBND-VP', `Số: ${document.symbol}`)
    .replace('ngày     tháng     năm 2026', `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`);
  assert.equal(sent.text, expected);
  assert.equal((await release(document, written.json.version)).status, 200);
  assert.equal((await clerk.call('POST', `documents/${document.id}/file/number`, { version: written.json.version + 1 })).status, 409);
});

test('a file with another number does not go out, one with another day only with a reason', async () => {
  const draft = await drafted(docx(letter(1701, false)));
  const document = await numbered(draft);
  const { json: view } = await clerk.call('GET', `documents/${document.id}/issuing`);
  assert.deepEqual(view.file_faults.map((one) => [one.code, one.excusable]), [['number', false], ['day', true]]);
  const refused = await release(document, view.version, { file_reason: 'Vẫn muốn gửi đi' });
  assert.equal(refused.status, 409);
  assert.match(refused.json.detail, /Tệp ghi số 05\/SNV-VP, sổ cấp/);
  assert.equal((await clerk.call('POST', `documents/${document.id}/file/number`, { version: view.version })).json.code, 'document.file_by_hand', 'chữ người khác ghi không tự bị thay');
  assert.equal((await drafter.call('POST', `documents/${document.id}/file/number`, { version: view.version, over: true })).status, 403);

  const put = (xml, more = '') => clerk.upload(`documents/${document.id}/file?name=ban-cuoi.docx&version=${view.version}${more}`, docx(xml));
  const right = letter(1701, false).replace('05/SNV-VP', document.symbol);
  assert.equal((await put(letter(1701, false))).json.code, 'document.file', 'số khác');
  assert.equal((await put(right)).json.code, 'document.file_reason', 'ngày khác');
  const other = right.replaceAll('Đề nghị các phòng rà soát hồ sơ lưu trữ', 'Yêu cầu mọi đơn vị nộp ngay bản kê tài sản');
  const far = await put(other, '&reason=ngan');
  assert.match(far.json.detail, /khác bản đã kiểm và lấy số/);
  const kept = await put(right, `&reason=${encodeURIComponent('Ngày ký ghi trên bản giấy')}`);
  assert.equal(kept.status, 200, JSON.stringify(kept.json));
  assert.deepEqual(codes(kept.json), ['day']);
  assert.equal((await release(document, kept.json.version)).json.code, 'document.file');
  const out = await release(document, kept.json.version, { file_reason: 'Ngày ký ghi trên bản giấy' });
  assert.equal(out.status, 200, JSON.stringify(out.json));
  assert.equal((await clerk.upload(`documents/${document.id}/file?name=x.docx&version=${out.json.version}`, docx(right))).json.code, 'flow.step');
});

test('what another hand wrote is replaced when the clerk says so', async (t) => {
  const document = await numbered(await drafted(docx(letter(1701, false))));
  const written = await clerk.call('POST', `documents/${document.id}/file/number`, { version: document.version, over: true });
  assert.deepEqual(codes(written.json), []);
  const sent = sauroJson(['read', file(t, 'sau.docx', await clerk.bytes(`documents/${document.id}/file`))]).json;
  assert.deepEqual([sent.symbol, sent.date], [document.symbol, today()]);
});

test('another symbol behind the right number goes out only with a reason', async () => {
  const document = await numbered(await drafted(open));
  const [year, month, day] = today().split('-');
  const right = letter(1701, false).replace('05/SNV-VP', document.symbol).replace('ngày 05 tháng 02 năm 2026', `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`);
  const other = right.replace(document.symbol, document.symbol.replace('/UBND', '/HĐND'));
  const put = (more = '') => clerk.upload(`documents/${document.id}/file?name=ban-cuoi.docx&version=${document.version}${more}`, docx(other));
  const asked = await put();
  assert.equal(asked.json.code, 'document.file_reason');
  assert.match(asked.json.detail, /Tệp ghi ký hiệu \d+\/HĐND-VP, sổ cấp \d+\/UBND-VP/);
  const kept = await put(`&reason=${encodeURIComponent('Ký hiệu theo bản giấy')}`);
  assert.deepEqual(codes(kept.json), ['symbol']);
  assert.equal((await release(document, kept.json.version)).json.code, 'document.file');
});

test('a day that is a field is not written over: it would write its own again', async () => {
  const field = blank.replace(/(<w:t xml:space="preserve">)([^<]*ngày     tháng     năm 2026)(<\/w:t>)/, (all) => `<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>${all}</w:r><w:r><w:fldChar w:fldCharType="end"/>`);
  assert.notEqual(field, blank);
  const document = await numbered(await drafted(docx(field)));
  const refused = await clerk.call('POST', `documents/${document.id}/file/number`, { version: document.version });
  assert.equal(refused.json.code, 'repair.words', JSON.stringify(refused.json));
});

const unsettled = {
  'Comment': () => with_part('word/comments.xml', '<w:comments xmlns:w="w"><w:comment w:id="1"/></w:comments>'),
  'Track Changes': () => docx(blank.replace('<w:sectPr>', '<w:p><w:del><w:r><w:delText>số cũ</w:delText></w:r></w:del></w:p><w:sectPr>')),
  'chữ ẩn': () => docx(blank.replace('<w:sectPr>', '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú riêng</w:t></w:r></w:p><w:sectPr>')),
};
for (const [what, bytes] of Object.entries(unsettled)) {
  test(`a file with ${what} is neither sent to the signer nor numbered`, async () => {
    const draft = await drafted(bytes());
    const submitted = await drafter.call('POST', `drafts/${draft.id}/act`, { act: 'submit', version: draft.version });
    assert.equal(submitted.json.code, 'document.file', JSON.stringify(submitted.json));
    assert.match(submitted.json.detail, new RegExp(what));
    const { json: view } = await drafter.call('GET', `documents/${draft.id}/issuing`);
    assert.match(view.acts.find((one) => one.act === 'submit').why, new RegExp(what));
    const clean = await drafter.upload(`drafts/${draft.id}/file?name=sach.docx&version=${draft.version}`, open);
    assert.deepEqual(codes(clean.json), []);
  });
}

test('one press cleans the file: a new version with the same words, then it goes to the signer', async (t) => {
  const draft = await drafted(marked());
  const path = `drafts/${draft.id}/file/clean`;
  const { json: stopped } = await drafter.call('GET', `documents/${draft.id}/issuing`);
  assert.deepEqual(codes(stopped), ['marks']);
  assert.match(stopped.file_faults[0].message, /3 chỗ sửa theo dõi \(Track Changes\) của 2 người \(An, Bình\), 2 ý kiến bên lề \(Comment\) của An/);
  const { text } = (await drafter.call('GET', `drafts/${draft.id}/text`)).json;

  const cleaned = await drafter.call('POST', path, { version: draft.version });
  assert.equal(cleaned.status, 200, JSON.stringify(cleaned.json));
  assert.deepEqual(codes(cleaned.json), []);
  assert.equal(cleaned.json.files.length, 2, 'tệp cũ vẫn giữ');
  const now = await drafter.call('GET', `drafts/${draft.id}/text`);
  assert.equal(now.json.text, text);
  assert.equal(now.json.version, draft.version + 1);
  const bytes = await drafter.bytes(`documents/${draft.id}/file`);
  assert.ok(bytes.includes('giữ nguyên'), 'phần khác giữ nguyên từng byte');
  assert.equal(bytes.includes('comments.xml'), false);
  assert.deepEqual(sauroJson(['read', file(t, 'sach.docx', bytes)]).json.unsettled, []);
  const { json: detail } = await drafter.call('GET', `documents/${draft.id}`);
  const line = detail.history.find((one) => one.action === 'draft.clean_file');
  assert.equal(line.actor_name, 'soanthao');
  assert.match(line.detail, /3 chỗ sửa/);
  assert.equal((await drafter.call('POST', path, { version: draft.version })).status, 409, 'bản cũ');
  assert.equal((await drafter.call('POST', path, { version: draft.version + 1 })).json.code, 'repair.nothing');
  assert.equal((await drafter.call('POST', `drafts/${draft.id}/act`, { act: 'submit', version: draft.version + 1 })).status, 200);
  assert.equal((await drafter.call('POST', path, { version: draft.version + 1 })).status, 409, 'đang ở người ký');
});

test('a file whose words were changed on the page, one that is signed and one that is no .docx are not cleaned', async () => {
  const draft = await drafted(marked());
  const path = `drafts/${draft.id}/file/clean`;
  const { text } = (await drafter.call('GET', `drafts/${draft.id}/text`)).json;
  const changed = await drafter.call('PUT', `drafts/${draft.id}`, { version: draft.version, text: `${text}\nMột câu mới.` });
  assert.equal((await drafter.call('POST', path, { version: changed.json.version })).json.code, 'repair.edited');
  const signed = await drafted(with_part('_xmlsignatures/sig1.xml', '<s/>'));
  assert.equal((await drafter.call('POST', `drafts/${signed.id}/file/clean`, { version: signed.version })).json.code, 'repair.signed');
  const plain = await drafter.upload('drafts/file?name=thu.txt', Buffer.from(text));
  assert.equal((await drafter.call('POST', `drafts/${plain.json.id}/file/clean`, { version: plain.json.version })).json.code, 'repair.no_file');
});

test('a file with a program in it is refused when it is uploaded, whatever it is called', async () => {
  const macroEnabled = '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
  const files = [with_part('word/vbaProject.bin', 'x'), with_part('word/khac.bin', 'x', macroEnabled)];
  const draft = await drafted(open);
  for (const bytes of files) {
    for (const [path, who] of [['drafts/file?name=thu.docm', drafter], [`drafts/${draft.id}/file?name=thu.docx&version=${draft.version}`, drafter]]) {
      const refused = await who.upload(path, bytes);
      assert.equal(refused.json.code, 'document.macros', JSON.stringify(refused.json));
      assert.match(refused.json.detail, /Save As/);
    }
    const taken = await clerk.upload('intake?name=thu.docm', bytes);
    assert.equal(taken.status, 200, 'văn bản đến vẫn nhận');
    assert.equal((await drafter.call('POST', 'drafts', { title: 'Thử', intake_id: taken.json.intake_id })).json.code, 'document.macros');
  }
});

test('words of the page replace a plain text, which stays in the history', async () => {
  const made = await drafter.upload('drafts/file?name=thu.txt', Buffer.from(sauroJson(['read', file(context, 'goc.docx', open)]).json.text));
  assert.equal(made.status, 200, JSON.stringify(made.json));
  const { text } = (await drafter.call('GET', `drafts/${made.json.id}/text`)).json;
  const changed = await drafter.call('PUT', `drafts/${made.json.id}`, { version: made.json.version, text: `${text}\nMột câu mới.` });
  assert.equal(changed.json.file, undefined, JSON.stringify(changed.json));
  const { json: view } = await drafter.call('GET', `documents/${made.json.id}/issuing`);
  assert.deepEqual(codes(view), []);
  assert.deepEqual(view.files.map((one) => one.file.name), ['thu.txt']);
  const { json: detail } = await drafter.call('GET', `documents/${made.json.id}`);
  assert.match(JSON.stringify(detail), /draft\.drop_file/);
});

test('words changed on the page are not sent as the older file', async () => {
  const draft = await drafted(open);
  const { text } = (await drafter.call('GET', `drafts/${draft.id}/text`)).json;
  const changed = await drafter.call('PUT', `drafts/${draft.id}`, { version: draft.version, text: `${text}\nMột câu mới.` });
  const refused = await clerk.call('POST', `drafts/${draft.id}/number`, { date: today(), signer: 'Nguyễn Văn An', breach_reason: 'Bản thử của kiểm thử', breach_on: today() });
  assert.equal(refused.json.code, 'document.file');
  assert.match(refused.json.detail, /đã khác tệp tải lên/);
  const dropped = await drafter.call('POST', `drafts/${draft.id}/file/drop`, { version: changed.json.version });
  assert.equal(dropped.status, 200, JSON.stringify(dropped.json));
  assert.deepEqual(codes(dropped.json), []);
  assert.equal(dropped.json.files.length, 1, 'bản tệp vẫn giữ trong lịch sử');
  const document = await numbered(draft);
  assert.equal(document.file, undefined);
  assert.match((await clerk.call('GET', `drafts/${draft.id}/text`)).json.text, new RegExp(`Số: ${document.symbol}`));
  const { json: view } = await clerk.call('GET', `documents/${document.id}/issuing`);
  assert.deepEqual(codes(view), []);
  assert.equal((await release(document, view.version)).status, 200);
});
