// Hộp quét: the routes of the scan inbox.
import { address, body, csrf, http, slow } from './client';
import type { components } from './schema';
import type { Intake } from './types';

type Schema = components['schemas'];
export type InboxState = 'waiting' | 'reading' | 'review' | 'refused' | 'registered' | 'dropped';
export type InboxTab = 'review' | 'waiting' | 'refused' | 'registered';
export type InboxItem = Omit<Schema['documents.inbox.Item'], 'state' | 'source'> & { state: InboxState; source: 'upload' | 'folder' | 'command_line' };
export type InboxProgress = Schema['documents.inbox.Progress'];
export interface InboxPage {
  items: InboxItem[];
  next?: string;
  progress: InboxProgress;
}
export interface InboxDetail {
  item: InboxItem;
  intake?: Intake;
}

const at = (unit: string) => ({ path: { unit } });
const of = (unit: string, id: string) => ({ path: { unit, id } });
const header = csrf;
const read = (signal: AbortSignal | undefined) => (signal ? { signal } : {});

export const sendFile = (unit: string, file: File, signal?: AbortSignal) =>
  body<InboxItem>(
    slow.POST('/api/v1/units/{unit}/inbox/files', {
      params: { ...at(unit), query: { name: file.name.normalize('NFC') }, header },
      body: file as never, // sent as it is: the description calls any bytes a string
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
      ...read(signal),
    }),
  );
export const list = (unit: string, query: { state: InboxTab; cursor?: string; limit?: number }, signal?: AbortSignal) =>
  body<InboxPage>(http.GET('/api/v1/units/{unit}/inbox', { params: { ...at(unit), query }, ...read(signal) }));
export const one = (unit: string, id: string, signal?: AbortSignal) =>
  body<InboxDetail>(http.GET('/api/v1/units/{unit}/inbox/{id}', { params: of(unit, id), ...read(signal) }));
export const pause = (unit: string, paused: boolean) =>
  body<InboxProgress>(http.POST('/api/v1/units/{unit}/inbox/pause', { params: { ...at(unit), header }, body: { paused } }));
export const retry = (unit: string, id: string) => body<InboxItem>(http.POST('/api/v1/units/{unit}/inbox/{id}/retry', { params: { ...of(unit, id), header }, body: {} }));
export const drop = (unit: string, id: string, reason: string) =>
  body<InboxItem>(http.POST('/api/v1/units/{unit}/inbox/{id}/drop', { params: { ...of(unit, id), header }, body: { reason } }));
export const eventsHref = (unit: string) => address(`/units/${encodeURIComponent(unit)}/inbox/events`);
