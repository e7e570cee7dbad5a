// `sauro check --repair`: a docx with faults of presentation comes out mended, its words untouched.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { file, folder, sauro, sauroJson } from './support.mjs';

// A ZIP of stored parts: enough for a small docx.
function zip(parts) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [n, data] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(n.length, 22);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), head, n, data);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(offset, 12);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail.subarray(2), n);
    offset += 30 + n.length + data.length;
  }
  const folderBytes = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(folderBytes.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, folderBytes, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const p = (text, { size = 28, bold, italic, align = 'center', first = 0, before = 0, font = 'Times New Roman' } = {}) =>
  `<w:p><w:pPr><w:spacing w:before="${before}" w:after="0" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="${first}"/><w:jc w:val="${align}"/></w:pPr>` +
  `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>${bold ? '<w:b/>' : ''}${italic ? '<w:i/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const row = (...cells) => `<w:tr>${cells.map((c) => `<w:tc>${c}</w:tc>`).join('')}</w:tr>`;
const body = { align: 'both', first: 567, before: 120 };
const long = 'Đề nghị các phòng rà soát hồ sơ lưu trữ năm 2025, lập danh mục và nộp vào lưu trữ cơ quan trước ngày 31 tháng 3 năm 2026.';

const document = (margin, bad) =>
  `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${w}"><w:body><w:tbl>` +
  row(p('UBND TỈNH MINH HỌA', { size: 26 }) + p('SỞ NỘI VỤ', { size: 26, bold: true }), p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: bad ? 32 : 26, bold: !bad }) + p('Độc lập - Tự do - Hạnh phúc', { bold: true })) +
  row(p('Số: 05/SNV-VP', { size: 26 }) + p('V/v rà soát hồ sơ lưu trữ', { size: 24 }), p('Minh Họa, ngày 05 tháng 02 năm 2026', { italic: !bad })) +
  `</w:tbl>${p('Kính gửi: Các phòng thuộc Sở')}${p(long, bad ? { align: 'left', font: 'Arial', size: 22 } : body)}${p(long, bad ? { align: 'left' } : body)}<w:tbl>` +
  row(p('Nơi nhận:', { size: 24, bold: true, italic: true, align: 'left' }) + p('- Như trên;', { size: 22, align: 'left' }) + p('- Lưu: VT.', { size: 22, align: 'left' }), p('GIÁM ĐỐC', { bold: true }) + p('Nguyễn Văn An', { bold: true })) +
  `</w:tbl><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="${margin}"/></w:sectPr></w:body></w:document>`;
const docx = (xml) => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': xml, 'word/media/note.bin': 'giữ nguyên' });

const format = (json) => json.findings.filter((f) => /^(ND30|HD05)\./.test(f.norm) && f.outcome === 'breached').map((f) => f.norm);

test('check --repair: presentation is mended, words stay, what is said to be fixed is fixed', (t) => {
  const input = file(t, 'van-ban.docx', docx(document(1000, true)));
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
  const input = file(t, 'dung.docx', docx(document(1701, false)));
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
  const input = file(t, 'dung.docx', docx(document(1701, false)));
  const { out } = sauro(['read', input, '--layout']);
  const json = JSON.parse(out);
  assert.equal(json.layout.sections[0].left, 1701);
  const line = json.layout.paragraphs.find((x) => Array.from(json.text).slice(x.start, x.end).join('') === 'SỞ NỘI VỤ');
  assert.equal(line.runs[0].bold, true);
  assert.equal(line.cell.column, 0);
});
