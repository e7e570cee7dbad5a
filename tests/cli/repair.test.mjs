// `sauro check --repair`: a docx with faults of presentation comes out mended, its words untouched.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { docx, letter, marked } from './docx.mjs';
import { file, folder, sauro, sauroJson } from './support.mjs';

const format = (json) => json.findings.filter((f) => /^(ND30|HD05)\./.test(f.norm) && f.outcome === 'breached').map((f) => f.norm);

test('check --repair: presentation is mended, words stay, what is said to be fixed is fixed', (t) => {
  const input = file(t, 'van-ban.docx', docx(letter(1000, true)));
  const before = readFileSync(input);
  const output = join(folder(t), 'ra.docx');
  const { code, json } = sauroJson(['check', input, '--repair', output]);
  assert.equal(code, 1);
  for (const norm of ['ND30.page.margin-left', 'ND30.national-name.size', 'ND30.national-name.style', 'ND30.place-date.style', 'ND30.page.font', 'ND30.body.size', 'ND30.body.alignment', 'ND30.body.indent', 'ND30.body.spacing']) {
    assert.ok(format(json).includes(norm), norm);
    assert.equal(json.findings.find((f) => f.norm === norm).repairable, true, norm);
    assert.ok(json.repair.fixed.includes(norm), `${norm} đã sửa`);
  }
  assert.equal(json.repair.same_text, true);
  assert.deepEqual(readFileSync(input), before);
  assert.ok(readFileSync(output).includes('giữ nguyên'));
  const again = sauroJson(['check', output]);
  for (const norm of json.repair.fixed) assert.ok(!format(again.json).includes(norm), `${norm} sau khi sửa`);
  assert.equal(sauroJson(['read', output]).json.text, sauroJson(['read', input]).json.text);
});

test('check --repair: a file that is right is not changed, and no file runs over itself', (t) => {
  const input = file(t, 'dung.docx', docx(letter(1701, false)));
  const { json } = sauroJson(['check', input]);
  assert.deepEqual(format(json).filter((n) => !/rule$/.test(n)), []);
  const same = sauro(['check', input, '--repair', input]);
  assert.equal(same.code, 2, same.err);
  assert.match(same.err, /trùng/);
  const text = file(t, 'a.txt', 'QUYẾT ĐỊNH\nĐiều 1. Ban hành quy trình.');
  const none = join(folder(t), 'khong.docx');
  assert.equal(sauro(['check', text, '--repair', none]).code, 2);
  assert.equal(existsSync(none), false);
});

test('read --layout: what was measured', (t) => {
  const input = file(t, 'dung.docx', docx(letter(1701, false)));
  const { out } = sauro(['read', input, '--layout']);
  const json = JSON.parse(out);
  assert.equal(json.layout.sections[0].left, 1701);
  const line = json.layout.paragraphs.find((x) => Array.from(json.text).slice(x.start, x.end).join('') === 'SỞ NỘI VỤ');
  assert.equal(line.runs[0].bold, true);
  assert.equal(line.cell.column, 0);
});

test('check --clean: changes are accepted, comments go, the words that are read stay', (t) => {
  const input = file(t, 'con-sua.docx', marked());
  const output = join(folder(t), 'sach.docx');
  const { json } = sauroJson(['check', input, '--clean', output]);
  assert.deepEqual(json.clean, { file: output, changes: 3, comments: 2 });
  const [before, after] = [input, output].map((path) => sauroJson(['read', path]).json);
  assert.deepEqual(before.unsettled, ['tracked_changes', 'comments']);
  assert.deepEqual(after.unsettled, []);
  assert.equal(after.text, before.text);
  assert.match(sauro(['check', output, '--clean', join(folder(t), 'nua.docx')]).err, /để làm sạch/);
  assert.equal(sauro(['check', input, '--clean', input]).code, 2);
});
