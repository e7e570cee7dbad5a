// The draft as its .docx looks: the file's own type, alignment, indents and margins, so that what a finding says of the look
// can be seen. Drawn to the scale of the sheet; where lines and pages break only the word processor knows.
import type { CSSProperties } from 'react';
import { useMemo } from 'react';
import type { DraftLook } from '../../api/types';
import { m } from '../../app/messages';
import type { Cell, Paragraph, Sheet, Stretch, Table } from '../../lib/filelook';
import { isTable, sheetsOf } from '../../lib/filelook';
import type { PaperProps } from './PaperPage';
import { offsetAt } from './PaperPage';
import { marksIn, Passages } from './Passages';
import './filepage.css';

const twips = (n: number): string => `calc(var(--twip) * ${n})`;
const aLine = 1.15; // of type as high as Times New Roman's

function typeOf(run: Stretch['look']): CSSProperties {
  if (!run) return {};
  const font = run.font ?? '';
  return {
    ...(font ? { fontFamily: `${JSON.stringify(font)}, ${/arial|calibri|tahoma|verdana|segoe|helvet|roboto|sans/i.test(font) ? 'var(--font)' : 'var(--serif)'}` } : {}),
    ...(run.size ? { fontSize: twips(run.size * 10) } : {}),
    ...(/^[0-9a-f]{6}$/i.test(run.colour ?? '') && run.colour !== '000000' ? { color: `#${run.colour}` } : {}),
    fontWeight: run.bold ? 700 : 400,
    fontStyle: run.italic ? 'italic' : 'normal',
    ...(run.underline ? { textDecoration: 'underline' } : {}),
    ...(run.caps ? { textTransform: 'uppercase' } : {}),
  };
}

function blockOf({ look, stretches }: Paragraph): CSSProperties {
  const size = (stretches[0]?.look?.size ?? look.runs[0]?.size ?? 28) * 10;
  const line = look.line ?? 240;
  const height = look.line_rule === 'multiple' ? aLine * (line / 240) : Math.max(line, look.line_rule === 'at_least' ? size * aLine : 1) / size;
  return {
    fontSize: twips(size),
    lineHeight: height,
    textAlign: look.alignment as CSSProperties['textAlign'],
    textIndent: twips(look.first_line ?? 0),
    marginLeft: twips(look.left ?? 0),
    marginRight: twips(look.right ?? 0),
    paddingTop: twips(look.before ?? 0),
    paddingBottom: twips(look.after ?? 0),
  };
}

export function FilePage(p: PaperProps & { look: DraftLook }) {
  const sheets = useMemo(() => sheetsOf(p.look, p.text), [p.look, p.text]);
  const paragraph = (one: Paragraph) => (
    <div key={one.key} className={one.look.framed ? 'file-framed' : undefined}>
      <p style={blockOf(one)}>
        {one.stretches.map((stretch) => (
          <span key={stretch.start} style={typeOf(stretch.look)}>
            <Passages text={stretch.text} start={stretch.start} marks={marksIn(p.marks, stretch.start, stretch.start + stretch.text.length)} current={p.current} onPick={p.onPick} />
          </span>
        ))}
        {one.stretches.length === 0 ? '\u200b' : null}
      </p>
      {one.look.rules.map((rule, index) => (
        <i
          key={index}
          className="file-rule"
          style={rule.kind === 'border' ? undefined : { width: rule.length ? twips(rule.length) : '33%', ...(rule.left ? { marginLeft: twips(rule.left) } : {}) }}
        />
      ))}
    </div>
  );
  const cell = (one: Cell) => (
    <div key={one.column} className="file-cell" style={one.width === undefined ? { flex: '1 1 0' } : { width: `${one.width}%` }}>
      {one.paragraphs.map(paragraph)}
    </div>
  );
  const table = (one: Table) => (
    <div key={one.key} className="file-table">
      {one.rows.map((row, index) => (
        <div key={index} className="file-row">
          {row.map(cell)}
        </div>
      ))}
    </div>
  );
  const sheet = ({ look, blocks }: Sheet, index: number) => (
    <div key={index} className="file-sheet">
      <div
        className={`file-paper${p.locked ? '' : ' paper-live'}`}
        style={
          {
            '--twip': `calc(100cqw / ${look.width})`,
            minHeight: twips(look.height),
            padding: [look.top, look.right, look.bottom, look.left].map((side) => twips(side ?? 1134)).join(' '),
          } as CSSProperties
        }
      >
        {look.numbers?.on_first && index === 0 ? (
          <span className={`file-number file-number-${look.numbers.place}`} style={{ textAlign: look.numbers.alignment as CSSProperties['textAlign'], fontSize: twips((look.numbers.size ?? 26) * 10) }}>
            1
          </span>
        ) : null}
        {blocks.map((block) => (isTable(block) ? table(block) : paragraph(block)))}
      </div>
    </div>
  );
  return (
    <div
      lang="vi"
      onClick={(event) => {
        if (p.locked || window.getSelection()?.toString()) return;
        p.onEdit(offsetAt(event) ?? p.text.length);
      }}
    >
      <p className="file-note">{m.draft.fileLook}</p>
      {sheets.map(sheet)}
    </div>
  );
}
