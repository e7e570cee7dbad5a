// Short forms of clauses and parameters.
import type { Reading, Rule } from '../../api/rules';
import type { Status } from '../../api/types';
import { m } from '../../app/messages';
import { date } from '../../lib/format';

/** "2.1, gạch đầu dòng 3, câu 2" -> "2.1, gạch 3, câu 2". */
export const shortClauseOf = (clause: string): string => clause.replace(/gạch đầu dòng/g, 'gạch').replace(/đoạn mở đầu/g, 'mở đầu');

/** "2.1, gạch đầu dòng 3, câu 1" belongs to section 2.1. */
export function sectionOf(clause: string): string {
  return /^(\d+(?:\.\d+)*)/.exec(clause.trim())?.[1] ?? clause.split(/[,;]/)[0]?.trim() ?? clause;
}

export const parameterName = (name: string): string => m.basis.parameter[name] ?? name.replaceAll('_', ' ');

/** A percent stays a percent; a day is written as people write it. */
export const valueText = (value: string): string => (/^\d{4}-\d\d-\d\d$/.test(value) ? date(value) : value.replace('.', ','));

/** The newest value of each parameter; the dated list stands in the open row. */
export function parametersText(rule: Pick<Rule, 'parameters'>): string {
  const newest = new Map(rule.parameters.map((one) => [one.name, one]));
  return [...newest.values()].map((one) => `${parameterName(one.name)} ${valueText(one.value)}`).join('; ');
}

/** Who decided a reading, when and by which document; or that nobody did. */
export const readingState = (one: Reading): string =>
  [
    m.rules.readingState[one.status] ?? one.status,
    one.owner ?? m.rules.noOwner,
    one.date ? date(one.date) : '',
    one.symbol ?? '',
    one.counted_by ? m.rules.countedBy(one.counted_by) : '',
  ]
    .filter(Boolean)
    .join(', ');

export const outcomeStatus: Record<string, Status> = { met: 'ok', breached: 'bad', waived: 'info', not_applicable: 'none', cannot_tell: 'warn' };

/** "met 2 / 3" -> "Đạt 2 / 3". */
export function outcomeText(tuple: string): string {
  const [word = '', ...rest] = tuple.split(' ');
  return word === '' ? m.none : [m.rules.outcome[word] ?? word, ...rest].join(' ');
}
