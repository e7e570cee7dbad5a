import { describe, expect, it } from 'vitest';
import type { Comparison, Side } from '../../api/compare';
import { differing, passagesOf, shareWords, sharesText, spansOf, step, swap, verdictOf } from './passages';

const side = (text: string, more: Partial<Side> = {}): Side => ({ id: 'x', unit: 'u', direction: 'in', text, ...more });
const pair = (more: Partial<Comparison> = {}): Comparison => ({
  a: side('😀 một hai ba'),
  b: side('ba bốn một hai'),
  verdict: 'overlap',
  same_document: false,
  ocr_like: false,
  share_a_in_b: 0.6,
  share_b_in_a: 0.5,
  passages: [
    { a: { start: 2, end: 9 }, b: { start: 7, end: 14 }, similarity: 1 },
    { a: { start: 10, end: 12 }, b: { start: 0, end: 2 }, similarity: 0.9 },
  ],
  ...more,
});
const cut = (text: string, spans: { start: number; end: number }[]): string[] => spans.map((one) => text.slice(one.start, one.end));

describe('passages', () => {
  it('code points become places of the text, numbered in order of the left side', () => {
    const c = pair();
    const passages = passagesOf(c);
    expect(cut(c.a.text, passages.map((one) => one.a))).toEqual(['một hai', 'ba']);
    expect(cut(c.b.text, passages.map((one) => one.b))).toEqual(['một hai', 'ba']);
    expect(spansOf(passages, 'b').map((one) => one.index)).toEqual([1, 0]);
  });
  it('turn with the sides and come back the same', () => {
    const turned = swap(pair());
    expect([turned.share_a_in_b, turned.share_b_in_a]).toEqual([0.5, 0.6]);
    expect(cut(turned.a.text, passagesOf(turned).map((one) => one.a))).toEqual(['ba', 'một hai']);
    expect(swap(turned)).toEqual(pair());
  });
  it('are walked around', () => {
    expect([step(null, 3, 1), step(null, 3, -1), step(2, 3, 1), step(0, 3, -1), step(0, 0, 1)]).toEqual([0, 2, 0, 2, null]);
  });
});

describe('words that differ', () => {
  it('are those of one side only', () => {
    const a = 'không quá 3 hội nghị quy mô toàn xã; đạt từ 50% trở lên';
    const b = 'không quá 2 hội nghị quy mô toàn tỉnh, đạt từ 60% trở lên';
    const found = differing(a, b);
    expect(cut(a, found.a)).toEqual(['3', 'xã', '50']);
    expect(cut(b, found.b)).toEqual(['2', 'tỉnh', '60']);
  });
  it('ignore form, case, signs and spaces', () => {
    expect(differing('Hội  nghị, toàn Xã', 'hội nghị toàn xã'.normalize('NFD'))).toEqual({ a: [], b: [] });
  });
  it('show an insertion on its own side', () => {
    const found = differing('một hai ba', 'một hai rưỡi ba');
    expect(found.a).toEqual([]);
    expect(cut('một hai rưỡi ba', found.b)).toEqual(['rưỡi']);
  });
  it('give up on a passage too long for it', () => {
    const long = (from: number) => Array.from({ length: 900 }, (_, i) => `chữ${from + i * 2}`).join(' ');
    expect(differing(long(0), long(1))).toEqual({ a: [], b: [] });
  });
});

describe('shares in words', () => {
  it('do not round to nothing or to all', () => {
    expect([0, 0.002, 0.712, 0.999, 1].map(shareWords)).toEqual(['0%', 'dưới 1%', '71%', 'trên 99%', '100%']);
  });
  it('a draft copies, two received documents share', () => {
    expect(sharesText({ direction: 'draft' }, { symbol: '118-CV/TU', direction: 'in' }, 0.71, 0.09)).toEqual({ first: '71% dự thảo này có trong 118-CV/TU', second: '9% văn bản đó được chép' });
    expect(sharesText({ symbol: '2-CV/ĐU', direction: 'in' }, { symbol: '118-CV/TU', direction: 'in' }, 0.71, 0.09).second).toBe('9% 118-CV/TU có trong 2-CV/ĐU');
    expect(sharesText({}, { symbol: '118-CV/TU', direction: 'in' }, 0, 0)).toEqual({ first: 'Không có phần nào của văn bản này có trong 118-CV/TU', second: '' });
  });
});

describe('the verdict', () => {
  const same = (similarity: number, share: number, more: Partial<Comparison> = {}): Comparison => pair({ verdict: 'same', same_document: true, ...more, share_a_in_b: share, share_b_in_a: share, passages: [{ a: { start: 0, end: 10 }, b: { start: 0, end: 10 }, similarity }] });
  it('says a scan only where it is known', () => {
    expect(verdictOf(same(0.97, 0.98, { ocr_like: true }))).toBe('same_scan');
    expect(verdictOf(same(0.97, 0.98))).toBe('same_changed');
    expect(verdictOf(same(1, 1))).toBe('same');
    expect(verdictOf(pair({ verdict: 'copy', ocr_like: true }))).toBe('copy');
  });
  it('does not call two documents with one wording the same document', () => {
    expect(verdictOf(same(1, 1, { same_document: false }))).toBe('same_text');
  });
});
