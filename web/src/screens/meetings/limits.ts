// What the limit lines of the server look like on the page.
import type { EffectLine } from '../../api/meetings';
import type { Gauge, Status } from '../../api/types';
import { m } from '../../app/messages';

export const statusOf = (line: Pick<EffectLine, 'outcome'>): Status =>
  line.outcome === 'breached' ? 'bad' : line.outcome === 'met' || line.outcome === 'waived' ? 'ok' : line.outcome === 'cannot_tell' ? 'warn' : 'none';

export const isLimit = (line: Pick<EffectLine, 'kind'>): boolean => line.kind === 'count_cap' || line.kind === 'share' || line.kind === 'change_vs_baseline';
const atMost = (line: EffectLine): boolean => line.kind === 'count_cap' || line.norm.includes('in-person');

export function nameOf(line: EffectLine): string {
  const key = line.kind === 'share' ? (line.norm.includes('in-person') ? 'in_person' : 'online') : line.kind;
  return m.meetings.meter[key] ?? line.label;
}
export const limitOf = (line: EffectLine): string =>
  !line.limit ? '' : line.kind === 'change_vs_baseline' ? m.meetings.reduceBy(line.limit) : atMost(line) ? m.meetings.atMost(line.limit) : m.meetings.atLeast(line.limit);
export function resultOf(line: EffectLine): string {
  if (line.outcome === 'breached' && line.kind !== 'count_cap') return m.meetings.missed;
  return m.meetings.outcome[line.outcome] ?? line.outcome;
}

export function gaugeOf(line: EffectLine): Gauge {
  return {
    id: line.norm,
    norm: line.norm,
    label: nameOf(line),
    kind: line.kind === 'count_cap' ? 'pips' : 'percent',
    direction: atMost(line) ? 'at_most' : 'at_least',
    measured: line.value ?? null,
    limit: line.bound ?? null,
    max: null,
    measured_text: line.kind === 'count_cap' ? `${line.after ?? '–'} / ${line.limit ?? ''}` : (line.after ?? '–'),
    limit_text: limitOf(line),
    status: statusOf(line),
    status_text: resultOf(line),
    missing: null,
    clause_text: line.clause,
  } as unknown as Gauge;
}

/** "08:00" or "8h30" as minutes of the day; null for what is no time, undefined for nothing. */
export function minutesOf(text: string): number | null | undefined {
  if (text.trim() === '') return undefined;
  const match = /^(\d{1,2})(?:[:hH](\d{0,2}))?$/.exec(text.trim());
  const hour = Number(match?.[1] ?? NaN);
  const minute = Number(match?.[2] || 0);
  return match && hour <= 24 && minute <= 59 ? hour * 60 + minute : null;
}
export const clockOf = (minutes: number | null | undefined): string =>
  minutes === null || minutes === undefined ? '' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The days of a year in columns of weeks from Monday; null where a week begins or ends outside the year. */
export function weeksOf(year: number): (string | null)[][] {
  const weeks: (string | null)[][] = [];
  const day = new Date(Date.UTC(year, 0, 1));
  let week: (string | null)[] = Array<null>((day.getUTCDay() + 6) % 7).fill(null);
  for (; day.getUTCFullYear() === year; day.setUTCDate(day.getUTCDate() + 1)) {
    week.push(day.toISOString().slice(0, 10));
    if (week.length === 7) {
      weeks.push(week);
      week = [];
    }
  }
  if (week.length > 0) weeks.push([...week, ...Array<null>(7 - week.length).fill(null)]);
  return weeks;
}
