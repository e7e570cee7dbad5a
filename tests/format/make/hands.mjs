// The model as three other programs and their typists write it: 'word' (an office's old template, typed over many times), 'google', 'wps'.
//   hand: {by, head: 'merged'|'row'|'floating'|'blanks'|'tab', indent: 'style'|'tab'|'blanks'|'chars', end: 'table'|'tabbed'|'cells', number: 'sdt'|'tabbed'|'box'|'plain',
//          rule: 'vml'|'border'|'underline'|'mixed', tracked, controls, split: bool, appendix: [title, source, ...rows]}
import { textOf } from './model.mjs';
import { zip } from './zip.mjs';

const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const tw = (mm) => Math.round(mm * 56.6929);
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const inStyle = { body: 'BodyText', article: 'BodyText', heading: 'Heading1', basis: 'Cancu', recipient: 'Noinhan', archive: 'Noinhan' };

function runProperties(c, m, hand, style) {
  const out = [];
  const font = c.font ?? m.font;
  const named = `w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"`;
  // Word writes what differs from the style; the other two write everything at every run.
  if (hand.by !== 'word') out.push(`<w:rFonts ${hand.by === 'wps' ? 'w:hint="default" ' : ''}${named} w:eastAsia="${font}"/>`);
  else if (font !== 'Times New Roman' || style === 'Heading1') out.push(`<w:rFonts ${named}/>`);
  const flag = (tag, on, was) => { if (on) out.push(`<w:${tag}/>`); else if (was || hand.by === 'google') out.push(`<w:${tag} w:val="0"/>`); };
  flag('b', c.b, style === 'Heading1');
  flag('i', c.i, style === 'Cancu');
  const color = c.color ?? m.color ?? (style === 'Heading1' ? 'auto' : hand.by === 'google' ? '000000' : null);
  if (color) out.push(`<w:color w:val="${color}"/>`);
  if (hand.by === 'wps') out.push('<w:kern w:val="0"/>');
  out.push(`<w:sz w:val="${c.size * 2}"/><w:szCs w:val="${c.size * 2}"/>`);
  if (c.u) out.push('<w:u w:val="single"/>');
  if (hand.by === 'google') out.push('<w:vertAlign w:val="baseline"/><w:rtl w:val="0"/>');
  if (hand.by === 'word') out.push('<w:lang w:val="vi-VN"/>');
  return `<w:rPr>${out.join('')}</w:rPr>`;
}

export function toHand(m, hand) {
  let marks = 0;
  const text = m.page.w - m.page.margins.left - m.page.margins.right;
  const piece = (t, rPr) => `<w:r w:rsidRPr="00A1${(++marks % 97) + 1000}">${rPr}${t.split('\t').map((x) => (x ? `<w:t xml:space="preserve">${esc(x)}</w:t>` : '')).join('<w:tab/>')}</w:r>`;
  function runs(b, style) {
    return b.runs.map((r) => {
      const rPr = runProperties({ ...b.c, ...r }, m, hand, style);
      if (!hand.split || r.t.length < 9) return piece(r.t, rPr);
      // Typed over: the run breaks in the middle of a word, with marks of the speller and bookmarks between.
      const at = 3 + (marks % 5);
      marks++;
      return `${piece(r.t.slice(0, at), rPr)}<w:proofErr w:type="spellStart"/>${piece(r.t.slice(at, at + 4), rPr)}<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="${marks}" w:name="_GoBack${marks}"/><w:bookmarkEnd w:id="${marks}"/>${piece(r.t.slice(at + 4), rPr)}`;
    }).join('');
  }
  const spacing = (p) => `<w:spacing w:before="${Math.round((p.before ?? 0) * 20)}" w:after="${Math.round((p.after ?? 0) * 20)}" w:line="${Math.round((p.line?.[1] ?? 1) * (p.line && p.line[0] !== 'auto' ? 20 : 240))}" w:lineRule="${p.line?.[0] ?? 'auto'}"/>`;
  function para(b, more = '', tail = '') {
    if (b.role === 'gap') return '<w:p/>'.repeat(b.lines);
    if (b.role === 'rule') return '';
    const style = hand.by === 'word' ? inStyle[b.role] : null;
    const running = ['body', 'article', 'heading', 'basis'].includes(b.role) && b.p.first;
    let first = '';
    let lead = '';
    if (running && ['tab', 'blanks'].includes(hand.indent)) first = ' w:firstLine="0"';
    if (running && hand.indent === 'tab') lead = `<w:r>${runProperties(b.c, m, hand, style)}<w:tab/></w:r>`;
    else if (running && hand.indent === 'blanks') lead = piece(' '.repeat(Math.round((b.p.first * 2.8346) / (b.c.size / 4))), runProperties(b.c, m, hand, style));
    else if (running && !first) first = ` w:firstLine="${tw(b.p.first)}"${hand.indent === 'chars' ? ` w:firstLineChars="0"` : ''}`;
    const left = b.p.left ? ` w:left="${tw(b.p.left)}"` : '';
    const ind = first || left || hand.by !== 'word' ? `<w:ind${left || (hand.by === 'wps' ? ' w:left="0" w:leftChars="0"' : hand.by === 'google' ? ' w:left="0"' : '')}${hand.by === 'google' ? ' w:right="0"' : ''}${first || (hand.by === 'word' ? '' : ' w:firstLine="0"')}/>` : '';
    const extra = hand.by === 'google' ? '<w:pageBreakBefore w:val="0"/><w:widowControl w:val="0"/>' : hand.by === 'wps' ? '<w:snapToGrid w:val="0"/>' : '';
    const jc = b.p.align && b.p.align !== 'left' ? `<w:jc w:val="${b.p.align}"/>` : style && style !== 'Noinhan' ? '<w:jc w:val="left"/>' : '';
    const close = b.p.contextual ? '<w:contextualSpacing/>' : '';
    const mark = hand.by === 'word' && b.c.b ? '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>' : '';
    const inner = `${lead}${runs(b, style)}${tail}`;
    const body = hand.controls && ['type', 'place'].includes(b.role) ? `<w:sdt><w:sdtPr><w:alias w:val="${b.role}"/><w:id w:val="${++marks}"/><w:text/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>` : inner;
    return `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${extra}${more}${spacing(b.p)}${ind}${close}${jc}${mark}</w:pPr>${body}</w:p>`;
  }
  const vml = (mm, from) => `<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t32" coordsize="21600,21600" o:spt="32" o:oned="t" path="m,l21600,21600e" filled="f"/><v:shape id="line${++marks}" type="#_x0000_t32" style="position:absolute;left:0;text-align:left;margin-left:${from.toFixed(1)}pt;margin-top:2pt;width:${(mm * 2.8346).toFixed(1)}pt;height:0;z-index:251${600000 + marks};mso-position-horizontal-relative:text" o:connectortype="straight"/></w:pict></w:r>`;
  // A component with the line under it.
  function ruled(b, rule, width) {
    if (!rule) return para(b);
    const kind = hand.rule === 'mixed' ? (rule.under === 'tieuNgu' || rule.under === 'partyHeading' ? 'underline' : 'vml') : hand.rule;
    if (kind === 'underline') return para({ ...b, c: { ...b.c, u: true } });
    const side = Math.max(0, (width - rule.mm) / 2);
    // The line is anchored in the very paragraph of the words, or in an empty one after them.
    if (kind === 'vml') return marks % 2 ? para(b, '', vml(rule.mm, side * 2.8346).replace('margin-top:2pt', 'margin-top:16pt')) : `${para(b)}<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr>${vml(rule.mm, side * 2.8346)}</w:p>`;
    return `${para(b)}<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="${tw(side)}" w:right="${tw(side)}"/></w:pPr></w:p>`;
  }
  const column = (blocks, width) => blocks.map((b, i) => (b.role === 'rule' ? '' : ruled(b, blocks[i + 1]?.role === 'rule' ? blocks[i + 1] : null, width))).join('');
  const borders = (on) => `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((s) => `<w:${s} w:val="${on ? 'single' : 'nil'}" w:sz="4" w:space="0" w:color="auto"/>`).join('')}</w:tblBorders>`;
  const cell = (w, inner, more = '') => `<w:tc><w:tcPr><w:tcW w:w="${tw(w)}" w:type="dxa"/>${more}</w:tcPr>${inner || '<w:p/>'}</w:tc>`;
  const table = (widths, rows, { on = false, floating = false } = {}) => `<w:tbl><w:tblPr>${floating ? '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="1"/><w:tblOverlap w:val="never"/>' : ''}<w:tblW w:w="${tw(widths.reduce((a, b) => a + b))}" w:type="dxa"/>${borders(on)}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((w) => `<w:gridCol w:w="${tw(w)}"/>`).join('')}</w:tblGrid>${rows.map((r) => `<w:tr>${r}</w:tr>`).join('')}</w:tbl>`;
  const [lw, rw] = [(text + 10) * 0.42, (text + 10) * 0.58];
  const [number, place] = [m.numberRow.map((b) => para(b)).join(''), m.placeRow.map((b) => para(b)).join('')];
  const urgency = m.urgency ? para(m.urgency, '<w:pBdr>' + ['top', 'left', 'bottom', 'right'].map((s) => `<w:${s} w:val="single" w:sz="8" w:space="1" w:color="FF0000"/>`).join('') + '</w:pBdr>') : '';

  function head() {
    const [left, right] = [column(m.left, lw), column(m.right, rw)];
    if (hand.head === 'row') return table([lw, rw], [cell(lw, left + number + urgency) + cell(rw, right + place)]);
    if (hand.head === 'floating') return table([lw, rw], [cell(lw, left) + cell(rw, right), cell(lw, number + urgency) + cell(rw, place)], { floating: true }) + '<w:p/>';
    if (hand.head === 'merged') {
      // Three columns, the middle one a gap; the left cell spans the two rows of the motto.
      const split = m.right.length > 2 ? 1 : m.right.length;
      const gap = 4;
      return table([lw - gap, gap, rw], [
        cell(lw - gap, left, '<w:vMerge w:val="restart"/>') + cell(gap, '') + cell(rw, column(m.right.slice(0, split), rw)),
        cell(lw - gap, '', '<w:vMerge/>') + cell(gap, '') + cell(rw, column(m.right.slice(split), rw)),
        cell(lw, number + urgency, '<w:gridSpan w:val="2"/>') + cell(rw, place)]) + '<w:p/>';
    }
    // One paragraph a line: two parts with blanks or a tab between. The lines under them are drawn or underlined.
    const [l, r] = [m.left.filter((b) => b.role !== 'rule'), m.right.filter((b) => b.role !== 'rule')];
    const rules = [...m.left, ...m.right].filter((b) => b.role === 'rule');
    const row = (a, b) => {
      const underline = (x) => (x && rules.some((q) => q.under === x.role) && hand.rule !== 'vml' ? { ...x, c: { ...x.c, u: true } } : x);
      const drawn = [a, b].filter((x) => x && hand.rule === 'vml' && rules.some((q) => q.under === x.role)).map((x) => vml(rules.find((q) => q.under === x.role).mm, x === a ? 45 : 245).replace('margin-top:2pt', 'margin-top:16pt')).join('');
      const between = hand.head === 'tab' ? '\t' : ' '.repeat(Math.max(4, 26 - Math.round(((a ? textOf(a).length : -30) - 18) * 1.1)));
      const stops = hand.head === 'tab' ? `<w:tabs><w:tab w:val="center" w:pos="${tw(lw + rw / 2 - 8)}"/></w:tabs>` : '';
      return `<w:p><w:pPr>${stops}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>${a ? runs(underline(a)) : ''}${b ? piece(between, runProperties({ size: 13 }, m, hand)) + runs(underline(b)) : ''}${drawn}</w:p>`;
    };
    let out = '';
    for (let i = 0; i < Math.max(l.length, r.length); i++) out += row(l[i], r[i]);
    out += row(m.numberRow[0], m.placeRow[0]);
    for (const b of m.numberRow.slice(1)) out += row(b, null);
    return out + urgency;
  }
  function end() {
    const sign = m.sign.map((b) => para(b)).join('');
    if (m.cosign) return `${table([text / 2, text / 2], [cell(text / 2, m.cosign.slice(0, -1).map((b) => para(b)).join('') + '<w:p/><w:p/><w:p/><w:p/>' + para(m.cosign.at(-1))) + cell(text / 2, sign)])}<w:p/>${m.recipients.map((b) => para(b)).join('')}`;
    if (hand.end === 'cells') {
      // Each line of the recipients in a row of its own beside the lines of the signature.
      const signs = m.sign.flatMap((b) => (b.role === 'gap' ? Array(b.lines).fill(null) : [b]));
      const rows = [];
      for (let i = 0; i < Math.max(signs.length, m.recipients.length); i++) rows.push(cell(text / 2, m.recipients[i] ? para(m.recipients[i]) : '') + cell(text / 2, signs[i] ? para(signs[i]) : ''));
      return table([text / 2, text / 2], rows) + '<w:p/>';
    }
    if (hand.end === 'tabbed') {
      const signs = m.sign.flatMap((b) => (b.role === 'gap' ? Array(b.lines).fill(null) : [b]));
      const stops = `<w:tabs><w:tab w:val="center" w:pos="${tw(text * 0.75)}"/></w:tabs>`;
      let out = '';
      for (let i = 0; i < Math.max(signs.length, m.recipients.length); i++) {
        const [a, b] = [m.recipients[i], signs[i]];
        out += `<w:p><w:pPr>${stops}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>${a ? runs(a) : ''}${b ? piece('\t', runProperties({ size: 13 }, m, hand)) + runs(b) : ''}</w:p>`;
      }
      return out;
    }
    return table([text / 2, text / 2], [cell(text / 2, m.recipients.map((b) => para(b)).join('')) + cell(text / 2, sign)]) + '<w:p/>';
  }
  const pgNum = m.pageNumber;
  const sectPr = (page, first) => `<w:sectPr>${pgNum ? `<w:${pgNum.place === 'top' ? 'header' : 'footer'}Reference w:type="default" r:id="rId9"/>${!pgNum.first && hand.by === 'word' ? '<w:headerReference w:type="first" r:id="rId8"/>' : ''}` : ''}<w:pgSz w:w="${tw(page.w)}" w:h="${tw(page.h)}"${page.w > page.h ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${tw(page.margins.top)}" w:right="${tw(page.margins.right)}" w:bottom="${tw(page.margins.bottom)}" w:left="${tw(page.margins.left)}" w:header="567" w:footer="567" w:gutter="0"/>${pgNum && pgNum.format !== 'decimal' ? `<w:pgNumType w:fmt="${pgNum.format}"/>` : ''}<w:cols w:space="720"/>${first && pgNum && !pgNum.first ? '<w:titlePg/>' : ''}${hand.by === 'wps' ? '<w:docGrid w:type="lines" w:linePitch="360"/>' : '<w:docGrid w:linePitch="381"/>'}</w:sectPr>`;
  const wide = { ...m.page, w: m.page.h, h: m.page.w };
  let body = '';
  for (const part of m.order) {
    if (part === 'head') body += head();
    else if (part === 'end') body += end();
    else if (part === 'top') body += column(m.top, text);
    else body += m.body.map((b, i) => {
      if (!hand.tracked || i !== 1) return para(b);
      const rPr = runProperties(b.c, m, hand, inStyle[b.role]);
      return para(b)
        .replace(/(<w:r w:rsidRPr.*?<\/w:r>)/, '<w:ins w:id="902" w:author="VT" w:date="2026-06-01T08:00:00Z">$1</w:ins>')
        .replace(/<\/w:p>$/, `<w:del w:id="901" w:author="VT" w:date="2026-06-01T08:00:00Z"><w:r>${rPr}<w:delText xml:space="preserve"> (bỏ ý này)</w:delText></w:r></w:del></w:p>`);
    }).join('');
  }
  if (hand.appendix) {
    const centred = (t, c) => para({ role: 'appendix', runs: [{ t }], c: { size: 14, ...c }, p: { align: 'center' } });
    const width = wide.w - wide.margins.left - wide.margins.right;
    body += `<w:p><w:pPr>${sectPr(m.page, true)}</w:pPr></w:p>${centred('PHỤ LỤC', { b: true })}${centred(hand.appendix[0], { b: true })}${centred(hand.appendix[1], { i: true })}<w:p/>${table(hand.appendix[2].map(() => width / hand.appendix[2].length), hand.appendix.slice(2).map((r, n) => r.map((t) => cell(width / r.length, para({ role: 'cell', runs: [{ t }], c: { size: 12, b: n === 0 }, p: { align: n ? 'left' : 'center' } }))).join('')), { on: true })}<w:p/>`;
  }
  const document = `${xml}<w:document ${ns}><w:body>${body}${hand.appendix ? sectPr(wide, false) : sectPr(m.page, true)}</w:body></w:document>`;

  const parts = {};
  if (pgNum) {
    const c = runProperties({ size: pgNum.size, i: pgNum.i }, m, hand);
    const field = `<w:r>${c}<w:fldChar w:fldCharType="begin"/></w:r><w:r>${c}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>${c}<w:fldChar w:fldCharType="separate"/></w:r><w:r>${c}<w:t>2</w:t></w:r><w:r>${c}<w:fldChar w:fldCharType="end"/></w:r>`;
    const tag = pgNum.place === 'top' ? 'hdr' : 'ftr';
    const jc = `<w:jc w:val="${pgNum.align}"/>`;
    const inner = hand.number === 'tabbed' && pgNum.align === 'center' ? `<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:tab/></w:r>${field}</w:p>`
      : hand.number === 'box' ? `<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:pict><v:shape id="pn" type="#_x0000_t202" style="position:absolute;margin-top:0;width:144pt;height:18pt;mso-wrap-style:none;mso-position-horizontal:${pgNum.align};mso-position-horizontal-relative:margin;z-index:2" filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${field}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
        : hand.number === 'sdt' ? `<w:sdt><w:sdtPr><w:id w:val="77"/><w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="Header"/>${jc}</w:pPr>${field}</w:p></w:sdtContent></w:sdt><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>`
          : `<w:p><w:pPr>${jc}</w:pPr>${field}</w:p>`;
    parts[`word/${tag === 'hdr' ? 'header' : 'footer'}1.xml`] = `${xml}<w:${tag} ${ns}>${inner}</w:${tag}>`;
    parts['word/header2.xml'] = `${xml}<w:hdr ${ns}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>`;
  }
  const style = (id, name, based, pPr, rPr) => `<w:style w:type="paragraph"${based ? '' : ' w:default="1"'} w:styleId="${id}"><w:name w:val="${name}"/>${based ? `<w:basedOn w:val="${based}"/>` : ''}<w:pPr>${pPr}</w:pPr><w:rPr>${rPr}</w:rPr></w:style>`;
  const times = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>';
  const defaults = { word: '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="22"/>', google: '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/>', wps: `${times}<w:sz w:val="20"/>` }[hand.by];
  parts['word/styles.xml'] = `${xml}<w:styles ${ns}><w:docDefaults><w:rPrDefault><w:rPr>${defaults}<w:lang w:val="vi"/></w:rPr></w:rPrDefault><w:pPrDefault>${hand.by === 'word' ? '<w:pPr><w:spacing w:after="200" w:line="276" w:lineRule="auto"/></w:pPr>' : ''}</w:pPrDefault></w:docDefaults>` +
    style('Normal', 'Normal', null, hand.by === 'word' ? '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>' : '', hand.by === 'word' ? `${times}<w:sz w:val="28"/><w:szCs w:val="28"/>` : '') +
    style('BodyText', 'Body Text', 'Normal', '<w:spacing w:after="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>', '') +
    style('Cancu', 'VB Can cu', 'BodyText', '', '<w:i/>') + style('Noinhan', 'VB Noi nhan', 'Normal', '', '<w:sz w:val="22"/>') +
    style('Heading1', 'heading 1', 'Normal', '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/>', '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:b/><w:color w:val="365F91" w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="28"/>') +
    style('Header', 'header', 'Normal', `<w:tabs><w:tab w:val="center" w:pos="${tw(text / 2)}"/><w:tab w:val="right" w:pos="${tw(text)}"/></w:tabs>`, '') + '</w:styles>';
  const face = (tag, f) => `<a:${tag}><a:latin typeface="${f}"/><a:ea typeface=""/><a:cs typeface=""/></a:${tag}>`;
  parts['word/theme/theme1.xml'] = `${xml}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme><a:fontScheme name="Office">${face('majorFont', 'Cambria')}${face('minorFont', 'Calibri')}</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/></a:fmtScheme></a:themeElements></a:theme>`;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const named = Object.keys(parts).filter((p) => /header|footer/.test(p));
  const kind = (p) => p.match(/header|footer/)[0];
  return zip({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>${named.map((p) => `<Override PartName="/${p}" ContentType="${type}.${kind(p)}+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': document,
    ...parts,
    'word/_rels/document.xml.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${rel}/theme" Target="theme/theme1.xml"/>${named.map((p) => `<Relationship Id="${p.includes('2') ? 'rId8' : 'rId9'}" Type="${rel}/${kind(p)}" Target="${p.slice(5)}"/>`).join('')}</Relationships>`,
  });
}

// What a clean text may also look like.
const say = (b, t) => { b.runs = [{ ...b.runs[0], t }]; };
export const shapes = {
  // Blanks that do not break, curly quotes.
  typed: (m) => { for (const b of [...m.placeRow, ...m.body]) for (const r of b.runs) r.t = r.t.replace(/(ngày|tháng|năm) (\d)/g, '$1\u00a0$2').replace('Hội diễn nghệ thuật quần chúng', '“Hội diễn nghệ thuật quần chúng”'); },
  addressees: (m) => {
    const at = m.top.findIndex((b) => b.role === 'addressee');
    const list = ['- Công ty Điện lực Lưu Thử;', '- Ủy ban nhân dân các xã, phường.'];
    say(m.top[at], 'Kính gửi:');
    m.top.splice(at + 1, 0, ...list.map((t) => ({ role: 'addressee', runs: [{ t }], c: { ...m.top[at].c }, p: { align: 'left', left: 50 } })));
  },
  draft: (m) => {
    say(m.numberRow[0], textOf(m.numberRow[0]).replace(/\d+/, '      '));
    say(m.placeRow[0], textOf(m.placeRow[0]).replace(/ngày \d+/, 'ngày      '));
    m.numberRow.push({ role: 'draft', runs: [{ t: 'DỰ THẢO' }], c: { size: 13, b: true }, p: { align: 'center' } });
  },
  signed: (m) => m.sign.splice(m.sign.findIndex((b) => b.role === 'gap'), 1, { role: 'gap', lines: 1 }, { role: 'signed', runs: [{ t: '(Đã ký)' }], c: { size: 13, i: true }, p: { align: 'center' } }, { role: 'gap', lines: 1 }),
};
