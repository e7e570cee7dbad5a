// Hộp quét: routes and shapes of the scan inbox, by hand until openapi.json has them.
import { address, body, csrf, plain, plainSlow } from './client';
import type { Intake } from './types';

export type InboxState = 'waiting' | 'reading' | 'review' | 'refused' | 'registered' | 'dropped';
export type InboxTab = 'review' | 'waiting' | 'refused' | 'registered';
export interface InboxItem {
  id: string;
  name: string;
  size: number;
  state: InboxState;
  source: 'upload' | 'folder' | 'command_line';
  pages: number | null;
  pages_done: number;
  code: string | null;
  message: string | null; // why it was refused, for people
  intake_id: string | null;
  document_id: string | null;
  format: string | null;
  ocr_used: boolean;
  confidence: number | null; // 0..1, of the least certain field
  weakest_field: string | null;
  symbol: string | null;
  date: string | null;
  issuer: string | null;
  subject: string | null;
  created_at: number; // ms
  updated_at: number;
}
export interface InboxProgress {
  paused: boolean;
  waiting: number;
  reading: number;
  review: number;
  refused: number;
  files_done: number; // of the present run
  files_total: number;
  pages_done: number;
  pages_total: number | null;
  seconds_left: number | null;
  active: { id: string; name: string; pages_done: number; pages: number | null }[];
}
export interface InboxPage {
  items: InboxItem[];
  next?: string | null;
  progress: InboxProgress;
}
export interface InboxDetail {
  item: InboxItem;
  intake: Intake | null;
}

const at = (unit: string, id?: string) => ({ path: id === undefined ? { unit } : { unit, id } });
const header = csrf;
const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});

export const sendFile = (unit: string, file: File, signal?: AbortSignal) =>
  body<InboxItem>(
    plainSlow.POST('/api/v1/units/{unit}/inbox/files', {
      params: { ...at(unit), query: { name: file.name.normalize('NFC') }, header },
      body: file,
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
      ...read(signal),
    }),
  );
export const list = (unit: string, query: { state: InboxTab; cursor?: string; limit?: number }, signal?: AbortSignal) =>
  body<InboxPage>(plain.GET('/api/v1/units/{unit}/inbox', { params: { ...at(unit), query }, ...read(signal) }));
export const one = (unit: string, id: string, signal?: AbortSignal) =>
  body<InboxDetail>(plain.GET('/api/v1/units/{unit}/inbox/{id}', { params: at(unit, id), ...read(signal) }));
export const pause = (unit: string, paused: boolean) =>
  body<InboxProgress>(plain.POST('/api/v1/units/{unit}/inbox/pause', { params: { ...at(unit), header }, body: { paused } }));
export const retry = (unit: string, id: string) => body<InboxItem>(plain.POST('/api/v1/units/{unit}/inbox/{id}/retry', { params: { ...at(unit, id), header }, body: {} }));
export const drop = (unit: string, id: string, reason: string) =>
  body<InboxItem>(plain.POST('/api/v1/units/{unit}/inbox/{id}/drop', { params: { ...at(unit, id), header }, body: { reason } }));
export const eventsHref = (unit: string) => address(`/units/${encodeURIComponent(unit)}/inbox/events`);
