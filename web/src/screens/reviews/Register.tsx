// The register of documents in force: what replaced, repealed, amended, supplemented what; proposals read from texts wait for a person.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import * as reviews from '../../api/reviews';
import type { Relation, RelationKind } from '../../api/reviews';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Field, Input, Select } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Card } from '../../ui/layout';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Tag } from '../../ui/status';
import { toast } from '../../ui/toast';

const kinds: RelationKind[] = ['replaces', 'repeals', 'amends', 'supplements'];

export function Register() {
  const { can } = useSession();
  return (
    <div className="reviews-register">
      <Lookup />
      {can('register_document') ? <RecordForm /> : null}
      <Lines state="proposed" />
      <Lines state="confirmed" />
    </div>
  );
}

// "36-HD/VPTW → 05-HD/VPTW": is it still in force, and what stands in its place.
function Lookup() {
  const { unit } = useSession();
  const [typed, setTyped] = useState('');
  const [symbol, setSymbol] = useState('');
  const query = useQuery({
    queryKey: [...keys.unit(unit.code), 'reviews', 'standing', symbol],
    queryFn: ({ signal }) => reviews.standing(unit.code, symbol, signal),
    enabled: symbol !== '',
  });
  const found = query.data;
  return (
    <Card title={m.reviews.lookup.title}>
      <form
        className="reviews-line"
        onSubmit={(event) => {
          event.preventDefault();
          setSymbol(typed.trim());
        }}
      >
        <Field id="standing-symbol" label={m.reviews.lookup.symbol}>
          <Input id="standing-symbol" value={typed} onChange={setTyped} placeholder="36-HD/VPTW" data="" />
        </Field>
        <Button submit>{m.reviews.lookup.ask}</Button>
      </form>
      {query.isError ? <ErrorBox compact error={query.error} /> : null}
      {found ? (
        <div className="reviews-standing" role="status">
          <Tag status={found.state === 'in_force' ? 'ok' : found.state === 'partly_amended' ? 'info' : 'warn'}>{m.reviews.standing(found.symbol, found.state, date(found.as_of))}</Tag>
          {found.chain.length > 1 ? <p className="reviews-chain">{found.chain.join(' → ')}</p> : null}
          <ul className="reviews-list">
            {[...found.by, ...found.did].map((one) => (
              <li key={one.id}>
                <Sentence one={one} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

function Sentence({ one }: { one: Relation | reviews.Standing['by'][number] }) {
  return <span>{m.reviews.sentence(one.newer, one.relation as RelationKind, one.older, one.clause ?? '', date(one.date))}</span>;
}

function Lines({ state }: { state: 'proposed' | 'confirmed' }) {
  const { unit, can } = useSession();
  const client = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: [...keys.unit(unit.code), 'reviews', 'relations', state],
    queryFn: ({ signal, pageParam }) => reviews.relations(unit.code, state, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const settle = useMutation({
    mutationFn: (choice: { id: string; confirm: boolean }) => reviews.settle(unit.code, choice.id, choice.confirm),
    onSettled: () => void client.invalidateQueries({ queryKey: [...keys.unit(unit.code), 'reviews'] }),
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (state === 'proposed' && list.data && rows.length === 0) return null;
  return (
    <Card title={m.reviews.lines[state]}>
      {list.isError ? <ErrorBox compact error={list.error} onRetry={() => void list.refetch()} /> : null}
      {settle.isError ? <ErrorBox compact error={settle.error} /> : null}
      {list.isPending ? <Loading lines={4} /> : null}
      {list.data && rows.length === 0 ? <Empty>{m.reviews.noLines}</Empty> : null}
      <ul className="reviews-list">
        {rows.map((one) => (
          <li key={one.id} className="reviews-line">
            <span className="grow">
              <Sentence one={one} />
              {one.recorded_name ? <span className="soft">{` ${m.reviews.by(one.recorded_name)}`}</span> : null}
            </span>
            {state === 'proposed' && can('register_document') ? (
              <>
                <Button small kind="primary" onClick={() => settle.mutate({ id: one.id, confirm: true })}>
                  {m.reviews.confirm}
                </Button>
                <Button small onClick={() => settle.mutate({ id: one.id, confirm: false })}>
                  {m.reviews.reject}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button small onClick={() => void list.fetchNextPage()}>
          {m.reviews.moreLines}
        </Button>
      ) : null}
    </Card>
  );
}

function RecordForm() {
  const { unit } = useSession();
  const client = useQueryClient();
  const today = new Date().toISOString().slice(0, 10);
  const empty = { newer: '', older: '', relation: 'replaces' as RelationKind, clause: '', date: today };
  const [form, setForm] = useState(empty);
  const save = useMutation({
    mutationFn: () => reviews.record(unit.code, { newer: form.newer, older: form.older, relation: form.relation, date: form.date, ...(form.clause ? { clause: form.clause } : {}) }),
    onSuccess: () => {
      setForm(empty);
      toast(m.reviews.recorded);
      void client.invalidateQueries({ queryKey: [...keys.unit(unit.code), 'reviews'] });
    },
  });
  const problem = (path: string): string | undefined =>
    save.error instanceof ApiError ? save.error.problem.fields?.find((one) => one.path === path)?.message : undefined;
  return (
    <Card title={m.reviews.recordTitle}>
      <form
        className="reviews-line"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field id="relation-newer" label={m.reviews.record.newer} error={problem('/newer')}>
          <Input id="relation-newer" value={form.newer} onChange={(newer) => setForm({ ...form, newer })} data="" />
        </Field>
        <Field id="relation-kind" label={m.reviews.record.relation} error={problem('/relation')}>
          <Select<RelationKind> id="relation-kind" value={form.relation} onChange={(relation) => setForm({ ...form, relation })} options={kinds.map((value) => ({ value, label: m.reviews.relation[value] }))} />
        </Field>
        <Field id="relation-older" label={m.reviews.record.older} error={problem('/older')}>
          <Input id="relation-older" value={form.older} onChange={(older) => setForm({ ...form, older })} data="" />
        </Field>
        <Field id="relation-clause" label={m.reviews.record.clause}>
          <Input id="relation-clause" value={form.clause} onChange={(clause) => setForm({ ...form, clause })} data="" />
        </Field>
        <Field id="relation-date" label={m.reviews.record.date} error={problem('/date')}>
          <DateField id="relation-date" value={form.date} today={today} onChange={(day) => setForm({ ...form, date: day })} />
        </Field>
        <Button kind="primary" submit busy={save.isPending}>
          {m.reviews.record.save}
        </Button>
      </form>
      {save.isError && !['/newer', '/older', '/relation', '/date'].some(problem) ? <ErrorBox compact error={save.error} /> : null}
    </Card>
  );
}
