import { describe, expect, it } from 'vitest';
import type { DraftLook } from '../api/types';
import { isTable, sheetsOf } from './filelook';

const text = 'UBND XÃ\nCỘNG HÒA\n \tMở 𝔸 đầu đậm.\nPhụ lục';
const run = (start: number, end: number, size: number) => ({ start, end, font: 'Arial', colour: 'auto', size, bold: false, italic: false, underline: false, caps: false });
const paragraph = (start: number, end: number, more: object = {}) => ({ start, end, rules: [], framed: false, runs: [run(start, end, 28)], ...more });
const section = (paragraphs: number, width: number) => ({ width, height: 16838, landscape: width > 16838, measured: false, paragraphs });
const cell = (column: number, width?: number) => ({ cell: { table: 0, row: 0, column, columns: 2, ...(width ? { width } : {}) } });

function look(): DraftLook {
  return {
    version: 1,
    shown: true,
    edited: false,
    sections: [section(3, 11906), section(1, 16839)],
    // of the third: blanks that push it in, letters between two runs, a letter beyond the first plane
    paragraphs: [paragraph(0, 7, cell(0, 3000)), paragraph(8, 16, cell(1, 6000)), paragraph(17, 32, { runs: [run(17, 23, 28), run(24, 32, 26)] }), paragraph(33, 40)],
  } as unknown as DraftLook;
}

describe('the looks of a file', () => {
  const sheets = sheetsOf(look(), text);
  it('is a sheet for each section, with its own paragraphs', () => {
    expect(sheets.map((one) => [one.look.width, one.blocks.length])).toEqual([
      [11906, 2],
      [16839, 1],
    ]);
  });
  it('puts the cells of a row beside each other, as wide as the file says', () => {
    const head = sheets[0]?.blocks[0];
    if (!head || !isTable(head)) throw new Error('no table');
    expect(head.rows.map((row) => row.map((one) => [one.column, Math.round(one.width ?? 0), one.paragraphs.length]))).toEqual([
      [
        [0, 33, 1],
        [1, 67, 1],
      ],
    ]);
  });
  it('moves no letter, leaves out none but the blanks that push in a line, and keeps the type of each run', () => {
    const body = sheets[0]?.blocks[1];
    if (!body || isTable(body)) throw new Error('no paragraph');
    for (const one of body.stretches) expect(text.slice(one.start, one.start + one.text.length)).toBe(one.text);
    expect(body.stretches.map((one) => one.text).join('')).toBe('Mở 𝔸 đầu đậm.');
    expect(body.stretches.map((one) => one.look?.size)).toEqual([28, undefined, 26]);
  });
});
