// Đối chiếu: routes and shapes of the comparison, by hand until openapi.json has them.
import { body, csrf, plain, plainSlow } from './client';
import type { Direction } from './types';

export interface Similar {
  id: string;
  unit: string; // code
  unit_name: string;
  direction: Direction;
  number_text: string | null;
  symbol: string | null;
  document_type: string | null;
  date: string | null;
  issuer: string | null;
  subject: string;
  superior: boolean; // issued by a body above this unit
  verdict: 'same' | 'copy' | 'overlap';
  same_file: boolean;
  share_of_this: number; // 0..1
  share_of_other: number;
  ocr_like: boolean;
}
export interface SimilarList {
  items: Similar[];
  complete: boolean; // false while the index is still catching up
}
export type Source = { document: string } | { text: string };
export interface Side {
  id: string | null;
  unit: string | null;
  symbol: string | null;
  date: string | null;
  issuer: string | null;
  subject: string | null;
  direction: Direction | null;
  text: string;
}
export interface CommonPassage {
  a: { start: number; end: number }; // code points
  b: { start: number; end: number };
  similarity: number; // 0..1
}
export type Verdict = 'same' | 'copy' | 'overlap' | 'distinct';
export interface Comparison {
  a: Side;
  b: Side;
  verdict: Verdict;
  same_document: boolean;
  share_a_in_b: number; // 0..1
  share_b_in_a: number;
  passages: CommonPassage[]; // in order of a
}

const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
export const similarTo = (unit: string, id: string, signal?: AbortSignal) =>
  body<SimilarList>(plain.GET('/api/v1/units/{unit}/documents/{id}/similar', { params: { path: { unit, id }, query: { limit: 20 } }, ...read(signal) }));
export const similarToText = (unit: string, text: string, signal?: AbortSignal) =>
  body<SimilarList>(plainSlow.POST('/api/v1/units/{unit}/similar', { params: { path: { unit }, header: csrf }, body: { text, except: null }, ...read(signal) }));
export const compare = (unit: string, a: Source, b: Source, signal?: AbortSignal) =>
  body<Comparison>(plainSlow.POST('/api/v1/units/{unit}/compare', { params: { path: { unit }, header: csrf }, body: { a, b }, ...read(signal) }));
