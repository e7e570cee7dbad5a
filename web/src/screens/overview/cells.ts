// Cells of a figure's rows in words. The facts keep short code words; a person never reads them.
import type { FigureColumn, FigureRow } from '../../api/types';
import { m } from '../../app/messages';
import { date, number } from '../../lib/format';
import { shownType } from '../../lib/documentTypes';

const yesNo = new Set(['administrative', 'digital']);
const long = new Set(['title', 'subject', 'work', 'text', 'conference']);
const first = ['date', 'title', 'subject', 'work', 'symbol', 'unit'];

export function cellText(column: Pick<FigureColumn, 'key' | 'kind'>, value: FigureRow[string]): string {
  if (value === null || value === undefined || value === '') return '';
  if (yesNo.has(column.key) && (value === 0 || value === 1 || typeof value === 'boolean')) return value ? m.figure.words.yes : m.figure.words.no;
  if (column.kind === 'date') return date(String(value));
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? m.figure.words.yes : m.figure.words.no;
  if (column.key === 'document_type') return shownType(value);
  if (column.key === 'period') return periodText(value);
  const words: Record<string, Record<string, string>> = m.figure.cells;
  return words[column.key]?.[value] ?? value;
}

/** "2026-Q1" -> "Quý I/2026" */
function periodText(code: string): string {
  const [, year, kind, n] = /^(\d{4})(?:-([QH]?)(\d+))?$/.exec(code) ?? [];
  if (!year) return code;
  if (kind === 'Q') return m.figure.quarter(['I', 'II', 'III', 'IV'][Number(n) - 1] ?? n!, year);
  if (kind === 'H') return m.figure.half(n === '1', year);
  return n ? m.figure.month(Number(n), year) : year;
}

/** What tells the row apart comes first: when, what, who. Columns that are empty in every row are left out. */
export function arrangeColumns(columns: readonly FigureColumn[], rows: readonly FigureRow[]): FigureColumn[] {
  const place = (key: string): number => {
    const at = first.indexOf(key);
    return at < 0 ? first.length : at;
  };
  const named = columns.some((column) => column.key === 'unit'); // a unit tells its area
  return columns
    .filter((column) => !(named && column.key === 'area'))
    .filter((column) => rows.length === 0 || rows.some((row) => row[column.key] !== null && row[column.key] !== undefined && row[column.key] !== ''))
    .map((column, index) => ({ column, index }))
    .sort((a, b) => place(a.column.key) - place(b.column.key) || a.index - b.index)
    .map(({ column }) => column);
}

/** Yes and no are words, numbers stand under each other. */
export const alignOf = (column: FigureColumn): 'left' | 'right' => (column.kind === 'number' && !yesNo.has(column.key) ? 'right' : 'left');

/** Wide enough for the head of the column too. */
export function widthOf(column: FigureColumn): { track: string; least: number } {
  const head = Math.ceil(column.label.length * 6.6);
  if (column.kind === 'date' || column.kind === 'number') {
    const least = Math.max(86, head);
    return { track: `${least}px`, least };
  }
  const [usual, share] = long.has(column.key) ? [220, 2] : [104, 1];
  const least = Math.max(usual, head);
  return { track: `minmax(${least}px, ${share}fr)`, least };
}
