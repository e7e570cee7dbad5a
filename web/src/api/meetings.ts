// Kế hoạch hội nghị: the routes of conferences, their effect on the limits and the plan of the year.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { body, csrf, http, slow } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { Outcome } from './types';

type Schema = components['schemas'];
export type ConferenceRow = Schema['meetings.ConferenceRow'];
export type ConferenceDraft = Schema['meetings.ConferenceDraft'];
export type ConferenceDetail = Schema['meetings.ConferenceDetail'];
export type EffectLine = Omit<Schema['meetings.EffectLine'], 'outcome'> & { outcome: Outcome };
export type Effect = Omit<Schema['meetings.Effect'], 'lines'> & { lines: EffectLine[] };
export type Plan = Schema['meetings.PlanView'];
export type YearView = Omit<Schema['meetings.YearView'], 'meters'> & { meters: EffectLine[] };
export type ImportResult = Schema['meetings.ImportResult'];
export type Invitee = Schema['meetings.Invitee'];
export type InviteeList = Schema['meetings.InviteeList'];
export type Necessity = Schema['meetings.Necessity'];
export type ProposalList = Schema['meetings.ProposalList'];

const header = csrf;
const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
export const meetingsKey = (unit: string) => [...keys.unit(unit), 'meetings'] as const;

export const yearQuery = (unit: string, year: number, subtree: boolean) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'year', year, subtree],
    queryFn: ({ signal }) => body<YearView>(http.GET('/api/v1/units/{unit}/conference-year', { params: { path: { unit }, query: { year, subtree } }, ...read(signal) })),
    placeholderData: keepPreviousData,
  });
export interface ConferenceQuery {
  from: string;
  to: string;
  subtree: boolean;
  status?: string;
  mode?: string;
  unplanned?: boolean;
}
export const conferencesQuery = (unit: string, query: ConferenceQuery) =>
  infiniteQueryOptions({
    queryKey: [...meetingsKey(unit), 'list', query],
    queryFn: ({ signal, pageParam }) =>
      body<{ items: ConferenceRow[]; next?: string | null }>(
        http.GET('/api/v1/units/{unit}/conferences', { params: { path: { unit }, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, ...read(signal) }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
export const conferenceQuery = (unit: string, id: string) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'one', id],
    queryFn: ({ signal }) => body<ConferenceDetail>(http.GET('/api/v1/units/{unit}/conferences/{id}', { params: { path: { unit, id } }, ...read(signal) })),
  });
export const effectQuery = (unit: string, draft: ConferenceDraft, id: string | undefined) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'effect', draft, id ?? ''],
    queryFn: ({ signal }) => body<Effect>(http.POST('/api/v1/units/{unit}/conference-effect', { params: { path: { unit }, header }, body: { ...draft, ...(id ? { id } : {}) }, ...read(signal) })),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const createConference = (unit: string, draft: ConferenceDraft) => body<ConferenceDetail>(http.POST('/api/v1/units/{unit}/conferences', { params: { path: { unit }, header }, body: draft }));
export const changeConference = (unit: string, id: string, version: number, draft: ConferenceDraft) =>
  body<ConferenceDetail>(http.PUT('/api/v1/units/{unit}/conferences/{id}', { params: { path: { unit, id }, header }, body: { ...draft, version } }));
export const holdConference = (unit: string, id: string, input: { version: number; actual_minutes: number; cost?: number; delegates?: number }) =>
  body<ConferenceDetail>(http.POST('/api/v1/units/{unit}/conferences/{id}/held', { params: { path: { unit, id }, header }, body: input }));
export const cancelConference = (unit: string, id: string, input: { version: number; reason: string }) =>
  body<ConferenceDetail>(http.POST('/api/v1/units/{unit}/conferences/{id}/cancel', { params: { path: { unit, id }, header }, body: input }));
export const keepDecision = (unit: string, file: File) =>
  body<{ sha256: string; name: string }>(
    slow.POST('/api/v1/units/{unit}/conference-decisions', {
      params: { path: { unit }, query: { name: file.name.normalize('NFC') }, header },
      body: file as never, // sent as it is: the description calls any bytes a string
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );
export interface PlanActInput {
  year: number;
  act: string;
  based_on?: string;
  approved_by?: string;
  note?: string;
  symbol?: string;
}
export const actOnPlan = (unit: string, input: PlanActInput) => body<Plan>(http.POST('/api/v1/units/{unit}/conference-plan/act', { params: { path: { unit }, header }, body: input }));
export const copyYear = (unit: string, year: number) => body<ImportResult>(slow.POST('/api/v1/units/{unit}/conference-plan/copy', { params: { path: { unit }, header }, body: { year } }));
export const importPlan = (unit: string, year: number, csv: string, onlyGood: boolean) =>
  body<ImportResult>(slow.POST('/api/v1/units/{unit}/conference-plan/import', { params: { path: { unit }, header }, body: { year, csv, only_good: onlyGood } }));
export const importTable = (unit: string, year: number, file: File, onlyGood: boolean) =>
  body<ImportResult>(
    slow.POST('/api/v1/units/{unit}/conference-plan/table', {
      params: { path: { unit }, query: { year, name: file.name.normalize('NFC'), only_good: onlyGood }, header },
      body: file as never, // sent as it is: the description calls any bytes a string
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );
export const proposalsQuery = (unit: string, year: number) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'proposals', year],
    queryFn: ({ signal }) => body<ProposalList>(http.GET('/api/v1/units/{unit}/conference-plan/proposals', { params: { path: { unit }, query: { year } }, ...read(signal) })),
  });
export const takeProposals = (unit: string, year: number, ids: string[]) =>
  body<ImportResult>(slow.POST('/api/v1/units/{unit}/conference-plan/proposals', { params: { path: { unit }, header }, body: { year, ids } }));
export const necessityQuery = (unit: string, draft: ConferenceDraft, id: string | undefined) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'necessity', draft, id ?? ''],
    queryFn: ({ signal }) => body<Necessity>(http.POST('/api/v1/units/{unit}/conference-necessity', { params: { path: { unit }, header }, body: { ...draft, ...(id ? { id } : {}) }, ...read(signal) })),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const readInvitees = (unit: string, rows: string) => body<InviteeList>(slow.POST('/api/v1/units/{unit}/conference-invitees', { params: { path: { unit }, header }, body: { rows } }));
