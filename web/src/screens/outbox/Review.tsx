// One entry the server did not take as it is: why, both versions side by side, and the ways on: choose, change, give the reason, drop.
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as api from '../../api/endpoints';
import { keys } from '../../api/queries';
import type { DocumentDetail } from '../../api/types';
import { m } from '../../app/messages';
import { outbox } from '../../app/outbox';
import { todayIso } from '../../lib/dates';
import type { Entry, Job } from '../../lib/outbox';
import { dropDraft } from '../../lib/store';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/DateField';
import { Field, Input } from '../../ui/controls';
import { Loading } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { show } from '../incoming/Conflict';
import { EntryFields } from '../incoming/EntryFields';
import type { FieldName, Values } from '../incoming/fields';
import { inputOf, order, valuesOfDocument } from '../incoming/fields';
import '../incoming/incoming.css';

type JobOf<Kind> = Extract<Job, { kind: Kind }>;
interface Props<Kind> {
  entry: Entry;
  job: JobOf<Kind>;
  onDrop: () => void;
}

function Why({ entry }: { entry: Entry }) {
  const { problem } = entry;
  return (
    <div className="outbox-why">
      <Glyph status="warn" size={16} />
      <div>
        <p>{problem?.detail || m.state.unknownError}</p>
        {(problem?.fields ?? []).map((field) => (
          <p key={field.path} className="small">
            {field.message}
          </p>
        ))}
        {problem?.clause ? <p className="muted small">{problem.clause}</p> : null}
      </div>
    </div>
  );
}

export function ReviewIncoming({ entry, job, onDrop }: Props<'incoming'>) {
  const mine = job.values as Values;
  const [values, setValues] = useState<Values>(mine);
  const duplicate = entry.problem?.code === 'document.duplicate';
  const [editing, setEditing] = useState(!duplicate);
  const [tried, setTried] = useState(false);
  const [typing, setTyping] = useState<Partial<Record<FieldName, string>>>({});
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const year = Number((mine.date || mine.arrival_date || todayIso()).slice(0, 4));
  const twin = useQuery({
    queryKey: [...keys.documents(entry.unit), 'twin', entry.id, entry.key],
    queryFn: async ({ signal }): Promise<DocumentDetail | null> => {
      const found = entry.twin ?? (await api.duplicates(entry.unit, { symbol: mine.symbol.trim(), year, ...(mine.issuer ? { issuer: mine.issuer.trim() } : {}) }, signal)).items[0]?.id;
      return found === undefined ? null : api.document(entry.unit, found, signal);
    },
    enabled: duplicate && (entry.twin !== undefined || mine.symbol.trim() !== ''),
  });
  const reason = values.duplicate_reason;
  const reasonMissing = duplicate && reason.trim() === '' && same(values, mine);
  const errors: Partial<Record<FieldName, string>> = { ...typing };
  for (const field of entry.problem?.fields ?? []) {
    const name = field.path.replace(/^\//, '') as FieldName;
    if (values[name] === mine[name]) errors[name] = field.message;
  }
  if (values.subject.trim() === '') errors.subject = m.entry.needSubject;

  const send = (): void => {
    setTried(true);
    if (reasonMissing || values.subject.trim() === '' || Object.values(typing).some(Boolean)) return;
    void outbox.revise(entry.id, { ...job, input: inputOf(values, job.input.intake_id), values });
  };
  return (
    <div className="outbox-review">
      <Why entry={entry} />
      {twin.isLoading ? <Loading lines={3} /> : null}
      {twin.data ? <Sides mine={mine} theirs={twin.data} chosen={values} onChoose={set} /> : null}
      {duplicate && (twin.isError || twin.data === null) ? <p className="soft small">{m.outbox.gone}</p> : null}
      {editing ? (
        <EntryFields
          values={values}
          set={set}
          reading={null}
          today={todayIso()}
          errors={errors}
          onFocus={() => undefined}
          onLeave={(name, problem) => setTyping((before) => ({ ...before, [name]: problem || undefined }))}
          onLast={send}
        />
      ) : null}
      {duplicate ? (
        <Field id={`ly-do-${entry.id}`} label={m.outbox.reason} error={tried && reasonMissing ? m.outbox.needReason : undefined}>
          <Input id={`ly-do-${entry.id}`} value={reason} onChange={(duplicate_reason) => set({ duplicate_reason })} placeholder={m.outbox.reasonHint} invalid={tried && reasonMissing} />
        </Field>
      ) : null}
      <div className="outbox-ways">
        <Button kind="primary" onClick={send}>
          {m.outbox.register}
        </Button>
        {editing ? null : <Button onClick={() => setEditing(true)}>{m.outbox.edit}</Button>}
        <Button onClick={onDrop}>{m.outbox.drop}</Button>
      </div>
    </div>
  );
}

const same = (a: Values, b: Values): boolean => order.every((name) => a[name] === b[name]);

/** Mine beside what the book holds; where they differ, either can be taken. */
function Sides(p: { mine: Values; theirs: DocumentDetail; chosen: Values; onChoose: (change: Partial<Values>) => void }) {
  const theirs = valuesOfDocument(p.theirs);
  return (
    <section aria-label={m.outbox.sides}>
      <h2>{m.outbox.sides}</h2>
      <table className="table outbox-sides">
        <thead>
          <tr>
            <th scope="col">{m.conflict.field}</th>
            <th scope="col">{m.conflict.mine}</th>
            <th scope="col">
              <Link to="/van-ban-den/$id" params={{ id: p.theirs.id }} className="underlined">
                {m.outbox.inBook(p.theirs.number_text ?? '')}
              </Link>
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((name) => {
            const differs = p.mine[name] !== theirs[name];
            return (
              <tr key={name} className={differs ? 'outbox-differs' : undefined}>
                <th scope="row">{m.entry.fields[name]}</th>
                {differs
                  ? (['mine', 'theirs'] as const).map((side) => {
                      const from = side === 'mine' ? p.mine : theirs;
                      const change: Partial<Values> = { [name]: from[name], ...(name === 'handler' ? { handler_unit: from.handler_unit } : {}) };
                      return (
                        <td key={side}>
                          <label className="conflict-choice">
                            <input type="radio" name={`ben-${p.theirs.id}-${name}`} checked={p.chosen[name] === from[name]} onChange={() => p.onChoose(change)} />
                            {show(name, from) || m.none}
                          </label>
                        </td>
                      );
                    })
                  : [p.mine, theirs].map((from, at) => <td key={at}>{show(name, from) || m.none}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function ReviewDraft({ entry, job, onDrop }: Props<'draft'>) {
  const stale = entry.problem?.code === 'document.stale';
  const theirs = useQuery({
    queryKey: [...keys.documents(entry.unit), 'text', job.document, entry.key],
    queryFn: ({ signal }) => api.draftText(entry.unit, job.document, signal),
    enabled: stale,
  });
  const mine = job.next ?? job.text;
  const { next: _sent, ...rest } = job;
  return (
    <div className="outbox-review">
      <Why entry={entry} />
      {stale && theirs.isLoading ? <Loading lines={3} /> : null}
      {stale && theirs.isError ? <p className="soft small">{m.outbox.gone}</p> : null}
      <div className="outbox-texts">
        <section>
          <h2>{m.conflict.mine}</h2>
          <pre tabIndex={0}>{mine}</pre>
        </section>
        {theirs.data ? (
          <section>
            <h2>{m.conflict.theirs}</h2>
            <pre tabIndex={0}>{theirs.data.text}</pre>
          </section>
        ) : null}
      </div>
      <div className="outbox-ways">
        <Button kind="primary" disabled={stale && !theirs.data} onClick={() => void outbox.revise(entry.id, { ...rest, text: mine, version: theirs.data?.version ?? job.version })}>
          {stale ? m.conflict.keepMine : m.outbox.again}
        </Button>
        <Button
          onClick={() => {
            void dropDraft(`draft/${entry.unit}/${job.document}`); // the editor's copy of the same text
            onDrop();
          }}
        >
          {stale ? m.conflict.takeTheirs : m.outbox.drop}
        </Button>
        <Link to="/van-ban-di/soan/$id" params={{ id: job.document }} className="underlined">
          {m.outbox.openDraft}
        </Link>
      </div>
    </div>
  );
}

export function ReviewNumber({ entry, job, onDrop }: Props<'number'>) {
  const [reason, setReason] = useState(job.input.breach_reason ?? '');
  const [tried, setTried] = useState(false);
  const [on, setOn] = useState(job.input.breach_on ?? '');
  const needed = entry.problem?.code === 'draft.breached' || entry.problem?.code === 'draft.breach_paper';
  const missing = needed && (reason.trim() === '' || on === '');
  const again = (): void => {
    setTried(true);
    if (!missing) void outbox.revise(entry.id, { ...job, input: { ...job.input, breach_reason: reason.normalize('NFC').trim() || undefined, breach_on: on || undefined } });
  };
  return (
    <div className="outbox-review">
      <Why entry={entry} />
      {needed ? (
        <>
          <Field id={`ly-do-${entry.id}`} label={m.outbox.breachReason} error={tried && missing ? m.outbox.needReason : undefined}>
            <Input id={`ly-do-${entry.id}`} value={reason} onChange={setReason} invalid={tried && missing} />
          </Field>
          <Field id={`ly-do-luc-${entry.id}`} label={m.draft.reasonOn}>
            <DateField id={`ly-do-luc-${entry.id}`} value={on} today={todayIso()} onChange={setOn} invalid={tried && missing && on === ''} />
          </Field>
        </>
      ) : null}
      <div className="outbox-ways">
        <Button kind="primary" onClick={again}>
          {m.outbox.again}
        </Button>
        <Button onClick={onDrop}>{m.outbox.drop}</Button>
        <Link to="/van-ban-di/soan/$id" params={{ id: job.document }} className="underlined">
          {m.outbox.openDraft}
        </Link>
      </div>
    </div>
  );
}
