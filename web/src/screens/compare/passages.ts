// From the answer of a comparison to what the two pages mark and say. Pure.
import type { Comparison, Side, Similar } from '../../api/compare';
import { m } from '../../app/messages';
import type { Span } from '../../lib/offsets';
import { CodePoints } from '../../lib/offsets';

export type At = 'a' | 'b';
export interface Passage {
  index: number; // its number is index + 1 on both pages
  a: Span; // UTF-16
  b: Span;
  similarity: number;
}
export interface SideSpan extends Span {
  index: number;
}

export function passagesOf(c: Comparison): Passage[] {
  const a = new CodePoints(c.a.text);
  const b = new CodePoints(c.b.text);
  return c.passages.map((one, index) => ({ index, a: a.span(one.a), b: b.span(one.b), similarity: one.similarity }));
}
export const spansOf = (passages: readonly Passage[], side: At): SideSpan[] =>
  passages.map((one) => ({ ...one[side], index: one.index })).sort((x, y) => x.start - y.start || x.end - y.end);

/** The same comparison seen from the other side: nothing has to be asked again. */
export function swap(c: Comparison): Comparison {
  return {
    ...c,
    a: c.b,
    b: c.a,
    share_a_in_b: c.share_b_in_a,
    share_b_in_a: c.share_a_in_b,
    passages: c.passages.map((one) => ({ ...one, a: one.b, b: one.a })).sort((x, y) => x.a.start - y.a.start || x.a.end - y.a.end),
  };
}

// ---- words that differ inside a passage ---------------------------------------------------------------------------------
const mostWords = 700;
const wordsOf = (text: string): (Span & { key: string })[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[./-][\p{L}\p{M}\p{N}]+)*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    key: match[0].normalize('NFC').toLowerCase(),
  }));

/** Spans of words that stand on one side only. Signs, case and spaces do not count; a passage too long for it is left unmarked. */
export function differing(left: string, right: string): { a: Span[]; b: Span[] } {
  const none = { a: [], b: [] };
  const a = wordsOf(left);
  const b = wordsOf(right);
  let head = 0;
  while (head < a.length && head < b.length && a[head]?.key === b[head]?.key) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail]?.key === b[b.length - 1 - tail]?.key) tail += 1;
  const n = a.length - head - tail;
  const k = b.length - head - tail;
  if (n === 0 && k === 0) return none;
  if (n > mostWords || k > mostWords) return none;
  const width = k + 1;
  const best = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let j = k - 1; j >= 0; j -= 1) {
      best[i * width + j] =
        a[head + i]?.key === b[head + j]?.key ? (best[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const out: { a: Span[]; b: Span[] } = { a: [], b: [] };
  const push = (to: Span[], word: Span | undefined): void => {
    if (word) to.push({ start: word.start, end: word.end });
  };
  let i = 0;
  let j = 0;
  while (i < n || j < k) {
    if (i < n && j < k && a[head + i]?.key === b[head + j]?.key) {
      i += 1;
      j += 1;
    } else if (j >= k || (i < n && (best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0))) push(out.a, a[head + i++]);
    else push(out.b, b[head + j++]);
  }
  return out;
}

// ---- words --------------------------------------------------------------------------------------------------------------
/** "71%"; what is nearly nothing or nearly all is not rounded to it. */
export function shareWords(share: number): string {
  const percent = Math.round(share * 100);
  if (share > 0 && percent === 0) return m.compare.under;
  if (share < 1 && percent === 100) return m.compare.nearlyAll;
  return `${percent}%`;
}

type Named = Pick<Side, 'symbol' | 'direction'>;
const isDraft = (side: Named): boolean => side.direction === 'draft';
const me = (side: Named): string => (isDraft(side) ? m.compare.thisDraft : (side.symbol ?? m.compare.thisText));
const other = (side: Named): string => side.symbol ?? (isDraft(side) ? m.compare.thisDraft : m.compare.thatText);

/** What is written here, or about to be, copies; two documents received merely share. */
const writes = (side: Named): boolean => side.direction !== 'in';

export function sharesText(a: Named, b: Named, aInB: number, bInA: number): { first: string; second: string } {
  if (aInB === 0 && bInA === 0) return { first: m.compare.noShare(me(a), other(b)), second: '' };
  const first = m.compare.shareOf(shareWords(aInB), me(a), other(b));
  const second = writes(a) ? m.compare.copiedOf(shareWords(bInA), m.compare.thatText) : m.compare.shareOf(shareWords(bInA), other(b), me(a));
  return { first, second };
}
export const similarText = (a: Named, one: Similar): string => {
  const { first, second } = sharesText(a, one, one.share_of_this, one.share_of_other);
  return second ? m.compare.both(first, second) : first;
};

export type VerdictKey = keyof typeof m.compare.verdict;
export function verdictOf(c: Comparison): VerdictKey {
  if (c.verdict !== 'same') return c.verdict;
  if (!c.same_document) return 'same_text';
  if (c.ocr_like) return 'same_scan';
  const length = c.passages.reduce((sum, one) => sum + (one.a.end - one.a.start), 0);
  const alike = length === 0 ? 1 : c.passages.reduce((sum, one) => sum + one.similarity * (one.a.end - one.a.start), 0) / length;
  return alike >= 0.999 && Math.min(c.share_a_in_b, c.share_b_in_a) >= 0.995 ? 'same' : 'same_changed';
}
export const similarVerdict = (one: Similar): VerdictKey => (one.verdict === 'related' ? 'distinct' : one.verdict !== 'same' ? one.verdict : one.same_file ? 'same' : !one.same_document ? 'same_text' : one.ocr_like ? 'same_scan' : 'same');

export function step(current: number | null, count: number, by: 1 | -1): number | null {
  if (count === 0) return null;
  if (current === null) return by === 1 ? 0 : count - 1;
  return (current + by + count) % count;
}
