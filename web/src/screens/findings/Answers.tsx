// What people say to a finding. None of it changes a figure.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import * as api from '../../api/endpoints';
import { keys } from '../../api/queries';
import type { StoredFindingDetail } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';

export type Saying = 'explain' | 'resolve' | 'feedback';

function useDone(onClose: () => void) {
  const { unit } = useSession();
  const client = useQueryClient();
  return (text: string): void => {
    onClose();
    void client.invalidateQueries({ queryKey: keys.findings(unit.code) });
    void client.invalidateQueries({ queryKey: [...keys.unit(unit.code), 'today'] });
    toast(text);
  };
}

function Foot({ onClose, busy, disabled, label, onSave }: { onClose: () => void; busy: boolean; disabled: boolean; label: string; onSave: () => void }) {
  return (
    <>
      <Button onClick={onClose}>{m.cancel}</Button>
      <Button kind="primary" busy={busy} disabled={disabled} onClick={onSave}>
        {label}
      </Button>
    </>
  );
}

export function SayDialog({ finding, saying, onClose }: { finding: StoredFindingDetail; saying: Saying; onClose: () => void }) {
  const { unit } = useSession();
  const id = useId();
  const [text, setText] = useState(saying === 'explain' ? (finding.explanation ?? '') : '');
  const done = useDone(onClose);
  const words = m.findings.say[saying];
  const send = useMutation({
    mutationFn: () => {
      const call = { explain: api.explainFinding, resolve: api.resolveFinding, feedback: api.disputeFinding }[saying];
      return call(unit.code, finding.id, nfc(text.trim()));
    },
    onSuccess: () => done(words.done),
  });
  return (
    <Dialog title={words.title} onClose={onClose} footer={<Foot onClose={onClose} busy={send.isPending} disabled={text.trim() === ''} label={words.save} onSave={() => send.mutate()} />}>
      {send.isError ? <ErrorBox compact error={send.error} /> : null}
      <Field id={id} label={words.label} hint={words.hint}>
        <TextArea id={id} value={text} onChange={setText} rows={5} autoFocus describedBy={`${id}-hint`} maxLength={2000} />
      </Field>
    </Dialog>
  );
}

export function WaiveDialog({ finding, onClose }: { finding: StoredFindingDetail; onClose: () => void }) {
  const { unit } = useSession();
  const id = useId();
  const bodies = finding.waiver_bodies;
  const [body, setBody] = useState(bodies[0] ?? '');
  const [number, setNumber] = useState('');
  const [day, setDay] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const done = useDone(onClose);
  const send = useMutation({
    mutationFn: () => api.waiveFinding(unit.code, finding.id, { body: nfc(body.trim()), number: nfc(number.trim()), date: day }),
    onSuccess: () => done(m.findings.waived),
  });
  return (
    <Dialog
      title={m.findings.waive}
      onClose={onClose}
      footer={<Foot onClose={onClose} busy={send.isPending} disabled={!body.trim() || !number.trim() || !day || problem !== undefined} label={m.findings.waiveSave} onSave={() => send.mutate()} />}
    >
      {send.isError ? <ErrorBox compact error={send.error} /> : null}
      <p>{m.findings.waiveHint(finding.waiver_clause ?? '')}</p>
      <Field id={`${id}b`} label={m.findings.waiveBody}>
        {bodies.length > 0 ? (
          <Select<string> id={`${id}b`} value={body} onChange={setBody} options={bodies.map((one) => ({ value: one, label: one }))} />
        ) : (
          <Input id={`${id}b`} value={body} onChange={setBody} />
        )}
      </Field>
      <Field id={`${id}n`} label={m.findings.waiveNumber}>
        <Input id={`${id}n`} value={number} onChange={setNumber} autoFocus />
      </Field>
      <Field id={`${id}d`} label={m.findings.waiveDate} error={problem}>
        <DateField id={`${id}d`} value={day} today={todayIso()} onChange={setDay} onProblem={setProblem} />
      </Field>
    </Dialog>
  );
}

/** `unit`: whose people may be chosen. */
export function AssignDialog({ ids, unit: of, title, onClose, onDone }: { ids: string[]; unit: string; title: string; onClose: () => void; onDone: () => void }) {
  const { unit } = useSession();
  const id = useId();
  const people = useQuery({ queryKey: [...keys.findings(of), 'people'], queryFn: ({ signal }) => api.findingPeople(of, signal), staleTime: 60_000 });
  const [account, setAccount] = useState('');
  const [day, setDay] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const done = useDone(onDone);
  const send = useMutation({
    mutationFn: () => api.assignFindings(unit.code, { ids, ...(account ? { account } : {}), ...(day ? { due_date: day } : {}) }),
    onSuccess: (answer) => done(m.findings.assigned(answer.changed)),
  });
  const items = people.data?.items ?? [];
  return (
    <Dialog title={title} onClose={onClose} footer={<Foot onClose={onClose} busy={send.isPending} disabled={problem !== undefined} label={m.findings.assignSave} onSave={() => send.mutate()} />}>
      {send.isError ? <ErrorBox compact error={send.error} /> : null}
      {people.isError ? <ErrorBox compact error={people.error} onRetry={() => void people.refetch()} /> : null}
      <Field id={`${id}p`} label={m.findings.person} hint={people.data && items.length === 0 ? m.findings.noPeople : undefined}>
        <Select<string>
          id={`${id}p`}
          value={account}
          onChange={setAccount}
          options={[{ value: '', label: m.findings.toNobody }, ...items.map((person) => ({ value: person.account, label: [person.name, person.title].filter(Boolean).join(', ') }))]}
        />
      </Field>
      <Field id={`${id}d`} label={m.findings.dueLabel} error={problem}>
        <DateField id={`${id}d`} value={day} today={todayIso()} onChange={setDay} onProblem={setProblem} />
      </Field>
    </Dialog>
  );
}
