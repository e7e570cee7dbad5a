import { describe, expect, it } from 'vitest';
import { monthsOf } from './months';

const point = (bucket: string, open: number, came: number) => ({ bucket, open, explained: 1, waived: 0, fixed: 0, cannot_tell: 3, came, went: 0, answered: 0 });

describe('months of the trend', () => {
  it('fills a quiet month with what stood before, and nothing came in it', () => {
    const months = monthsOf([point('2026-08-01', 4, 5), point('2026-10-01', 6, 2)], '2026-11-22');
    expect(months.map((month) => [month.month, month.standing, month.came])).toEqual([
      ['2026-08', 5, 5],
      ['2026-09', 5, 0],
      ['2026-10', 7, 2],
      ['2026-11', 7, 0],
    ]);
  });
  it('shows twelve months, over the turn of the year', () => {
    const months = monthsOf([point('2025-06-01', 2, 2)], '2026-02-01');
    expect(months).toHaveLength(9);
    expect(monthsOf([point('2024-06-01', 2, 2)], '2026-02-01')).toHaveLength(12);
    expect(monthsOf([], '2026-02-01')).toEqual([]);
  });
});
