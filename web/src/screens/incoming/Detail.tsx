// One incoming document in the panel: its text on the left, what is known about it on the right, the next step below.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import { hasPages } from '../../api/pages';
import { documentQuery, keys } from '../../api/queries';
import type { Document, DocumentDetail, DocumentPage, DocumentStatus } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { shownType } from '../../lib/documentTypes';
import { date, fileSize } from '../../lib/format';
import { Button } from '../../ui/Button';
import { ErrorSummary } from '../../ui/controls';
import { Panel } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { SimilarBox, useSimilar } from '../compare/SimilarList';
import { Original } from '../pages/Original';
import { Conflict } from './Conflict';
import { DocumentState } from './DocumentState';
import { History } from './History';
import { EntryFields, fieldId } from './EntryFields';
import { undoOf } from './steps';
import type { FieldName, Values } from './fields';
import { inputOf, marksOf, order, valuesOfDocument } from './fields';

export default function Detail() {
  const { unit } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const client = useQueryClient();
  const query = useQuery(documentQuery(unit.code, id));
  const close = (): void => void navigate({ to: '/van-ban-den', search: (before: object) => ({ ...before, rong: undefined }) } as never);
  useKeys({ escape: close });

  // neighbours in the list that is on the left
  const rows = client
    .getQueriesData<{ pages: DocumentPage[] }>({ queryKey: [...keys.documents(unit.code), 'list'] })
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
    .filter((row) => row.direction === 'in');
  const at = rows.findIndex((row) => row.id === id);
  const go = (row: Document | undefined) =>
    row ? () => void navigate({ to: '/van-ban-den/$id', params: { id: row.id }, search: (before: object) => before } as never) : undefined;

  const document = query.data;
  return (
    <Panel
      title={document ? (document.number ? m.incoming.detailTitle(document.number_text ?? String(document.number)) : m.incoming.detailNoNumber) : m.incoming.title}
      sub={document ? document.symbol : null}
      focusKey={id}
      onClose={close}
      onPrevious={at > 0 ? go(rows[at - 1]) : undefined}
      onNext={at >= 0 ? go(rows[at + 1]) : undefined}
      wide={search.rong === '1'}
      onWide={() => void navigate({ to: '.', search: (before: object) => ({ ...before, rong: search.rong === '1' ? undefined : '1' }), replace: true } as never)}
    >
      {query.error instanceof ApiError && query.error.status === 404 ? (
        <ErrorBox error={new ApiError(404, { ...query.error.problem, detail: m.incoming.notFound })} />
      ) : (
        <Loaded query={query} lines={9}>
          {(data) => <Body key={data.id} document={data} />}
        </Loaded>
      )}
    </Panel>
  );
}

function Body({ document }: { document: DocumentDetail }) {
  const { unit, can } = useSession();
  const client = useQueryClient();
  const today = todayIso();
  // a waiting document is opened to be entered: its fields are ready to type in
  const [editing, setEditing] = useState(document.status === 'waiting' && can('register_document'));
  const [base, setBase] = useState<DocumentDetail>(document);
  const [values, setValues] = useState<Values>(() => ({ ...valuesOfDocument(document), arrival_date: document.arrival_date ?? today }));
  const [current, setCurrent] = useState<FieldName | null>(null);
  const [typing, setTyping] = useState<Partial<Record<FieldName, string>>>({});
  const [theirs, setTheirs] = useState<DocumentDetail | null>(null);
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: keys.unit(unit.code) });

  const status = useMutation({
    mutationFn: (next: DocumentStatus) => api.setStatus(unit.code, document.id, { status: next, version: document.version }),
    onSuccess: async (after, next) => {
      const before = document.status;
      await refresh();
      const back = undoOf(before, next);
      toast(next === 'done' ? m.incoming.doneToast(after.number_text ?? '') : m.incoming.statusChanged(m.documentStatus[next]), {
        label: back === before ? m.incoming.undo : m.incoming.reopen,
        run: () => void api.setStatus(unit.code, document.id, { status: back, version: after.version }).then(refresh),
      });
    },
  });

  const save = useMutation({
    mutationFn: async (form: { values: Values; version: number }) => {
      const { intake_id: _none, duplicate_reason: _no, ...input } = inputOf(form.values, undefined);
      const saved = await api.updateDocument(unit.code, document.id, { ...input, version: form.version });
      return document.status === 'waiting' ? api.setStatus(unit.code, document.id, { status: 'registered', version: saved.version }) : saved;
    },
    onSuccess: async (saved) => {
      setTheirs(null);
      setEditing(false);
      await refresh();
      toast(document.status === 'waiting' ? m.entry.saved(saved.number_text ?? '', saved.symbol ?? '') : m.incoming.saved);
    },
    onError: (error) => {
      if (error instanceof ApiError && (error.status === 412 || error.code === 'document.stale')) {
        void api.document(unit.code, document.id).then(setTheirs);
      }
    },
  });

  const problems: Partial<Record<FieldName, string>> = {};
  if (values.subject.trim() === '') problems.subject = m.entry.needSubject;
  if (values.arrival_date === '') problems.arrival_date = m.entry.needArrival;
  if (values.due && values.arrival_date && values.due < values.arrival_date && values.due !== (base.due ?? '')) problems.due = m.entry.dueBeforeArrival;
  for (const [name, message] of Object.entries(typing)) if (message) problems[name as FieldName] = message;
  const submit = (): void => {
    const active = window.document.activeElement as HTMLElement | null;
    active?.blur();
    active?.focus();
    setTimeout(() => submitNow(), 0);
  };
  const submitNow = (): void => {
    if (Object.keys(problems).length === 0 && !save.isPending) save.mutate({ values, version: base.version });
  };
  useKeys(editing ? { 'ctrl+s': submit } : {});

  const marks = useMemo(() => marksOf(document.reading ? { ...document.reading, text: document.text ?? document.reading.text ?? '' } : null), [document]);
  const text = document.text ?? document.reading?.text ?? '';
  const sheets = document.file != null && hasPages(document.reading?.format, document.file.media_type);
  const alike = useSimilar(document.id, document.reading?.ocr?.suspect === true && text !== '');
  const same = alike.data?.items.find((one) => one.verdict === 'same'); // the same document, read well
  const list = order.flatMap((name) => (problems[name] ? [{ id: fieldId(name), message: problems[name] }] : []));
  const fields: [string, React.ReactNode][] = [
    [m.incoming.col.status, <DocumentState key="s" document={document} />],
    [m.entry.fields.symbol, document.symbol],
    [m.entry.fields.date, date(document.date)],
    [m.entry.fields.issuer, document.issuer],
    [m.entry.fields.document_type, shownType(document.document_type)],
    [m.entry.fields.urgency, m.urgency[document.urgency]],
    [m.entry.fields.subject, document.subject],
    [m.entry.fields.arrival_date, date(document.arrival_date)],
    [
      m.entry.fields.due,
      document.due ? (
        <>
          {date(document.due)}{' '}
          <span className={document.overdue_days ? 'late' : 'soft'}>
            {document.overdue_days
              ? m.due.overdue(document.overdue_days)
              : document.due_in_working_days === 0
                ? m.due.today
                : document.due_in_working_days
                  ? m.due.left(document.due_in_working_days)
                  : ''}
          </span>
        </>
      ) : null,
    ],
    [m.entry.fields.handler, [document.handler_unit?.name, document.handler_name].filter(Boolean).join(', ')],
    [m.entry.fields.pages, document.pages],
    [m.entry.fields.channel, document.channel ? m.entry.channel[document.channel] : null],
    [m.entry.fields.note, document.note],
  ];

  return (
    <>
      <div className={`panel-split${text || sheets ? '' : ' panel-single'}`}>
        {text || sheets ? (
          <Original
            owner={sheets ? { kind: 'documents', unit: unit.code, id: document.id } : null}
            reading={document.reading}
            text={text}
            marks={editing ? marks : []}
            current={editing ? current : null}
            bar={
              document.file ? (
                <a href={api.fileHref(unit.code, document.id)} download="" className="nowrap">
                  {m.incoming.download} ({fileSize(document.file.size)})
                </a>
              ) : null
            }
            twin={
              same
                ? {
                    unit: same.unit,
                    id: same.id,
                    compare: (
                      <Link to="/doi-chieu" search={{ a: document.id, b: same.id } as never} className="underlined">
                        {m.compare.open}
                      </Link>
                    ),
                  }
                : null
            }
          />
        ) : null}
        <div className="panel-fields">
          {status.isError ? <ErrorBox compact error={status.error} /> : null}
          {save.isError && theirs === null ? <ErrorBox compact error={save.error} /> : null}
          {theirs ? (
            <Conflict
              mine={values}
              theirs={valuesOfDocument(theirs)}
              base={valuesOfDocument(base)}
              onResolve={(chosen) => {
                setBase(theirs);
                setValues(chosen);
                save.mutate({ values: chosen, version: theirs.version });
              }}
            />
          ) : editing ? (
            <>
              <ErrorSummary title={m.entry.summary} errors={save.isError || Object.keys(typing).length > 0 ? list : []} />
              <EntryFields
                values={values}
                set={set}
                reading={document.status === 'waiting' ? (document.reading ?? null) : null}
                today={today}
                errors={problems}
                onFocus={setCurrent}
                onLeave={(name, problem) => {
                  if (problem !== undefined) setTyping((before) => ({ ...before, [name]: problem || undefined }));
                }}
                onLast={submitNow}
              />
            </>
          ) : (
            <>
              {!text && !sheets ? (
                <p className="muted small">
                  {document.file ? (
                    <a href={api.fileHref(unit.code, document.id)} download="">
                      {m.incoming.download} {document.file.name} ({fileSize(document.file.size)})
                    </a>
                  ) : (
                    m.incoming.noFile
                  )}
                </p>
              ) : null}
              <dl className="read-only">
                {fields
                  .filter(([, value]) => value !== null && value !== undefined && value !== '')
                  .map(([label, value]) => (
                    <div key={label} className="contents">
                      <dt>{label}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
              </dl>
              {text ? <SimilarBox id={document.id} symbol={document.symbol} direction={document.direction} /> : null}
              <History rows={document.history} />
            </>
          )}
        </div>
      </div>
      <div className="panel-foot">
        <span className="grow" />
        {editing ? (
          <>
            {document.status === 'waiting' ? null : <Button onClick={() => setEditing(false)}>{m.cancel}</Button>}
            <Button kind="primary" shortcut="Ctrl S" busy={save.isPending} disabled={theirs !== null} onClick={submit}>
              {document.status === 'waiting' ? m.entry.save(null) : m.save}
            </Button>
          </>
        ) : can('register_document') || can('draft') ? (
          <>
            {can('register_document') ? (
              <Button icon="edit" onClick={() => setEditing(true)}>
                {m.incoming.edit}
              </Button>
            ) : null}
            {document.status === 'registered' ? (
              <Button busy={status.isPending} onClick={() => status.mutate('in_progress')}>
                {m.incoming.toProgress}
              </Button>
            ) : null}
            {document.status === 'done' ? (
              <Button busy={status.isPending} onClick={() => status.mutate('in_progress')}>
                {m.incoming.reopen}
              </Button>
            ) : document.status === 'waiting' ? null : (
              <Button kind="primary" icon="check" busy={status.isPending} onClick={() => status.mutate('done')}>
                {m.incoming.toDone}
              </Button>
            )}
          </>
        ) : null}
      </div>
    </>
  );
}
