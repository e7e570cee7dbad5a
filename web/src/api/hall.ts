// Phòng họp: queue and clock of the speeches, agenda, attendance, conclusions. Instants are milliseconds of the server.
import { address, body, csrf, http, LineError } from './client';
import type { components } from './schema';

type Schema = components['schemas'];
export type SpeechKind = 'opening' | 'contribution' | 'closing' | 'discussion';
export type Phase = 'waiting' | 'speaking' | 'paused' | 'done' | 'removed';
export type Sitting = 'before' | 'sitting' | 'recess' | 'closed';
export type Act =
  | 'open'
  | 'register'
  | 'again'
  | 'move'
  | 'remove'
  | 'start'
  | 'interpose'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'next'
  | 'add_minute'
  | 'adjourn'
  | 'reconvene'
  | 'close';
export type Speaker = Omit<Schema['hall.Speaker'], 'kind' | 'phase'> & { kind: SpeechKind; phase: Phase };
export type Limits = Schema['hall.Limits'];
export type HallState = Omit<Schema['hall.State'], 'sitting' | 'speakers'> & { sitting: Sitting; speakers: Speaker[] };
export type LogLine = Omit<Schema['hall.LogLine'], 'act'> & { act: Act };
export type AgendaItem = Schema['hall.AgendaItem'];
export type Conclusion = Schema['hall.Conclusion'];
export type Hall = Omit<Schema['hall.Hall'], 'state' | 'log'> & { state: HallState; log: LogLine[] };
export type Vote = Schema['hall.Vote'];
export type Slip = Schema['hall.Slip'];
export type SeatView = Schema['hall.SeatView'];
export type UnitSlip = Schema['hall.UnitSlip'];
export type SpeechCheck = Schema['hall.SpeechCheck'];

/** What an event carries: enough for a screen, the same for all of them. */
export interface Display {
  title: string;
  seq: number;
  revision: number;
  sitting: Sitting;
  limits: Limits;
  current?: Speaker;
  next: Speaker[];
  waiting: number;
  closing_ms: number;
  closing_added_ms: number;
  sat_ms: number;
  sat_since?: number;
  present: number;
  check_in_code?: string;
  vote?: Vote;
}

export interface Command {
  act: Act;
  speaker?: number;
  name?: string;
  subject?: string;
  reason?: string;
  kind?: SpeechKind;
  minutes?: number;
  place?: number;
  expected?: number;
}

const at = (unit: string, id: string) => ({ path: { unit, id }, header: csrf });
const read = (signal?: AbortSignal) => (signal ? { signal } : {});

/** Not crypto.randomUUID: pages served without TLS in an office network do not have it. */
export const freshId = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A write that may be sent again: the server knows the command by its id and does it once. */
async function insist<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof LineError) || tries === 3) throw error;
      await new Promise((done) => setTimeout(done, 400 * tries));
    }
  }
}

export const eventsHref = (unit: string, id: string): string => address(`/units/${encodeURIComponent(unit)}/conferences/${encodeURIComponent(id)}/hall/events`);
export const paperworkHref = (unit: string, id: string, what: 'minutes' | 'conclusions'): string =>
  address(`/units/${encodeURIComponent(unit)}/conferences/${encodeURIComponent(id)}/hall/paperwork`, { what });
export const serverTime = () => body<{ now: number }>(http.GET('/api/v1/server-time', {}));
export const hall = (unit: string, id: string, signal?: AbortSignal) => body<Hall>(http.GET('/api/v1/units/{unit}/conferences/{id}/hall', { params: { path: { unit, id } }, ...read(signal) }));
export function command(unit: string, id: string, given: Command, client_id = freshId()): Promise<Hall> {
  return insist(() => body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/commands', { params: at(unit, id), body: { client_id, ...given } })));
}
export function close(unit: string, id: string, expected: number, reason?: string): Promise<Hall> {
  const client_id = freshId();
  return insist(() => body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/close', { params: at(unit, id), body: { client_id, expected, ...(reason ? { no_tasks_reason: reason } : {}) } })));
}
export const setAgenda = (unit: string, id: string, given: { items: AgendaItem[]; place?: string; secretary?: string }) =>
  body<Hall>(http.PUT('/api/v1/units/{unit}/conferences/{id}/hall/agenda', { params: at(unit, id), body: given }));
export const setCode = (unit: string, id: string, open: boolean) => body<Hall>(http.PUT('/api/v1/units/{unit}/conferences/{id}/hall/check-in', { params: at(unit, id), body: { open } }));
export const attend = (unit: string, id: string, given: { name: string; position: string }) =>
  body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/attendance', { params: at(unit, id), body: given }));
export const conclude = (unit: string, id: string, given: { work: string; lead: string; due: string; lead_person?: string; product?: string }) =>
  body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/conclusions', { params: at(unit, id), body: given }));
export const dropConclusion = (unit: string, id: string, conclusion: string) =>
  body<Hall>(http.DELETE('/api/v1/units/{unit}/conferences/{id}/hall/conclusions/{conclusion}', { params: { path: { unit, id, conclusion }, header: csrf } }));
export const checkText = (unit: string, id: string, given: { text: string; speaker?: number; kind?: SpeechKind; kept_reason?: string }) =>
  body<SpeechCheck>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/texts', { params: at(unit, id), body: given }));
export const checkInPlace = (code: string, signal?: AbortSignal) =>
  body<Schema['hall.CheckInPlace']>(http.GET('/api/v1/hall-check-in/{code}', { params: { path: { code } }, ...read(signal) }));
export const checkIn = (code: string, given: { name: string; position: string }) =>
  body<Schema['hall.CheckedIn']>(http.POST('/api/v1/hall-check-in/{code}', { params: { path: { code }, header: csrf }, body: given }));

export interface Question {
  question: string;
  choices: string[];
  other: boolean;
}
export const openVote = (unit: string, id: string, given: Question & { secret: boolean; minutes?: number }, client_id: string) =>
  insist(() => body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/votes', { params: at(unit, id), body: { client_id, ...given } })));
export const actOnVote = (unit: string, id: string, vote: string, act: 'close' | 'hide') =>
  insist(() => body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/votes/{vote}', { params: { path: { unit, id, vote }, header: csrf }, body: { act } })));
export const sendSlip = (unit: string, id: string, given: Question & { units: string[]; due_at: number }, client_id: string) =>
  insist(() => body<Hall>(http.POST('/api/v1/units/{unit}/conferences/{id}/hall/slips', { params: at(unit, id), body: { client_id, ...given } })));
export const unitSlips = (unit: string, signal?: AbortSignal) => body<Schema['hall.UnitSlips']>(http.GET('/api/v1/units/{unit}/opinion-slips', { params: { path: { unit } }, ...read(signal) }));
export interface Answer {
  choice: number;
  opinion?: string;
}
export const answerSlip = (unit: string, slip: string, given: Answer, client_id: string) =>
  insist(() => body<Schema['hall.UnitSlips']>(http.POST('/api/v1/units/{unit}/opinion-slips/{slip}', { params: { path: { unit, slip }, header: csrf }, body: { client_id, ...given } })));

export const seat = (ticket: string, signal?: AbortSignal) => body<SeatView>(http.GET('/api/v1/hall-seats/{ticket}', { params: { path: { ticket } }, ...read(signal) }));
export const seatEventsHref = (ticket: string): string => address(`/hall-seats/${encodeURIComponent(ticket)}/events`);
export const answerVote = (ticket: string, vote: string, given: Answer, client_id: string) =>
  insist(() => body<SeatView>(http.POST('/api/v1/hall-seats/{ticket}/answers', { params: { path: { ticket }, header: csrf }, body: { vote, client_id, ...given } })));
