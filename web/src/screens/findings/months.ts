// Rows are written when something changes; a month without one stands as the month before.
import type { FindingTrend } from '../../api/types';

export interface Month {
  month: string; // "2026-11"
  standing: number; // open or explained
  came: number;
  went: number;
  answered: number;
  cannotTell: number;
}

const next = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** From the first row, at most twelve months back, to today's month. */
export function monthsOf(points: FindingTrend['points'], today: string): Month[] {
  const last = today.slice(0, 7);
  const earliest = `${Number(last.slice(0, 4)) - 1}-${last.slice(5)}`;
  const first = points[0]?.bucket.slice(0, 7);
  if (first === undefined) return [];
  const byMonth = new Map(points.map((point) => [point.bucket.slice(0, 7), point]));
  const months: Month[] = [];
  let before: FindingTrend['points'][number] | undefined;
  for (let month = first; month <= last; month = next(month)) {
    const own = byMonth.get(month);
    before = own ?? before;
    if (month > earliest)
      months.push({
        month,
        standing: (before?.open ?? 0) + (before?.explained ?? 0),
        came: own?.came ?? 0,
        went: own?.went ?? 0,
        answered: own?.answered ?? 0,
        cannotTell: before?.cannot_tell ?? 0,
      });
  }
  return months;
}
