// Đối chiếu: the routes of the comparison.
import { body, csrf, http, slow } from './client';
import type { components } from './schema';
import type { Direction } from './types';

type Schema = components['schemas'];
export type Similar = Omit<Schema['compare.Similar'], 'direction' | 'verdict'> & { direction: Direction; verdict: 'same' | 'copy' | 'overlap' | 'related' };
export interface SimilarList {
  items: Similar[];
  complete: boolean; // false while the index is still catching up
  next?: string; // of related documents: the page behind this one
}
export type Source = { document: string } | { text: string };
export type Side = Omit<Schema['compare.Side'], 'direction'> & { direction?: Direction };
/** Offsets in code points of the side's text. */
export type CommonPassage = Schema['compare.Passage'];
export type Verdict = 'same' | 'copy' | 'overlap' | 'distinct';
export type Comparison = Omit<Schema['compare.Compared'], 'a' | 'b' | 'verdict'> & { a: Side; b: Side; verdict: Verdict };

const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
export const similarTo = (unit: string, id: string, signal?: AbortSignal) =>
  body<SimilarList>(http.GET('/api/v1/units/{unit}/documents/{id}/similar', { params: { path: { unit, id }, query: { limit: 20 } }, ...read(signal) }));
export const relatedTo = (unit: string, id: string, cursor: string | undefined, signal?: AbortSignal) =>
  body<SimilarList>(http.GET('/api/v1/units/{unit}/documents/{id}/related', { params: { path: { unit, id }, query: { limit: 20, ...(cursor ? { cursor } : {}) } }, ...read(signal) }));
export const similarToText = (unit: string, text: string, signal?: AbortSignal) =>
  body<SimilarList>(slow.POST('/api/v1/units/{unit}/similar', { params: { path: { unit }, header: csrf }, body: { text }, ...read(signal) }));
export const compare = (unit: string, a: Source, b: Source, signal?: AbortSignal) =>
  body<Comparison>(slow.POST('/api/v1/units/{unit}/compare', { params: { path: { unit }, header: csrf }, body: { a, b }, ...read(signal) }));
