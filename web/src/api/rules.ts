// Sổ quy tắc: its routes and their queries.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { body, csrf, http, slow } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { Outcome } from './types';

type Schema = components['schemas'];
export type RuleState = 'full' | 'over_reports' | 'under_reports' | 'measured_only' | 'planned' | 'human_judgement' | 'definition';
export type RuleSource = Schema['rules.SourceView'];
export type LocalRule = Omit<Schema['rules.LocalView'], 'state'> & { state: 'in_force' | 'upcoming' | 'over' | 'left_out' };
export type Rule = Omit<Schema['rules.RuleView'], 'state' | 'local'> & { state: RuleState; local: LocalRule[] };
export type Reading = Schema['rules.InterpretationView'];
export type RuleBook = Omit<Schema['rules.BookView'], 'norms'> & { norms: Rule[] };
export type Quote = Omit<Schema['rules.QuoteView'], 'state'> & { state: 'found' | 'not_imported' | 'not_located' | 'unreadable' };
export type RuleDetail = Omit<Schema['rules.RuleDetail'], 'state' | 'local' | 'quote'> & { state: RuleState; local: LocalRule[]; quote: Quote };
export type Cases = Schema['rules.CasesView'];
export type Tried = Omit<Schema['rules.OutcomeView'], 'outcome'> & { outcome: Outcome };
export type Preview = Schema['rules.PreviewView'];
export interface Tightening {
  norm: string;
  parameter?: string;
  exception?: string;
  value?: string;
  from: string;
  symbol: string;
  issued_on: string;
  issuer: string;
  clause: string;
}
export interface Ending {
  on: string;
  symbol: string;
  issued_on: string;
  issuer: string;
  clause: string;
}
export type ReadingPreview = Schema['rules.ReadingPreview'];
/** Without a choice the decision that holds is taken back. */
export interface Deciding {
  interpretation: string;
  choice?: string;
  values: { norm: string; parameter: string; value: string }[];
  owner: string;
  symbol: string;
  issued_on: string;
  reason: string;
}
export interface Sample {
  values?: { column: string; value: string }[];
  text?: string;
}

const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
const header = csrf;
const rules = (unit: string) => [...keys.unit(unit), 'rules'] as const;

export const rulesQuery = (unit: string, source: string | undefined) =>
  queryOptions({
    queryKey: [...rules(unit), 'book', source ?? ''],
    queryFn: ({ signal }) => body<RuleBook>(http.GET('/api/v1/units/{unit}/rules', { params: { path: { unit }, query: source ? { source } : {} }, ...read(signal) })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
export const ruleQuery = (unit: string, norm: string) =>
  queryOptions({
    queryKey: [...rules(unit), 'one', norm],
    queryFn: ({ signal }) => body<RuleDetail>(http.GET('/api/v1/units/{unit}/rules/{norm}', { params: { path: { unit, norm } }, ...read(signal) })),
    staleTime: 60_000,
  });
/** Runs every case of the rulebook; asked for by hand, and kept until the rulebook changes. */
export const casesQuery = (unit: string) =>
  queryOptions({
    queryKey: [...rules(unit), 'cases'],
    queryFn: ({ signal }) => body<Cases>(slow.GET('/api/v1/units/{unit}/rule-cases', { params: { path: { unit } }, ...read(signal) })),
    enabled: false,
    staleTime: Infinity,
  });
export const rulesKey = rules;
export const tryRule = (unit: string, norm: string, sample: Sample) =>
  body<{ items: Tried[] }>(slow.POST('/api/v1/units/{unit}/rules/{norm}/try', { params: { path: { unit, norm }, header }, body: sample }));
export const previewTightening = (unit: string, wanted: Tightening) =>
  body<Preview>(slow.POST('/api/v1/units/{unit}/rule-changes/preview', { params: { path: { unit }, header }, body: wanted }));
export const tighten = (unit: string, wanted: Tightening) =>
  body<{ id: string; rulebook: string }>(http.POST('/api/v1/units/{unit}/rule-changes', { params: { path: { unit }, header }, body: wanted }));
export const endTightening = (unit: string, id: string, wanted: Ending) =>
  body<{ id: string; rulebook: string }>(http.POST('/api/v1/units/{unit}/rule-changes/{id}/end', { params: { path: { unit, id }, header }, body: wanted }));
export const previewDecision = (unit: string, wanted: Deciding) =>
  body<ReadingPreview>(slow.POST('/api/v1/units/{unit}/reading-decisions/preview', { params: { path: { unit }, header }, body: wanted }));
export const decideReading = (unit: string, wanted: Deciding) =>
  body<{ id: string; rulebook: string }>(http.POST('/api/v1/units/{unit}/reading-decisions', { params: { path: { unit }, header }, body: wanted }));
