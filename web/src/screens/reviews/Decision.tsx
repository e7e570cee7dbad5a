// A decision about a pair or a group: what was found, what is done about it, by whom, by when; and what was decided before.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { Action, Decision, DecisionInput, Issue } from '../../api/reviews';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';

const issues: Issue[] = ['overlap', 'contradiction', 'unfit', 'similar', 'none'];
const actions: Action[] = ['amend', 'supplement', 'replace', 'merge', 'joint', 'repeal', 'keep'];

export function History({ decision }: { decision: Decision }) {
  return (
    <section aria-label={m.reviews.history}>
      <h3>{m.reviews.history}</h3>
      <ul className="reviews-list">
        {decision.history.map((event) => (
          <li key={event.at}>
            <span className="soft">{`${dateTime(event.at)}, ${event.who}`}</span>
            <br />
            {event.detail}
          </li>
        ))}
      </ul>
    </section>
  );
}

// `save` keeps it; for the pair or the whole group.
export function DecisionForm({ before, save: keep }: { before: Decision | undefined; save: (input: DecisionInput) => Promise<unknown> }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const today = new Date().toISOString().slice(0, 10);
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
      return keep({ ...rest, ...filled, ...(action && form.issue !== 'none' ? { action } : {}) });
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
