// One function for each route of the contract. Screens call these, never `request` itself.
import { address, request } from './client';
import type * as t from './types';

const u = encodeURIComponent;
type S = AbortSignal | undefined;

export const firstRun = (signal?: S) => request<t.FirstRun>('GET', '/first-run', { signal });
export const startFirstRun = (input: { token: string; name: string; username: string; password: string }) =>
  request<t.Me>('POST', '/first-run', { json: input });
export const openSignInLink = (token: string) => request<t.Me>('POST', '/sign-in-link', { json: { token } });
export const signIn = (input: { username: string; password: string }) => request<t.Me>('POST', '/session', { json: input });
export const signOut = () => request<object>('DELETE', '/session');
export const me = (signal?: S) => request<t.Me>('GET', '/me', { signal });
export const savePreferences = (input: t.Me['preferences']) => request<t.Me>('PUT', '/me/preferences', { json: input });
export const changePassword = (input: { old: string; new_password: string }) => request<object>('POST', '/me/password', { json: input });

export const searchUnits = (
  query: { q: string; level?: t.Level | undefined; bloc?: t.Bloc | undefined; limit?: number; all?: boolean },
  signal?: S,
) => request<{ items: t.UnitFound[] }>('GET', '/unit-search', { query, signal });
export const unit = (code: string, signal?: S) => request<t.Unit>('GET', `/units/${u(code)}`, { signal });

export const documents = (unitCode: string, query: t.DocumentQuery, signal?: S) =>
  request<t.DocumentPage>('GET', `/units/${u(unitCode)}/documents`, { query, signal });
export const document = (unitCode: string, id: string, signal?: S) =>
  request<t.DocumentDetail>('GET', `/units/${u(unitCode)}/documents/${u(id)}`, { signal });
export const intake = (unitCode: string, file: File) =>
  request<t.Intake>('POST', `/units/${u(unitCode)}/intake`, { query: { name: file.name.normalize('NFC') }, raw: file, timeoutMs: 180_000 });
export const duplicates = (unitCode: string, query: { symbol: string; issuer?: string; year?: number }, signal?: S) =>
  request<{ items: t.Duplicate[] }>('GET', `/units/${u(unitCode)}/documents/duplicates`, { query, signal });
export const registerIncoming = (unitCode: string, input: t.IncomingInput) =>
  request<t.Document>('POST', `/units/${u(unitCode)}/documents/in`, { json: input });
export const updateDocument = (unitCode: string, id: string, input: Partial<t.IncomingInput> & { version: number }) =>
  request<t.Document>('PUT', `/units/${u(unitCode)}/documents/${u(id)}`, { json: input });
export const setStatus = (unitCode: string, id: string, input: { status: t.DocumentStatus; version: number }) =>
  request<t.Document>('POST', `/units/${u(unitCode)}/documents/${u(id)}/status`, { json: input });
export const fileHref = (unitCode: string, id: string) => address(`/units/${u(unitCode)}/documents/${u(id)}/file`);
export const exportHref = (unitCode: string, query: t.DocumentQuery & { format: 'csv' | 'xlsx' }) =>
  address(`/units/${u(unitCode)}/documents/export`, query);

export const createDraft = (
  unitCode: string,
  input: { subject: string; document_type: string; system: t.System; text?: string; intake_id?: string; implements?: string },
) => request<t.Document>('POST', `/units/${u(unitCode)}/drafts`, { json: input });
export const saveDraft = (
  unitCode: string,
  id: string,
  input: { version: number; subject?: string; text?: string; document_type?: string; system?: t.System },
) => request<t.Document>('PUT', `/units/${u(unitCode)}/drafts/${u(id)}`, { json: input });
export const draftText = (unitCode: string, id: string, signal?: S) =>
  request<{ text: string; version: number }>('GET', `/units/${u(unitCode)}/drafts/${u(id)}/text`, { signal });
export const check = (unitCode: string, input: t.CheckInput, signal?: S) =>
  request<t.CheckAnswer>('POST', `/units/${u(unitCode)}/check`, { json: input, signal });
export const checkDraft = (unitCode: string, id: string, signal?: S) =>
  request<t.CheckAnswer>('POST', `/units/${u(unitCode)}/drafts/${u(id)}/check`, { json: {}, signal });
export const numberDraft = (unitCode: string, id: string, input: t.NumberInput) =>
  request<t.Document>('POST', `/units/${u(unitCode)}/drafts/${u(id)}/number`, { json: input });

export const registers = (unitCode: string, year: number, signal?: S) =>
  request<{ items: t.Register[] }>('GET', `/units/${u(unitCode)}/registers`, { query: { year }, signal });
export const reserveNumbers = (unitCode: string, id: string, input: { count: number; reason: string }) =>
  request<{ numbers: number[] }>('POST', `/units/${u(unitCode)}/registers/${u(id)}/reserve`, { json: input });
export const cancelNumber = (unitCode: string, id: string, input: { number: number; reason: string }) =>
  request<object>('POST', `/units/${u(unitCode)}/registers/${u(id)}/cancel`, { json: input });
export const explainGap = (unitCode: string, id: string, input: { number: number; explanation: string }) =>
  request<object>('POST', `/units/${u(unitCode)}/registers/${u(id)}/explain`, { json: input });
export const bookHref = (unitCode: string, id: string, format: 'csv' | 'xlsx') =>
  address(`/units/${u(unitCode)}/registers/${u(id)}/book`, { format });

export const today = (unitCode: string, signal?: S) => request<t.TodayAnswer>('GET', `/units/${u(unitCode)}/today`, { signal });
export const search = (query: { q: string; limit?: number }, signal?: S) =>
  request<{ items: t.SearchItem[] }>('GET', '/search', { query, signal });

export const overview = (unitCode: string, query: { period: string }, signal?: S) =>
  request<t.Overview>('GET', `/units/${u(unitCode)}/overview`, { query, signal });
export const figure = (unitCode: string, norm: string, query: { period: string; cursor?: string | undefined; limit?: number }, signal?: S) =>
  request<t.Figure>('GET', `/units/${u(unitCode)}/figures/${u(norm)}`, { query, signal });
export const norms = (signal?: S) => request<t.NormList>('GET', '/norms', { signal });
export const norm = (id: string, signal?: S) => request<t.NormDetail>('GET', `/norms/${u(id)}`, { signal });
