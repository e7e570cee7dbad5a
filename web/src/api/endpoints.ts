// One function for each route the page uses. Paths, parameters and bodies are checked against the generated schema.
import { address, body, csrf, http, once, slow } from './client';
import type * as t from './types';

const u = encodeURIComponent;
type S = AbortSignal | undefined;
const read = (signal: S) => (signal ? { signal } : {});
const header = csrf;

// ---- account -------------------------------------------------------------------------------------------------------
export const firstRun = (signal?: S) => body<t.FirstRun>(http.GET('/api/v1/first-run', read(signal)));
export const startFirstRun = (input: t.FirstRunInput) => body<t.Me>(http.POST('/api/v1/first-run', { params: { header }, body: input }));
export const openSignInLink = (token: string) => body<t.Me>(http.POST('/api/v1/sign-in-link', { params: { header }, body: { token } }));
export const signIn = (input: t.SignInInput) => body<t.Me>(http.POST('/api/v1/session', { params: { header }, body: input }));
export const signOut = () => body<unknown>(http.DELETE('/api/v1/session', { params: { header } }));
export const me = (signal?: S) => body<t.Me>(http.GET('/api/v1/me', read(signal)));
export const savePreferences = (input: t.Preferences) => body<t.Me>(http.PUT('/api/v1/me/preferences', { params: { header }, body: input }));
export const changePassword = (input: { old: string; new_password: string }) => body<unknown>(http.POST('/api/v1/me/password', { params: { header }, body: input }));

// ---- units ---------------------------------------------------------------------------------------------------------
export const searchUnits = (query: { q: string; level?: t.Level; bloc?: t.Bloc; limit?: number; all?: boolean }, signal?: S) =>
  body<{ items: t.UnitFound[] }>(http.GET('/api/v1/unit-search', { params: { query }, ...read(signal) }));
export const unit = (code: string, signal?: S) => body<t.Unit>(http.GET('/api/v1/units/{unit}', { params: { path: { unit: code } }, ...read(signal) }));

// ---- documents -----------------------------------------------------------------------------------------------------
export const documents = (unit: string, query: t.DocumentQuery, signal?: S) =>
  body<t.DocumentPage>(http.GET('/api/v1/units/{unit}/documents', { params: { path: { unit }, query }, ...read(signal) }));
export const document = (unit: string, id: string, signal?: S) =>
  body<t.DocumentDetail>(http.GET('/api/v1/units/{unit}/documents/{id}', { params: { path: { unit, id } }, ...read(signal) }));
export const intake = (unit: string, file: File) =>
  body<t.Intake>(
    slow.POST('/api/v1/units/{unit}/intake', {
      params: { path: { unit }, query: { name: file.name.normalize('NFC') }, header },
      body: file as never, // sent as it is: the description calls any bytes a string
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );
export const duplicates = (unit: string, query: { symbol: string; issuer?: string; year?: number }, signal?: S) =>
  body<{ items: t.Duplicate[] }>(http.GET('/api/v1/units/{unit}/documents/duplicates', { params: { path: { unit }, query }, ...read(signal) }));
export const registerIncoming = (unit: string, input: t.IncomingInput, key?: string) =>
  body<t.Document>(http.POST('/api/v1/units/{unit}/documents/in', { params: { path: { unit }, header: once(key) }, body: input }));
export const updateDocument = (unit: string, id: string, input: t.ChangeInput) =>
  body<t.Document>(http.PUT('/api/v1/units/{unit}/documents/{id}', { params: { path: { unit, id }, header }, body: input }));
export const setStatus = (unit: string, id: string, input: { status: t.DocumentStatus; version: number }) =>
  body<t.Document>(http.POST('/api/v1/units/{unit}/documents/{id}/status', { params: { path: { unit, id }, header }, body: input }));
export const fileHref = (unit: string, id: string) => address(`/units/${u(unit)}/documents/${u(id)}/file`);
export const exportHref = (unit: string, query: t.DocumentQuery & { format: 'csv' | 'xlsx' }) => address(`/units/${u(unit)}/documents/export`, query);

// ---- drafts --------------------------------------------------------------------------------------------------------
export const createDraft = (unit: string, input: t.DraftInput) =>
  body<t.Document>(http.POST('/api/v1/units/{unit}/drafts', { params: { path: { unit }, header }, body: input }));
export const saveDraft = (unit: string, id: string, input: t.DraftChangeInput, key?: string) =>
  body<t.Document>(http.PUT('/api/v1/units/{unit}/drafts/{id}', { params: { path: { unit, id }, header: once(key) }, body: input }));
export const draftText = (unit: string, id: string, signal?: S) =>
  body<t.DraftText>(http.GET('/api/v1/units/{unit}/drafts/{id}/text', { params: { path: { unit, id } }, ...read(signal) }));
export const draftLook = (unit: string, id: string, signal?: S) =>
  body<t.DraftLook>(http.GET('/api/v1/units/{unit}/drafts/{id}/look', { params: { path: { unit, id } }, ...read(signal) }));
export const check = (unit: string, input: t.CheckInput, signal?: S) =>
  body<t.CheckAnswer>(http.POST('/api/v1/units/{unit}/check', { params: { path: { unit }, header }, body: input, ...read(signal) }));
export const checkDraft = (unit: string, id: string, signal?: S) =>
  body<t.CheckAnswer>(http.POST('/api/v1/units/{unit}/drafts/{id}/check', { params: { path: { unit, id }, header }, body: {}, ...read(signal) }));
export const numberDraft = (unit: string, id: string, input: t.NumberInput, key?: string) =>
  body<t.Document>(http.POST('/api/v1/units/{unit}/drafts/{id}/number', { params: { path: { unit, id }, header: once(key) }, body: input }));
export const registers = (unit: string, year: number, signal?: S) =>
  body<{ items: t.Register[] }>(http.GET('/api/v1/units/{unit}/registers', { params: { path: { unit }, query: { year } }, ...read(signal) }));

// ---- findings ------------------------------------------------------------------------------------------------------
export const findings = (unit: string, query: t.FindingQuery, signal?: S) =>
  body<t.FindingPage>(http.GET('/api/v1/units/{unit}/findings', { params: { path: { unit }, query }, ...read(signal) }));
export const unknowns = (unit: string, query: { norm?: string; cursor?: string; limit?: number }, signal?: S) =>
  body<t.UnknownPage>(http.GET('/api/v1/units/{unit}/findings/unknowns', { params: { path: { unit }, query }, ...read(signal) }));
export const finding = (unit: string, id: string, signal?: S) =>
  body<t.StoredFindingDetail>(http.GET('/api/v1/units/{unit}/findings/one/{id}', { params: { path: { unit, id } }, ...read(signal) }));
export const findingTrend = (unit: string, query: { norm?: string; grain: 'week' | 'month' }, signal?: S) =>
  body<t.FindingTrend>(http.GET('/api/v1/units/{unit}/findings/trend', { params: { path: { unit }, query }, ...read(signal) }));
export const findingPeople = (unit: string, signal?: S) =>
  body<{ items: t.FindingPerson[] }>(http.GET('/api/v1/units/{unit}/findings/people', { params: { path: { unit } }, ...read(signal) }));
export const explainFinding = (unit: string, id: string, text: string) =>
  body<t.StoredFindingDetail>(http.POST('/api/v1/units/{unit}/findings/one/{id}/explain', { params: { path: { unit, id }, header }, body: { text } }));
export const resolveFinding = (unit: string, id: string, text: string) =>
  body<t.StoredFindingDetail>(http.POST('/api/v1/units/{unit}/findings/one/{id}/resolve', { params: { path: { unit, id }, header }, body: { text } }));
export const disputeFinding = (unit: string, id: string, text: string) =>
  body<t.StoredFindingDetail>(http.POST('/api/v1/units/{unit}/findings/one/{id}/feedback', { params: { path: { unit, id }, header }, body: { text } }));
export const waiveFinding = (unit: string, id: string, input: t.WaiverInput) =>
  body<t.StoredFindingDetail>(http.POST('/api/v1/units/{unit}/findings/one/{id}/waive', { params: { path: { unit, id }, header }, body: input }));
export const assignFindings = (unit: string, input: t.AssignInput) =>
  body<{ changed: number }>(http.POST('/api/v1/units/{unit}/findings/assign', { params: { path: { unit }, header }, body: input }));

export const rulebookChange = (unit: string, signal?: S) =>
  body<t.RulebookChange>(http.GET('/api/v1/units/{unit}/findings/rulebook', { params: { path: { unit } }, ...read(signal) }));
export const activateRulebook = (unit: string) =>
  body<{ changed: number }>(http.POST('/api/v1/units/{unit}/findings/rulebook', { params: { path: { unit }, header } }));

// ---- today, search, figures, norms -----------------------------------------------------------------------------------
export const today = (unit: string, signal?: S) =>
  body<t.TodayAnswer>(http.GET('/api/v1/units/{unit}/today', { params: { path: { unit } }, ...read(signal) }));
export const search = (query: t.SearchQuery, signal?: S) => body<{ items: t.SearchItem[] }>(http.GET('/api/v1/search', { params: { query }, ...read(signal) }));
export const overview = (unit: string, query: { period: string }, signal?: S) =>
  body<t.Overview>(http.GET('/api/v1/units/{unit}/overview', { params: { path: { unit }, query }, ...read(signal) }));
export const figure = (unit: string, norm: string, query: { period: string; cursor?: string; limit?: number; own?: boolean; as_of?: string }, signal?: S) =>
  body<t.Figure>(http.GET('/api/v1/units/{unit}/figures/{norm}', { params: { path: { unit, norm }, query }, ...read(signal) }));
export const norms = (signal?: S) => body<t.NormList>(http.GET('/api/v1/norms', read(signal)));
