import { describe, expect, it } from 'vitest';
import { guessHeight, rowAt, rowsOf, spread } from './rows';

const letter = `TỈNH ỦY MINH HỌA
Số 1-CV/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 17 tháng 11 năm 2026

Kính gửi: Các đảng ủy,

Đoạn thứ nhất của công văn.

Đoạn thứ hai.
Nơi nhận:
- Như trên,
T/L BAN THƯỜNG VỤ
Lê Minh Mẫu
`;

describe('a text as rows', () => {
  it('keeps head and tail in two columns and every letter once', () => {
    const rows = rowsOf(letter);
    expect(rows.map((row) => row.kind)).toEqual(['head', 'block', 'block', 'block', 'tail']);
    const blocks = rows.flatMap((row) => (row.kind === 'block' ? [row.block] : [...row.left, ...row.right]));
    const seen = blocks.sort((a, b) => a.start - b.start).map((block) => letter.slice(block.start, block.end));
    expect(seen.join('')).toBe(letter.split('\n').filter((line) => line.trim() !== '').join(''));
  });
  it('cuts one endless line, at spaces where there are any, never inside a pair', () => {
    for (const text of ['chữ '.repeat(5000), '😀'.repeat(5001), 'x'.repeat(9000)]) {
      const rows = rowsOf(text);
      expect(rows.length).toBeGreaterThan(3);
      const cut = rows.map((row) => (row.kind === 'block' ? row.block.text : ''));
      expect(cut.join('')).toBe(text);
      for (const part of cut) expect(() => encodeURIComponent(part)).not.toThrow(); // half a pair would
    }
  });
  it('draws annexes behind a signature as text', () => {
    const rows = rowsOf(`${letter}${'Phụ lục dòng này\n'.repeat(200)}`);
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.some((row) => row.kind === 'tail')).toBe(false);
  });
  it('holds no row for nothing', () => {
    expect(rowsOf('')).toEqual([]);
    expect(rowsOf('\n\n \n')).toEqual([]);
  });
  it('guesses taller for longer', () => {
    const [short, long] = [rowsOf('ngắn')[0], rowsOf('dài '.repeat(200))[0]];
    expect(short && long && guessHeight(long, 60, 21) > guessHeight(short, 60, 21)).toBe(true);
  });
});

describe('passages by rows', () => {
  const rows = [{ start: 0, end: 10 }, { start: 11, end: 20 }, { start: 25, end: 40 }];
  it('touch every row they run through', () => {
    const found = spread(rows, [{ start: 5, end: 27, index: 0 }, { start: 30, end: 31, index: 1 }, { start: 20, end: 25, index: 2 }, { start: 4, end: 4, index: 3 }]);
    expect(found.map((row) => row.map((one) => one.index))).toEqual([[0], [0], [0, 1]]);
  });
  it('finds the row of a place, or the next one', () => {
    expect([0, 9, 10, 22, 39, 99].map((place) => rowAt(rows, place))).toEqual([0, 0, 1, 2, 2, 3]);
  });
});
