// Plain text of a draft as blocks of a page: two-column head, title, headings, paragraphs, recipients and signature side by side.
// It only decides how a line looks; every character stays where it is, so passages found in the text can be drawn on the page.
import type { Line } from './offsets';
import { linesOf } from './offsets';

export type BlockKind = 'para' | 'heading' | 'title' | 'subtitle' | 'rule' | 'center' | 'item' | 'plain';
export interface Block extends Line {
  kind: BlockKind;
}
export interface Typeset {
  left: Block[];
  right: Block[];
  body: Block[];
  recipients: Block[];
  signature: Block[];
}

const types =
  /^(NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|KẾT LUẬN|QUY CHẾ|QUY ĐỊNH|THÔNG TRI|HƯỚNG DẪN|THÔNG BÁO|THÔNG CÁO|BÁO CÁO|KẾ HOẠCH|QUY HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|DỰ ÁN|TỜ TRÌNH|BIÊN BẢN|GIẤY MỜI|CÔNG ĐIỆN|HỢP ĐỒNG)\b/u;
const rightHead = /^(CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN|Độc lập|[\p{L} .]{2,40}, ngày\s)/u;
const signatureStart = /^(T\/M|K\/T|T\/L|TM\.|KT\.|TL\.|TUQ\.|Q\.|BÍ THƯ|PHÓ BÍ THƯ|CHÁNH VĂN PHÒNG|CHỦ TỊCH|PHÓ CHỦ TỊCH|TRƯỞNG BAN|GIÁM ĐỐC)/u;

const upper = (text: string): boolean => /\p{Lu}{2}/u.test(text) && text === text.toUpperCase();

function bodyKind(text: string): BlockKind {
  const line = text.trim();
  if (/^([-–_*=]{3,}|\*)$/.test(line)) return 'rule';
  if (/^(Phần|Chương|Mục)\s+[\dIVX]+/u.test(line) && line.length < 90) return 'heading';
  if (/^[IVX]{1,5}[.\s–-]/.test(line) && (upper(line) || line.length < 90)) return 'heading';
  if (/^Điều\s+\d+\./u.test(line) && line.length < 90) return 'heading';
  if (/^Kính gửi/u.test(line)) return 'center';
  if (/^[-–+•]\s/.test(line)) return 'item';
  return 'para';
}

export function typeset(text: string): Typeset {
  const lines = linesOf(text);
  const out: Typeset = { left: [], right: [], body: [], recipients: [], signature: [] };
  const early = lines.slice(0, 25);
  const titleAt = early.findIndex((line) => types.test(line.text.trim()) && line.text.trim().length < 60);
  const letterAt = early.findIndex((line) => /^Kính gửi/u.test(line.text.trim()));
  const headEnd = titleAt >= 0 ? titleAt : letterAt;
  const head = headEnd > 0 ? lines.slice(0, headEnd) : [];
  const hasHead = head.some((line) => rightHead.test(line.text.trim())) && head.every((line) => line.text.length < 160);
  let at = 0;
  if (hasHead) {
    for (const line of head) {
      if (line.text.trim() === '') continue;
      (rightHead.test(line.text.trim()) ? out.right : out.left).push({ ...line, kind: 'plain' });
    }
    at = headEnd;
  }
  let tail = lines.findIndex((line, index) => index >= at && /^Nơi nhận/u.test(line.text.trim()));
  if (tail < 0) tail = lines.length;
  let afterTitle = false;
  for (; at < tail; at += 1) {
    const line = lines[at] as Line;
    const content = line.text.trim();
    if (content === '') {
      if (afterTitle) afterTitle = false;
      continue;
    }
    if (at === titleAt) {
      out.body.push({ ...line, kind: 'title' });
      afterTitle = true;
      continue;
    }
    const kind = bodyKind(line.text);
    if (afterTitle && kind === 'para' && content.length < 200) {
      out.body.push({ ...line, kind: 'subtitle' });
      continue;
    }
    afterTitle = false;
    out.body.push({ ...line, kind });
  }
  let signing = false;
  for (; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    if (line.text.trim() === '') continue;
    if (signatureStart.test(line.text.trim())) signing = true;
    (signing ? out.signature : out.recipients).push({ ...line, kind: 'plain' });
  }
  return out;
}
