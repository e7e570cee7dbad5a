// The numbered fields of a new entry, and of a change to an old one.
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDeferredValue, useMemo, useState } from 'react';
import * as api from '../../api/endpoints';
import type { Reading, Urgency } from '../../api/types';
import { composing } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { datesInHead } from '../../lib/dates';
import { documentTypes, shownType, storedType } from '../../lib/documentTypes';
import { date } from '../../lib/format';
import { recent } from '../../lib/recent';
import type { Choice } from '../../ui/Combobox';
import { Combobox } from '../../ui/Combobox';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import type { Tint } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Glyph } from '../../ui/status';
import { certaintyOf, digits, fieldOfDigit, neighbour } from './fields';
import type { FieldName, Values } from './fields';

const narrowFields: ReadonlySet<FieldName> = new Set(['document_type', 'urgency', 'due', 'arrival_date']); // two on a line

export const fieldId = (name: FieldName | 'pages' | 'note' | 'channel' | 'duplicate_reason'): string => `vb-${name}`;
export function focusField(name: FieldName): void {
  const element = window.document.getElementById(fieldId(name));
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}

/** Alt + digit goes to a field, from anywhere in the form. */
export function onDigit(event: KeyboardEvent): void {
  if (!event.altKey || event.ctrlKey || composing(event)) return;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const name = digit ? fieldOfDigit(Number(digit)) : undefined;
  if (!name) return;
  event.preventDefault();
  focusField(name);
}

function useUnits(query: string, all: boolean): { choices: Choice[]; busy: boolean } {
  const deferred = useDeferredValue(query.trim());
  const found = useQuery({
    queryKey: ['unit-search', all ? 'all' : 'mine', deferred],
    queryFn: ({ signal }) => api.searchUnits({ q: deferred, limit: 30, ...(all ? { all: true } : {}) }, signal),
    enabled: deferred.length >= 2,
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
  });
  const choices = useMemo(
    () => (deferred.length >= 2 ? (found.data?.items ?? []) : []).map((one) => ({ value: one.code, label: one.name, sub: [...one.path_names].reverse().join(', ') || one.area.full_name })),
    [found.data, deferred],
  );
  return { choices, busy: found.isFetching };
}

/** Recent ones first: alone while nothing is typed, as a mark on what the search finds afterwards. */
function withRecent(list: string, choices: Choice[], typed: string): Choice[] {
  const old = recent(list);
  if (typed.trim().length < 2) return old.map((one) => ({ ...one, recent: true }));
  const known = new Set(old.map((one) => one.label));
  return [...choices.filter((one) => known.has(one.label)).map((one) => ({ ...one, recent: true })), ...choices.filter((one) => !known.has(one.label))];
}

export function EntryFields(p: {
  values: Values;
  set: (change: Partial<Values>) => void;
  reading: Reading | null;
  today: string;
  errors: Partial<Record<FieldName, string>>;
  onLeave: (name: FieldName, problem?: string) => void;
  onFocus: (name: FieldName) => void;
  onLast: () => void; // Enter in the last field
  more?: ReactNode;
}) {
  const { unit } = useSession();
  const { values, set, reading, errors } = p;
  const [issuerText, setIssuerText] = useState('');
  const [handlerText, setHandlerText] = useState('');
  const issuers = useUnits(issuerText, true);
  const handlers = useUnits(handlerText, false);
  const types = useMemo<Choice[]>(() => documentTypes().map((type) => ({ value: type, label: shownType(type) })), []);

  const certainty = (name: FieldName) => certaintyOf(reading, name, values[name]);
  const tint = (name: FieldName): Tint => ({ sure: 'read' as const, doubt: 'doubt' as const, none: 'none' as const })[certainty(name)];
  const aside = (name: FieldName): ReactNode =>
    certainty(name) === 'doubt' ? (
      <span className="field-aside-doubt" title={narrowFields.has(name) ? m.entry.doubtful : undefined}>
        {narrowFields.has(name) ? <Glyph status="warn" size={13} /> : null}
        <span className={narrowFields.has(name) ? 'visually-hidden' : undefined}>{m.entry.doubtful}</span>
      </span>
    ) : certainty(name) === 'sure' && name === 'symbol' ? m.entry.sure : null;
  const move = (name: FieldName, event: KeyboardEvent): void => {
    event.preventDefault();
    const next = neighbour(name, event.shiftKey ? -1 : 1);
    if (next) focusField(next);
    else if (!event.shiftKey) p.onLast();
  };
  const enter = (name: FieldName) => (event: KeyboardEvent) => {
    if (composing(event) || event.key !== 'Enter' || event.ctrlKey || event.altKey) return;
    move(name, event);
  };
  const frame = (name: FieldName) => ({
    id: fieldId(name),
    label: m.entry.fields[name],
    ...(digits[name] === undefined ? {} : { digit: digits[name] }),
    aside: aside(name),
    error: errors[name],
  });
  const common = (name: FieldName) => ({
    id: fieldId(name),
    tint: tint(name),
    invalid: errors[name] !== undefined,
    describedBy: errors[name] ? `${fieldId(name)}-error` : undefined,
    onFocus: () => p.onFocus(name),
    onBlur: () => p.onLeave(name),
  });
  const dateField = (name: 'date' | 'due' | 'arrival_date') => (
    <DateField
      {...common(name)}
      value={values[name]}
      today={p.today}
      onChange={(iso) => set({ [name]: iso })}
      onProblem={(problem) => p.onLeave(name, problem ?? '')}
      onEnter={(event) => move(name, event)}
    />
  );
  const others = useMemo(() => {
    const found = datesInHead(reading?.text ?? '');
    return [...new Set([reading?.date ?? '', ...found])].filter(Boolean).slice(0, 2);
  }, [reading]);

  return (
    <div onKeyDown={onDigit} className="entry-fields">
      <Field {...frame('symbol')}>
        <Input {...common('symbol')} value={values.symbol} onChange={(symbol) => set({ symbol })} onKeyDown={enter('symbol')} placeholder={m.entry.symbolHint} />
      </Field>
      <Field {...frame('date')}>
        {dateField('date')}
        {errors.date ? null : certainty('date') === 'doubt' && others.length > 1 ? (
          <>
            <p className="doubt-line">
              <Glyph status="warn" size={13} /> {m.entry.doubtDate}
            </p>
            <div className="candidates">
              {others.map((iso) => (
                <button key={iso} type="button" className="candidate" aria-pressed={values.date === iso} onClick={() => set({ date: iso })}>
                  {date(iso)}
                </button>
              ))}
            </div>
          </>
        ) : certainty('date') === 'doubt' ? (
          <p className="doubt-line">
            <Glyph status="warn" size={13} /> {m.entry.doubtOther}
          </p>
        ) : null}
      </Field>
      <Field {...frame('issuer')}>
        <Combobox
          {...common('issuer')}
          free
          filtered
          value={values.issuer}
          choices={withRecent('issuer', issuers.choices, issuerText)}
          busy={issuers.busy}
          placeholder={m.entry.issuerHint}
          onType={(text) => {
            setIssuerText(text);
            set({ issuer: text });
          }}
          onPick={(choice) => set({ issuer: choice.label })}
          onEnter={(event) => move('issuer', event)}
        />
      </Field>
      <div className="field-pair">
        <Field {...frame('document_type')}>
          <Combobox
            {...common('document_type')}
            free
            value={shownType(values.document_type)}
            choices={types}
            onType={(text) => set({ document_type: storedType(text) })}
            onPick={(choice) => set({ document_type: choice.value })}
            onEnter={(event) => move('document_type', event)}
          />
        </Field>
        <Field {...frame('urgency')}>
          <Combobox
            {...common('urgency')}
            value={m.urgency[values.urgency]}
            choices={Object.entries(m.urgency).map(([value, label]) => ({ value, label }))}
            onPick={(choice) => set({ urgency: choice.value as Urgency })}
            onEnter={(event) => move('urgency', event)}
          />
        </Field>
      </div>
      <Field {...frame('subject')}>
        <TextArea
          {...common('subject')}
          rows={3}
          value={values.subject}
          onChange={(subject) => set({ subject: subject.replace(/\n/g, ' ') })}
          onKeyDown={enter('subject')}
        />
      </Field>
      <div className="field-pair">
        <Field {...frame('due')}>{dateField('due')}</Field>
        <Field {...frame('arrival_date')} aside={m.entry.auto}>
          {dateField('arrival_date')}
        </Field>
      </div>
      <Field {...frame('handler')} aside={m.entry.oneLead}>
        <Combobox
          {...common('handler')}
          free
          filtered
          value={values.handler}
          choices={withRecent(`handler.${unit.code}`, handlers.choices, handlerText)}
          busy={handlers.busy}
          placeholder={m.entry.handlerHint}
          onType={(text) => {
            setHandlerText(text);
            set({ handler: text, handler_unit: '' });
          }}
          onPick={(choice) => set({ handler: choice.label, handler_unit: choice.value === choice.label ? '' : choice.value })}
          onEnter={(event) => move('handler', event)}
        />
      </Field>
      <details className="more-fields">
        <summary>{m.entry.more}</summary>
        <div>
          <div className="field-pair">
            <Field id={fieldId('pages')} label={m.entry.fields.pages}>
              <Input id={fieldId('pages')} value={values.pages} inputMode="numeric" onChange={(pages) => set({ pages: pages.replace(/\D/g, '') })} />
            </Field>
            <Field id={fieldId('channel')} label={m.entry.fields.channel}>
              <Select<'network' | 'paper'>
                id={fieldId('channel')}
                value={values.channel}
                options={[
                  { value: 'network', label: m.entry.channel.network },
                  { value: 'paper', label: m.entry.channel.paper },
                ]}
                onChange={(channel) => set({ channel })}
              />
            </Field>
          </div>
          <Field id={fieldId('note')} label={m.entry.fields.note}>
            <TextArea id={fieldId('note')} rows={2} value={values.note} onChange={(note) => set({ note })} />
          </Field>
        </div>
      </details>
      {p.more}
    </div>
  );
}
