// Quick entry: a dropped file is read, the fields it gave are tinted, the focus goes to the first one that needs a person.
// N, Enter, Enter … Ctrl S: no mouse needed. What is typed is kept in this browser every two seconds.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import { keys, registersQuery } from '../../api/queries';
import type { Duplicate, Intake } from '../../api/types';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { time } from '../../lib/format';
import { remember } from '../../lib/recent';
import { dropDraft, readDraft, writeDraft } from '../../lib/store';
import { Button } from '../../ui/Button';
import { ErrorSummary } from '../../ui/controls';
import type { FieldError } from '../../ui/controls';
import { Panel } from '../../ui/layout';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';
import { DropZone } from './DropZone';
import { DuplicateLine } from './DuplicateLine';
import { EntryFields, fieldId, focusField } from './EntryFields';
import type { FieldName, Values } from './fields';
import { emptyValues, firstToCheck, inputOf, marksOf, order, valuesOf } from './fields';
import { addFiles, clearQueue, nextFile, useQueue } from './queue';
import { TextPage } from './TextPage';

interface Draft {
  values: Values;
  intake: Intake | null;
  at: number;
}

export default function Entry() {
  const { unit, can } = useSession();
  const navigate = useNavigate();
  const close = useCallback(() => void navigate({ to: '/van-ban-den', search: (before: object) => ({ ...before, rong: undefined }) } as never), [navigate]);
  if (!can('register_document')) {
    return (
      <Panel title={m.entry.title} onClose={close}>
        <ErrorBox error={new ApiError(403, { code: 'permission.denied', detail: m.entry.noRight })} />
      </Panel>
    );
  }
  return <EntryForUnit key={unit.code} close={close} />;
}

function EntryForUnit({ close }: { close: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const today = todayIso();
  const draftKey = `entry/${unit.code}`;
  const queue = useQueue();
  const file = queue.files[queue.at];

  const [intake, setIntake] = useState<Intake | null>(null);
  const [started, setStarted] = useState(false);
  const [values, setValues] = useState<Values>(() => emptyValues(today));
  const [current, setCurrent] = useState<FieldName | null>(null);
  const [left, setLeft] = useState<Set<FieldName>>(new Set());
  const [typing, setTyping] = useState<Partial<Record<FieldName, string>>>({}); // dates that cannot be read
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false); // the reason for a duplicate
  const [savedAt, setSavedAt] = useState<{ at: number; kept: boolean } | null>(null);
  const [restored, setRestored] = useState<number | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const dirty = useRef(false);
  const latest = useRef<Draft>({ values, intake, at: 0 });
  latest.current = { values, intake, at: Date.now() };

  const reset = useCallback(() => {
    setIntake(null);
    setStarted(false);
    setValues(emptyValues(todayIso()));
    setLeft(new Set());
    setTyping({});
    setTried(false);
    setAsking(false);
    setSavedAt(null);
    setRestored(null);
    dirty.current = false;
  }, []);

  const begin = useCallback(
    (next: Values, from: Intake | null) => {
      setValues(next);
      setIntake(from);
      setStarted(true);
      const name = firstToCheck(from?.reading ?? null, next);
      setTimeout(() => focusField(name), 0);
    },
    [],
  );

  const read = useMutation({
    mutationFn: (one: File) => api.intake(unit.code, one),
    onSuccess: (answer) => {
      dirty.current = true;
      begin(valuesOf(answer.reading, todayIso()), answer);
    },
  });
  const readRef = useRef(read);
  readRef.current = read;
  const sent = useRef<File | null>(null);
  useEffect(() => {
    if (!file || sent.current === file) return;
    sent.current = file;
    void readDraft<Draft>(draftKey).then((draft) => {
      // back from a look at another document: the same file was read already
      const known = draft?.intake?.file;
      if (draft && known && known.name === file.name.normalize('NFC') && known.size === file.size) {
        begin(draft.values, draft.intake);
        setSavedAt({ at: draft.at, kept: true });
        return;
      }
      reset();
      readRef.current.mutate(file);
    });
  }, [file, reset, draftKey, begin]);

  // a draft left behind by a closed tab
  useEffect(() => {
    if (file) return;
    let gone = false;
    void readDraft<Draft>(draftKey).then((draft) => {
      if (gone || !draft || dirty.current) return;
      begin(draft.values, draft.intake);
      setRestored(draft.at);
      setSavedAt({ at: draft.at, kept: true });
    });
    return () => {
      gone = true;
    };
  }, [draftKey, file, begin]);
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
    enabled: started && asked.symbol.length >= 3,
  });
  const duplicates = useMemo<Duplicate[]>(() => {
    const same = (intake?.duplicates ?? []).filter((one) => one.reason === 'same_file' || one.symbol === values.symbol.trim());
    const more = (twins.data?.items ?? []).filter((one) => !same.some((other) => other.id === one.id));
    return [...same, ...more];
  }, [intake, twins.data, values.symbol]);

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
    mutationFn: (_next: boolean) => api.registerIncoming(unit.code, inputOf(latest.current.values, latest.current.intake?.intake_id)),
    onSuccess: (saved, next) => {
      remember('issuer', values.issuer, values.issuer);
      remember(`handler.${unit.code}`, values.handler_unit || values.handler, values.handler);
      dirty.current = false;
      void dropDraft(draftKey);
      void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
      toast(m.entry.saved(saved.number_text ?? String(saved.number ?? ''), saved.symbol ?? ''));
      const more = queue.at + 1 < queue.files.length;
      reset();
      if (more) nextFile();
      else clearQueue();
      sent.current = null;
      if (!next && !more) void navigate({ to: '/van-ban-den/$id', params: { id: saved.id }, search: (before: object) => before } as never);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'document.duplicate') {
        setAsking(true);
        void twins.refetch();
      }
      requestAnimationFrame(() => summary.current?.focus());
    },
  });
  const saving = save.isPending;
  const submit = (next: boolean): void => {
    if (!started || saving) return;
    setTried(true);
    const needsReason = duplicates.length > 0 && values.duplicate_reason.trim() === '';
    if (Object.keys(problems).length > 0 || needsReason) {
      if (needsReason) setAsking(true);
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    save.mutate(next);
  };
  // a typed date settles on leaving its box, so the shortcut waits one turn before it reads the form
  const submitSoon = (next: boolean) => () => {
    const active = window.document.activeElement as HTMLElement | null;
    active?.blur();
    active?.focus();
    setTimeout(() => submitRef.current(next), 0);
  };
  const submitRef = useRef(submit);
  submitRef.current = submit;
  useKeys({ 'ctrl+s': submitSoon(false), 'ctrl+shift+s': submitSoon(true), escape: close });

  const shownErrors: Partial<Record<FieldName, string>> = {};
  for (const name of order) if ((tried || left.has(name)) && problems[name]) shownErrors[name] = problems[name];
  const list: FieldError[] = order.flatMap((name) => (problems[name] ? [{ id: fieldId(name), message: problems[name] }] : []));
  if (duplicates.length > 0 && values.duplicate_reason.trim() === '') list.push({ id: fieldId('duplicate_reason'), message: m.entry.needReason });
  if (save.error instanceof ApiError) {
    for (const field of save.error.problem.fields ?? []) {
      const name = field.path.replace(/^\//, ''); // the path is a JSON pointer
      list.push({ id: fieldId((name === 'handler_unit' ? 'handler' : name) as FieldName), message: field.message });
    }
  }

  const reading = intake?.reading ?? null;
  const marks = useMemo(() => marksOf(reading), [reading]);
  const pick = useCallback((name: FieldName) => focusField(name), []);

  if (!started) {
    return (
      <Panel title={m.entry.title} onClose={close} sub={queue.files.length > 1 ? m.entry.queue(queue.at + 1, queue.files.length) : null}>
        <DropZone
          busy={read.isPending ? (file?.name ?? '') : null}
          error={read.error}
          onFiles={(files) => {
            read.reset();
            sent.current = null;
            clearQueue();
            addFiles(files);
          }}
          onByHand={() => {
            clearQueue();
            begin(emptyValues(todayIso()), null);
          }}
        />
      </Panel>
    );
  }
  return (
    <Panel
      title={m.entry.title}
      autoFocus={false}
      sub={queue.files.length > 1 ? m.entry.queue(queue.at + 1, queue.files.length) : null}
      onClose={close}
      foot={
        <>
          <span className="saved-line grow" role="status">
            {savedAt ? (
              <>
                <span className={`dot ${savedAt.kept ? 'dot-ok' : 'dot-bad'}`} aria-hidden="true" />
                {savedAt.kept ? (restored === savedAt.at ? m.entry.draftRestored(time(savedAt.at)) : m.entry.draftSaved(time(savedAt.at))) : m.entry.draftMemory}
                {restored === savedAt.at ? (
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      void dropDraft(draftKey);
                      reset();
                    }}
                  >
                    {m.entry.dropDraft}
                  </button>
                ) : null}
              </>
            ) : null}
          </span>
          <Button onClick={() => submit(true)} disabled={saving}>
            {m.entry.saveNext}
          </Button>
          <Button ref={saveButton as never} kind="primary" shortcut="Ctrl S" busy={saving} onClick={() => submit(false)}>
            {m.entry.save(nextNumber)}
          </Button>
        </>
      }
    >
      <DuplicateLine
        duplicates={duplicates}
        asking={asking}
        onAsk={() => setAsking(true)}
        reason={values.duplicate_reason}
        onReason={(duplicate_reason) => set({ duplicate_reason })}
        invalid={tried && values.duplicate_reason.trim() === ''}
      />
      <div className={`panel-split${reading?.text ? '' : ' panel-single'}`}>
        {reading?.text ? (
          <div className="panel-text">
            <div className="panel-bar">
              <span>
                {m.entry.page}
                {reading.pages ? `, ${m.entry.pages(reading.pages)}` : ''}
              </span>
              <span className="panel-legend">
                <span>
                  <i className="swatch" aria-hidden="true" /> {m.entry.read}
                </span>
                <span>
                  <i className="swatch swatch-doubt" aria-hidden="true" /> {m.entry.doubt}
                </span>
              </span>
            </div>
            <TextPage text={reading.text} marks={marks} current={current} onPick={pick} />
          </div>
        ) : null}
        <div className="panel-fields">
          {tried || save.isError ? <ErrorSummary ref={summary} title={m.entry.summary} errors={list} /> : null}
          {save.isError && list.length === 0 ? (
            <div ref={summary} tabIndex={-1}>
              <ErrorBox compact error={save.error} />
              <p className="muted small">{m.entry.keptLocally}</p>
            </div>
          ) : null}
          <p className="panel-legend-line">
            <i className="swatch" aria-hidden="true" /> {reading ? m.entry.legend : m.entry.legendHand}
          </p>
          {reading?.ocr?.suspect ? <p className="doubt-line">{m.entry.badOcr}</p> : null}
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
    </Panel>
  );
}

