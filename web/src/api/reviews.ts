// Rà soát văn bản: the routes of the review of documents in force.
import { body, csrf, http } from './client';
import type { components } from './schema';

type Schema = components['schemas'];
export type PairState = 'open' | 'decided' | 'closed';
export type Issue = 'none' | 'overlap' | 'contradiction' | 'unfit' | 'similar';
export type Action = 'keep' | 'amend' | 'supplement' | 'replace' | 'merge' | 'joint' | 'repeal';
export type RelationKind = 'replaces' | 'repeals' | 'amends' | 'supplements';
export type Decision = Omit<Schema['reviews.Decision'], 'issue' | 'action'> & { issue: Issue; action?: Action };
export type Pair = Omit<Schema['reviews.PairItem'], 'state' | 'decision'> & { state: PairState; decision?: Decision };
export type PairDetail = Pair & { near: Pair[] };
export type GroupMember = Schema['reviews.Member'];
export type Group = Omit<Schema['reviews.GroupItem'], 'state' | 'proposal' | 'decision'> & { state: 'open' | 'decided'; proposal: 'joint' | 'merge'; decision?: Decision };
export type GroupDetail = Group & Pick<Schema['reviews.GroupDetail'], 'central' | 'passages'>;
export type PairSide = Schema['reviews.Side'];
export type Summary = Schema['reviews.Summary'];
export type Relation = Omit<Schema['reviews.Relation'], 'relation'> & { relation: RelationKind };
export type Standing = Omit<Schema['reviews.Standing'], 'state'> & { state: 'in_force' | 'partly_amended' | 'replaced' | 'repealed' | 'recalled' };

export interface PairQuery {
  state: PairState;
  kind?: string | undefined;
  own?: boolean | undefined;
}
export interface GroupQuery {
  state: 'open' | 'decided';
  sector?: string | undefined;
  joint?: boolean | undefined;
}
export interface DecisionInput {
  version: number;
  issue: Issue;
  action?: Action;
  owner?: string;
  due?: string;
  done_on?: string;
  result?: string;
  note?: string;
}

const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
export const pairs = (unit: string, query: PairQuery, cursor: string | undefined, signal?: AbortSignal) =>
  body<{ items: Pair[]; next?: string }>(
    http.GET('/api/v1/units/{unit}/reviews', {
      params: { path: { unit }, query: { state: query.state, ...(query.kind ? { kind: query.kind } : {}), ...(query.own ? { own: true } : {}), ...(cursor ? { cursor } : {}) } },
      ...read(signal),
    }),
  );
export const pair = (unit: string, id: string, signal?: AbortSignal) => body<PairDetail>(http.GET('/api/v1/units/{unit}/reviews/{id}', { params: { path: { unit, id } }, ...read(signal) }));
export const summary = (unit: string, signal?: AbortSignal) => body<Summary>(http.GET('/api/v1/units/{unit}/review-summary', { params: { path: { unit } }, ...read(signal) }));
export const decide = (unit: string, id: string, input: DecisionInput) =>
  body<PairDetail>(http.POST('/api/v1/units/{unit}/reviews/{id}/decision', { params: { path: { unit, id }, header: csrf }, body: input }));
export const groups = (unit: string, query: GroupQuery, cursor: string | undefined, signal?: AbortSignal) =>
  body<{ items: Group[]; sectors: string[]; next?: string }>(
    http.GET('/api/v1/units/{unit}/review-groups', {
      params: { path: { unit }, query: { state: query.state, ...(query.sector ? { sector: query.sector } : {}), ...(query.joint ? { joint: true } : {}), ...(cursor ? { cursor } : {}) } },
      ...read(signal),
    }),
  );
export const group = (unit: string, id: string, signal?: AbortSignal) =>
  body<GroupDetail>(http.GET('/api/v1/units/{unit}/review-groups/{id}', { params: { path: { unit, id } }, ...read(signal) }));
export const decideGroup = (unit: string, id: string, input: DecisionInput) =>
  body<GroupDetail>(http.POST('/api/v1/units/{unit}/review-groups/{id}/decision', { params: { path: { unit, id }, header: csrf }, body: input }));
export const relations = (unit: string, state: string, cursor: string | undefined, signal?: AbortSignal) =>
  body<{ items: Relation[]; next?: string }>(http.GET('/api/v1/units/{unit}/document-relations', { params: { path: { unit }, query: { state, ...(cursor ? { cursor } : {}) } }, ...read(signal) }));
export const record = (unit: string, input: { newer: string; older: string; relation: RelationKind; clause?: string; date: string }) =>
  body<Relation>(http.POST('/api/v1/units/{unit}/document-relations', { params: { path: { unit }, header: csrf }, body: input }));
export const settle = (unit: string, id: string, confirm: boolean) =>
  body<Relation>(http.POST('/api/v1/units/{unit}/document-relations/{id}/settle', { params: { path: { unit, id }, header: csrf }, body: { confirm } }));
export const standing = (unit: string, symbol: string, signal?: AbortSignal) =>
  body<Standing>(http.GET('/api/v1/units/{unit}/document-standing', { params: { path: { unit }, query: { symbol } }, ...read(signal) }));
