// The shapes of the HTTP contract. One file, so that a schema generated from the server can take its place.

export type Level = 'central' | 'province' | 'commune';
export type Bloc = 'party' | 'government' | 'elected' | 'mass';
export type Role = 'clerk' | 'specialist' | 'leader' | 'head_of_office' | 'administrator' | 'auditor';
export type Direction = 'in' | 'out' | 'draft';
export type Urgency = 'thuong' | 'khan' | 'thuong_khan' | 'hoa_toc';
export type System = 'party' | 'state';
export type Outcome = 'met' | 'breached' | 'waived' | 'not_applicable' | 'cannot_tell';
export type Severity = 'error' | 'warning' | 'info';
export type Theme = 'light' | 'dark' | 'system';
export type FontScale = 100 | 115 | 130;
export type Iso = string;
export type Millis = number;

export interface AreaBrief {
  code: string;
  name: string;
  full_name: string;
  level: Level;
}
export interface UnitBrief {
  id: string;
  code: string;
  name: string;
  level: Level;
  bloc: Bloc;
  area: AreaBrief;
  path: string;
  sample: boolean;
}
export interface UnitFound extends UnitBrief {
  path_names: string[];
}
export interface Unit extends UnitBrief {
  parent?: UnitBrief | null;
  valid_from: Iso;
  valid_to?: Iso | null;
  children_count: number;
}

export interface FirstRun {
  needed: boolean;
  sample: boolean;
  product_version: string;
}
export interface Grant {
  unit: UnitBrief;
  role: Role;
  role_name: string;
}
export interface Me {
  account_id: string;
  name: string;
  title: string;
  username: string;
  units: Grant[];
  visible_scopes: string[];
  preferences: { theme?: Theme | null; font_scale?: FontScale | null };
  has_password?: boolean;
  sample: boolean;
}

export interface FileRef {
  sha256: string;
  name: string;
  size: number;
  media_type: string;
}
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
  date?: Iso | null;
  subject?: string | null;
  signer?: Signer | null;
  recipients?: string[];
  secrecy?: string | null;
  urgency?: string | null;
  pages?: number | null;
  ocr?: { used: boolean; suspect: boolean; reason?: string | null } | null;
  fields: FieldMark[];
  text?: string;
  warnings?: string[];
}
export interface Duplicate {
  id: string;
  unit: string;
  number?: number | null;
  symbol?: string | null;
  subject: string;
  arrival_date?: Iso | null;
  issuer?: string | null;
  reason: 'same_file' | 'same_symbol';
  match_percent?: number | null;
}
export interface Intake {
  intake_id: string;
  file: FileRef;
  reading: Reading;
  duplicates: Duplicate[];
}

export interface HistoryRow {
  at: Millis;
  actor_name: string;
  action: string;
  detail: string;
}
export type DocumentStatus =
  | 'waiting'
  | 'registered'
  | 'in_progress'
  | 'done'
  | 'numbered'
  | 'released'
  | 'recalled'
  | 'editing'
  | 'checked';
export interface Document {
  id: string;
  unit: string;
  direction: Direction;
  status: DocumentStatus;
  register_year?: number | null;
  number?: number | null;
  number_text?: string | null;
  symbol?: string | null;
  notation?: string | null;
  document_type?: string | null;
  date?: Iso | null;
  arrival_date?: Iso | null;
  issuer?: string | null;
  subject: string;
  signer?: string | null;
  signer_title?: string | null;
  signing_form?: string | null;
  recipients?: string[] | null;
  urgency: Urgency;
  language?: string | null;
  pages?: number | null;
  copies?: number | null;
  due?: Iso | null;
  handler_unit?: UnitBrief | null;
  handler_name?: string | null;
  note?: string | null;
  administrative?: boolean | null;
  system?: System | null;
  channel?: 'network' | 'paper' | null;
  digital?: boolean | null;
  implements?: string | null;
  file?: FileRef | null;
  created_at: Millis;
  updated_at: Millis;
  version: number;
  overdue_days?: number | null;
  due_in_working_days?: number | null;
}
export interface DocumentDetail extends Document {
  text?: string | null;
  reading?: Reading | null;
  history?: HistoryRow[];
}
export interface DocumentPage {
  items: Document[];
  next?: string | null;
  total?: number | null;
  counts: { all: number; waiting: number; overdue: number };
}
export interface DocumentQuery {
  direction: Direction;
  status?: string | undefined;
  q?: string | undefined;
  overdue?: boolean | undefined;
  year?: number | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}
export interface IncomingInput {
  intake_id?: string | undefined;
  symbol?: string | undefined;
  document_type?: string | undefined;
  date?: Iso | undefined;
  arrival_date: Iso;
  issuer?: string | undefined;
  subject: string;
  urgency: Urgency;
  due?: Iso | undefined;
  handler_unit?: string | undefined;
  handler_name?: string | undefined;
  pages?: number | undefined;
  note?: string | undefined;
  channel?: 'network' | 'paper' | undefined;
  duplicate_reason?: string | undefined;
  secrecy?: string | undefined;
}

export interface Register {
  id: string;
  direction: 'in' | 'out';
  book: string;
  book_name: string;
  kind: 'state' | 'party';
  period: string;
  last_number: number;
  next_number: number;
  reserved: number[];
  cancelled: { number: number; reason: string }[];
  gaps: { number: number; explanation?: string | null }[];
}

export interface Passage {
  start: number;
  end: number;
  quote: string;
}
export type FindingGroup = 'the_thuc' | 'tham_quyen' | 'noi_dung' | 'sau_ro' | 'trung_lap';
export interface Finding {
  norm: string;
  row: string;
  source: string;
  clause: string;
  outcome: Outcome;
  severity: Severity;
  force: string;
  group: FindingGroup;
  message: string;
  remedy: string;
  measured?: string | null;
  limit?: string | null;
  missing?: string | null;
  quote?: string | null;
  passages: Passage[];
  interpretations: string[];
}
export interface CheckAnswer {
  document: Reading;
  findings: Finding[];
  summary: { breached: number; met: number; waived: number; not_applicable: number; cannot_tell: number; rulebook: string };
}
export interface CheckInput {
  text: string;
  document_type?: string | undefined;
  system?: System | undefined;
  against?: string[] | undefined;
  implements?: string | undefined;
}
export interface NumberInput {
  book?: string | undefined;
  date: Iso;
  signer: string;
  signer_title?: string | undefined;
  signing_form?: string | undefined;
  recipients?: string[] | undefined;
  copies?: number | undefined;
  pages?: number | undefined;
  breach_reason?: string | undefined;
}

export type TodayKind = 'document_in' | 'draft' | 'task' | 'report' | 'recommendation' | 'meeting';
export interface TodayItem {
  id: string;
  kind: TodayKind;
  title: string;
  from?: string | null;
  symbol?: string | null;
  due?: Iso | null;
  due_text: string;
  action: string;
  href: string;
}
export interface TodayAnswer {
  date: Iso;
  overdue: TodayItem[];
  today: TodayItem[];
  upcoming: TodayItem[];
  done_today: { text: string; at: Millis }[];
  counts: { all: number; documents: number; tasks: number; reports: number; meetings: number };
}

export interface SearchItem {
  kind: string;
  id: string;
  unit?: UnitBrief | null;
  title: string;
  subtitle?: string | null;
  snippet?: string | null;
  href: string;
}

export type Status = 'ok' | 'warn' | 'bad' | 'info' | 'none';
export interface Gauge {
  id: string;
  label: string;
  norm: string;
  row: string;
  measured_text: string;
  measured?: number | null;
  limit?: number | null;
  limit_text: string;
  clause_text: string;
  outcome: Outcome;
  status: Status;
  status_text: string;
  kind: 'percent' | 'pips' | 'count';
  max?: number | null;
  direction: 'at_least' | 'at_most';
  rows_href: string;
  interpretations: string[];
  missing?: string | null;
}
export interface FindingRow {
  norm: string;
  outcome: Outcome;
  severity: Severity;
  title: string;
  where: string;
  clause_text: string;
  subject?: string | null;
  unit?: string | null;
  area?: string | null;
  date?: Iso | null;
}
export type AreaState = 'met' | 'near' | 'some_failed' | 'over' | 'none';
export interface AreaRow {
  area: string;
  name: string;
  state: AreaState;
  text: string;
  unit?: string | null;
  children?: number | null;
}
export interface Overview {
  period: string;
  period_text: string;
  as_of: Iso;
  sample: boolean;
  computed_at: Millis;
  scope_text: string;
  gauges: Gauge[];
  findings: { total: number; breached: number; warning: number; info: number; items: FindingRow[] };
  provinces?: AreaRow[] | null;
  children?: AreaRow[] | null;
}
export type Cell = string | number | boolean | null | undefined;
export interface FigureRow {
  id: string;
  included: boolean;
  why_excluded?: string | null;
  [column: string]: Cell;
}
export interface Figure {
  norm: { id: string; statement: string; clause: string; source: string };
  period: string;
  unit: string;
  measured?: string | number | null;
  limit?: string | number | null;
  outcome: Outcome;
  message: string;
  total: number;
  columns: { key: string; label: string; kind: 'text' | 'date' | 'number' }[];
  rows: FigureRow[];
  next?: string | null;
}

export interface Norm {
  id: string;
  row: string;
  source: string;
  clause: string;
  statement: string;
  force: string;
  executability: string;
  kind: string;
  parameters: { name: string; value: string | number; from: string; clause: string; stricter?: string | null }[];
  interpretations: string[];
  cases: number;
  machine_checked?: boolean;
}
export interface NormDetail extends Omit<Norm, 'interpretations'> {
  interpretations: { id: string; question: string; choice: string; status: string; owner?: string | null; date?: string | null }[];
  except: string[];
  remedy: string;
}
export interface NormList {
  rulebook: string;
  items: Norm[];
  coverage: { source: string; norms: number; machine_checked: number }[];
}

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  code: string;
  detail: string;
  clause?: string | null;
  fields?: { path: string; code: string; message: string }[] | null;
  request_id?: string;
}
