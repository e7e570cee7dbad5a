// The entry form of an incoming document, wherever the document came from: what was read beside the numbered fields, the duplicate line,
// the reason, Ctrl S. What is typed is kept in this browser every two seconds.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import { keys, registersQuery } from '../../api/queries';
import type { PageOwner } from '../../api/pages';
import { hasPages } from '../../api/pages';
import type { Document, Duplicate, Intake, Reading } from '../../api/types';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { sendOrKeep } from '../../app/outbox';
import type { Sent } from '../../app/outbox';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { time } from '../../lib/format';
import { remember } from '../../lib/recent';
import { dropDraft, writeDraft } from '../../lib/store';
import { ErrorSummary } from '../../ui/controls';
import type { FieldError } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';
import { Original } from '../pages/Original';
import { compareLink, DuplicateLine } from './DuplicateLine';
import { EntryFields, fieldId, focusField } from './EntryFields';
import type { FieldName, Values } from './fields';
import { firstToCheck, inputOf, isSame, marksOf, needsReason, order, shownDuplicates } from './fields';
import './incoming.css';

/** What is kept in this browser. */
export interface EntryDraft {
  values: Values;
  intake: Intake | null;
  file?: File; // not read yet: it came while the line was down
  at: number;
}
export interface EntryStart {
  values: Values;
  intake: Intake | null;
  file?: File | undefined;
  keptAt: number | null; // ms, when it comes out of this browser
  restored: boolean; // the person is told so
  dirty: boolean; // worth keeping before anything is typed
}
export interface EntryActions {
  saving: boolean;
  submit: (next: boolean) => void;
  nextNumber: number | null;
  saveButton: Ref<HTMLButtonElement | HTMLAnchorElement>;
  savedLine: ReactNode;
}

export function EntryForm(p: {
  start: EntryStart;
  draftKey: string;
  focus?: (reading: Reading | null, values: Values) => FieldName;
  note?: ReactNode; // above the fields
  badge?: ReactNode; // above the text
  owner?: PageOwner; // whose pages are shown; else those of the intake
  actions: (form: EntryActions) => ReactNode;
  onSaved: (saved: Document, next: boolean) => void;
  onKept?: (next: boolean) => void; // without it an entry that could not be sent stays in the form
  onDropDraft: () => void;
}) {
  const { unit, me } = useSession();
  const client = useQueryClient();
  const today = todayIso();
  const { draftKey } = p;
  const intake = p.start.intake;
  const reading = intake?.reading ?? null;

  const [values, setValues] = useState<Values>(p.start.values);
  const [current, setCurrent] = useState<FieldName | null>(null);
  const [left, setLeft] = useState<Set<FieldName>>(new Set());
  const [typing, setTyping] = useState<Partial<Record<FieldName, string>>>({}); // dates that cannot be read
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false); // the reason for a duplicate
  const [refused, setRefused] = useState(false); // the server wants that reason
  const [savedAt, setSavedAt] = useState<{ at: number; kept: boolean } | null>(p.start.keptAt === null ? null : { at: p.start.keptAt, kept: true });
  const restored = p.start.restored ? p.start.keptAt : null;
  const summary = useRef<HTMLDivElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const dirty = useRef(p.start.dirty);
  const file = p.start.file;
  const latest = useRef<EntryDraft>({ values, intake, at: 0 });
  latest.current = { values, intake, ...(file ? { file } : {}), at: Date.now() };

  const first = useRef((p.focus ?? firstToCheck)(reading, p.start.values));
  useEffect(() => {
    const timer = setTimeout(() => focusField(first.current), 0);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    const keep = (): void => {
      if (!dirty.current) return;
      dirty.current = false;
      const draft = latest.current;
      void writeDraft(draftKey, draft).then((kept) => setSavedAt({ at: draft.at, kept }));
    };
    const timer = setInterval(keep, 2000);
    window.addEventListener('pagehide', keep);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [draftKey]);

  const set = useCallback((change: Partial<Values>) => {
    dirty.current = true;
    setValues((before) => ({ ...before, ...change }));
  }, []);

  // the same symbol, issuer and year already in the book
  const year = Number((values.date || today).slice(0, 4));
  const [asked, setAsked] = useState({ symbol: '', issuer: '', year });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ symbol: values.symbol.trim(), issuer: values.issuer.trim(), year }), 400);
    return () => clearTimeout(timer);
  }, [values.symbol, values.issuer, year]);
  const twins = useQuery({
    queryKey: [...keys.documents(unit.code), 'duplicates', asked],
    queryFn: ({ signal }) => api.duplicates(unit.code, { symbol: asked.symbol, year: asked.year, ...(asked.issuer ? { issuer: asked.issuer } : {}) }, signal),
    enabled: asked.symbol.length >= 3,
  });
  const duplicates = useMemo<Duplicate[]>(
    () => shownDuplicates(intake?.duplicates ?? [], twins.data?.items ?? [], values.symbol),
    [intake, twins.data, values.symbol],
  );
  const reasonMissing = (refused || needsReason(duplicates)) && values.duplicate_reason.trim() === '';

  const registers = useQuery(registersQuery(unit.code, Number(today.slice(0, 4))));
  const nextNumber = registers.data?.items.find((one) => one.direction === 'in')?.next_number ?? null;

  const problems = useMemo<Partial<Record<FieldName, string>>>(() => {
    const out: Partial<Record<FieldName, string>> = {};
    if (values.subject.trim() === '') out.subject = m.entry.needSubject;
    if (values.arrival_date === '') out.arrival_date = m.entry.needArrival;
    if (values.due !== '' && values.arrival_date !== '' && values.due < values.arrival_date) out.due = m.entry.dueBeforeArrival;
    if (values.date !== '' && values.arrival_date !== '' && values.date > values.arrival_date) out.date = m.entry.dateInFuture;
    for (const [name, message] of Object.entries(typing)) if (message) out[name as FieldName] = message;
    return out;
  }, [values, typing]);

  const save = useMutation({
    mutationFn: async (_next: boolean): Promise<Sent<Document>> => {
      const { values: typed, intake: read } = latest.current;
      const input = inputOf(typed, read?.intake_id);
      if (!p.onKept) return { sent: await api.registerIncoming(unit.code, input) };
      return sendOrKeep(
        { account: me.account_id, unit: unit.code, title: input.subject ?? '', job: { kind: 'incoming', input, values: typed, ...(file ? { file } : {}) } },
        file ? null : (key) => api.registerIncoming(unit.code, input, key), // with a file: it goes ahead, so both go the same way
      );
    },
    onSuccess: (answer, next) => {
      remember('issuer', values.issuer, values.issuer);
      remember(`handler.${unit.code}`, values.handler_unit || values.handler, values.handler);
      dirty.current = false;
      void dropDraft(draftKey);
      if ('kept' in answer) {
        toast(m.outbox.kept(answer.kept.title));
        p.onKept?.(next);
        return;
      }
      const saved = answer.sent;
      void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
      toast(m.entry.saved(saved.number_text ?? String(saved.number ?? ''), saved.symbol ?? ''));
      p.onSaved(saved, next);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'document.duplicate') {
        setAsking(true);
        setRefused(true);
        void twins.refetch();
      }
      requestAnimationFrame(() => summary.current?.focus());
    },
  });
  const saving = save.isPending;
  const submit = (next: boolean): void => {
    if (saving) return;
    setTried(true);
    if (Object.keys(problems).length > 0 || reasonMissing) {
      if (reasonMissing) setAsking(true);
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    save.mutate(next);
  };
  // a typed date settles on leaving its box, so the shortcut waits one turn before it reads the form
  const submitRef = useRef(submit);
  submitRef.current = submit;
  const submitSoon = (next: boolean) => () => {
    const active = window.document.activeElement as HTMLElement | null;
    active?.blur();
    active?.focus();
    setTimeout(() => submitRef.current(next), 0);
  };
  useKeys({ 'ctrl+s': submitSoon(false), 'ctrl+shift+s': submitSoon(true) });

  const shownErrors: Partial<Record<FieldName, string>> = {};
  for (const name of order) if ((tried || left.has(name)) && problems[name]) shownErrors[name] = problems[name];
  const list: FieldError[] = order.flatMap((name) => (problems[name] ? [{ id: fieldId(name), message: problems[name] }] : []));
  if (reasonMissing) list.push({ id: fieldId('duplicate_reason'), message: m.entry.needReason });
  if (save.error instanceof ApiError) {
    for (const field of save.error.problem.fields ?? []) {
      const name = field.path.replace(/^\//, ''); // the path is a JSON pointer
      list.push({ id: fieldId((name === 'handler_unit' ? 'handler' : name) as FieldName), message: field.message });
    }
  }

  const marks = useMemo(() => marksOf(reading), [reading]);
  const sheets = intake !== null && hasPages(reading?.format, intake.file.media_type);
  const same = reading?.ocr?.suspect ? duplicates.find(isSame) : undefined; // the same document, read well
  const pick = useCallback((name: FieldName) => focusField(name), []);
  const dropKept = (): void => {
    dirty.current = false;
    void dropDraft(draftKey);
    p.onDropDraft();
  };
  const savedLine = (
    <span className="saved-line grow" role="status">
      {savedAt ? (
        <>
          <span className={`dot ${savedAt.kept ? 'dot-ok' : 'dot-bad'}`} aria-hidden="true" />
          {savedAt.kept ? (restored === savedAt.at ? m.entry.draftRestored(time(savedAt.at)) : m.entry.draftSaved(time(savedAt.at))) : m.entry.draftMemory}
          {restored === savedAt.at ? (
            <button type="button" className="link" onClick={dropKept}>
              {m.entry.dropDraft}
            </button>
          ) : null}
        </>
      ) : null}
    </span>
  );

  return (
    <>
      <DuplicateLine
        duplicates={duplicates}
        intake={intake}
        asking={asking}
        onAsk={() => setAsking(true)}
        reason={values.duplicate_reason}
        onReason={(duplicate_reason) => set({ duplicate_reason })}
        invalid={tried && reasonMissing}
      />
      <div className={`panel-split${reading?.text || sheets ? '' : ' panel-single'}`}>
        {intake && (reading?.text || sheets) ? (
          <Original
            owner={sheets ? (p.owner ?? { kind: 'intake', unit: unit.code, id: intake.intake_id }) : null}
            reading={reading}
            text={reading?.text ?? ''}
            marks={marks}
            current={current}
            onPick={pick}
            bar={p.badge}
            legend={
              <span className="panel-legend">
                <span>
                  <i className="swatch" aria-hidden="true" /> {m.entry.read}
                </span>
                <span>
                  <i className="swatch swatch-doubt" aria-hidden="true" /> {m.entry.doubt}
                </span>
              </span>
            }
            twin={same ? { unit: same.unit, id: same.id, compare: compareLink(intake, same.id) } : null}
          />
        ) : null}
        <div className="panel-fields">
          {tried || save.isError ? <ErrorSummary ref={summary} title={m.entry.summary} errors={list} /> : null}
          {save.isError && list.length === 0 ? (
            <div ref={summary} tabIndex={-1}>
              <ErrorBox compact error={save.error} />
              <p className="muted small">{m.entry.keptLocally}</p>
            </div>
          ) : null}
          {p.note}
          <p className="panel-legend-line">
            <i className="swatch" aria-hidden="true" /> {reading ? m.entry.legend : file ? m.outbox.withFile(file.name) : m.entry.legendHand}
          </p>
          {reading?.ocr?.suspect && !p.note ? <p className="doubt-line">{m.entry.badOcr}</p> : null}
          <EntryFields
            values={values}
            set={set}
            reading={reading}
            today={today}
            errors={shownErrors}
            onFocus={setCurrent}
            onLeave={(name, problem) => {
              setLeft((before) => (before.has(name) ? before : new Set(before).add(name)));
              if (problem !== undefined) setTyping((before) => (before[name] === (problem || undefined) ? before : { ...before, [name]: problem || undefined }));
            }}
            onLast={() => saveButton.current?.focus()}
          />
        </div>
      </div>
      <div className="panel-foot">{p.actions({ saving, submit, nextNumber, saveButton: saveButton as never, savedLine })}</div>
    </>
  );
}
