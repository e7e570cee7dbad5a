// Filters of the findings, as they stand in the address.
import type { FindingQuery, FindingState, Severity } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { capital } from '../../lib/text';

type StoredFilter = 'active' | 'all' | FindingState;
// `unknown`: what could not be judged; it is counted for each norm and unit and stored as no finding.
export type StateFilter = StoredFilter | 'unknown';
const stored: StoredFilter[] = ['active', 'open', 'explained', 'waived', 'fixed', 'all'];
export const stateFilters: StateFilter[] = [...stored, 'unknown'];
export const stateOf = (search: ListSearch): StateFilter => oneOf(search['tinh-trang'], stateFilters) ?? 'active';

const oneOf = <T extends string>(value: string | undefined, words: readonly T[]): T | undefined => words.find((word) => word === value);

export function queryOf(search: ListSearch): FindingQuery {
  const state = oneOf(search['tinh-trang'], stored) ?? 'active';
  const severity = oneOf<Severity>(search.muc, ['error', 'warning', 'info']);
  return {
    state,
    ...(severity ? { severity } : {}),
    ...(search['quy-tac'] ? { norm: search['quy-tac'] } : {}),
    ...(search.ky ? { period: search.ky } : {}),
    ...(search['giao-cho'] ? { assigned: search['giao-cho'] } : {}),
    ...(search.han ? { due_to: search.han } : {}),
    ...(search['lap-lai'] === '1' ? { recurring: true } : {}),
  };
}

export const anyFilter = (search: ListSearch): boolean =>
  ['tinh-trang', 'muc', 'quy-tac', 'ky', 'giao-cho', 'han', 'lap-lai'].some((key) => Boolean(search[key as keyof ListSearch]));

export const noFilter: Partial<ListSearch> = { 'tinh-trang': undefined, muc: undefined, 'quy-tac': undefined, ky: undefined, 'giao-cho': undefined, han: undefined, 'lap-lai': undefined };

/** The sentence without its citation and its day, which stand elsewhere on the page. */
export function titleOf(message: string): string {
  const end = message.search(/\.(\s|$)/u);
  const sentence = end === -1 ? message : message.slice(0, end);
  const bare = sentence
    .replace(/\s*\([^()]*\)\s*$/u, '')
    .replace(/[\s,;]+$/u, '')
    .replace(/^Đến \d{2}\/\d{2}\/\d{4}, /u, '');
  return capital(bare);
}
