// One pair: both documents, what they write differently, the decision and its history, the other pairs of the group.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import * as reviews from '../../api/reviews';
import type { Action, DecisionInput, Issue, PairDetail } from '../../api/reviews';
import { keys } from '../../api/queries';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date, dateTime, percent } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Panel } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { named, PairFacts } from './Reviews';

const issues: Issue[] = ['overlap', 'contradiction', 'unfit', 'similar', 'none'];
const actions: Action[] = ['amend', 'supplement', 'replace', 'merge', 'joint', 'repeal', 'keep'];

export default function ReviewPair() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const query = useQuery({ queryKey: [...keys.unit(unit.code), 'reviews', 'one', id], queryFn: ({ signal }) => reviews.pair(unit.code, id, signal) });
  const close = (): void => void navigate({ to: '/ra-soat', search: (before: object) => before } as never);
  useKeys({ escape: close });
  return (
    <Panel title={query.data ? m.reviews.pairTitle(named(query.data.a), named(query.data.b)) : m.reviews.title} focusKey={id} onClose={close}>
      <Loaded query={query} lines={8}>
        {(pair) => (
          <div className="panel-fields reviews-pair">
            <div className="reviews-sides">
              {[pair.a, pair.b].map((side) => (
                <section key={side.id} aria-label={named(side)} className="reviews-side">
                  <h3>{named(side)}</h3>
                  <p>{side.subject}</p>
                  <p className="soft">{[shownType(side.document_type), date(side.date), side.unit_name].filter(Boolean).join(' · ')}</p>
                  <p className="soft">{m.reviews.share(percent(100 * side.share))}</p>
                </section>
              ))}
            </div>
            <p>
              <Link to="/doi-chieu" search={{ a: pair.a.id, b: pair.b.id } as never} className="underlined">
                {m.reviews.compare}
              </Link>
            </p>
            {pair.joint ? <p className="reviews-note">{m.reviews.joint}</p> : null}
            {pair.differences.length > 0 ? (
              <section aria-label={m.reviews.differences}>
                <h3>{m.reviews.differences}</h3>
                <table className="reviews-table">
                  <thead>
                    <tr>
                      <th scope="col">{named(pair.a)}</th>
                      <th scope="col">{named(pair.b)}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {pair.differences.map((one, index) => (
                      <tr key={index}>
                        <Said value={one.a} words={one.context_a} />
                        <Said value={one.b} words={one.context_b} />
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            ) : null}
            <section aria-label={m.reviews.decision}>
              <h3>{m.reviews.decision}</h3>
              {can('sign') ? <DecisionForm key={pair.decision?.version ?? 0} pair={pair} /> : <p>{pair.decision ? <PairFacts pair={pair} /> : m.reviews.notYours}</p>}
            </section>
            {pair.decision ? (
              <section aria-label={m.reviews.history}>
                <h3>{m.reviews.history}</h3>
                <ul className="reviews-list">
                  {pair.decision.history.map((event) => (
                    <li key={event.at}>
                      <span className="soft">{`${dateTime(event.at)}, ${event.who}`}</span>
                      <br />
                      {event.detail}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
            {pair.near.length > 0 ? (
              <section aria-label={m.reviews.near}>
                <h3>{m.reviews.near}</h3>
                <ul className="reviews-list">
                  {pair.near.map((one) => (
                    <li key={one.id}>
                      <Link to="/ra-soat/$id" params={{ id: one.id } as never} search={((before: object) => before) as never} className="underlined">
                        {`${named(one.a)} ~ ${named(one.b)}`}
                      </Link>{' '}
                      <PairFacts pair={one} />
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

// The number stands out in its words, as long as the words hold it.
function Said({ value, words }: { value: string; words: string }) {
  const at = words.indexOf(value);
  return (
    <td>
      {at < 0 ? <strong>{value}</strong> : words.slice(0, at)}
      {at < 0 ? ` ${words}` : <mark>{value}</mark>}
      {at < 0 ? null : words.slice(at + value.length)}
    </td>
  );
}

function DecisionForm({ pair }: { pair: PairDetail }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const today = new Date().toISOString().slice(0, 10);
  const before = pair.decision;
  const [form, setForm] = useState<DecisionInput>({
    version: before?.version ?? 0,
    issue: before?.issue ?? 'overlap',
    ...(before?.action ? { action: before.action } : {}),
    owner: before?.owner ?? '',
    due: before?.due ?? '',
    done_on: before?.done_on ?? '',
    result: before?.result ?? '',
    note: before?.note ?? '',
  });
  const set = (change: Partial<DecisionInput>): void => setForm((old) => ({ ...old, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const { action, owner, due, done_on, result, note, ...rest } = form;
      const filled = Object.fromEntries(Object.entries({ owner, due, done_on, result, note }).filter(([, value]) => value)) as Partial<DecisionInput>;
      return reviews.decide(unit.code, pair.id, { ...rest, ...filled, ...(action && form.issue !== 'none' ? { action } : {}) });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [...keys.unit(unit.code), 'reviews'] });
      toast(m.reviews.saved);
    },
  });
  const problem = (path: string): string | undefined =>
    save.error instanceof ApiError ? save.error.problem.fields?.find((one) => one.path === path)?.message : undefined;
  const fields = save.error instanceof ApiError && (save.error.problem.fields?.length ?? 0) > 0;
  return (
    <form
      className="reviews-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field id="review-issue" label={m.reviews.form.issue} error={problem('/issue')}>
        <Select<Issue> id="review-issue" value={form.issue} onChange={(issue) => set({ issue })} options={issues.map((value) => ({ value, label: m.reviews.issue[value] }))} />
      </Field>
      {form.issue === 'none' ? null : (
        <>
          <Field id="review-action" label={m.reviews.form.action} error={problem('/action')}>
            <Select<Action | ''>
              id="review-action"
              value={form.action ?? ''}
              onChange={(action) => setForm(({ action: _old, ...rest }) => (action === '' ? rest : { ...rest, action }))}
              options={[{ value: '', label: m.reviews.form.choose }, ...actions.map((value) => ({ value, label: m.reviews.action[value] }))]}
            />
          </Field>
          <Field id="review-owner" label={m.reviews.form.owner} error={problem('/owner')}>
            <Input id="review-owner" value={form.owner ?? ''} onChange={(owner) => set({ owner })} data="" />
          </Field>
          <Field id="review-due" label={m.reviews.form.due} error={problem('/due')}>
            <DateField id="review-due" value={form.due ?? ''} today={today} onChange={(due) => set({ due })} />
          </Field>
          <Field id="review-done" label={m.reviews.form.done} error={problem('/done_on')}>
            <DateField id="review-done" value={form.done_on ?? ''} today={today} onChange={(done_on) => set({ done_on })} />
          </Field>
          <Field id="review-result" label={m.reviews.form.result}>
            <Input id="review-result" value={form.result ?? ''} onChange={(result) => set({ result })} data="" />
          </Field>
        </>
      )}
      <Field id="review-note" label={m.reviews.form.note} error={problem('/note')}>
        <TextArea id="review-note" value={form.note ?? ''} onChange={(note) => set({ note })} data="" rows={2} />
      </Field>
      {save.isError && !fields ? <ErrorBox compact error={save.error} /> : null}
      <Button kind="primary" submit busy={save.isPending}>
        {m.reviews.form.save}
      </Button>
    </form>
  );
}
