// Meetings that are no conferences.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { body, csrf as header, http } from './client';
import { keys } from './queries';
import type { components } from './schema';

type Schema = components['schemas'];
export type MeetingRow = Schema['meetings.MeetingRow'];
export type MeetingDraft = Schema['meetings.MeetingDraft'];
export type MeetingDetail = Schema['meetings.MeetingDetail'];
export type MeetingFinding = Schema['meetings.MeetingFinding'];

const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
export const dailyKey = (unit: string) => [...keys.unit(unit), 'daily'] as const;

export interface DailyQuery {
  from: string;
  to: string;
  subtree: boolean;
  status?: string;
  like_conference?: boolean;
}
export const dailyQuery = (unit: string, query: DailyQuery) =>
  infiniteQueryOptions({
    queryKey: [...dailyKey(unit), 'list', query],
    queryFn: ({ signal, pageParam }) =>
      body<{ items: MeetingRow[]; next?: string | null }>(
        http.GET('/api/v1/units/{unit}/meetings', { params: { path: { unit }, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, ...read(signal) }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
export const meetingQuery = (unit: string, id: string) =>
  queryOptions({
    queryKey: [...dailyKey(unit), 'one', id],
    queryFn: ({ signal }) => body<MeetingDetail>(http.GET('/api/v1/units/{unit}/meetings/{id}', { params: { path: { unit, id } }, ...read(signal) })),
  });
export const meetingCheckQuery = (unit: string, draft: MeetingDraft) =>
  queryOptions({
    queryKey: [...dailyKey(unit), 'check', draft],
    queryFn: ({ signal }) => body<{ findings: MeetingFinding[] }>(http.POST('/api/v1/units/{unit}/meeting-check', { params: { path: { unit }, header }, body: draft, ...read(signal) })),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const createMeeting = (unit: string, draft: MeetingDraft) => body<MeetingDetail>(http.POST('/api/v1/units/{unit}/meetings', { params: { path: { unit }, header }, body: draft }));
export const changeMeeting = (unit: string, id: string, version: number, draft: MeetingDraft) =>
  body<MeetingDetail>(http.PUT('/api/v1/units/{unit}/meetings/{id}', { params: { path: { unit, id }, header }, body: { ...draft, version } }));
