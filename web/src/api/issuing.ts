// The issuing flow: steps, opinions, sign-off, necessity, release, receipts, arrivals, and its figures.
import { body, csrf, http, slow } from './client';
import type { components } from './schema';
import type { Document } from './types';

type Schema = components['schemas'];
export type Step = 'drafting' | 'checking' | 'opinions' | 'signing' | 'signed' | 'numbered' | 'released' | 'recalled' | 'replaced';
export type Choice = Omit<Schema['documents.ChoiceView'], 'asks' | 'verb'> & { asks?: 'reason' | 'breach_reason' | 'answered'; verb: 'draft' | 'sign' | 'register_document' };
export type Opinion = Schema['documents.OpinionView'];
export type Receipt = Omit<Schema['documents.ReceiptView'], 'state'> & { state: 'sent' | 'arrived' | 'registered' | 'refused' | 'withdrawn' };
export type Issuing = Omit<Schema['documents.IssuingView'], 'step' | 'acts' | 'receipts'> & { step: Step; acts: Choice[]; receipts: Receipt[] };
export type FileFault = Schema['documents.FileFaultView'];
export type FindingAnswer = Schema['documents.FindingAnswerView'];
export type Allowance = Omit<Schema['documents.AllowanceView'], 'state'> & { state: 'ok' | 'warn' | 'bad' | 'none' };
export type Question = Schema['documents.QuestionView'];
export type Arrival = Schema['documents.ArrivalView'];
export type StepFigure = Schema['documents.StepFigureView'];
export type StepRows = Schema['documents.StepRowsOut'];
export interface NecessityAnswers {
  why: string;
  adds: string;
  resources: string;
  deadline: string;
  responsible: string;
}

type S = AbortSignal | undefined;
const read = (signal: S) => (signal ? { signal } : {});
const header = csrf;

export const issuing = (unit: string, id: string, signal?: S) => body<Issuing>(http.GET('/api/v1/units/{unit}/documents/{id}/issuing', { params: { path: { unit, id } }, ...read(signal) }));
/** Acts of whoever drafts and of whoever signs have their own routes: the right is checked there. */
export const act = (unit: string, id: string, choice: Pick<Choice, 'act' | 'verb'>, input: { version: number; reason?: string }) =>
  body<Issuing>(
    choice.verb === 'sign'
      ? http.POST('/api/v1/units/{unit}/drafts/{id}/sign-off', { params: { path: { unit, id }, header }, body: { act: choice.act, ...input } })
      : http.POST('/api/v1/units/{unit}/drafts/{id}/act', { params: { path: { unit, id }, header }, body: { act: choice.act, ...input } }),
  );
export const ask = (unit: string, id: string, input: { version: number; units: string[]; names: string[]; question: string; due?: string }) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/drafts/{id}/opinions', { params: { path: { unit, id }, header }, body: input }));
export const question = (unit: string, id: string, signal?: S) => body<Question>(http.GET('/api/v1/units/{unit}/opinions/{id}', { params: { path: { unit, id } }, ...read(signal) }));
export const answerOpinion = (unit: string, id: string, input: { stance: string; answer?: string }) =>
  body<unknown>(http.POST('/api/v1/units/{unit}/opinions/{id}/answer', { params: { path: { unit, id }, header }, body: input }));
export const answerFinding = (unit: string, id: string, input: { norm: string; quote?: string; kind: 'explain' | 'not_right'; reason: string }) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/drafts/{id}/answers', { params: { path: { unit, id }, header }, body: input }));
export const necessity = (unit: string, id: string, input: NecessityAnswers) =>
  body<Issuing>(http.PUT('/api/v1/units/{unit}/drafts/{id}/necessity', { params: { path: { unit, id }, header }, body: input }));
export const waiveNecessity = (unit: string, id: string, reason: string) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/drafts/{id}/necessity/waive', { params: { path: { unit, id }, header }, body: { reason } }));
export const uploadVersion = (unit: string, id: string, version: number, file: File) =>
  body<Issuing>(
    slow.POST('/api/v1/units/{unit}/drafts/{id}/file', {
      params: { path: { unit, id }, query: { name: file.name.normalize('NFC'), version }, header },
      body: file as never, // sent as it is: the description calls any bytes a string
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );

/** The words on the page are what goes out: the file is taken off the draft. */
export const dropFile = (unit: string, id: string, version: number) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/drafts/{id}/file/drop', { params: { path: { unit, id }, header }, body: { version } }));
/** Tracked changes accepted, comments taken out of the draft's .docx, as its next version; the words stay. */
export const cleanFile = (unit: string, id: string, version: number) =>
  body<Issuing>(slow.POST('/api/v1/units/{unit}/drafts/{id}/file/clean', { params: { path: { unit, id }, header }, body: { version } }));
/** Number and day of the register into the .docx; `over`: also over what another hand wrote there. */
export const numberFile = (unit: string, id: string, input: { version: number; over?: boolean }) =>
  body<Issuing>(slow.POST('/api/v1/units/{unit}/documents/{id}/file/number', { params: { path: { unit, id }, header }, body: input }));
export const finishFile = (unit: string, id: string, input: { version: number; reason?: string }, file: File) =>
  body<Issuing>(
    slow.POST('/api/v1/units/{unit}/documents/{id}/file', {
      params: { path: { unit, id }, query: { name: file.name.normalize('NFC'), ...input }, header },
      body: file as never,
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );

export interface Mended {
  version: number;
  file: number;
  undo?: number | null;
  fixed: string[];
  left: string[];
}
/** Safe changes of presentation in the draft's .docx, as its next version; never of the words. */
export const repair = (unit: string, id: string, input: { version: number; norms?: string[] }) =>
  body<Mended>(slow.POST('/api/v1/units/{unit}/drafts/{id}/repair', { params: { path: { unit, id }, header }, body: input }));
export const restoreFile = (unit: string, id: string, seq: number, version: number) =>
  body<Mended>(slow.POST('/api/v1/units/{unit}/drafts/{id}/files/{seq}/restore', { params: { path: { unit, id, seq }, header }, body: { version } }));
export const draftFromFile = (unit: string, file: File, given: { subject?: string; document_type?: string; system?: string }) =>
  body<Document>(
    slow.POST('/api/v1/units/{unit}/drafts/file', {
      params: { path: { unit }, query: { name: file.name.normalize('NFC'), ...given }, header },
      body: file as never,
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );

export const sendMore = (unit: string, id: string, input: { version: number; units: string[]; names: string[] }) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/documents/{id}/recipients', { params: { path: { unit, id }, header }, body: input }));
export const release = (unit: string, id: string, input: { version: number; units: string[]; names: string[]; file_reason?: string }) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/documents/{id}/release', { params: { path: { unit, id }, header }, body: input }));
export const recall = (unit: string, id: string, input: { version: number; reason: string }) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/documents/{id}/recall', { params: { path: { unit, id }, header }, body: input }));
export const followUp = (unit: string, id: string, input: { kind: 'replaces' | 'corrects'; reason: string }) =>
  body<Document>(http.POST('/api/v1/units/{unit}/documents/{id}/follow-up', { params: { path: { unit, id }, header }, body: input }));
export const noteReceipt = (unit: string, id: string, receipt: string, input: { state: 'registered' | 'refused'; note?: string }) =>
  body<Issuing>(http.POST('/api/v1/units/{unit}/documents/{id}/receipts/{receipt}', { params: { path: { unit, id, receipt }, header }, body: input }));

export const arrivals = (unit: string, signal?: S) => body<{ items: Arrival[] }>(http.GET('/api/v1/units/{unit}/arrivals', { params: { path: { unit } }, ...read(signal) }));
export const arrival = (unit: string, id: string, signal?: S) => body<Arrival>(http.GET('/api/v1/units/{unit}/arrivals/{id}', { params: { path: { unit, id } }, ...read(signal) }));
export const registerArrival = (unit: string, id: string, input: { due?: string; duplicate_reason?: string }) =>
  body<Document>(http.POST('/api/v1/units/{unit}/arrivals/{id}/register', { params: { path: { unit, id }, header }, body: input }));
export const refuseArrival = (unit: string, id: string, reason: string) =>
  body<unknown>(http.POST('/api/v1/units/{unit}/arrivals/{id}/refuse', { params: { path: { unit, id }, header }, body: { reason } }));

export const times = (unit: string, signal?: S) => body<{ items: StepFigure[]; window: number }>(http.GET('/api/v1/units/{unit}/issuing/times', { params: { path: { unit } }, ...read(signal) }));
export const stepRows = (unit: string, step: string, signal?: S) => body<StepRows>(http.GET('/api/v1/units/{unit}/issuing/times/{step}', { params: { path: { unit, step } }, ...read(signal) }));
export const allowance = (unit: string, signal?: S) => body<Allowance>(http.GET('/api/v1/units/{unit}/issuing/allowance', { params: { path: { unit } }, ...read(signal) }));
