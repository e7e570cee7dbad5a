// From the content of a document to its laid-out components, right by default: `style` chooses among what the rules leave open.
//   block: {role, runs: [{t, …c}], c: {size, b, i, u, color, font}, p: {align, first, left, right, before, after, line}}
//   sizes in pt, indents in mm, line: ['auto', lines] | ['exact', pt] | ['atLeast', pt]; a rule is {role: 'rule', under, mm}

export const styles = {
  // What a clean file may choose. The first is the default.
  state: { quocHieu: 12, tieuNgu: 13, body: 13, place: 13, title: 14, margins: [20, 20, 30, 20], first: 12.7, after: 6, line: ['auto', 1.15] },
  party: { heading: 15, body: 14, place: 14, title: 16, margins: [20, 20, 30, 15], first: 10, after: 6, line: ['exact', 18] },
};

const two = (n) => String(n).padStart(2, '0');
const dateWords = ([d, m, y]) => `ngày ${two(d)} tháng ${m < 3 ? two(m) : m} năm ${y}`;

export function block(role, text, c = {}, p = {}) {
  return { role, runs: typeof text === 'string' ? [{ t: text }] : text, c, p };
}
export const textOf = (b) => (b.runs ?? []).map((r) => r.t ?? '').join('');
export const quote = (b) => textOf(b).slice(0, 70).trim();

function bodyBlock(item, style) {
  const p = { align: 'both', first: style.first, after: style.after, line: style.line };
  const c = { size: style.body };
  if (typeof item === 'string') return block('body', item, c, p);
  if (item.art && item.title) return [block('article', `Điều ${item.art}. ${item.title}`, { ...c, b: true }, p), ...(item.t ? [block('body', item.t, c, p)] : [])];
  if (item.art) return block('article', [{ t: `Điều ${item.art}.`, b: true }, { t: ` ${item.t}` }], c, p);
  if (item.h) return block('heading', item.h, { ...c, b: true }, p);
  if (item.chapter) return item.chapter.split('\u00a0').map((t) => block('chapter', t, { ...c, b: true }, { align: 'center', after: style.after }));
  if (item.num) return { ...block('body', item.num, c, p), numbered: true };
  if (item.table) return { role: 'table', rows: item.table, c: { size: 12 }, runs: [], p: {} };
  if (item.landscape) return { role: 'landscape', rows: item.landscape, c: { size: 12 }, runs: [], p: {} };
  throw new Error(JSON.stringify(item));
}

export function layOut(d, choice = {}) {
  const state = d.system === 'state';
  const style = { ...styles[d.system], ...choice };
  const centre = { align: 'center' };
  const number = `${state ? 'Số: ' : 'Số '}${two(d.number)}${state ? '/' : '-'}${d.notation}`;
  const m = { system: d.system, type: d.type, style, font: 'Times New Roman', color: null };
  const [top, bottom, left, right] = style.margins;
  m.page = { w: 210, h: 297, margins: { top, bottom, left, right } };
  m.pageNumber = { place: 'top', align: 'center', size: state ? (style.pageNumber ?? 13) : 14, first: false, format: 'decimal' };

  m.left = [];
  if (d.parent) m.left.push(block('parent', d.parent, { size: state ? style.quocHieu : 14 }, centre));
  m.left.push(block('issuer', d.issuer, { size: state ? style.quocHieu : 14, b: true }, centre));
  m.left.push(state ? { role: 'rule', under: 'issuer', mm: 22 } : block('star', '*', { size: 14 }, centre));
  m.numberRow = [block('number', number, { size: state ? 13 : 14 }, centre)];
  if (d.letterSubject) m.numberRow.push(block('letterSubject', state ? `V/v ${d.letterSubject}` : `về ${d.letterSubject}`, { size: 12, i: !state }, centre));
  m.right = state
    ? [block('quocHieu', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: style.quocHieu, b: true }, centre), block('tieuNgu', 'Độc lập - Tự do - Hạnh phúc', { size: style.tieuNgu, b: true }, centre), { role: 'rule', under: 'tieuNgu', mm: style.tieuNgu === 14 ? 58 : 54 }]
    : [block('partyHeading', 'ĐẢNG CỘNG SẢN VIỆT NAM', { size: style.heading, b: true }, centre), { role: 'rule', under: 'partyHeading', mm: 66 }];
  m.placeRow = [block('place', `${d.place}, ${dateWords(d.date)}`, { size: style.place, i: true }, centre)];

  m.top = [];
  if (d.urgency) m.urgency = block('urgency', d.urgency, { size: 13, b: true, color: 'FF0000' }, centre);
  if (d.title) {
    m.top.push(block('type', d.title, { size: style.title, b: true }, { ...centre, before: 6 }));
    if (d.subject) m.top.push(block('subject', d.subject, { size: 14, b: state || style.subjectBold === true }, centre));
    m.top.push(state ? { role: 'rule', under: 'subject', mm: 35 } : block('dashes', '-----', { size: 14 }, centre));
  }
  if (d.to) m.top.push(block('addressee', `${!state && d.type === 'tờ trình' ? 'Kính trình' : 'Kính gửi'}: ${d.to}`, { size: state ? style.place : 14 }, { align: 'center', before: 6, after: 6 }));
  m.body = [];
  for (const t of d.authority?.split('\u00a0') ?? []) m.body.push(block('authority', t, { size: style.title, b: true }, { ...centre, before: 6, after: 6 }));
  const bases = d.bases ?? [];
  bases.forEach((t, i) => {
    const last = i === bases.length - 1;
    const text = state ? `${t}${last ? '.' : ';'}` : `- ${t}${last && d.decide ? '.' : ','}`;
    m.body.push(block('basis', text, { size: style.body, i: state }, { align: 'both', first: style.first, after: style.after, line: style.line }));
  });
  if (d.decide) m.body.push(block('decide', d.decide, { size: style.body, b: true }, { ...centre, before: 6, after: 6 }));
  m.body.push(...d.body.flatMap((item) => bodyBlock(item, style)));
  const last = m.body.at(-1);
  if (state && style.endMark && last.role === 'body') last.runs.at(-1).t = last.runs.at(-1).t.replace(/\.$/, './.');

  const recipients = d.recipients ?? [];
  m.recipients = [block('recipientsLabel', 'Nơi nhận:', state ? { size: 12, b: true, i: true } : { size: 14, u: true }, {})];
  [...recipients, d.archive ?? (state ? 'Lưu: VT' : 'Lưu Văn phòng')].forEach((t, i, all) =>
    m.recipients.push(block(i === all.length - 1 ? 'archive' : 'recipient', `- ${t}${i === all.length - 1 ? '.' : ';'}`, { size: state ? 11 : 12 }, {})));
  m.sign = d.sign.map((t, i) => block(i === 0 ? 'signForm' : 'signTitle', t, { size: state ? style.title === 13 ? 13 : 14 : 14, b: state || (i === 0 && d.sign.length > 1) }, centre));
  if (d.sign.length === 1) m.sign[0].role = 'signTitle';
  m.sign.push({ role: 'gap', lines: 4 });
  m.sign.push(block('name', d.name, { size: 14, b: true }, centre));
  if (d.cosign) m.cosign = d.cosign.map((t, i, all) => block(i === all.length - 1 ? 'coName' : 'signTitle', t, { size: 14, b: true }, centre));
  m.order = ['head', 'top', 'body', 'end'];
  return m;
}

export const all = (m) => m.order.flatMap((part) =>
  part === 'head' ? [...m.left, ...m.right, ...m.numberRow, ...m.placeRow, ...(m.urgency ? [m.urgency] : [])]
    : part === 'end' ? [...m.recipients, ...m.sign] : m[part]);
export const find = (m, role, n = 0) => all(m).filter((b) => b.role === role)[n];

// What plain text shows of it: columns flattened side by side or one after the other.
export function asText(m, wide) {
  const lines = [];
  const plain = (blocks) => blocks.filter((b) => b.runs?.length).map(textOf);
  const left = plain(m.left);
  const right = [...plain(m.right), ...(m.right.some((b) => b.role === 'rule') ? ['---------------'] : [])];
  const number = plain(m.numberRow);
  const place = plain(m.placeRow);
  if (m.urgency) lines.push(textOf(m.urgency));
  if (wide) {
    const w = Math.max(...[...left, ...number].map((s) => s.length)) + 6;
    const rows = (a, b) => { for (let i = 0; i < Math.max(a.length, b.length); i++) lines.push(((a[i] ?? '').padEnd(w) + (b[i] ?? '')).trimEnd()); };
    rows(left, right);
    rows(number, place);
  } else lines.push(...left, ...number, '', ...right, ...place);
  lines.push('');
  for (const part of m.order.filter((p) => p !== 'head')) {
    if (part === 'end') lines.push('', ...plain(m.recipients), '', ...plain(m.sign));
    else lines.push(...plain(m[part]), ...(part === 'top' ? [''] : []));
  }
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
