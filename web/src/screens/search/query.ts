// The search as it stands in the address, and its highlights as pieces of text. Pure.
import type { Range, SearchQuery } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { CodePoints } from '../../lib/offsets';

export const first = 20;
export const most = 100; // what one answer may hold

export interface Filters {
  thuoc: string;
  loai: string;
  tu: string;
  den: string;
  'co-quan': string;
}
export const filterNames = ['thuoc', 'loai', 'tu', 'den', 'co-quan'] as const;

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

export function filtersOf(search: ListSearch): Filters {
  const date = (text: string | undefined): string => (text !== undefined && isDate(text) ? text : '');
  return { thuoc: search.thuoc ?? '', loai: search.loai ?? '', tu: date(search.tu), den: date(search.den), 'co-quan': search['co-quan'] ?? '' };
}

export function queryOf(q: string, filters: Filters, limit: number): SearchQuery {
  const out: SearchQuery = { q: q.normalize('NFC').trim(), kind: 'document', limit };
  if (filters.thuoc) out.unit = filters.thuoc;
  if (filters.loai) out.document_type = filters.loai;
  if (filters.tu) out.from = filters.tu;
  if (filters.den) out.to = filters.den;
  if (filters['co-quan']) out.issuer = filters['co-quan'];
  return out;
}

export interface Part {
  text: string;
  hit: boolean;
}
/** Text cut at its highlights; ranges may touch, overlap, or be wrong, and nothing of the text is lost. */
export function parts(text: string, ranges: readonly Range[] | undefined): Part[] {
  if (!ranges || ranges.length === 0) return text === '' ? [] : [{ text, hit: false }];
  const points = new CodePoints(text);
  const out: Part[] = [];
  let at = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(at, points.toUnits(from));
    const end = points.toUnits(to);
    if (end <= start) continue;
    if (start > at) out.push({ text: text.slice(at, start), hit: false });
    const last = out[out.length - 1];
    if (last?.hit && start === at) last.text += text.slice(start, end);
    else out.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false });
  return out;
}
