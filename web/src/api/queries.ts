// Keys and options of the queries several screens share, so that a write refreshes every place that shows its result.
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, LineError } from './client';
import * as api from './endpoints';
import * as inbox from './inbox';
import * as issuing from './issuing';
import type { InboxTab } from './inbox';
import type { DocumentQuery, FindingQuery, Me } from './types';
import { dropDraft, readDraft, writeDraft } from '../lib/store';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && (error instanceof LineError || (error instanceof ApiError && error.status === 503)),
      retryDelay: (attempt, error) => (error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1000 : 600 * 2 ** attempt),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export const keys = {
  me: ['me'] as const,
  unit: (unit: string) => ['unit', unit] as const,
  documents: (unit: string) => ['unit', unit, 'documents'] as const,
  inbox: (unit: string) => ['unit', unit, 'inbox'] as const,
  findings: (unit: string) => ['unit', unit, 'findings'] as const,
};

export const meQuery = queryOptions({
  queryKey: keys.me,
  // Kept in this browser, so that the page opens without the line too. What it may do is decided by the server all the same.
  queryFn: async ({ signal }): Promise<Me> => {
    try {
      const me = await api.me(signal);
      void writeDraft('me', me);
      return me;
    } catch (error) {
      const kept = error instanceof LineError ? await readDraft<Me>('me') : undefined;
      if (kept) return kept;
      if (error instanceof ApiError && error.status === 401) void forgetMe();
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});
export const forgetMe = (): Promise<void> => dropDraft('me');

export const todayQuery = (unit: string) =>
  queryOptions({
    queryKey: [...keys.unit(unit), 'today'],
    queryFn: ({ signal }) => api.today(unit, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export const documentsQuery = (unit: string, query: DocumentQuery) =>
  infiniteQueryOptions({
    queryKey: [...keys.documents(unit), 'list', query],
    queryFn: ({ signal, pageParam }) => api.documents(unit, { ...query, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const documentQuery = (unit: string, id: string) =>
  queryOptions({
    queryKey: [...keys.documents(unit), 'one', id],
    queryFn: ({ signal }) => api.document(unit, id, signal),
  });

export const issuingQuery = (unit: string, id: string) =>
  queryOptions({
    queryKey: [...keys.documents(unit), 'issuing', id],
    queryFn: ({ signal }) => issuing.issuing(unit, id, signal),
  });

export const registersQuery = (unit: string, year: number) =>
  queryOptions({
    queryKey: [...keys.documents(unit), 'registers', year],
    queryFn: ({ signal }) => api.registers(unit, year, signal),
  });

export const overviewQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: [...keys.unit(unit), 'overview', period],
    queryFn: ({ signal }) => api.overview(unit, { period }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** `own`: the unit alone, without those below it; `as_of`: another day than today, of a plan the last one of its year. */
export const figureQuery = (unit: string, norm: string, period: string, more: { own?: boolean; as_of?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: [...keys.unit(unit), 'figure', norm, period, more],
    queryFn: ({ signal, pageParam }) => api.figure(unit, norm, { period, cursor: pageParam, limit: 100, ...more }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const findingsQuery = (unit: string, query: FindingQuery) =>
  infiniteQueryOptions({
    queryKey: [...keys.findings(unit), 'list', query],
    queryFn: ({ signal, pageParam }) => api.findings(unit, { ...query, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const unknownsQuery = (unit: string, norm?: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.findings(unit), 'unknowns', norm],
    queryFn: ({ signal, pageParam }) => api.unknowns(unit, { ...(norm ? { norm } : {}), cursor: pageParam, limit: 100 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const findingQuery = (unit: string, id: string) =>
  queryOptions({ queryKey: [...keys.findings(unit), 'one', id], queryFn: ({ signal }) => api.finding(unit, id, signal) });

export const findingTrendQuery = (unit: string, norm?: string) =>
  queryOptions({
    queryKey: [...keys.findings(unit), 'trend', norm ?? ''],
    queryFn: ({ signal }) => api.findingTrend(unit, { grain: 'month', ...(norm ? { norm } : {}) }, signal),
  });

export const normsQuery = queryOptions({
  queryKey: ['norms'],
  queryFn: ({ signal }) => api.norms(signal),
  staleTime: 10 * 60_000,
});


/** Figures of the scan inbox: the events keep them fresh on its own screen, a slow refetch elsewhere. */
export const inboxProgressQuery = (unit: string) =>
  queryOptions({
    queryKey: [...keys.inbox(unit), 'progress'],
    queryFn: async ({ signal }) => (await inbox.list(unit, { state: 'review', limit: 1 }, signal)).progress,
    staleTime: 60_000,
    retry: false,
  });

export const inboxListQuery = (unit: string, state: InboxTab) =>
  infiniteQueryOptions({
    queryKey: [...keys.inbox(unit), 'list', state],
    queryFn: ({ signal, pageParam }) => inbox.list(unit, { state, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const inboxItemQuery = (unit: string, id: string) =>
  queryOptions({
    queryKey: [...keys.inbox(unit), 'one', id],
    queryFn: ({ signal }) => inbox.one(unit, id, signal),
    staleTime: 5 * 60_000,
  });
