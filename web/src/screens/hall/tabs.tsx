// Beside the clock: agenda with the papers sent, attendance, conclusions, log.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from '../../api/client';
import { documents } from '../../api/endpoints';
import * as api from '../../api/hall';
import type { AgendaItem, Hall } from '../../api/hall';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date, timeSeconds } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Combobox } from '../../ui/Combobox';
import { Field, Input } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { ErrorBox } from '../../ui/states';
import { Tag } from '../../ui/status';
import { UnitPicks } from '../outgoing/UnitPicks';
import type { Picked } from '../outgoing/UnitPicks';
import { Qr } from './Qr';
import './votes.css';

interface TabProps {
  hall: Hall;
  may: boolean;
  put: (hall: Hall) => void;
}
const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

export function AgendaTab({ hall, may, put }: TabProps) {
  const { unit } = useSession();
  const [title, setTitle] = useState('');
  const [minutes, setMinutes] = useState('');
  const [sent, setSent] = useState<{ document: string; document_title: string } | null>(null);
  const [place, setPlace] = useState(hall.place ?? '');
  const [secretary, setSecretary] = useState(hall.secretary ?? '');
  const work = useMutation({
    mutationFn: (items: AgendaItem[]) => api.setAgenda(unit.code, hall.id, { items, ...(nfc(place).trim() ? { place: nfc(place).trim() } : {}), ...(nfc(secretary).trim() ? { secretary: nfc(secretary).trim() } : {}) }),
    onSuccess: put,
  });
  const total = hall.agenda.reduce((sum, one) => sum + (one.minutes ?? 0), 0);
  const planned = hall.planned_minutes;
  return (
    <>
      <ol className="hall-rows">
        {hall.agenda.map((one, at) => (
          <li key={`${at}-${one.title}`}>
            <span className="hall-row-name">
              <strong>{one.title}</strong>
              {one.presenter ? <span className="soft">{one.presenter}</span> : null}
              {one.document ? <a href={`${one.document}?don-vi=${encodeURIComponent(unit.code)}`}>{one.document_title ?? m.hall.document}</a> : null}
            </span>
            <span className="hall-row-time">{one.minutes === undefined ? '' : m.hall.minutes(one.minutes)}</span>
            {may ? <Button small kind="quiet" icon="close" label={m.hall.remove(one.title)} onClick={() => work.mutate(hall.agenda.filter((_, other) => other !== at))} /> : null}
          </li>
        ))}
      </ol>
      {hall.agenda.length === 0 ? <p className="hall-empty">{m.hall.noAgenda}</p> : null}
      {total > 0 ? <p className={planned !== undefined && total > planned ? 'hall-bad' : 'soft'}>{m.hall.agendaTotal(total, planned)}</p> : null}
      {may ? (
        <form
          className="hall-form"
          onSubmit={(event) => {
            event.preventDefault();
            const clean = nfc(title).trim();
            const number = Number.parseInt(minutes, 10);
            work.mutate(clean === '' ? hall.agenda : [...hall.agenda, { title: clean, ...(Number.isFinite(number) ? { minutes: number } : {}), ...(sent ?? {}) }]);
            setTitle('');
            setMinutes('');
            setSent(null);
          }}
        >
          <Input label={m.hall.agendaItem} placeholder={m.hall.agendaItem} value={title} onChange={setTitle} maxLength={1000} />
          <Input label={m.hall.agendaMinutes} placeholder={m.hall.agendaMinutes} inputMode="numeric" value={minutes} onChange={setMinutes} maxLength={4} />
          <DocumentPick key={hall.agenda.length} shown={sent?.document_title ?? ''} onPick={setSent} />
          <Input label={m.hall.place} placeholder={m.hall.place} value={place} onChange={setPlace} maxLength={200} />
          <Input label={m.hall.secretary} placeholder={m.hall.secretary} value={secretary} onChange={setSecretary} maxLength={200} />
          <Button submit busy={work.isPending}>
            {m.hall.agendaSave}
          </Button>
        </form>
      ) : null}
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
      <h3>{m.hall.papers}</h3>
      {hall.papers.length === 0 ? <p className="hall-empty">{m.hall.noPapers}</p> : null}
      <ul className="hall-rows">
        {hall.papers.map((one) => (
          <li key={one.title}>
            <span className="hall-row-name">{one.title}</span>
            <span className="hall-row-time">{one.sent_on ? m.hall.sentOn(date(one.sent_on)) : ''}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A document of the unit's own registers that was sent with this item. */
function DocumentPick({ shown, onPick }: { shown: string; onPick: (picked: { document: string; document_title: string }) => void }) {
  const { unit } = useSession();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['hall-documents', unit.code, q],
    queryFn: ({ signal }) => documents(unit.code, { direction: 'out', q, limit: 10 }, signal),
    enabled: q.length >= 2,
  });
  return (
    <Combobox
      id="van-ban-gui"
      label={m.hall.document}
      placeholder={m.hall.documentHint}
      value={typed === '' ? shown : typed}
      choices={(q.length >= 2 ? (found.data?.items ?? []) : []).map((one) => ({ value: one.id, label: one.symbol ?? one.subject, sub: one.subject }))}
      filtered
      free
      busy={found.isFetching}
      onType={setTyped}
      onPick={(choice) => {
        onPick({ document: `/van-ban-di/${choice.value}`, document_title: choice.label });
        setTyped('');
      }}
    />
  );
}

export function AttendanceTab({ hall, may, put }: TabProps) {
  const { unit } = useSession();
  const [name, setName] = useState('');
  const [position, setPosition] = useState('');
  const code = useMutation({ mutationFn: (open: boolean) => api.setCode(unit.code, hall.id, open), onSuccess: put });
  const add = useMutation({
    mutationFn: () => api.attend(unit.code, hall.id, { name: nfc(name).trim(), position: nfc(position).trim() }),
    onSuccess: (next) => {
      put(next);
      setName('');
      setPosition('');
    },
  });
  return (
    <>
      <p className="hall-present">
        <strong>{m.hall.present(hall.present)}</strong> {hall.delegates === undefined ? '' : m.hall.of(hall.delegates)}
      </p>
      {hall.check_in_code ? (
        <div className="hall-code">
          <div className="hall-code-line">
            <Qr code={hall.check_in_code} />
            <div>
              <p>{m.hall.codeHint(window.location.host)}</p>
              <p className="hall-code-digits">{hall.check_in_code}</p>
            </div>
          </div>
        </div>
      ) : null}
      {may ? (
        <>
          <Button onClick={() => code.mutate(!hall.check_in_code)} busy={code.isPending}>
            {hall.check_in_code ? m.hall.codeClose : m.hall.codeOpen}
          </Button>
          {code.isError ? <ErrorBox compact error={code.error} /> : null}
          <form
            className="hall-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') add.mutate();
            }}
          >
            <Input label={m.hall.fullName} placeholder={m.hall.fullName} value={name} onChange={setName} maxLength={200} />
            <Input label={m.hall.yourPosition} placeholder={m.hall.yourPosition} value={position} onChange={setPosition} maxLength={200} />
            <Button submit busy={add.isPending} disabled={name.trim() === ''}>
              {m.hall.desk}
            </Button>
          </form>
          {add.isError ? <ErrorBox compact error={add.error} /> : null}
        </>
      ) : null}
    </>
  );
}

export function ConclusionsTab({ hall, may, put }: TabProps) {
  const { unit } = useSession();
  const [work, setWork] = useState('');
  const [lead, setLead] = useState<Picked | null>(null);
  const [due, setDue] = useState('');
  const [person, setPerson] = useState('');
  const [product, setProduct] = useState('');
  const add = useMutation({
    mutationFn: () =>
      api.conclude(unit.code, hall.id, {
        work: nfc(work).trim(),
        lead: lead?.code ?? '',
        due,
        ...(nfc(person).trim() ? { lead_person: nfc(person).trim() } : {}),
        ...(nfc(product).trim() ? { product: nfc(product).trim() } : {}),
      }),
    onSuccess: (next) => {
      put(next);
      setWork('');
      setPerson('');
      setProduct('');
      window.document.getElementById('ket-luan-viec')?.focus();
    },
  });
  const drop = useMutation({ mutationFn: (id: string) => api.dropConclusion(unit.code, hall.id, id), onSuccess: put });
  const said = (field: string): string | undefined => (add.error instanceof ApiError ? add.error.problem.fields?.find((one) => one.path === `/${field}`)?.message : undefined);
  return (
    <>
      <p className="soft">{m.hall.conclusionsHint}</p>
      <ol className="hall-rows">
        {hall.conclusions.map((one) => (
          <li key={one.id}>
            <span className="hall-row-name">
              <strong>{one.work}</strong>
              <span className="soft">{[one.lead_name, one.lead_person, one.product].filter(Boolean).join(', ')}</span>
            </span>
            <span className="hall-row-time">
              {m.hall.dueOn(date(one.due))}
              {one.is_task ? <Tag status="ok">{m.hall.isTask}</Tag> : null}
            </span>
            {may ? <Button small kind="quiet" icon="close" label={m.hall.remove(one.work)} onClick={() => drop.mutate(one.id)} /> : null}
          </li>
        ))}
      </ol>
      {drop.isError ? <ErrorBox compact error={drop.error} /> : null}
      {may ? (
        <form
          className="hall-form hall-form-wide"
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Field id="ket-luan-viec" label={m.hall.work} error={said('work')}>
            <Input id="ket-luan-viec" value={work} onChange={setWork} maxLength={1000} />
          </Field>
          <Field id="ket-luan-chu-tri" label={m.hall.lead} error={said('lead')}>
            <UnitPicks id="ket-luan-chu-tri" picked={lead ? [lead] : []} onChange={(picked) => setLead(picked.at(-1) ?? null)} except="" />
          </Field>
          <Pair>
            <Field id="ket-luan-han" label={m.hall.due} error={said('due')}>
              <DateField id="ket-luan-han" value={due} today={today()} onChange={setDue} />
            </Field>
            <Field id="ket-luan-nguoi" label={m.hall.person}>
              <Input id="ket-luan-nguoi" value={person} onChange={setPerson} maxLength={200} />
            </Field>
          </Pair>
          <Field id="ket-luan-san-pham" label={m.hall.product}>
            <Input id="ket-luan-san-pham" value={product} onChange={setProduct} maxLength={500} />
          </Field>
          {add.isError && !['work', 'lead', 'due'].some(said) ? <ErrorBox compact error={add.error} /> : null}
          <Button submit busy={add.isPending} disabled={work.trim() === '' || lead === null || due === ''} why={m.hall.conclusionsHint}>
            {m.hall.conclude}
          </Button>
        </form>
      ) : null}
    </>
  );
}

const Pair = ({ children }: { children: ReactNode }) => <div className="hall-pair">{children}</div>;

export function LogTab({ hall }: { hall: Hall }) {
  return (
    <ol className="hall-log">
      {hall.log.map((one) => (
        <li key={one.seq}>
          <span className="hall-log-time">{timeSeconds(one.at)}</span>
          <span>
            {[m.hall.act[one.act], one.speaker].filter(Boolean).join(': ')}
            {one.reason ? <span className="soft">, {one.reason}</span> : null}
            <span className="soft"> ({one.by})</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
