// Which field of a read document a person should look at first, and why. Pure.
import type { InboxItem } from '../../api/inbox';
import type { Reading } from '../../api/types';
import type { FieldName, Values } from '../incoming/fields';
import { order, sureFrom } from '../incoming/fields';

const needed: readonly FieldName[] = ['symbol', 'date', 'issuer', 'subject'];
const isField = (name: string | null | undefined): name is FieldName => (order as readonly string[]).includes(name ?? '');

/** Least certain first: what the server named, else the lowest figure under the line, else what is needed and was not read; the handler at last. */
export function leastCertain(item: Pick<InboxItem, 'weakest_field'> | null, reading: Reading | null, values: Values): FieldName {
  const marks = (reading?.fields ?? []).filter((one) => isField(one.field) && one.confidence < sureFrom && values[one.field] !== '').sort((a, b) => a.confidence - b.confidence);
  const missing = needed.find((name) => values[name] === '');
  if (isField(item?.weakest_field) && (values[item.weakest_field] === '' || marks.length > 0)) return item.weakest_field;
  return missing ?? ((marks[0]?.field as FieldName | undefined) ?? 'handler');
}

export type Why = { kind: 'missing'; field: FieldName } | { kind: 'unsure'; field: FieldName; confidence: number } | { kind: 'bad_scan' } | { kind: 'several_dates' } | { kind: 'sure' };

export function whyUnsure(field: FieldName, reading: Reading | null, values: Values, datesOnPage: number): Why[] {
  const out: Why[] = [];
  const mark = (reading?.fields ?? []).find((one) => one.field === field);
  if (values[field] === '' && field !== 'handler') out.push({ kind: 'missing', field });
  else if (mark && mark.confidence < sureFrom) out.push({ kind: 'unsure', field, confidence: mark.confidence });
  if (field === 'date' && datesOnPage > 1 && out.length > 0) out.push({ kind: 'several_dates' });
  if (reading?.ocr?.suspect) out.push({ kind: 'bad_scan' });
  return out.length > 0 ? out : [{ kind: 'sure' }];
}

/** The document after this one that was neither done nor set aside; at the end of the list what was set aside comes again. */
export function nextInLine(items: readonly Pick<InboxItem, 'id'>[], id: string, done: ReadonlySet<string>, skipped: ReadonlySet<string>): string | null {
  const at = items.findIndex((one) => one.id === id);
  const turned = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))].filter((one) => one.id !== id && !done.has(one.id));
  return (turned.find((one) => !skipped.has(one.id)) ?? turned[0])?.id ?? null;
}
