// The looks of a .docx as the server reads them, ready to be drawn: sheets, paragraphs, tables. Lengths are twips, sizes of
// type half points; spans are turned into places of the text as JavaScript counts.
import type { DraftLook } from '../api/types';
import { CodePoints } from './offsets';

type ParagraphLook = DraftLook['paragraphs'][number];
export type SheetLook = DraftLook['sections'][number];
export interface Stretch {
  start: number;
  text: string;
  look: ParagraphLook['runs'][number] | undefined; // none: letters between two runs (a tab, a break)
}
export interface Paragraph {
  key: number;
  look: ParagraphLook;
  stretches: Stretch[];
}
export interface Cell {
  column: number;
  width: number | undefined; // share of the row, in percent
  paragraphs: Paragraph[];
}
export interface Table {
  key: number;
  rows: Cell[][];
}
export interface Sheet {
  look: SheetLook;
  blocks: (Paragraph | Table)[];
}
export const isTable = (block: Paragraph | Table): block is Table => 'rows' in block;

function stretchesOf(look: ParagraphLook, text: string, points: CodePoints): Stretch[] {
  const out: Stretch[] = [];
  const add = (start: number, end: number, run?: Stretch['look']): void => {
    if (end > start) out.push({ start, text: text.slice(start, end), look: run });
  };
  const end = points.toUnits(look.end);
  let at = points.toUnits(look.start);
  for (const run of look.runs) {
    const from = Math.max(at, points.toUnits(run.start));
    const to = Math.min(end, points.toUnits(run.end));
    add(at, from);
    add(from, to, run);
    at = Math.max(from, to);
  }
  add(at, end);
  // blanks and tabs that push in a first line are in its indent already
  const first = out[0];
  const blanks = first ? first.text.length - first.text.trimStart().length : 0;
  if (first && blanks > 0 && blanks < first.text.length) out[0] = { ...first, start: first.start + blanks, text: first.text.slice(blanks) };
  return out;
}

function tableOf(key: number, paragraphs: Paragraph[]): Table {
  const rows = new Map<number, Map<number, Paragraph[]>>();
  for (const one of paragraphs) {
    const cell = one.look.cell;
    if (!cell) continue;
    const row = rows.get(cell.row) ?? new Map<number, Paragraph[]>();
    rows.set(cell.row, row);
    row.set(cell.column, [...(row.get(cell.column) ?? []), one]);
  }
  return {
    key,
    rows: [...rows.values()].map((row) => {
      const cells = [...row.entries()].sort(([a], [b]) => a - b);
      const widths = cells.map(([, inside]) => inside[0]?.look.cell?.width ?? 0);
      const all = widths.every((one) => one > 0) ? widths.reduce((sum, one) => sum + one, 0) : 0;
      return cells.map(([column, inside], at) => ({ column, width: all > 0 ? (100 * (widths[at] ?? 0)) / all : undefined, paragraphs: inside }));
    }),
  };
}

export function sheetsOf(look: DraftLook, text: string): Sheet[] {
  const points = new CodePoints(text);
  const out: Sheet[] = [];
  let at = 0;
  look.sections.forEach((section, index) => {
    const last = index === look.sections.length - 1;
    const inside = look.paragraphs.slice(at, last ? undefined : at + section.paragraphs);
    const blocks: Sheet['blocks'] = [];
    for (let i = 0; i < inside.length; ) {
      const table = inside[i]?.cell?.table;
      let end = i + 1;
      if (table !== undefined) while (inside[end]?.cell?.table === table) end += 1;
      const paragraphs = inside.slice(i, end).map((one, n) => ({ key: at + i + n, look: one, stretches: stretchesOf(one, text, points) }));
      if (table === undefined) blocks.push(...paragraphs);
      else blocks.push(tableOf(at + i, paragraphs));
      i = end;
    }
    out.push({ look: section, blocks });
    at += inside.length;
  });
  return out;
}
