import { describe, expect, it } from 'vitest';
import { CodePoints, linesOf, moveSpans, pieces } from './offsets';

describe('code points and UTF-16', () => {
  it('is the identity for Vietnamese text', () => {
    const points = new CodePoints('Đảng ủy xã Minh An');
    expect(points.length).toBe(18);
    expect(points.span({ start: 5, end: 7 })).toEqual({ start: 5, end: 7 });
  });
  it('counts a pair once', () => {
    const text = 'a😀b𝒜c';
    const points = new CodePoints(text);
    expect(points.length).toBe(5);
    expect([0, 1, 2, 3, 4, 5].map((n) => points.toUnits(n))).toEqual([0, 1, 3, 4, 6, 7]);
    for (let n = 0; n <= 5; n += 1) expect(points.toPoints(points.toUnits(n))).toBe(n);
    expect(text.slice(points.toUnits(1), points.toUnits(2))).toBe('😀');
  });
  it('agrees with the slow way on mixed text', () => {
    let text = '';
    for (let i = 0; i < 400; i += 1) text += ['đ', '😀', 'ế', '\n', '𠮷', 'x'][(i * 7) % 6];
    const points = new CodePoints(text);
    const all = [...text];
    for (let n = 0; n <= all.length; n += 13) expect(points.toUnits(n)).toBe(all.slice(0, n).join('').length);
  });
  it('keeps inside the text', () => {
    const points = new CodePoints('a😀');
    expect(points.toUnits(99)).toBe(3);
    expect(points.toUnits(-1)).toBe(0);
  });
});

describe('spans after an edit', () => {
  const before = 'một hai ba bốn';
  const hai = { start: 4, end: 7 };
  const bon = { start: 11, end: 14 };
  it('moves what stands after the change', () => {
    expect(moveSpans([hai, bon], before, 'một hai rồi ba bốn')).toEqual([hai, { start: 15, end: 18 }]);
    expect(moveSpans([hai, bon], before, 'hai ba bốn')).toEqual([{ start: 0, end: 3 }, { start: 7, end: 10 }]);
  });
  it('gives up what was changed', () => {
    expect(moveSpans([hai, bon], before, 'một hải ba bốn')).toEqual([null, bon]);
    expect(moveSpans([hai], before, '')).toEqual([null]);
  });
  it('leaves equal texts alone', () => {
    expect(moveSpans([hai], before, before)).toEqual([hai]);
  });
  it('is right for repeated letters', () => {
    expect(moveSpans([{ start: 0, end: 2 }], 'aaaa', 'aaaaa')).toEqual([{ start: 0, end: 2 }]);
  });
});

describe('pieces of a line', () => {
  it('cuts overlapping marks at every border and loses no letter', () => {
    const marks = [
      { start: 2, end: 6, id: 'a' },
      { start: 4, end: 9, id: 'b' },
    ];
    const cut = pieces(0, 12, marks);
    expect(cut.map((one) => [one.start, one.end, one.marks.map((mark) => mark.id).join('')])).toEqual([
      [0, 2, ''],
      [2, 4, 'a'],
      [4, 6, 'ab'],
      [6, 9, 'b'],
      [9, 12, ''],
    ]);
  });
  it('clips marks that reach over the line', () => {
    expect(pieces(5, 8, [{ start: 0, end: 100 }])).toEqual([{ start: 5, end: 8, marks: [{ start: 0, end: 100 }] }]);
  });
});

describe('lines', () => {
  it('keeps empty ones and their places', () => {
    expect(linesOf('a\n\nbc')).toEqual([
      { start: 0, end: 1, text: 'a' },
      { start: 2, end: 2, text: '' },
      { start: 3, end: 5, text: 'bc' },
    ]);
  });
});
