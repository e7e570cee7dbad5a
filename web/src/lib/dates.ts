// Dates as people type them. Inside the program a date is the ISO text the API uses; no time zone can move it.

export interface Today {
  iso: string;
}

const pad = (n: number): string => String(n).padStart(2, '0');

export function isoOf(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day > last ? null : `${year}-${pad(month)}-${pad(day)}`;
}

export function todayIso(now: Date = new Date()): string {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function addDays(iso: string, days: number): string {
  const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
  const at = new Date(Date.UTC(y, m - 1, d + days));
  return `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
}

export function weekday(iso: string): number {
  const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(y, m - 1, d)).getUTCDay();
}

/** Monday to Friday. Public holidays are the server's matter; it answers with the due date it keeps. */
export function addWorkingDays(iso: string, days: number): string {
  const step = days < 0 ? -1 : 1;
  let left = Math.abs(days);
  let at = iso;
  while (left > 0) {
    at = addDays(at, step);
    const day = weekday(at);
    if (day !== 0 && day !== 6) left -= 1;
  }
  return at;
}

export type Typed =
  | { ok: true; iso: string | null }
  | { ok: false; reason: 'not_in_calendar' | 'not_a_date'; shown: string };

/**
 * What a clerk may type: 20112026, 201126, 20/11/2026, 20/11, 20-11-26, 20.11.2026, hn (today), +3 (three working days), 2026-11-20.
 * Empty is a date left out, not a mistake.
 */
export function parseTyped(input: string, today: string): Typed {
  const text = input.normalize('NFC').trim().toLowerCase();
  if (text === '') return { ok: true, iso: null };
  if (text === 'hn' || text === 'hôm nay' || text === 'hom nay') return { ok: true, iso: today };
  const plus = /^([+-])\s*(\d{1,3})$/.exec(text);
  if (plus) return { ok: true, iso: addWorkingDays(today, Number(plus[2]) * (plus[1] === '-' ? -1 : 1)) };

  const year = Number(today.slice(0, 4));
  const fullYear = (raw: string): number => (raw.length === 2 ? 2000 + Number(raw) : Number(raw));
  const answer = (y: number, m: number, d: number): Typed => {
    const iso = isoOf(y, m, d);
    return iso === null ? { ok: false, reason: 'not_in_calendar', shown: `${pad(d)}/${pad(m)}/${y}` } : { ok: true, iso };
  };

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return answer(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{2}|\d{4}))?$/.exec(text);
  if (parts) return answer(parts[3] === undefined ? year : fullYear(parts[3]), Number(parts[2]), Number(parts[1]));
  const digits = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text);
  if (digits) return answer(digits[3] === undefined ? year : fullYear(digits[3]), Number(digits[2]), Number(digits[1]));
  return { ok: false, reason: 'not_a_date', shown: input.trim() };
}

/** Dates in the head of a document (before the addressee), for offering the other reading of a smudged one. */
export function datesInHead(text: string): string[] {
  const addressee = text.search(/Kính gửi/u);
  const head = text.slice(0, addressee > 0 ? Math.min(addressee, 1500) : 600);
  const found: string[] = [];
  const patterns = [/ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/giu, /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/gu];
  for (const pattern of patterns) {
    for (const match of head.matchAll(pattern)) {
      const iso = isoOf(Number(match[3]), Number(match[2]), Number(match[1]));
      if (iso !== null && !found.includes(iso)) found.push(iso);
    }
  }
  return found;
}
