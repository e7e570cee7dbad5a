// Clashes, free days and suggestions of the conference plan.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { body, csrf, http, slow } from './client';
import type { ConferenceDraft } from './meetings';
import { meetingsKey } from './meetings';
import type { components } from './schema';

type Schema = components['schemas'];
export type ClashPair = Schema['meetings.ClashPair'];
export type ClashSide = Schema['meetings.ClashSide'];
export type ClashPage = Schema['meetings.ClashPage'];
export type FreeDays = Schema['meetings.FreeDays'];
export type Suggestion = Schema['meetings.Suggestion'];
export type SuggestFigure = Schema['meetings.SuggestFigure'];
export type Suggestions = Schema['meetings.Suggestions'];
export type Taken = Schema['meetings.Taken'];
export type UndoStep = Schema['meetings.UndoStep'];
export interface Take {
  kind: string;
  id: string;
  version: number;
  into?: string;
  into_version?: number;
  day?: string;
}

const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});

export const clashesQuery = (unit: string, day: string, subtree: boolean) =>
  infiniteQueryOptions({
    queryKey: [...meetingsKey(unit), 'clashes', day, subtree],
    queryFn: ({ signal, pageParam }) =>
      body<ClashPage>(
        http.GET('/api/v1/units/{unit}/conference-clashes', {
          params: { path: { unit }, query: { year: Number(day.slice(0, 4)), day, subtree, ...(pageParam ? { cursor: pageParam } : {}) } },
          ...read(signal),
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
export const freeDaysQuery = (unit: string, id: string) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'free', id],
    queryFn: ({ signal }) => body<FreeDays>(http.GET('/api/v1/units/{unit}/conferences/{id}/free-days', { params: { path: { unit, id } }, ...read(signal) })),
  });
export const draftFreeDaysQuery = (unit: string, draft: ConferenceDraft, id: string | undefined) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'free', draft, id ?? ''],
    queryFn: ({ signal }) =>
      body<FreeDays>(http.POST('/api/v1/units/{unit}/conference-free-days', { params: { path: { unit }, header: csrf }, body: { ...draft, ...(id ? { id } : {}) }, ...read(signal) })),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const suggestionsQuery = (unit: string, year: number) =>
  queryOptions({
    queryKey: [...meetingsKey(unit), 'suggestions', year],
    queryFn: ({ signal }) => body<Suggestions>(slow.GET('/api/v1/units/{unit}/conference-suggestions', { params: { path: { unit }, query: { year } }, ...read(signal) })),
    placeholderData: keepPreviousData,
  });
export const takeSuggestion = (unit: string, input: Take) => body<Taken>(http.POST('/api/v1/units/{unit}/conference-suggestions/take', { params: { path: { unit }, header: csrf }, body: input }));
export const undoSuggestion = (unit: string, steps: UndoStep[]) => body<Taken>(http.POST('/api/v1/units/{unit}/conference-suggestions/undo', { params: { path: { unit }, header: csrf }, body: { steps } }));

export const takeOf = (one: Suggestion): Take => ({
  kind: one.kind,
  id: one.conference.id,
  version: one.conference.version,
  ...(one.into ? { into: one.into.id, into_version: one.into.version } : {}),
  ...(one.day ? { day: one.day } : {}),
});
