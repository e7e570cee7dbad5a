// One function a word of the vocabulary: spoils the model and returns the block (or words) where the fault stands. `param` chooses a variant.
import { block, find, textOf } from './model.mjs';

const set = (b, text) => { b.runs = [{ ...b.runs[0], t: text }]; };
const at = (m, role, change) => { const b = find(m, role); if (!b) throw new Error(`no ${role}`); change(b); return b; };
const remove = (m, role) => { for (const part of ['left', 'right', 'numberRow', 'placeRow', 'top', 'body', 'recipients', 'sign']) m[part] = m[part].filter((b) => b.role !== role); };
const dropRule = (m, under) => { for (const part of ['left', 'right', 'top']) m[part] = m[part].filter((b) => !(b.role === 'rule' && b.under === under)); };
const bodies = (m) => m.body.filter((b) => ['body', 'article'].includes(b.role) && textOf(b).length > 80);
const someBody = (m, param) => { const list = bodies(m); return list[Math.min(Number(param) || 1, list.length - 1)]; };
const running = (m) => m.body.filter((b) => ['body', 'basis', 'article', 'heading'].includes(b.role));
const margin = (side) => (m, mm) => { m.page.margins[side] = Number(mm); return 'page'; };
const weight = (role) => (m, how = 'b') => at(m, role, (b) => {
  if (how === 'lower') set(b, textOf(b).charAt(0) + textOf(b).slice(1).toLowerCase());
  else if (how === 'upper') set(b, textOf(b).toUpperCase());
  else b.c[how] = !b.c[how];
});
const sized = (role) => (m, pt) => at(m, role, (b) => { b.c.size = Number(pt); });

// Unicode → TCVN 3 (the single-byte code of .VnTime), lower case and the capitals with marks.
const tcvn = Object.fromEntries('àµ á¸ ả¶ ã· ạ¹ ă¨ ằ» ắ¾ ẳ¼ ẵ½ ặÆ â© ầÇ ấÊ ẩÈ ẫÉ ậË đ® èÌ éÐ ẻÎ ẽÏ ẹÑ êª ềÒ ếÕ ểÓ ễÔ ệÖ ì× íÝ ỉØ ĩÜ ịÞ òß óã ỏá õâ ọä ô« ồå ốè ổæ ỗç ộé ơ¬ ờê ớí ởë ỡì ợî ùï úó ủñ ũò ụô ư\u00ad ừõ ứø ửö ữ÷ ựù ỳú ýý ỷû ỹü ỵþ Đ§ Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦'.split(' ').map((p) => [p[0], p.slice(1)]));
const toTcvn = (s) => [...s].map((c) => tcvn[c] ?? tcvn[c.toLowerCase()] ?? c).join('');

export const faults = {
  'paper-size': (m, which = 'letter') => { Object.assign(m.page, which === 'letter' ? { w: 215.9, h: 279.4 } : which === 'a5' ? { w: 148, h: 210 } : { w: 215.9, h: 330.2 }); return 'page'; },
  'paper-orientation': (m) => { [m.page.w, m.page.h] = [m.page.h, m.page.w]; return 'page'; },
  'margin-top': margin('top'), 'margin-bottom': margin('bottom'), 'margin-left': margin('left'), 'margin-right': margin('right'),
  'font-family': (m, how = '1') => {
    const [font, which] = how.split('@').length > 1 ? how.split('@') : ['Arial', how];
    if (which === 'all') { m.font = font; return 'page'; }
    const b = find(m, which) ?? someBody(m, which);
    b.c.font = font;
    return b;
  },
  'font-legacy': (m, n) => { const b = someBody(m, n); set(b, toTcvn(textOf(b))); b.c.font = '.VnTime'; return 'page'; },
  'font-color': (m, how = '1F4E79@1') => { const [color, n] = how.split('@'); const b = find(m, n) ?? someBody(m, n); b.c.color = color; return b; },
  'page-number-missing': (m) => { m.pageNumber = null; return 'page'; },
  'page-number-place': (m, how = 'bottom') => { if (how === 'bottom') m.pageNumber.place = 'bottom'; else m.pageNumber.align = how; return 'page'; },
  'page-number-first': (m) => { m.pageNumber.first = true; return 'page'; },
  'page-number-style': (m, how = '10') => { if (how === 'i') m.pageNumber.i = true; else if (how === 'roman') m.pageNumber.format = 'lowerRoman'; else m.pageNumber.size = Number(how); return 'page'; },
  'heading-system': (m) => {
    const state = m.system === 'state';
    const centre = { align: 'center' };
    m.right = state
      ? [block('partyHeading', 'ĐẢNG CỘNG SẢN VIỆT NAM', { size: 14, b: true }, centre), { role: 'rule', under: 'partyHeading', mm: 60 }]
      : [block('quocHieu', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13, b: true }, centre), block('tieuNgu', 'Độc lập - Tự do - Hạnh phúc', { size: 14, b: true }, centre), { role: 'rule', under: 'tieuNgu', mm: 58 }];
    return m.right[0];
  },
  'quoc-hieu-missing': (m) => { remove(m, 'quocHieu'); return 'page'; },
  'quoc-hieu-style': weight('quocHieu'), 'quoc-hieu-size': sized('quocHieu'),
  'tieu-ngu-wording': (m, how = 'tight') => at(m, 'tieuNgu', (b) => set(b, { tight: 'Độc lập-Tự do-Hạnh phúc', dash: 'Độc lập – Tự do – Hạnh phúc', lower: 'Độc lập - tự do - hạnh phúc', comma: 'Độc lập, Tự do, Hạnh phúc', caps: 'Độc Lập - Tự Do - Hạnh Phúc' }[how])),
  'tieu-ngu-style': weight('tieuNgu'), 'tieu-ngu-size': sized('tieuNgu'),
  'tieu-ngu-rule': (m) => { dropRule(m, 'tieuNgu'); return find(m, 'tieuNgu'); },
  'party-heading-style': weight('partyHeading'), 'party-heading-size': sized('partyHeading'),
  'party-heading-rule': (m) => { dropRule(m, 'partyHeading'); return find(m, 'partyHeading'); },
  'party-heading-missing': (m) => { m.right = []; return 'page'; },
  'parent-body-style': weight('parent'), 'parent-body-size': sized('parent'), 'issuer-style': weight('issuer'), 'issuer-size': sized('issuer'),
  'issuer-rule': (m) => { dropRule(m, 'issuer'); return find(m, 'issuer'); },
  'party-star': (m) => { remove(m, 'star'); return find(m, 'issuer'); },
  'number-colon': (m) => at(m, 'number', (b) => set(b, m.system === 'state' ? textOf(b).replace('Số:', 'Số') : textOf(b).replace('Số', 'Số:'))),
  'number-zero': (m, n = '7') => at(m, 'number', (b) => set(b, textOf(b).replace(/\d+/, n))),
  'number-separator': (m, how) => at(m, 'number', (b) => set(b, m.system === 'state'
    ? how === 'groups' ? textOf(b).replace(/-(?=[^-]*$)/, '/') : textOf(b).replace(/(\d+)\//, '$1-')
    : how === 'groups' ? textOf(b).replace(/\/(?=[^/]*$)/, '-') : textOf(b).replace(/(\d+)-/, '$1/'))),
  'notation-type': (m, notation) => at(m, 'number', (b) => set(b, textOf(b).replace(/(\d+)([/-]).*/, `$1$2${notation}`))),
  'number-style': (m, how = 'b') => at(m, 'number', (b) => { if (/\d/.test(how)) b.c.size = Number(how); else b.c[how] = true; }),
  'place-missing': (m) => at(m, 'place', (b) => set(b, textOf(b).replace(/^.*?, ngày/, 'Ngày'))),
  'date-zero': (m, how) => at(m, 'place', (b) => set(b, how === 'month' ? textOf(b).replace(/tháng 0(\d)/, 'tháng $1') : how === 'extra' ? textOf(b).replace(/tháng (\d) /, 'tháng 0$1 ') : textOf(b).replace(/ngày 0(\d)/, 'ngày $1'))),
  'date-form': (m, how = 'slash') => at(m, 'place', (b) => set(b, how === 'slash' ? textOf(b).replace(/ngày (\d+) tháng (\d+) năm (\d+)/, 'ngày $1/$2/$3') : textOf(b).replace(', ngày', ' ngày'))),
  'date-style': (m, how = 'i') => at(m, 'place', (b) => { b.c[how] = !b.c[how]; }),
  'date-size': sized('place'),
  'type-missing': (m) => { remove(m, 'type'); return 'page'; },
  'type-style': weight('type'), 'type-size': sized('type'),
  'subject-missing': (m) => { dropRule(m, 'subject'); for (const role of ['subject', 'letterSubject', 'dashes']) remove(m, role); return 'page'; },
  'subject-style': weight('subject'),
  'subject-rule': (m) => { dropRule(m, 'subject'); remove(m, 'dashes'); return find(m, 'subject'); },
  'letter-subject-form': (m, how = 'words') => {
    const b = find(m, 'letterSubject');
    const words = textOf(b).replace(/^V\/v /, '');
    if (how === 'words') { set(b, `Về việc ${words}`); return b; }
    if (how === 'bare') { set(b, words.charAt(0).toUpperCase() + words.slice(1)); return b; }
    remove(m, 'letterSubject');
    const moved = block('subject', `V/v ${words}`, { size: 14, b: true }, { align: 'center', before: 6 });
    m.top.unshift(moved);
    return moved;
  },
  'letter-subject-style': (m, how = 'b') => at(m, 'letterSubject', (b) => { if (/\d/.test(how)) b.c.size = Number(how); else b.c[how] = true; }),
  'addressee-missing': (m) => { remove(m, 'addressee'); return 'page'; },
  'addressee-wording': (m) => at(m, 'addressee', (b) => set(b, textOf(b).replace('Kính trình', 'Kính gửi'))),
  'body-size': (m, how = '12@all') => { const [pt, which] = how.split('@'); const list = which === 'all' || !which ? running(m) : [someBody(m, which)]; for (const b of list) b.c.size = Number(pt); if (which === 'all') m.style.body = Number(pt); return list.find((b) => b.role === 'body') ?? list[0]; },
  'body-style': (m, how = 'i@1') => { const [c, n] = how.split('@'); const b = someBody(m, n); b.c[c] = true; return b; },
  'body-align': (m, how = 'left') => { const list = how === 'left' || how === 'center' ? bodies(m) : [someBody(m, how)]; for (const b of list) b.p.align = how === 'center' ? 'center' : 'left'; return list[0]; },
  'body-indent': (m, mm = '0') => { for (const b of running(m)) b.p.first = Number(mm); return bodies(m)[0]; },
  'body-spacing': (m, pt = '0') => { if (pt === 'contextual') { for (const b of running(m)) b.p.contextual = true; return bodies(m)[0]; } for (const b of running(m)) { b.p.after = Number(pt); b.p.before = 0; } return bodies(m)[0]; },
  'body-line-spacing': (m, how = 'auto@2') => { const [rule, v] = how.split('@'); for (const b of running(m)) b.p.line = [rule, Number(v)]; return bodies(m)[0]; },
  'basis-style': (m) => { let first; for (const b of m.body.filter((x) => x.role === 'basis')) { b.c.i = !b.c.i; first ??= b; } return first; },
  'basis-punctuation': (m, how = 'comma') => { const list = m.body.filter((b) => b.role === 'basis'); const b = how === 'last' ? list.at(-1) : list[0]; set(b, textOf(b).replace(/[;.]$/, how === 'last' ? ';' : how === 'none' ? '' : ',')); return b; },
  'basis-dash': (m) => { let first; for (const b of m.body.filter((x) => x.role === 'basis')) { set(b, textOf(b).replace(/^- /, '')); first ??= b; } return first; },
  'article-style': (m, n = '1') => { const b = m.body.filter((x) => x.role === 'article')[Number(n)]; b.c.b = false; for (const r of b.runs) r.b = false; return b; },
  'article-numbering': (m, how = 'skip') => {
    const list = m.body.filter((b) => b.role === 'article');
    if (list.length < 2) { const b = m.body.filter((x) => /^\d+\. /.test(textOf(x)))[1]; set(b, textOf(b).replace(/^\d+/, (d) => (how === 'repeat' ? d - 1 : Number(d) + 1))); return b; }
    const b = list.at(-1);
    b.runs[0].t = b.runs[0].t.replace(/\d+/, (d) => (how === 'repeat' ? d - 1 : Number(d) + 1));
    return b;
  },
  'signing-form-system': (m) => { let first; for (const b of m.sign.filter((x) => x.runs)) { const t = textOf(b); const u = m.system === 'state' ? t.replace(/^TM\. /, 'T/M ').replace(/^KT\. /, 'K/T ').replace(/^TL\. /, 'T/L ') : t.replace('T/M ', 'TM. ').replace('K/T ', 'KT. ').replace('T/L ', 'TL. '); if (u !== t) { set(b, u); first ??= b; } } if (!first) throw new Error('no form'); return first; },
  'party-deputy-form': (m) => { const b = m.sign[1]; m.sign.splice(1, 1, block('signForm', 'K/T BÍ THƯ', { size: 14, b: true }, { align: 'center' }), b); return 'K/T BÍ THƯ'; },
  'signer-title-style': (m, how = 'b') => { const list = m.sign.filter((b) => ['signForm', 'signTitle'].includes(b.role)); for (const b of m.system === 'party' ? list.filter((x) => x.role === 'signTitle') : list) { if (how === 'lower') set(b, textOf(b).replace(/\p{Lu}\p{L}+|\p{Lu}(?=\s)/gu, (w) => (w.length > 2 ? w.charAt(0) + w.slice(1).toLowerCase() : w))); else b.c.b = m.system === 'party'; } return list.at(-1); },
  'signer-name-style': (m, how = 'b') => at(m, 'name', (b) => { if (how === 'upper') set(b, textOf(b).toUpperCase()); else b.c.b = false; }),
  'signer-academic': (m, rank = 'ThS. ') => at(m, 'name', (b) => set(b, rank + textOf(b))),
  'signer-missing': (m) => { remove(m, 'name'); return 'page'; },
  'recipients-missing': (m) => { m.recipients = []; return 'page'; },
  'recipients-label-style': (m, how) => at(m, 'recipientsLabel', (b) => { if (m.system === 'party') b.c.u = false; else if (how === 'i') b.c.i = false; else if (how === 'u') Object.assign(b.c, { u: true, b: false, i: false }); else b.c.b = false; }),
  'addressee-style': weight('addressee'), 'addressee-size': sized('addressee'),
  'recipients-style': (m, how = 'b') => { let first; for (const b of m.recipients.filter((x) => x.role !== 'recipientsLabel')) { b.c[how] = true; first ??= b; } return first; },
  'recipients-label-size': sized('recipientsLabel'),
  'recipients-size': (m, pt = '13') => { let first; for (const b of m.recipients.filter((x) => x.role !== 'recipientsLabel')) { b.c.size = Number(pt); first ??= b; } return first; },
  'recipients-archive': (m, how = 'none') => { const b = find(m, 'archive'); if (how === 'none') { m.recipients = m.recipients.filter((x) => x !== b); const last = m.recipients.at(-1); set(last, textOf(last).replace(/;$/, '.')); return last; } set(b, how); return b; },
  'recipients-punctuation': (m, how = 'end') => { const list = m.recipients.slice(1); const b = how === 'last' ? list.at(-1) : list[0]; set(b, how === 'dash' ? textOf(b).replace(/^- /, '') : how === 'last' ? textOf(b).replace(/\.$/, ';') : textOf(b).replace(/;$/, '')); return b; },
  'ending-mark': (m) => { const b = m.body.findLast((x) => ['body', 'article'].includes(x.role)); const r = b.runs.at(-1); r.t = r.t.replace(/\.$/, './.'); return textOf(b).slice(-40).trim(); },
  'urgency-style': (m, how = 'frame') => { if (how === 'frame') m.urgency.frameless = true; else set(m.urgency, 'Hỏa tốc'); return m.urgency; },
  'parts-order': (m, how = 'recipients') => {
    if (how === 'recipients') { m.order = ['head', 'top', 'end', 'body']; return 'Nơi nhận:'; }
    if (how === 'date') { const b = m.placeRow.pop(); m.top.push(b); m.placeRow.push(block('blank', ' ', { size: 13 })); return b; }
    if (how === 'number') { const b = m.numberRow.pop(); m.top.push(b); m.numberRow.push(block('blank', ' ', { size: 13 })); return b; }
    const [type, subject] = m.top.splice(0, 2);
    m.top.unshift(subject, type);
    return type;
  },
};
