// Files as offices type them, each by its own devices: set by hand in OOXML, page by page as Word keeps it. What LibreOffice makes of some of them
// (`way`) is kept as it wrote it. Bodies, places and people are fictional. Labels were written before the files were ever checked.
import { zip } from './zip.mjs';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const tw = (mm) => Math.round(mm * 1440 / 25.4);

const rPr = (c) => `<w:rPr>${c.style ? `<w:rStyle w:val="${c.style}"/>` : ''}${c.font ? `<w:rFonts w:ascii="${c.font}" w:hAnsi="${c.font}" w:cs="${c.font}"/>` : ''}${c.b === undefined ? '' : `<w:b w:val="${c.b ? 1 : 0}"/>`}${c.i === undefined ? '' : `<w:i w:val="${c.i ? 1 : 0}"/>`}${c.caps ? '<w:caps/>' : ''}${c.color ? `<w:color w:val="${c.color}"/>` : ''}${c.size ? `<w:sz w:val="${c.size * 2}"/><w:szCs w:val="${c.size * 2}"/>` : ''}${c.u ? '<w:u w:val="single"/>' : ''}</w:rPr>`;
// "\t" is a tab, "\n" a line break; `_x_` underlines x.
const run = (text, c = {}) => text.split(/(\t|\n)/).filter((t) => t !== '').map((t) => `<w:r>${rPr(c)}${t === '\t' ? '<w:tab/>' : t === '\n' ? '<w:br/>' : `<w:t xml:space="preserve">${esc(t)}</w:t>`}</w:r>`).join('');
const runs = (text, c) => text.split(/_([^_]+)_/).map((t, i) => (t ? run(t, i % 2 ? { ...c, u: true } : c) : '')).join('');
function p(text = '', f = {}, extra = '') {
  const ind = [['left', f.left], ['right', f.right], ['firstLine', f.first]].filter(([, v]) => v !== undefined).map(([k, v]) => `w:${k}="${tw(v)}"`).join(' ');
  const space = [['before', f.before], ['after', f.after]].filter(([, v]) => v !== undefined).map(([k, v]) => `w:${k}="${v * 20}"`).concat(f.line ? [`w:line="${Math.round(f.exact ? f.line * 20 : f.line * 240)}" w:lineRule="${f.exact ? 'exact' : 'auto'}"`] : []).join(' ');
  return `<w:p><w:pPr>${f.style ? `<w:pStyle w:val="${f.style}"/>` : ''}${f.frame ?? ''}${f.num ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${f.num}"/></w:numPr>` : ''}${f.border ? `<w:pBdr><w:${f.border} w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>` : ''}${f.tabs ? `<w:tabs>${f.tabs.map(([v, at]) => `<w:tab w:val="${v}" w:pos="${tw(at)}"/>`).join('')}</w:tabs>` : ''}${space ? `<w:spacing ${space}/>` : ''}${ind ? `<w:ind ${ind}/>` : ''}${f.jc ? `<w:jc w:val="${f.jc}"/>` : ''}${f.sect ?? ''}</w:pPr>${text ? runs(text, f) : ''}${extra}</w:p>`;
}
const cell = (w, inner, more = '') => `<w:tc><w:tcPr><w:tcW w:w="${tw(w)}" w:type="dxa"/>${more}</w:tcPr>${inner || '<w:p/>'}</w:tc>`;
const table = (widths, rows, on = false) => `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>${on ? `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((s) => `<w:${s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('')}</w:tblBorders>` : ''}<w:tblLook w:val="01E0"/></w:tblPr><w:tblGrid>${widths.map((w) => `<w:gridCol w:w="${tw(w)}"/>`).join('')}</w:tblGrid>${rows.map((r) => `<w:tr>${r.join('')}</w:tr>`).join('')}</w:tbl>`;
// A line as Word 2010 and later draws it, with what older ones read beside it.
let ids = 0;
const drawn = (mm, left) => { ids += 1; return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="${ids + 2}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>${left * 36000}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>220000</wp:posOffset></wp:positionV><wp:extent cx="${mm * 36000}" cy="0"/><wp:wrapNone/><wp:docPr id="${ids}" name="Straight Connector ${ids}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${mm * 36000}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line id="l${ids}" style="position:absolute" from="${left * 2.83}pt,16pt" to="${(left + mm) * 2.83}pt,16pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>`; };
// A word in a box of its own without a border.
const boxed = (text, c) => { ids += 1; return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor simplePos="0" relativeHeight="${ids}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>900000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>180000</wp:posOffset></wp:positionV><wp:extent cx="360000" cy="260000"/><wp:wrapNone/><wp:docPr id="${ids}" name="Text Box ${ids}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="260000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>${p(text, { ...c, jc: 'center' })}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>`; };

const field = (c) => `<w:r>${rPr(c)}<w:fldChar w:fldCharType="begin"/></w:r><w:r>${rPr(c)}<w:instrText xml:space="preserve"> PAGE   \\* MERGEFORMAT </w:instrText></w:r><w:r>${rPr(c)}<w:fldChar w:fldCharType="separate"/></w:r><w:r>${rPr(c)}<w:t>2</w:t></w:r><w:r>${rPr(c)}<w:fldChar w:fldCharType="end"/></w:r>`;
export const numbers = {
  field: (c) => `<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr>${field(c)}</w:p>`,
  framed: (c) => `<w:p><w:pPr><w:pStyle w:val="Header"/><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/></w:pPr>${field(c)}</w:p><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>`,
  simple: (c) => `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r>${rPr(c)}<w:t>2</w:t></w:r></w:fldSimple></w:p>`,
  celled: (c) => `${table([55, 55, 55], [[cell(55, ''), cell(55, `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${field(c)}</w:p>`), cell(55, '')]])}<w:p/>`,
  right: (c) => `<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="right"/></w:pPr>${field(c)}</w:p>`,
};

// The whole file. `s`: margins [top, bottom, left, right], number (of `numbers`), numberIn, numberLook, first (also on the first page), paper, styles (XML).
export function file(body, s = {}) {
  const [top, bottom, left, right] = s.margins ?? [20, 20, 30, 15];
  const [w, h] = s.paper ?? [11906, 16838];
  const at = s.numberIn ?? 'header';
  const tag = at === 'header' ? 'hdr' : 'ftr';
  const references = s.number ? `<w:${at}Reference w:type="default" r:id="rId9"/>${s.first ? '' : `<w:${at}Reference w:type="first" r:id="rId8"/>`}` : '';
  const sheet = (wide, first) => `<w:sectPr>${references}<w:pgSz ${wide ? `w:w="${h}" w:h="${w}" w:orient="landscape"` : `w:w="${w}" w:h="${h}"`}/><w:pgMar w:top="${tw(top)}" w:right="${tw(right)}" w:bottom="${tw(bottom)}" w:left="${tw(left)}" w:header="567" w:footer="567" w:gutter="0"/>${s.first || !first ? '' : '<w:titlePg/>'}</w:sectPr>`;
  const inner = typeof body === 'function' ? body(sheet) : body;
  const size = s.size ?? 14;
  const style = (id, name, based, ppr, rpr) => `<w:style w:type="paragraph"${based ? '' : ' w:default="1"'} w:styleId="${id}"><w:name w:val="${name}"/>${based ? `<w:basedOn w:val="${based}"/>` : ''}<w:pPr>${ppr}</w:pPr><w:rPr>${rpr}</w:rPr></w:style>`;
  const times = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>';
  const parts = {
    'word/document.xml': `${xml}<w:document ${ns}><w:body>${inner}${sheet(s.wideEnd, !s.wideEnd)}</w:body></w:document>`,
    'word/styles.xml': `${xml}<w:styles ${ns}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`
      + style('Normal', 'Normal', null, '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', `${times}<w:sz w:val="${size * 2}"/>`)
      + (s.styles ? '' : style('Heading1', 'heading 1', 'Normal', `<w:keepNext/><w:spacing w:before="120" w:after="120"/><w:ind w:firstLine="${tw(s.indent ?? 12.7)}"/><w:jc w:val="both"/><w:outlineLvl w:val="0"/>`, '<w:b/>'))
      + style('BodyTextIndent', 'Body Text Indent', 'Normal', `<w:spacing w:before="${s.gap ?? 120}" w:line="${s.pitch ?? 276}" w:lineRule="${s.pitchRule ?? 'auto'}"/><w:ind w:firstLine="${tw(s.indent ?? 12.7)}"/><w:jc w:val="both"/>`, '')
      + style('Header', 'header', 'Normal', `<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>`, '') + (s.styles ?? '') + '</w:styles>',
    'word/header2.xml': `${xml}<w:${tag} ${ns}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:${tag}>`,
  };
  if (s.number) parts['word/header1.xml'] = `${xml}<w:${tag} ${ns}>${numbers[s.number](s.numberLook ?? { size: 13 })}</w:${tag}>`;
  if (s.numbering) parts['word/numbering.xml'] = `${xml}<w:numbering ${ns}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zip({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/>${s.numbering ? `<Override PartName="/word/numbering.xml" ContentType="${type}.numbering+xml"/>` : ''}${s.number ? `<Override PartName="/word/header1.xml" ContentType="${type}.${at}+xml"/>` : ''}<Override PartName="/word/header2.xml" ContentType="${type}.${at}+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ...parts,
    'word/_rels/document.xml.rels': `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/styles" Target="styles.xml"/>${s.numbering ? `<Relationship Id="rId2" Type="${rel}/numbering" Target="numbering.xml"/>` : ''}${s.number ? `<Relationship Id="rId9" Type="${rel}/${at}" Target="header1.xml"/>` : ''}<Relationship Id="rId8" Type="${rel}/${at}" Target="header2.xml"/></Relationships>`,
  });
}
export { boxed, cell, drawn, p, run, table };
