// Small .docx files for tests: a letter of an office, right or with faults of presentation.
import { crc32 } from 'node:zlib';

// A ZIP of stored parts: enough for a small docx.
export function zip(parts) {
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

export const letter = (margin, bad) =>
  `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${w}"><w:body><w:tbl>` +
  row(p('UBND TỈNH MINH HỌA', { size: 26 }) + p('SỞ NỘI VỤ', { size: 26, bold: true }), p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: bad ? 32 : 26, bold: !bad }) + p('Độc lập - Tự do - Hạnh phúc', { bold: true })) +
  row(p('Số: 05/SNV-VP', { size: 26 }) + p('V/v rà soát hồ sơ lưu trữ', { size: 24 }), p('Minh Họa, ngày 05 tháng 02 năm 2026', { italic: !bad })) +
  `</w:tbl>${p('Kính gửi: Các phòng thuộc Sở')}${p(long, bad ? { align: 'left', font: 'Arial', size: 22 } : body)}${p(long, bad ? { align: 'left' } : body)}<w:tbl>` +
  row(p('Nơi nhận:', { size: 24, bold: true, italic: true, align: 'left' }) + p('- Như trên;', { size: 22, align: 'left' }) + p('- Lưu: VT.', { size: 22, align: 'left' }), p('GIÁM ĐỐC', { bold: true }) + p('Nguyễn Văn An', { bold: true })) +
  `</w:tbl><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="${margin}"/></w:sectPr></w:body></w:document>`;
export const docx = (xml) => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': xml, 'word/media/note.bin': 'giữ nguyên' });

// The letter as two people left it: three tracked changes, two comments.
const by = (who, name, inside) => `<w:${name} w:id="1" w:author="${who}" w:date="2026-02-02T08:00:00Z">${inside}</w:${name}>`;
const said = (who, id) => `<w:comment w:id="${id}" w:author="${who}"><w:p><w:r><w:t>Xem lại câu này</w:t></w:r></w:p></w:comment>`;
export const marked = (xml = letter(1701, false)) => {
  const run = (text, tag = 't') => `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`;
  const words = [run('Báo cáo gửi '), by('An', 'del', run('Phòng Tổng hợp', 'delText')), by('Bình', 'ins', run('Văn phòng')), run(' '), by('An', 'ins', run('trước ngày 20 hằng tháng.'))].join('');
  const looks = '<w:pPr><w:spacing w:before="120" w:after="0" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr>';
  const changed = `<w:p>${looks}<w:commentRangeStart w:id="1"/>${words}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`;
  return zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': xml.replace('<w:tbl><w:tr><w:tc><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>', (at) => changed + at),
    'word/_rels/document.xml.rels': '<Relationships><Relationship Id="r1" Type="o/comments" Target="comments.xml"/></Relationships>',
    'word/comments.xml': `<w:comments xmlns:w="${w}">${said('An', 1)}${said('An', 2)}</w:comments>`,
    'word/media/note.bin': 'giữ nguyên',
  });
};
