// A text of any length as rows of a page that are drawn only when they are in view. Every character keeps its place.
import type { Span } from '../../lib/offsets';
import type { Block } from '../../lib/typeset';
import { typeset } from '../../lib/typeset';

export type Row = Span & ({ kind: 'head' | 'tail'; left: Block[]; right: Block[] } | { kind: 'block'; block: Block });

const longest = 2400; // characters of one row: a text may be a single line of megabytes
const mostTail = 40; // lines; behind the signature of a long document stand its annexes, and they are text like any other

function cut(block: Block): Block[] {
  if (block.end - block.start <= longest) return [block];
  const out: Block[] = [];
  for (let at = 0; at < block.text.length; ) {
    let end = Math.min(at + longest, block.text.length);
    if (end < block.text.length) {
      const space = block.text.lastIndexOf(' ', end);
      if (space > at + longest / 2) end = space + 1;
      else if (/[\ud800-\udbff]/.test(block.text[end - 1] ?? '')) end += 1;
    }
    out.push({ ...block, start: block.start + at, end: block.start + end, text: block.text.slice(at, end) });
    at = end;
  }
  return out;
}

const span = (blocks: readonly Block[]): Span => ({ start: Math.min(...blocks.map((one) => one.start)), end: Math.max(...blocks.map((one) => one.end)) });

export function rowsOf(text: string): Row[] {
  const page = typeset(text);
  const out: Row[] = [];
  const plain = (blocks: readonly Block[]): void => {
    for (const one of blocks) for (const block of cut(one)) out.push({ kind: 'block', block, start: block.start, end: block.end });
  };
  const head = [...page.left, ...page.right];
  if (head.length > 0) out.push({ kind: 'head', left: page.left, right: page.right, ...span(head) });
  plain(page.body);
  const tail = [...page.recipients, ...page.signature].sort((a, b) => a.start - b.start);
  if (tail.length > mostTail || tail.some((one) => one.text.length > 300)) plain(tail.map((one) => ({ ...one, kind: 'para' as const })));
  else if (tail.length > 0) out.push({ kind: 'tail', left: page.recipients, right: page.signature, ...span(tail) });
  return out;
}

/** About how tall a row is before it is measured; exact enough that the scroll bar does not jump. */
export function guessHeight(row: Row, charsPerLine: number, lineHeight: number): number {
  if (row.kind !== 'block') return Math.max(row.left.length, row.right.length) * lineHeight * 1.4 + 18;
  return Math.max(1, Math.ceil((row.block.text.length + 6) / charsPerLine)) * lineHeight + 5;
}

/** Spans by the rows they touch. Rows are in order of the text. */
export function spread<S extends Span>(rows: readonly Span[], spans: readonly S[]): S[][] {
  const out: S[][] = rows.map(() => []);
  for (const one of spans) {
    if (one.end <= one.start) continue;
    for (let at = rowAt(rows, one.start); at < rows.length; at += 1) {
      const row = rows[at] as Span;
      if (row.start >= one.end) break;
      if (row.end > one.start) out[at]?.push(one);
    }
  }
  return out;
}

/** The row that holds a place of the text, or the next one (between rows stand empty lines). */
export function rowAt(rows: readonly Span[], place: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as Span).end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
