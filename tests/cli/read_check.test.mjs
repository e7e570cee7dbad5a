import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { corpus, file, folder, sauro, sauroJson } from './support.mjs';

const plan = join(corpus, 'ke-hoach-xa.txt');
const vague = join(corpus, 'cong-van-mo-ho.txt');

test('read: metadata, offsets and tasks of a commune plan', () => {
  const { code, json } = sauroJson(['read', plan]);
  assert.equal(code, 0);
  assert.equal(json.kind, 'official');
  assert.equal(json.system, 'party');
  assert.equal(json.symbol, '07-KH/ĐU');
  assert.equal(json.number, 7);
  assert.equal(json.document_type, 'kế hoạch');
  assert.equal(json.date, '2026-02-05');
  assert.equal(json.place, 'Minh An');
  assert.equal(json.issuer, 'Đảng ủy xã Minh An');
  assert.equal(json.signer.name, 'Nguyễn Văn Mẫu');
  assert.equal(json.recipients.length, 3);
  assert.equal(json.secrecy, null);
  const points = Array.from(json.text);
  const task = json.tasks.find((t) => t.due === '2026-03-31');
  assert.ok(task, 'việc có hạn 31/3/2026');
  assert.equal(task.due_exclusive, true);
  assert.match(points.slice(task.start, task.end).join(''), /rà soát quy chế làm việc/);
  assert.equal(json.text, json.text.normalize('NFC'));
});

test('read: a long option, a missing file, a folder, an unknown command say what to do, with the exit code of the contract', (t) => {
  const missing = sauro(['read', '/khong/co/van-ban.txt']);
  assert.equal(missing.code, 3);
  assert.match(missing.err, /Không có tệp “\/khong\/co\/van-ban\.txt”/);
  assert.equal(missing.out, '');
  const english = sauro(['--lang', 'en', 'read', '/khong/co/van-ban.txt']);
  assert.match(english.err, /No such file/);
  assert.equal(sauro(['read', folder(t)]).code, 3);
  assert.equal(sauro(['read']).code, 2);
  assert.equal(sauro(['khong-co-lenh']).code, 2);
  assert.equal(sauro([]).code, 2);
  assert.equal(sauro(['read', plan, '--khong-co']).code, 2);
  assert.equal(sauro(['--help']).code, 0);
});

const badFiles = {
  'tệp rỗng': ['rong.txt', Buffer.alloc(0), 3, /rỗng|trống/],
  'nhị phân': ['anh.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe, 0, 0, 1]), 3, /Lỗi/],
  'docx cụt': ['cut.docx', Buffer.from('PK\u0003\u0004cut'), 3, /hỏng|cụt|không đọc được/i],
};
for (const [name, [fileName, bytes, code, message]] of Object.entries(badFiles)) {
  test(`read: ${name}`, (t) => {
    const result = sauro(['read', file(t, fileName, bytes), '--json']);
    assert.equal(result.code, code, result.err);
    assert.match(result.err, message);
    assert.equal(result.out, '');
  });
}

test('read: 200 MB is refused for safety, quickly and without reading it', (t) => {
  const path = join(folder(t), 'lon.txt');
  execFileSync('truncate', ['-s', '200M', path]);
  const result = sauro(['read', path, '--json']);
  assert.equal(result.code, 4, result.err);
  assert.match(result.err, /lớn hơn giới hạn/);
});

test('read: a zip bomb in a docx is refused', (t) => {
  const place = folder(t);
  mkdirSync(join(place, 'word'));
  writeFileSync(join(place, '[Content_Types].xml'), '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>');
  execFileSync('sh', ['-c', 'head -c 900000000 /dev/zero | tr "\\0" "a" > word/document.xml'], { cwd: place });
  execFileSync('zip', ['-q', '-r', 'bom.docx', '[Content_Types].xml', 'word'], { cwd: place });
  const result = sauro(['read', join(place, 'bom.docx'), '--json']);
  assert.equal(result.code, 4, result.err);
  assert.match(result.err, /giải nén|nén/);
});

test('read: a document marked Mật is refused with the reason and the right channel', (t) => {
  const text = readFileSync(plan, 'utf8').replace('Số 07-KH/ĐU', 'TUYỆT MẬT\nSố 07-KH/ĐU');
  const result = sauro(['read', file(t, 'mat.txt', text), '--json']);
  assert.equal(result.code, 4, result.err);
  assert.match(result.err, /Tuyệt mật/i);
  assert.match(result.err, /117\/2025\/QH15/);
});

test('read: NFD text is read as NFC; TCVN3 bytes are recognised or refused clearly', (t) => {
  const { json } = sauroJson(['read', file(t, 'nfd.txt', readFileSync(plan, 'utf8').normalize('NFD'))]);
  assert.equal(json.symbol, '07-KH/ĐU');
  assert.equal(json.issuer, 'Đảng ủy xã Minh An');
  // "Số 07-KH/TU … Kế hoạch" in TCVN3 (ABC) bytes
  const tcvn3 = Buffer.concat([Buffer.from([0x53, 0xe8]), Buffer.from(' 07-KH/TU\nMinh H'), Buffer.from([0xe4]), Buffer.from('a, ngµy 05 th¸ng 02 n¨m 2026\nKÕ ho¹ch tæ chøc héi nghÞ trùc tuyÕn víi c¸c x·, phêng\n', 'latin1')]);
  const old = sauroJson(['read', file(t, 'abc.txt', tcvn3)]);
  assert.equal(old.code, 0);
  assert.match(old.json.text, /ngày 05 tháng 02 năm 2026/);
  assert.match(old.json.text, /Kế hoạch tổ chức hội nghị trực tuyến/);
});

test('read: HTML with scripts gives its text only; a date that does not exist is null with a warning', (t) => {
  const html = `<html><head><script>alert("x")</script><style>p{}</style></head><body><p>Số 09-KH/TU</p><p>Minh Họa, ngày 31 tháng 11 năm 2026</p><p>KẾ HOẠCH</p><p>về việc kiểm tra&nbsp;<img src=x onerror="alert(1)"></p></body></html>`;
  const { json } = sauroJson(['read', file(t, 'trang.html', html)]);
  assert.equal(json.format, 'html');
  assert.doesNotMatch(json.text, /alert|onerror|script/);
  assert.equal(json.date, null);
  assert.ok(json.warnings.some((w) => /31\/11\/2026/.test(w)), JSON.stringify(json.warnings));
});

test('check: a vague letter has findings with clause and passage; exit 1 exactly when something is breached', () => {
  const { code, json } = sauroJson(['check', vague]);
  assert.equal(code, json.summary.breached > 0 ? 1 : 0);
  assert.ok(json.summary.breached >= 1);
  assert.equal('text' in json.document, false);
  const assignment = json.findings.find((f) => f.norm === 'KL226.2.1.d3.assignment');
  assert.equal(assignment.outcome, 'breached');
  assert.ok(assignment.clause.startsWith('2.1'));
  assert.equal(assignment.source, '226-KL/TW');
  const { json: read } = sauroJson(['read', vague]);
  const points = Array.from(read.text);
  for (const passage of assignment.passages) assert.equal(points.slice(passage.start, passage.end).join(''), passage.quote);
  assert.ok(assignment.passages.some((p) => /cơ quan liên quan|đơn vị liên quan/i.test(p.quote)));
  const total = ['breached', 'met', 'waived', 'not_applicable', 'cannot_tell'].reduce((sum, key) => sum + json.summary[key], 0);
  assert.equal(total, json.findings.length);
  assert.match(json.summary.rulebook, /^[0-9a-f:]*[0-9a-f]{64}$|^sha256/);
});

test('check: a plan with lead, date and resources for each task breaches nothing of D10', () => {
  const { json } = sauroJson(['check', plan]);
  for (const id of ['KL226.2.1.d3.resources', 'KL226.2.1.d3.time-limit', 'KL226.2.1.d3.assignment', 'KL226.2.1.d3.goal']) {
    const finding = json.findings.find((f) => f.norm === id);
    assert.equal(finding?.outcome, 'met', `${id}: ${JSON.stringify(finding)}`);
  }
});

test('check: words without a head are checked; what nobody said is not told, and --type, --system say it', (t) => {
  const words = file(t, 'loi-van.txt', '1. Các đơn vị liên quan sớm rà soát hồ sơ lưu trữ, kịp thời báo cáo.\n');
  const of = (json, id) => json.findings.find((f) => f.norm === id);
  const bare = sauroJson(['check', words]);
  assert.equal(bare.code, 1);
  assert.equal(of(bare.json, 'KL226.2.1.d3.brief-clear.vague-body').outcome, 'breached');
  const authority = of(bare.json, 'KL226.2.1.d1.right-authority');
  assert.equal(authority.outcome, 'cannot_tell');
  assert.match(authority.missing, /loại văn bản/);
  assert.equal(of(bare.json, 'HD05.heading.missing')?.outcome ?? 'cannot_tell', 'cannot_tell');
  const said = sauroJson(['check', words, '--type', 'kế hoạch', '--system', 'party', '--as', '00004.DU']);
  assert.notEqual(of(said.json, 'KL226.2.1.d1.right-authority').missing, authority.missing);
  assert.equal(sauro(['check', words, '--system', 'khac']).code, 2);
  assert.match(sauro(['check', '--help']).out, /pdf/i);
});

test('check: --as an unknown unit is an input error, --against a superior gives coverage', () => {
  const unknown = sauro(['check', plan, '--as', 'KHONG.CO']);
  assert.equal(unknown.code, 3);
  assert.match(unknown.err, /KHONG\.CO/);
  const known = sauroJson(['check', plan, '--as', '00004.DU', '--against', vague]);
  assert.ok(known.json.findings.find((f) => f.norm === 'KL226.2.1.d3.concretise'), 'có quy tắc phủ nhiệm vụ cấp trên');
});
