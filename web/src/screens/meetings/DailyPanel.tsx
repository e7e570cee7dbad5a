// A meeting in the panel: its record, and the form of a new or changed one. What looks like a conference is asked for its reason.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import type { MeetingDetail, MeetingDraft, MeetingFinding } from '../../api/daily';
import { changeMeeting, createMeeting, dailyKey, meetingCheckQuery, meetingQuery } from '../../api/daily';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { count, date } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, Input, Select, TextArea } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Panel } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { toast } from '../../ui/toast';
import { ClauseLink } from '../basis/ClauseLink';
import type { Picked } from '../outgoing/UnitPicks';
import { UnitPicks } from '../outgoing/UnitPicks';
import { clockOf, minutesOf } from './limits';
import { useSettled } from './useSettled';

const texts = ['title', 'place', 'chair', 'purpose', 'conclusions', 'kept_reason'] as const;
const choices = ['type', 'mode', 'status'] as const;
const days = ['date', 'papers_sent_on'] as const;
type Name = (typeof texts)[number] | (typeof choices)[number] | (typeof days)[number] | 'start_at' | 'end_at' | 'participants';
type Values = Record<Name, string>;

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/hoi-nghi/cuoc-hop', search: (before: object) => before } as never);
}

export function NewMeeting() {
  return <MeetingForm onClose={useClose()} />;
}

export function OneMeeting() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(meetingQuery(unit.code, id));
  const close = useClose();
  const [editing, setEditing] = useState(false);
  if (query.data && editing) return <MeetingForm saved={query.data} onClose={() => setEditing(false)} />;
  const open = query.data && can('draft') && query.data.row.unit === unit.code;
  return (
    <Panel
      title={query.data?.row.title ?? m.daily.list}
      focusKey={id}
      onClose={close}
      foot={
        open ? (
          <Button kind="primary" onClick={() => setEditing(true)}>
            {m.daily.edit}
          </Button>
        ) : null
      }
    >
      <div className="conference-body">
        <Loaded query={query} lines={8}>
          {(detail) => <Facts detail={detail} />}
        </Loaded>
      </div>
    </Panel>
  );
}

function Facts({ detail }: { detail: MeetingDetail }) {
  const { row, stated } = detail;
  const f = m.daily.field;
  const times = [clockOf(row.start_at), clockOf(stated.end_at)].filter(Boolean).join(' đến ');
  const facts: [string, string | null | undefined][] = [
    [f.date, [times, date(row.date)].filter(Boolean).join(', ')],
    [f.status, m.daily.status[row.status]],
    [f.type, m.daily.type[row.type ?? '']],
    [f.mode, m.meetings.mode[row.mode ?? '']],
    [f.chair, row.chair],
    [f.place, stated.place],
    [f.purpose, stated.purpose],
    [f.participants, row.participants === null || row.participants === undefined ? null : count(row.participants)],
    [f.papers_sent_on, stated.papers_sent_on ? date(stated.papers_sent_on) : null],
    [f.invitees, stated.invitees?.length ? stated.invitees.map((one) => one.name ?? one.unit).join(', ') : null],
    [f.conclusions, stated.conclusions],
    [f.kept_reason, stated.kept_reason],
  ];
  return (
    <>
      <Findings findings={detail.findings} />
      <dl className="conference-facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function Findings({ findings }: { findings: MeetingFinding[] }) {
  const open = findings.filter((one) => one.outcome !== 'met');
  if (open.length === 0) return null;
  return (
    <section className="effect" aria-label={m.daily.findings}>
      <ul className="effect-lines">
        {open.map((one) => (
          <li key={one.norm}>
            <Glyph status="warn" />
            <div>
              <p>{one.message}</p>
              {one.outcome === 'breached' ? <p className="soft">{one.remedy}</p> : null}
              <ClauseLink text={one.clause} norm={one.norm} short />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function valuesOf(saved: MeetingDetail | undefined): Values {
  const d = saved?.stated;
  const out = { start_at: clockOf(d?.start_at), end_at: clockOf(d?.end_at), participants: d?.participants === null || d?.participants === undefined ? '' : String(d.participants) } as Values;
  for (const name of [...texts, ...choices, ...days]) out[name] = d?.[name] ?? '';
  if (!saved) out.status = 'planned';
  return out;
}

function MeetingForm({ saved, onClose }: { saved?: MeetingDetail; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [v, setV] = useState(() => valuesOf(saved));
  const [picked, setPicked] = useState<Picked[]>(() => saved?.stated.invitees?.map((one) => ({ code: one.unit, name: one.name ?? one.unit })) ?? []);
  const [early, setEarly] = useState<FieldError[]>([]);
  const put = (name: Name) => (value: string) => setV((before) => ({ ...before, [name]: value }));
  const draft = useMemo<MeetingDraft>(() => {
    const out: MeetingDraft = { title: nfc(v.title.trim()), date: v.date, invitees: picked.map((one) => ({ unit: one.code })) };
    for (const name of texts) if (name !== 'title' && v[name].trim() !== '') out[name] = nfc(v[name].trim());
    for (const name of choices) if (v[name] !== '') out[name] = v[name];
    if (v.papers_sent_on !== '') out.papers_sent_on = v.papers_sent_on;
    const [start, end] = [minutesOf(v.start_at), minutesOf(v.end_at)];
    if (typeof start === 'number') out.start_at = start;
    if (typeof end === 'number') out.end_at = end;
    if (v.participants.trim() !== '' && Number.isInteger(Number(v.participants))) out.participants = Number(v.participants);
    return out;
  }, [v, picked]);
  const asked = useSettled(draft, 400);
  const check = useQuery({ ...meetingCheckQuery(unit.code, asked), enabled: asked.title !== '' && asked.date !== '' });
  const findings = check.isError ? [] : (check.data?.findings ?? []);
  const save = useMutation({
    mutationFn: () => (saved ? changeMeeting(unit.code, saved.row.id, saved.version, draft) : createMeeting(unit.code, draft)),
    onSuccess: async (detail) => {
      await client.invalidateQueries({ queryKey: dailyKey(unit.code) });
      toast(m.daily.saved);
      if (saved) onClose();
      else void navigate({ to: '/hoi-nghi/cuoc-hop/$id', params: { id: detail.row.id }, search: (before: object) => before } as never);
    },
    onError: () => requestAnimationFrame(() => box.current?.focus()),
  });
  const errors: FieldError[] =
    early.length > 0 ? early : save.error instanceof ApiError ? (save.error.problem.fields ?? []).map((one) => ({ id: `ch-${one.path.split('/')[1] ?? 'title'}`, message: one.message })) : [];
  const said = (id: string): string | undefined => errors.find((one) => one.id === id)?.message;
  const submit = (): void => {
    const found: FieldError[] = [];
    for (const name of ['start_at', 'end_at'] as const) if (minutesOf(v[name]) === null) found.push({ id: `ch-${name}`, message: m.meetings.notATime });
    if (v.participants.trim() !== '' && !Number.isInteger(Number(v.participants))) found.push({ id: 'ch-participants', message: m.meetings.notANumber });
    setEarly(found);
    if (found.length === 0) save.mutate();
    else requestAnimationFrame(() => box.current?.focus());
  };
  const f = m.daily.field;
  const input = (name: Name & keyof typeof f, numeric = false) => (
    <Field id={`ch-${name}`} label={f[name]} error={said(`ch-${name}`)}>
      <Input id={`ch-${name}`} value={v[name]} onChange={put(name)} invalid={said(`ch-${name}`) !== undefined} {...(numeric ? { inputMode: 'numeric' as const } : {})} />
    </Field>
  );
  const area = (name: 'purpose' | 'conclusions' | 'kept_reason') => (
    <Field id={`ch-${name}`} label={f[name]} error={said(`ch-${name}`)}>
      <TextArea id={`ch-${name}`} rows={2} value={v[name]} onChange={put(name)} invalid={said(`ch-${name}`) !== undefined} />
    </Field>
  );
  const pick = (name: (typeof choices)[number], known: Record<string, string>) => (
    <Field id={`ch-${name}`} label={f[name]} error={said(`ch-${name}`)}>
      <Select<string> id={`ch-${name}`} value={v[name]} options={Object.entries(known).map(([value, label]) => ({ value, label }))} onChange={put(name)} />
    </Field>
  );
  const day = (name: (typeof days)[number]) => (
    <Field id={`ch-${name}`} label={f[name]} error={said(`ch-${name}`)}>
      <DateField id={`ch-${name}`} value={v[name]} today={todayIso()} onChange={put(name)} />
    </Field>
  );
  const { unknown: _unknown, ...states } = m.daily.status;
  const like = findings.length > 0 || v.kept_reason !== '' || said('ch-kept_reason') !== undefined;
  return (
    <Panel
      title={saved ? saved.row.title : m.daily.newTitle}
      sub={m.meetings.notSaved}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button kind="primary" busy={save.isPending} onClick={submit}>
            {m.daily.save}
          </Button>
        </>
      }
    >
      <form
        className="conference-body conference-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {errors.length > 0 ? <ErrorSummary title={m.meetings.refused} errors={errors} ref={box} /> : save.error ? <ErrorBox compact error={save.error} /> : null}
        {input('title')}
        <div className="conference-three">
          {day('date')}
          {input('start_at')}
          {input('end_at')}
        </div>
        {like ? (
          <>
            <Findings findings={findings} />
            <p className="soft">
              {m.daily.likeWhy}{' '}
              <Link to={'/hoi-nghi/moi' as never} search={((before: object) => ({ ...before, ten: v.title, ngay: v.date })) as never}>
                {m.daily.toConference}
              </Link>
            </p>
            {area('kept_reason')}
          </>
        ) : null}
        <div className="conference-two">
          {pick('type', m.daily.type)}
          {pick('mode', m.meetings.mode)}
          {input('chair')}
          {input('place')}
          {pick('status', states)}
          {input('participants', true)}
          {day('papers_sent_on')}
        </div>
        {area('purpose')}
        <Field id="ch-invitees" label={f.invitees} error={said('ch-invitees')}>
          <UnitPicks id="ch-invitees" picked={picked} onChange={setPicked} except={unit.code} />
        </Field>
        {area('conclusions')}
      </form>
    </Panel>
  );
}
