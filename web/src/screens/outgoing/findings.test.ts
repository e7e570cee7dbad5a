import { describe, expect, it } from 'vitest';
import type { CheckAnswer, Finding } from '../../api/types';
import { arrange, boxMarks, countBySeverity, fact, marksNow, shortSection, strongest, unseen, walk } from './findings';

const finding = (over: Partial<Finding>): Finding => ({
  norm: 'n', row: 'D8', source: '226-KL/TW', clause: '2.1', outcome: 'breached', severity: 'warning', force: 'obligation', group: 'noi_dung',
  message: 'm', remedy: 'r', passages: [], interpretations: [], repairable: false, sums_up: false, ...over,
}); // prettier-ignore
const answer = (findings: Finding[]): CheckAnswer => ({
  document: { format: 'txt', kind: 'official', fields: [] },
  findings,
  summary: { breached: 0, met: 3, waived: 0, not_applicable: 0, cannot_tell: 0, rulebook: 'x' },
  coverage: [],
  copies: [],
  necessity: false,
  warnings: [],
});
const text = 'một hai ba bốn năm';

describe('findings of a check', () => {
  const checked = arrange(
    text,
    answer([
      finding({ message: 'c', group: 'sau_ro', severity: 'warning', passages: [{ start: 0, end: 3, quote: 'một' }] }),
      finding({ message: 'b', group: 'noi_dung', severity: 'error', passages: [{ start: 11, end: 14, quote: 'bốn' }] }),
      finding({ message: 'a', group: 'the_thuc', severity: 'info', passages: [] }),
      finding({ message: 'met', outcome: 'met' }),
      finding({ message: 'unknown', outcome: 'cannot_tell' }),
    ]),
  );
  it('lists breaches by group and keeps the undecided apart', () => {
    expect(checked.items.map((item) => item.finding.message)).toEqual(['a', 'b', 'c']);
    expect(checked.unknown.map((one) => one.message)).toEqual(['unknown']);
    expect(countBySeverity(checked.items)).toEqual({ error: 1, warning: 1, info: 1 });
  });
  it('tells once of the form, whose faults are items of their own', () => {
    const one = arrange(text, answer([finding({ message: '1 trong 24 yêu cầu', group: 'the_thuc', severity: 'error', sums_up: true }), finding({ message: 'lề', group: 'the_thuc', severity: 'error' })]));
    expect(countBySeverity(one.items)).toEqual({ error: 1, warning: 0, info: 0 });
    expect(one.form?.message).toBe('1 trong 24 yêu cầu');
  });
  it('walks the text from top to bottom, then those without a passage, and round', () => {
    const names = (n: number | null) => (n === null ? null : checked.items[n]?.finding.message);
    let at = walk(checked, null, 1);
    expect(names(at)).toBe('c');
    at = walk(checked, at, 1);
    expect(names(at)).toBe('b');
    at = walk(checked, at, 1);
    expect(names(at)).toBe('a');
    expect(names(walk(checked, at, 1))).toBe('c');
    expect(names(walk(checked, null, -1))).toBe('a');
    expect(walk(arrange(text, answer([])), null, 1)).toBeNull();
  });
  it('moves underlines with the text and drops an edited passage', () => {
    expect(marksNow(checked, `x ${text}`).map((mark) => [mark.start, mark.end])).toEqual([
      [13, 16],
      [2, 5],
    ]);
    expect(marksNow(checked, text.replace('bốn', 'tư')).map((mark) => mark.severity)).toEqual(['warning']);
  });
  it('shows the fact without the citation that stands beside it', () => {
    expect(fact('Chưa nêu mục tiêu (KL 226, mục 2.1, câu 2). Theo cách hiểu đề xuất: INT-01.')).toBe('Chưa nêu mục tiêu');
    expect(fact('Chưa nêu nguồn lực (kinh phí, nhân lực) (KL 226, mục 2.1).')).toBe('Chưa nêu nguồn lực (kinh phí, nhân lực)');
    expect(fact('Cỡ chữ số và ký hiệu: 12 pt; cần 14 pt (HD 05, phần trình bày, số và ký hiệu (qua tóm lược, chưa đối chiếu toàn văn)). Theo cách hiểu đề xuất: INT-50.')).toBe('Cỡ chữ số và ký hiệu: 12 pt; cần 14 pt');
    expect(fact('Giống 41% với 215-KH/TU (9 trên 22 câu)')).toBe('Giống 41% với 215-KH/TU (9 trên 22 câu)');
  });
  it('names the clause shortly beside a line', () => {
    expect(shortSection('2.1, gạch đầu dòng 3, câu 2')).toBe('2.1');
    expect(shortSection('phần trình bày, số và ký hiệu (qua tóm lược, chưa đối chiếu toàn văn)')).toBe('số và ký hiệu');
    expect(shortSection('Phụ lục I, phần I, mục II, khoản 5')).toBe('mục II, khoản 5');
  });
  it('lets the strongest level win where passages overlap', () => {
    expect(strongest([{ start: 0, end: 9, item: 0, severity: 'info' }, { start: 1, end: 3, item: 1, severity: 'error' }])?.item).toBe(1);
    expect(strongest([])).toBeUndefined();
  });
});

describe('places on the page', () => {
  const box = { left: 100, top: 200, right: 300, bottom: 400 };
  const checked = arrange(
    text,
    answer([
      finding({ message: 'giấy', group: 'the_thuc', severity: 'error' }),
      finding({ message: 'chữ', group: 'the_thuc', passages: [{ start: 0, end: 3, quote: 'một', page: 2, box }] }),
      finding({ message: 'ý', group: 'noi_dung' }),
    ]),
  );
  it('draws every box, and the whole sheet only when its finding is open', () => {
    expect(boxMarks(checked, null).map((one) => [one.page, one.item, one.box])).toEqual([[2, 1, box]]);
    expect(boxMarks(checked, 0).map((one) => [one.page, one.item, one.box])).toEqual([
      [1, 0, null],
      [2, 1, box],
    ]);
  });
  it('tells once what a file of this kind does not show', () => {
    const unknown = [finding({ group: 'the_thuc', missing: 'tệp .docx' }), finding({ group: 'noi_dung', missing: 'ngày' }), finding({ group: 'the_thuc', missing: 'tệp .docx' })];
    expect(unseen(unknown).counted).toEqual([['tệp .docx', 2]]);
    expect(unseen(unknown).shown.map((one) => one.missing)).toEqual(['ngày']);
  });
});
