// The model as WordprocessingML, in the ways that different programs and typists write one and the same page.
//   dialect: {name: 'direct'|'styles'|'defaults'|'theme'|'libre', head: 'table'|'tabs', rule: 'border'|'own'|'drawing'|'vml'|'underline',
//             number: 'complex'|'simple'|'frame', end: 'table'|'flow', sections: bool}
import { zip } from './zip.mjs';
import { textOf } from './model.mjs';

const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const tw = (mm) => Math.round(mm * 56.6929);
const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function fonts(font) {
  return `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}" w:eastAsia="${font}"/>`;
}
// base: what styles and defaults already say; only differences are written.
function rPr(c, m, base) {
  const out = [];
  const font = c.font ?? m.font;
  if (font !== base.font) out.push(fonts(font));
  const flag = (tag, on, was) => on !== was && out.push(on ? `<w:${tag}/>` : `<w:${tag} w:val="0"/>`);
  flag('b', !!c.b, !!base.b);
  flag('i', !!c.i, !!base.i);
  if (c.color ?? m.color) out.push(`<w:color w:val="${c.color ?? m.color}"/>`);
  else if (base.writeColor) out.push('<w:color w:val="000000"/>');
  if (c.size !== base.size) out.push(`<w:sz w:val="${Math.round(c.size * 2)}"/><w:szCs w:val="${Math.round(c.size * 2)}"/>`);
  if (c.u) out.push('<w:u w:val="single"/>');
  return out.length ? `<w:rPr>${out.join('')}</w:rPr>` : '';
}
function spacing(p) {
  const a = [];
  if (p.before) a.push(`w:before="${Math.round(p.before * 20)}"`);
  else a.push('w:before="0"');
  a.push(`w:after="${Math.round((p.after ?? 0) * 20)}"`);
  const [rule, value] = p.line ?? ['auto', 1];
  a.push(`w:line="${Math.round(rule === 'auto' ? value * 240 : value * 20)}" w:lineRule="${rule}"`);
  return `<w:spacing ${a.join(' ')}/>`;
}
const alignment = (p, libre) => (p.align && p.align !== 'left' ? `<w:jc w:val="${p.align}"/>` : libre ? '<w:jc w:val="left"/>' : '');
function indents(p) {
  const a = [];
  if (p.left) a.push(`w:left="${tw(p.left)}"`);
  if (p.right) a.push(`w:right="${tw(p.right)}"`);
  if (p.first) a.push(`w:firstLine="${tw(p.first)}"`);
  return a.length ? `<w:ind ${a.join(' ')}/>` : '';
}

let shapes = 0;
// `left`: where the line begins, in mm from the column; without it the line stands in the middle.
function line(kind, mm, left) {
  shapes++;
  const pt = (mm * 2.8346).toFixed(1);
  const from = left === undefined ? 40 : left * 2.8346;
  const down = left === undefined ? 2 : 16;
  const vml = `<w:pict><v:line id="_x0000_s${1025 + shapes}" style="position:absolute;z-index:25165${8000 + shapes}" from="${from.toFixed(1)}pt,${down}pt" to="${(from + Number(pt)).toFixed(1)}pt,${down}pt" strokeweight=".75pt"/></w:pict>`;
  if (kind === 'vml') return `<w:r>${vml}</w:r>`;
  const cx = Math.round(mm * 36000);
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="25165${9000 + shapes}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">${left === undefined ? '<wp:align>center</wp:align>' : `<wp:posOffset>${Math.round(left * 36000)}</wp:posOffset>`}</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>${down * 12700}</wp:posOffset></wp:positionV><wp:extent cx="${cx}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="${shapes}" name="Straight Connector ${shapes}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>${vml}</mc:Fallback></mc:AlternateContent></w:r>`;
}
const border = (side = 'bottom') => `<w:pBdr><w:${side} w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>`;

export function toDocx(m, dialect) {
  shapes = 0;
  const libre = dialect.name === 'libre';
  const bodySize = m.style.body;
  const usesStyles = dialect.name === 'styles' || libre;
  // What Normal and docDefaults say in each dialect.
  const normal = { direct: { font: 'Calibri', size: 11 }, styles: { font: m.font, size: bodySize }, defaults: { font: m.font, size: bodySize }, theme: { font: m.font, size: bodySize }, libre: { font: m.font, size: 12 } }[dialect.name];
  normal.writeColor = dialect.name === 'direct';
  const styleOf = new Map();
  const styleFor = (b) => {
    if (!usesStyles || !['body', 'basis', 'article', 'type', 'subject', 'recipient', 'quocHieu', 'tieuNgu', 'issuer'].includes(b.role)) return null;
    const c = { font: b.c.font ?? m.font, size: b.c.size, b: !!b.c.b, i: !!b.c.i };
    const key = JSON.stringify([b.role, c, b.p, b.c.color, b.c.u]);
    if (!styleOf.has(key)) styleOf.set(key, { id: `${libre ? 'P' : 'VB'}${styleOf.size + 1}`, name: `${b.role} ${styleOf.size + 1}`, c, p: b.p });
    return styleOf.get(key);
  };

  const runs = (b, base) => b.runs.map((r) => {
    const c = { ...b.c, ...Object.fromEntries(Object.entries(r).filter(([k]) => k !== 't')) };
    return `<w:r>${rPr(c, m, base)}<w:t xml:space="preserve">${esc(r.t)}</w:t></w:r>`;
  }).join('');
  function para(b, extra = '', tail = '') {
    if (b.role === 'gap') return '<w:p/>'.repeat(b.lines);
    const style = styleFor(b);
    const base = style ? { ...style.c, writeColor: normal.writeColor } : normal;
    const num = b.numbered ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : '';
    const direct = style ? '' : `${spacing(b.p)}${indents(b.p)}${alignment(b.p, libre)}`;
    const pPr = `${style ? `<w:pStyle w:val="${style.id}"/>` : libre ? '<w:pStyle w:val="Normal"/>' : ''}${b.keep ? '<w:keepNext/>' : ''}${num}${extra}${direct}`;
    return `<w:p><w:pPr>${pPr}</w:pPr>${runs(b, base)}${tail}</w:p>`;
  }
  // A column of blocks whose rules are drawn the way of the dialect; `width` in mm.
  function column(blocks, width) {
    let out = '';
    blocks.forEach((b, i) => {
      if (b.role === 'rule') return;
      const rule = blocks[i + 1]?.role === 'rule' ? blocks[i + 1] : null;
      const kind = rule && (dialect.rule === 'underline' && rule.under !== 'tieuNgu' ? 'drawing' : dialect.rule);
      const side = rule ? Math.max(0, (width - rule.mm) / 2) : 0;
      if (!rule) out += para(b);
      else if (kind === 'underline') out += para({ ...b, c: { ...b.c, u: true } });
      else if (kind === 'border' && ['tieuNgu', 'partyHeading'].includes(rule.under)) {
        // The border is as wide as the paragraph: the words need a little more than their own width.
        const q = { ...b, p: { ...b.p, left: Math.max(0, side - 6), right: Math.max(0, side - 6) } };
        out += `<w:p><w:pPr>${border()}${spacing(q.p)}${indents(q.p)}<w:jc w:val="center"/></w:pPr>${runs(q, normal)}</w:p>`;
      } else if (kind === 'border' || kind === 'own') {
        out += para(b);
        out += `<w:p><w:pPr>${border('top')}<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="${tw(side)}" w:right="${tw(side)}"/><w:jc w:val="center"/></w:pPr></w:p>`;
      } else out += para(b) + `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>${line(kind, rule.mm)}</w:p>`;
    });
    return out || '<w:p/>';
  }
  const text = m.page.w - m.page.margins.left - m.page.margins.right;
  const cell = (mm, inner) => `<w:tc><w:tcPr><w:tcW w:w="${tw(mm)}" w:type="dxa"/>${libre ? '<w:tcBorders/><w:shd w:fill="auto" w:val="clear"/>' : ''}</w:tcPr>${inner || '<w:p/>'}</w:tc>`;
  const frame = (rows, widths, ruled) =>
    `<w:tbl><w:tblPr>${libre ? `<w:tblW w:w="${tw(widths[0] + widths[1])}" w:type="dxa"/><w:jc w:val="left"/>` : '<w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/>'}${ruled ? `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((s) => `<w:${s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('')}</w:tblBorders>` : ''}<w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>${widths.map((w) => `<w:gridCol w:w="${tw(w)}"/>`).join('')}</w:tblGrid>${rows.map((r) => `<w:tr>${r.map((c, i) => cell(widths[i], c)).join('')}</w:tr>`).join('')}</w:tbl>`;
  // Offices let the head stand out a little over the margins: the Quốc hiệu shall not break.
  const widths = [(text + 12) * 0.39, (text + 12) * 0.61];

  function head() {
    const urgency = m.urgency ? para(m.urgency, m.urgency.frameless ? '' : `<w:pBdr>${['top', 'left', 'bottom', 'right'].map((s) => `<w:${s} w:val="single" w:sz="8" w:space="1" w:color="FF0000"/>`).join('')}</w:pBdr>`).replace('<w:spacing', `<w:spacing`) : '';
    const number = m.numberRow.map((b) => para(b)).join('') + urgency;
    const place = m.placeRow.map((b) => para(b)).join('');
    if (dialect.head === 'table') {
      return frame([[column(m.left, widths[0]), column(m.right, widths[1])], [number, place]], widths) + '<w:p/>';
    }
    // Two centred tab stops: each line of the head is one paragraph.
    const l = m.left.filter((b) => b.role !== 'rule');
    const r = m.right.filter((b) => b.role !== 'rule');
    const rules = [...m.left, ...m.right].filter((b) => b.role === 'rule');
    const stops = `<w:tabs><w:tab w:val="center" w:pos="${tw(widths[0] / 2)}"/><w:tab w:val="center" w:pos="${tw(widths[0] + widths[1] / 2)}"/></w:tabs>`;
    const row = (a, b, tail = '') => `<w:p><w:pPr>${stops}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:tab/></w:r>${a ? runs(a, normal) : ''}<w:r><w:tab/></w:r>${b ? runs(b, normal) : ''}${tail}</w:p>`;
    let out = '';
    for (let i = 0; i < Math.max(l.length, r.length); i++) {
      const ruled = (b) => b && rules.some((x) => x.under === b.role);
      out += row(l[i], r[i], [l[i], r[i]].filter(ruled).map((b) => {
        const { mm } = rules.find((x) => x.under === b.role);
        return line(dialect.rule === 'vml' ? 'vml' : 'drawing', mm, (b === l[i] ? widths[0] / 2 : widths[0] + widths[1] / 2) - mm / 2);
      }).join(''));
    }
    out += row(m.numberRow[0], m.placeRow[0]);
    for (const b of m.numberRow.slice(1)) out += row(b, null);
    return out + urgency + '<w:p/>';
  }
  function end() {
    const sign = m.sign.map((b) => para(b)).join('');
    const recipients = m.recipients.map((b) => para(b)).join('');
    const co = m.cosign ? frame([[m.cosign.slice(0, -1).map((b) => para(b)).join('') + '<w:p/><w:p/><w:p/>' + para(m.cosign.at(-1)), sign]], [text / 2, text / 2]) : '';
    if (m.cosign) return `<w:p/>${co}<w:p/>${recipients}`;
    if (dialect.end === 'flow') {
      const shifted = m.sign.map((b) => (b.role === 'gap' ? b : { ...b, p: { ...b.p, left: text * 0.45 } }));
      return `<w:p/>${shifted.map((b) => para(b)).join('')}${recipients}`;
    }
    return `<w:p/>${frame([[recipients || '<w:p/>', sign || '<w:p/>']], [text * 0.5, text * 0.5])}<w:p/>`;
  }
  const ruledTable = (b) => frame(b.rows.map((r) => r.map((t) => para({ role: 'cell', runs: [{ t }], c: b.c, p: { align: 'center' } }))), b.rows[0].map(() => text / b.rows[0].length), true);
  const sectPr = (page, tail) => {
    const { w, h, margins: g } = page;
    const land = w > h ? ' w:orient="landscape"' : '';
    const refs = m.pageNumber ? `<w:${m.pageNumber.place === 'top' ? 'header' : 'footer'}Reference w:type="default" r:id="rIdN"/>` : '';
    return `<w:sectPr>${refs}${tail}<w:pgSz w:w="${tw(w)}" w:h="${tw(h)}"${land}/><w:pgMar w:top="${tw(g.top)}" w:right="${tw(g.right)}" w:bottom="${tw(g.bottom)}" w:left="${tw(g.left)}" w:header="567" w:footer="567" w:gutter="0"/>${m.pageNumber && m.pageNumber.format !== 'decimal' ? `<w:pgNumType w:fmt="${m.pageNumber.format}"/>` : ''}<w:cols w:space="720"/>${m.pageNumber && !m.pageNumber.first ? '<w:titlePg/>' : ''}</w:sectPr>`;
  };
  let bodyXml = '';
  for (const part of m.order) {
    if (part === 'head') bodyXml += head();
    else if (part === 'end') bodyXml += end();
    else if (part === 'top') bodyXml += column(m.top, text);
    else {
      for (const b of m.body) {
        if (b.role === 'table') bodyXml += ruledTable(b) + '<w:p/>';
        else if (b.role === 'landscape') {
          bodyXml += `<w:p><w:pPr>${sectPr(m.page, '')}</w:pPr></w:p>${ruledTable(b)}<w:p><w:pPr>${sectPr({ ...m.page, w: m.page.h, h: m.page.w, margins: m.page.margins }, '').replace('<w:titlePg/>', '')}</w:pPr></w:p>`;
        } else {
          if (b.pageBreak) bodyXml += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
          bodyXml += para(b);
        }
      }
      if (dialect.sections) bodyXml += `<w:p><w:pPr>${sectPr(m.page, '<w:type w:val="continuous"/>')}</w:pPr></w:p>`;
    }
  }
  const document = `${xml}<w:document ${namespaces}><w:body>${bodyXml}${sectPr(m.page, dialect.sections ? '<w:type w:val="continuous"/>' : '').replace(dialect.sections || m.body.some((b) => b.role === 'landscape') ? '<w:titlePg/>' : '\u0000', '')}</w:body></w:document>`;

  // Page number in header or footer.
  const n = m.pageNumber;
  let numberPart = '';
  if (n) {
    const c = rPr({ size: n.size, i: n.i }, m, normal);
    const field = dialect.number === 'simple' ? `<w:fldSimple w:instr=" PAGE "><w:r>${c}<w:t>2</w:t></w:r></w:fldSimple>`
      : `<w:r>${c}<w:fldChar w:fldCharType="begin"/></w:r><w:r>${c}<w:instrText xml:space="preserve">PAGE   \\* MERGEFORMAT</w:instrText></w:r><w:r>${c}<w:fldChar w:fldCharType="separate"/></w:r><w:r>${c}<w:t>2</w:t></w:r><w:r>${c}<w:fldChar w:fldCharType="end"/></w:r>`;
    const place = dialect.number === 'frame' && n.align === 'center' ? '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>' : `<w:jc w:val="${n.align}"/>`;
    const tag = n.place === 'top' ? 'hdr' : 'ftr';
    numberPart = `${xml}<w:${tag} ${namespaces}><w:p><w:pPr>${place}</w:pPr>${field}</w:p>${dialect.number === 'frame' ? '<w:p/>' : ''}</w:${tag}>`;
  }

  // styles.xml
  const defaults = dialect.name === 'theme' ? '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>' : dialect.name === 'styles' ? fonts('Calibri') : fonts(normal.font);
  const defaultSize = dialect.name === 'styles' ? 22 : normal.size * 2;
  const styleXml = [...styleOf.values()].map((s) => `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${s.id}"><w:name w:val="${s.name}"/><w:basedOn w:val="Normal"/><w:pPr>${spacing(s.p)}${indents(s.p)}${alignment(s.p)}</w:pPr>${rPr(s.c, m, { ...normal, writeColor: false })}</w:style>`).join('');
  const normalXml = dialect.name === 'styles' ? `<w:rPr>${fonts(normal.font)}<w:sz w:val="${normal.size * 2}"/><w:szCs w:val="${normal.size * 2}"/></w:rPr>` : '';
  const stylesPart = `${xml}<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr>${defaults}<w:sz w:val="${defaultSize}"/><w:szCs w:val="${defaultSize}"/><w:lang w:val="vi-VN" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault>${dialect.name === 'direct' ? '<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>' : '<w:pPr/>'}</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>${normalXml}</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${styleXml}</w:styles>`;
  const theme = `${xml}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1></a:clrScheme><a:fontScheme name="VB"><a:majorFont><a:latin typeface="${m.font}"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="${m.font}"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/></a:fmtScheme></a:themeElements></a:theme>`;
  const numbering = `${xml}<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const hasNumbering = m.body.some((b) => b.numbered);
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const name = n?.place === 'top' ? 'header' : 'footer';
  const pages = Math.max(1, Math.round(m.body.reduce((s, b) => s + textOf(b).length + 60, 900) / 2600));
  const parts = {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/>${n ? `<Override PartName="/word/${name}1.xml" ContentType="${type}.${name}+xml"/>` : ''}${hasNumbering ? `<Override PartName="/word/numbering.xml" ContentType="${type}.numbering+xml"/>` : ''}<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="word/document.xml"/>${libre ? '' : `<Relationship Id="rId2" Type="${rel}/extended-properties" Target="docProps/app.xml"/>`}</Relationships>`,
    'word/document.xml': document,
    'word/styles.xml': stylesPart,
    'word/theme/theme1.xml': theme,
    'word/_rels/document.xml.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${rel}/theme" Target="theme/theme1.xml"/>${n ? `<Relationship Id="rIdN" Type="${rel}/${name}" Target="${name}1.xml"/>` : ''}${hasNumbering ? `<Relationship Id="rId4" Type="${rel}/numbering" Target="numbering.xml"/>` : ''}</Relationships>`,
  };
  if (n) parts[`word/${name}1.xml`] = numberPart;
  if (hasNumbering) parts['word/numbering.xml'] = numbering;
  if (!libre) parts['docProps/app.xml'] = `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application><Pages>${pages}</Pages></Properties>`;
  return zip(parts);
}
