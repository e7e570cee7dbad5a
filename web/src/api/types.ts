// The shapes the screens work with: the generated schema, with words where the server says "string". Naming a member that the server
// no longer sends turns the type into `never`, so a stale page does not compile.
import type { components, operations } from './schema';

type Schema = components['schemas'];
type Refine<Base, Over> = [Exclude<keyof Over, keyof Base>] extends [never] ? Omit<Base, keyof Over> & Over : never;
type Body<Name extends keyof operations> = operations[Name] extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;
type QueryOf<Name extends keyof operations> = operations[Name] extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

export type Level = 'central' | 'province' | 'commune';
export type Bloc = 'party' | 'government' | 'elected' | 'mass';
export type Role = 'clerk' | 'specialist' | 'leader' | 'head_of_office' | 'administrator' | 'auditor';
export type Direction = 'in' | 'out' | 'draft';
export type Urgency = 'thuong' | 'khan' | 'thuong_khan' | 'hoa_toc';
export type System = 'party' | 'state';
export type Channel = 'network' | 'paper';
export type Outcome = 'met' | 'breached' | 'waived' | 'not_applicable' | 'cannot_tell';
export type Severity = 'error' | 'warning' | 'info';
export type Status = 'ok' | 'warn' | 'bad' | 'info' | 'none';
export type Theme = 'light' | 'dark' | 'system';
export type FontScale = 100 | 115 | 130;
export type DocumentStatus = 'waiting' | 'registered' | 'in_progress' | 'done' | 'numbered' | 'released' | 'recalled' | 'editing' | 'checked';

export type AreaBrief = Refine<Schema['documents.AreaBrief'], { level: Level }>;
export type UnitBrief = Refine<Schema['documents.UnitBrief'], { level: Level; bloc: Bloc; area: AreaBrief }>;
export type UnitFound = UnitBrief & Pick<Schema['units.UnitHit'], 'path_names'>;
export type Unit = UnitBrief & Pick<Schema['units.UnitDetail'], 'valid_from' | 'valid_to' | 'children_count'>;

export type FirstRun = Schema['accounts.FirstRunState'];
export type FirstRunInput = Body<'first_run.create'>;
export type SignInInput = Body<'session.create'>;
export type Preferences = Refine<Schema['accounts.Preferences'], { theme?: Theme; font_scale?: FontScale }>;
export type Grant = Refine<Schema['accounts.Held'], { unit: UnitBrief; role: Role }>;
export type Me = Refine<Schema['accounts.Me'], { units: Grant[]; preferences: Preferences }>;

export type FileRef = Schema['documents.FileRef'];
/** The reading comes from the reader as it is; its members are those of `sauro read`. */
export interface FieldMark {
  field: string;
  confidence: number;
  start: number;
  end: number;
}
export interface Signer {
  form?: string | null;
  body?: string | null;
  title?: string | null;
  name?: string | null;
}
export interface Reading {
  format: string;
  kind: string;
  system?: string | null;
  number?: number | null;
  notation?: string | null;
  symbol?: string | null;
  document_type?: string | null;
  issuer?: string | null;
  parent_body?: string | null;
  place?: string | null;
  date?: string | null;
  subject?: string | null;
  signer?: Signer | null;
  recipients?: string[];
  secrecy?: string | null;
  urgency?: string | null;
  tasks?: { due?: string | null; due_text?: string | null; lead?: string | null; work?: string; start?: number; end?: number }[];
  pages?: number | null;
  ocr?: { used: boolean; suspect: boolean; reason?: string | null } | null;
  fields?: FieldMark[];
  text?: string;
  warnings?: string[];
}
export type DuplicateReason = 'same_file' | 'same_symbol' | 'same_text' | 'copy' | 'overlap';
export type Duplicate = Refine<Schema['documents.Duplicate'], { reason: DuplicateReason }>;
export type Intake = Refine<Schema['documents.IntakeOut'], { reading: Reading; duplicates: Duplicate[] }>;

export type HistoryRow = Schema['documents.HistoryItem'];
type Known = { direction: Direction; status: DocumentStatus; urgency: Urgency; system?: System; channel?: Channel; handler_unit?: UnitBrief };
export type Document = Refine<Schema['documents.Document'], Known>;
export type DocumentDetail = Refine<Schema['documents.DocumentDetail'], Known & { reading?: Reading }>;
export type DocumentPage = Refine<Schema['documents.ListOut'], { items: Document[] }>;
export type DocumentQuery = Refine<QueryOf<'documents.list'>, { direction: Direction }>;
export type IncomingInput = Refine<Body<'documents.register'>, { urgency?: Urgency; channel?: Channel }>;
export type ChangeInput = Refine<Body<'documents.change'>, { urgency?: Urgency; channel?: Channel }>;

export type Register = Refine<Schema['documents.RegisterOut'], { direction: 'in' | 'out'; kind: 'state' | 'party' }>;

export type DraftInput = Refine<Body<'drafts.create'>, { system?: System }>;
export type DraftChangeInput = Body<'drafts.change'>;
export type DraftText = Schema['documents.DraftText'];
export type DraftLook = Schema['documents.DraftLook'];
export type FindingGroup = 'the_thuc' | 'tham_quyen' | 'noi_dung' | 'sau_ro' | 'trung_lap';
export type Passage = Schema['documents.PassageView'];
export type Finding = Refine<Schema['documents.FindingView'], { outcome: Outcome; severity: Severity; group: FindingGroup }>;
export type Implements = Refine<Schema['documents.ImplementsView'], { why: 'field' | 'text' }>;
export type Coverage = Schema['documents.CoverageView'];
export type CoverageRow = Schema['documents.CoverageRowView'];
export type CopyView = Schema['documents.CopyView'];
export type CheckAnswer = Refine<Schema['documents.CheckAnswer'], { document: Reading; findings: Finding[]; implements?: Implements }>;
export type CheckInput = Refine<Body<'drafts.check_text'>, { system?: System }>;
export type NumberInput = Body<'drafts.number'>;

export type TodayKind = 'document_in' | 'draft' | 'task' | 'report' | 'finding' | 'recommendation' | 'meeting';
export type TodayItem = Refine<Schema['documents.TodayItem'], { kind: TodayKind }>;
export type TodayAnswer = Refine<Schema['documents.TodayAnswer'], { overdue: TodayItem[]; today: TodayItem[]; upcoming: TodayItem[] }>;
/** In code points of the text it belongs to. */
export type Highlight = Schema['documents.HighlightView'];
export type UnknownItem = Schema['findings.UnknownItem'];
export type UnknownPage = Schema['findings.UnknownPage'];
export type SearchItem = Schema['documents.SearchItem'];
export type SearchQuery = QueryOf<'documents.search'>;

export type Gauge = Refine<Schema['overview.Gauge'], { outcome: Outcome; status: Status; kind: 'percent' | 'pips' | 'count'; direction: 'at_least' | 'at_most' }>;
export type FindingRow = Refine<Schema['overview.FindingRow'], { outcome: Outcome; severity: Severity }>;
export type AreaState = 'met' | 'near' | 'some_failed' | 'over' | 'none';
export type AreaRow = Refine<Schema['overview.AreaRow'], { state: AreaState }>;
export type Overview = Refine<
  Schema['overview.Overview'],
  { gauges: Gauge[]; findings: Refine<Schema['overview.Findings'], { items: FindingRow[] }>; provinces?: AreaRow[]; children?: AreaRow[] }
>;
export type Cell = string | number | boolean | null | undefined;
export interface FigureRow {
  id: string;
  included: boolean;
  role: string;
  role_text: string;
  why?: string | null; // what is wrong or not known of a row that is counted
  why_excluded?: string | null;
  [column: string]: Cell;
}
export type FigureColumn = Refine<Schema['overview.FigureColumn'], { kind: 'text' | 'date' | 'number' }>;
export type Figure = Refine<Schema['overview.FigureList'], { outcome: Outcome; status: Status; columns: FigureColumn[]; rows: FigureRow[] }>;

export type FindingState = 'open' | 'explained' | 'waived' | 'fixed';
type KnownFinding = { severity: Severity; state: FindingState };
export type StoredFinding = Refine<Schema['findings.FindingItem'], KnownFinding>;
export type RulebookChange = Schema['findings.RulebookChange'];
export type StoredFindingDetail = Refine<Schema['findings.FindingDetail'], KnownFinding>;
export type FindingPage = Refine<Schema['findings.FindingPage'], { items: StoredFinding[] }>;
export type FindingQuery = QueryOf<'findings.list'>;
export type FindingTrend = Schema['findings.FindingTrend'];
export type FindingPerson = Schema['findings.FindingPerson'];
export type WaiverInput = Body<'findings.waive'>;
export type AssignInput = Body<'findings.assign'>;

export type Norm = Schema['overview.NormItem'];
export type NormList = Schema['overview.NormList'];

export type Problem = Partial<Schema['Problem']> & Pick<Schema['Problem'], 'code' | 'detail'>;
