// Order of the entry form, its numbers, and where the focus belongs. Pure, so that the keyboard path is tested without a browser.
import type { Document, Duplicate, IncomingInput, Reading, Urgency } from '../../api/types';
import { CodePoints } from '../../lib/offsets';
import { capital } from '../../lib/text';

export const order = ['symbol', 'date', 'issuer', 'document_type', 'urgency', 'subject', 'due', 'arrival_date', 'handler'] as const;
export type FieldName = (typeof order)[number];

/** Alt + digit. The arrival date fills itself and has none. */
export const digits: Partial<Record<FieldName, number>> = { symbol: 1, date: 2, issuer: 3, document_type: 4, urgency: 5, subject: 6, due: 7, handler: 8 };
export const fieldOfDigit = (digit: number): FieldName | undefined => order.find((name) => digits[name] === digit);

export const sureFrom = 0.85;
export type Certainty = 'sure' | 'doubt' | 'none';

export interface Values {
  symbol: string;
  date: string;
  issuer: string;
  document_type: string;
  urgency: Urgency;
  subject: string;
  due: string;
  arrival_date: string;
  handler_unit: string;
  handler: string;
  pages: string;
  channel: 'network' | 'paper';
  note: string;
  duplicate_reason: string;
}

export function emptyValues(today: string): Values {
  return {
    symbol: '', date: '', issuer: '', document_type: '', urgency: 'thuong', subject: '', due: '', arrival_date: today,
    handler_unit: '', handler: '', pages: '', channel: 'network', note: '', duplicate_reason: '',
  }; // prettier-ignore
}

const urgencies: Record<string, Urgency> = { thuong: 'thuong', khan: 'khan', thuong_khan: 'thuong_khan', hoa_toc: 'hoa_toc', khẩn: 'khan', 'thượng khẩn': 'thuong_khan', 'hỏa tốc': 'hoa_toc', 'hoả tốc': 'hoa_toc' };

export function valuesOf(reading: Reading, today: string): Values {
  const dues = (reading.tasks ?? []).map((task) => task.due).filter((due): due is string => typeof due === 'string' && due >= today);
  const due = dues.sort()[0] ?? '';
  return {
    ...emptyValues(today),
    symbol: reading.symbol ?? '',
    date: reading.date ?? '',
    issuer: reading.issuer ?? '',
    document_type: (reading.document_type ?? '').toLowerCase(),
    urgency: urgencies[(reading.urgency ?? 'thuong').toLowerCase()] ?? 'thuong',
    subject: capital((reading.subject ?? '').normalize('NFC')),
    due,
    pages: reading.pages ? String(reading.pages) : '',
  };
}

export function valuesOfDocument(document: Document): Values {
  return {
    ...emptyValues(''),
    symbol: document.symbol ?? '',
    date: document.date ?? '',
    issuer: document.issuer ?? '',
    document_type: document.document_type ?? '',
    urgency: document.urgency,
    subject: document.subject,
    due: document.due ?? '',
    arrival_date: document.arrival_date ?? '',
    handler_unit: document.handler_unit?.code ?? '',
    handler: document.handler_unit?.name ?? document.handler_name ?? '',
    pages: document.pages ? String(document.pages) : '',
    channel: document.channel ?? 'network',
    note: document.note ?? '',
  };
}

export function certaintyOf(reading: Reading | null, name: FieldName, value: string): Certainty {
  if (reading === null || value === '') return 'none';
  const mark = (reading.fields ?? []).find((one) => one.field === name);
  if (mark) return mark.confidence >= sureFrom ? 'sure' : 'doubt';
  if (name === 'due' || name === 'document_type') return 'sure';
  return 'none';
}

/** The first field that needs a person: read without certainty, or needed and not read; else the handler, which is never read. */
export function firstToCheck(reading: Reading | null, values: Values): FieldName {
  for (const name of order) {
    if (certaintyOf(reading, name, values[name]) === 'doubt') return name;
    if (values[name] === '' && (name === 'subject' || name === 'issuer' || name === 'symbol' || name === 'date')) return name;
  }
  return 'handler';
}

/** Same bytes, number or words: the book holds it already. A copy or an overlap is worth knowing and stops nobody. */
export const isSame = (one: Duplicate): boolean => one.reason === 'same_file' || one.reason === 'same_symbol' || one.reason === 'same_text';
export const needsReason = (duplicates: readonly Duplicate[]): boolean => duplicates.some(isSame);

/** What the intake found, without twins of a symbol that was corrected since, then what the book has under the symbol as it is now. */
export function shownDuplicates(found: readonly Duplicate[], twins: readonly Duplicate[], symbol: string): Duplicate[] {
  const kept = found.filter((one) => one.reason !== 'same_symbol' || one.symbol === symbol.trim());
  const all = [...kept, ...twins.filter((one) => !kept.some((other) => other.id === one.id))];
  return all.sort((a, b) => Number(isSame(b)) - Number(isSame(a)) || (b.match_percent ?? 0) - (a.match_percent ?? 0));
}

export function neighbour(name: FieldName, step: 1 | -1): FieldName | null {
  return order[order.indexOf(name) + step] ?? null;
}

export interface Mark {
  field: FieldName;
  digit: number;
  start: number; // UTF-16
  end: number;
  doubt: boolean;
}

export function marksOf(reading: Reading | null): Mark[] {
  if (!reading?.text) return [];
  const points = new CodePoints(reading.text);
  return [...read(reading, points), ...dueMark(reading, points)];
}

/** The due date comes from a task; its words are looked for inside the task's sentence. */
function dueMark(reading: Reading, points: CodePoints): Mark[] {
  if ((reading.fields ?? []).some((one) => one.field === 'due')) return [];
  const task = (reading.tasks ?? []).filter((one) => one.due && one.due_text).sort((a, b) => String(a.due).localeCompare(String(b.due)))[0];
  if (!task?.due_text) return [];
  const start = points.text.indexOf(task.due_text, points.toUnits(task.start ?? 0));
  return start < 0 ? [] : [{ field: 'due', digit: 7, start, end: start + task.due_text.length, doubt: false }];
}

function read(reading: Reading, points: CodePoints): Mark[] {
  return (reading.fields ?? []).flatMap((one): Mark[] => {
    const digit = digits[one.field as FieldName];
    if (digit === undefined || one.end <= one.start) return [];
    return [{ field: one.field as FieldName, digit, ...points.span(one), doubt: one.confidence < sureFrom }];
  });
}

export function inputOf(values: Values, intakeId: string | undefined): IncomingInput {
  const text = (value: string): string | undefined => value.normalize('NFC').trim() || undefined;
  const pages = Number(values.pages);
  return {
    intake_id: intakeId,
    symbol: text(values.symbol),
    document_type: text(values.document_type)?.toLowerCase(),
    date: values.date || undefined,
    arrival_date: values.arrival_date,
    issuer: text(values.issuer),
    subject: values.subject.normalize('NFC').trim().replace(/\s+/g, ' '),
    urgency: values.urgency,
    due: values.due || undefined,
    handler_unit: values.handler_unit || undefined,
    handler_name: values.handler_unit ? undefined : text(values.handler),
    pages: Number.isInteger(pages) && pages > 0 ? pages : undefined,
    channel: values.channel,
    note: text(values.note),
    duplicate_reason: text(values.duplicate_reason),
  };
}
