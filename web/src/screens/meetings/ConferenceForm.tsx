// The form of a conference with its effect beside it: what breaks a limit is seen before it is saved.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import type { ConferenceDetail, ConferenceDraft, Invitee } from '../../api/meetings';
import { changeConference, createConference, effectQuery, keepDecision, meetingsKey, necessityQuery } from '../../api/meetings';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { time } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, Input, Select } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Panel } from '../../ui/layout';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';
import { ClauseLink } from '../basis/ClauseLink';
import { AddingDay } from './adding';
import { EffectBox } from './EffectBox';
import { InviteeTable } from './InviteeTable';
import { FreeDays } from './FreeDays';
import { clockOf, minutesOf, nameOf } from './limits';
import { NecessityBox } from './NecessityBox';
import { useKept } from './useKept';
import { useSettled } from './useSettled';
import { WaysOut } from './WaysOut';

const texts = ['title', 'place', 'chair', 'agenda', 'sector', 'joint_issue_note', 'guided_by', 'necessity_note', 'repeats', 'rerun_note'] as const;
const numbers = ['delegates', 'cost_planned', 'cost_norm', 'leaders_invited', 'leaders_total'] as const;
const choices = ['type', 'scope', 'mode', 'statutory_kind'] as const;
type Name = (typeof texts)[number] | (typeof numbers)[number] | (typeof choices)[number] | 'date' | 'start_at' | 'end_at' | 'symbol' | 'decided_on' | 'by' | 'broadcast';
type Values = Record<Name, string>;
interface Start {
  title: string;
  date: string;
}
interface Paper {
  sha256: string;
  name: string;
}

function valuesOf(saved: ConferenceDetail | undefined, level: string, start: Start): Values {
  const d = saved?.stated;
  const out = { date: d?.date ?? start.date, start_at: clockOf(d?.start_at), end_at: clockOf(d?.end_at), symbol: d?.decision?.symbol ?? '', decided_on: d?.decision?.date ?? '' } as Values;
  out.by = d?.decision?.by ?? (level === 'commune' ? 'commune_standing_committee' : 'provincial_standing_committee');
  for (const name of [...texts, ...choices]) out[name] = d?.[name] ?? '';
  if (!d) out.title = start.title;
  for (const name of numbers) out[name] = d?.[name] === null || d?.[name] === undefined ? '' : String(d[name]);
  out.broadcast = d?.broadcast_to_grassroots === true ? 'yes' : d?.broadcast_to_grassroots === false ? 'no' : '';
  if (out.statutory_kind === '') out.statutory_kind = 'none';
  return out;
}

const many = 200; // invitees from which on the effect is asked for only when the typing rests
const numberOf = (text: string): number => Number(text.replace(/[.\s]/g, ''));

function faultsOf(v: Values): FieldError[] {
  const out: FieldError[] = [];
  for (const name of ['start_at', 'end_at'] as const) if (minutesOf(v[name]) === null) out.push({ id: `hn-${name}`, message: m.meetings.notATime });
  for (const name of numbers) if (v[name].trim() !== '' && !Number.isInteger(numberOf(v[name]))) out.push({ id: `hn-${name}`, message: m.meetings.notANumber });
  return out;
}

export function ConferenceForm({ saved, start = { title: '', date: '' }, onClose }: { saved?: ConferenceDetail; start?: Start; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const mark = useContext(AddingDay);
  const box = useRef<HTMLDivElement>(null);
  const [v, setV] = useState(() => valuesOf(saved, unit.level, start));
  const [invitees, setInvitees] = useState<Invitee[]>(() => saved?.stated.invitees ?? []);
  const [file, setFile] = useState<Paper | undefined>(() => (saved?.stated.decision?.file ? { sha256: saved.stated.decision.file, name: saved.stated.decision.file_name ?? '' } : undefined));
  const [early, setEarly] = useState<FieldError[]>([]);
  const put = (name: Name) => (value: string) => setV((before) => ({ ...before, [name]: value }));
  useEffect(() => {
    mark(v.date || undefined);
    return () => mark(undefined);
  }, [v.date, mark]);

  // A conference that was changed meanwhile is another start: what was typed against the old one is not put over it.
  const kept = useKept(`conference/${unit.code}/${saved ? `${saved.row.id}/${saved.version}` : `new${start.title}${start.date}`}`, { v, invitees, file }, (was) => {
    setV(was.v);
    setInvitees(was.invitees);
    setFile(was.file);
  });
  const startAgain = (): void => {
    setV(valuesOf(saved, unit.level, start));
    setInvitees(saved?.stated.invitees ?? []);
    setFile(undefined);
    kept.drop();
  };

  const draft = useMemo<ConferenceDraft>(() => {
    const out: ConferenceDraft = { title: nfc(v.title.trim()), date: v.date, invitees: invitees.map(({ name: _shown, ...one }) => one) };
    if (v.broadcast !== '') out.broadcast_to_grassroots = v.broadcast === 'yes';
    for (const name of texts) if (name !== 'title' && v[name].trim() !== '') out[name] = nfc(v[name].trim());
    for (const name of choices) if (v[name] !== '') out[name] = v[name];
    for (const name of numbers) if (v[name].trim() !== '' && Number.isInteger(numberOf(v[name]))) out[name] = numberOf(v[name]);
    const [start, end] = [minutesOf(v.start_at), minutesOf(v.end_at)];
    if (start) out.start_at = start;
    if (end) out.end_at = end;
    if (v.symbol.trim() !== '' || v.decided_on !== '' || file) {
      out.decision = { by: v.by, ...(v.symbol.trim() ? { symbol: nfc(v.symbol.trim()) } : {}), ...(v.decided_on ? { date: v.decided_on } : {}), ...(file ? { file: file.sha256, file_name: file.name } : {}) };
    }
    return out;
  }, [v, invitees, file]);
  // A decision half written would be refused: the effect is asked for without it.
  const complete = !draft.decision || (draft.decision.symbol && draft.decision.date);
  const asked = useDeferredValue(useMemo(() => (complete ? draft : (({ decision: _left, ...rest }) => rest)(draft)), [draft, complete]));
  const settled = useSettled(asked, invitees.length > many ? 900 : 0);
  const ready = settled.title !== '' && settled.date !== '';
  const effect = useQuery({ ...effectQuery(unit.code, settled, saved?.row.id), enabled: ready });
  // Whether it is needed does not hang on who is invited, and a search waits until the typing rests.
  const subject = useSettled(useMemo(() => (({ invitees: _list, decision: _left, ...rest }) => rest)(draft), [draft]), 500);
  const need = useQuery({ ...necessityQuery(unit.code, subject, saved?.row.id), enabled: subject.title !== '' && subject.date !== '' });
  const overLimit = effect.data?.needs_decision === true || draft.decision !== undefined;

  const over = effect.data?.needs_decision === true ? effect.data.lines.find((line) => line.kind === 'count_cap' && line.outcome === 'breached') : undefined;

  const unplaced = effect.data?.lines.find((line) => line.kind === 'count_cap' && line.outcome === 'breached' && line.missing);

  const keep = useMutation({ mutationFn: (one: File) => keepDecision(unit.code, one), onSuccess: setFile });
  const save = useMutation({
    mutationFn: () => (saved ? changeConference(unit.code, saved.row.id, saved.version, draft) : createConference(unit.code, draft)),
    onSuccess: async (detail) => {
      kept.drop();
      await client.invalidateQueries({ queryKey: meetingsKey(unit.code) });
      toast(m.meetings.saved);
      if (saved) onClose();
      else void navigate({ to: '/hoi-nghi/$id', params: { id: detail.row.id }, search: ({ ten: _ten, ngay: _ngay, ...kept }: ListSearch) => ({ ...kept, nam: detail.row.date.slice(0, 4) }) } as never);
    },
    onError: () => requestAnimationFrame(() => box.current?.focus()),
  });
  const errors: FieldError[] = early.length > 0 ? early : save.error instanceof ApiError ? (save.error.problem.fields ?? []).map((one) => ({ id: idOf(one.path), message: one.message })) : [];
  const refusedBy = save.error instanceof ApiError ? save.error.problem.clause : undefined;
  const said = (id: string): string | undefined => errors.find((one) => one.id === id)?.message;
  const submit = (): void => {
    const found = faultsOf(v);
    setEarly(found);
    if (found.length === 0) save.mutate();
    else requestAnimationFrame(() => box.current?.focus());
  };
  const f = m.meetings.field;
  const input = (name: Name & keyof typeof f, numeric = false) => (
    <Field id={`hn-${name}`} label={f[name]} error={said(`hn-${name}`)}>
      <Input id={`hn-${name}`} value={v[name]} onChange={put(name)} invalid={said(`hn-${name}`) !== undefined} {...(numeric ? { inputMode: 'numeric' as const } : {})} />
    </Field>
  );
  const pick = (name: 'type' | 'scope' | 'mode' | 'statutory_kind' | 'by', words: Record<string, string>) => (
    <Field id={`hn-${name}`} label={f[name]} error={said(`hn-${name}`)}>
      <Select<string> id={`hn-${name}`} value={v[name]} options={Object.entries(words).map(([value, label]) => ({ value, label }))} onChange={put(name)} />
    </Field>
  );
  const day = (name: 'date' | 'decided_on') => (
    <Field id={`hn-${name}`} label={f[name]} error={said(`hn-${name}`)}>
      <DateField id={`hn-${name}`} value={v[name]} today={todayIso()} onChange={put(name)} />
    </Field>
  );
  return (
    <Panel
      title={saved ? saved.row.title : m.meetings.newTitle}
      sub={m.meetings.notSaved}
      onClose={onClose}
      foot={
        <>
          <Button
            onClick={() => {
              kept.drop();
              onClose();
            }}
          >
            {m.cancel}
          </Button>
          <Button kind="primary" busy={save.isPending} onClick={submit}>
            {m.meetings.save}
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
        {refusedBy ? (
          <p>
            <ClauseLink text={refusedBy} underlined />
          </p>
        ) : null}
        {kept.found !== null ? (
          <p className="soft" role="status">
            {m.meetings.kept(time(kept.found))}{' '}
            <button type="button" className="link" onClick={startAgain}>
              {m.meetings.dropKept}
            </button>
          </p>
        ) : null}
        {input('title')}
        <div className="conference-three">
          {day('date')}
          {input('start_at')}
          {input('end_at')}
        </div>
        <div className="conference-two">
          {pick('scope', m.meetings.scope)}
          {pick('mode', m.meetings.mode)}
          {pick('type', m.meetings.type)}
          {pick('statutory_kind', m.meetings.statutory)}
        </div>
        {effect.error && ready ? <ErrorBox compact error={effect.error} /> : null}
        {ready && effect.data ? <EffectBox effect={effect.data} title={saved ? m.meetings.effectEdit : m.meetings.effect} year={settled.date.slice(0, 4)} /> : <p className="soft">{m.meetings.effectWait}</p>}
        {unplaced ? (
          <p className="soft" role="status">
            {m.ways.unplaced(unplaced.missing ?? '', nameOf(unplaced))}{' '}
            <button type="button" className="link" onClick={() => document.getElementById('hn-scope')?.focus()}>
              {m.ways.fillScope}
            </button>
          </p>
        ) : null}
        {over ? (
          <WaysOut
            line={over}
            onNarrow={() => setV((before) => ({ ...before, scope: 'internal', mode: 'online' }))}
            onDecide={() => document.getElementById('hn-symbol')?.focus()}
          />
        ) : null}
        {overLimit ? (
          <fieldset className="conference-decision">
            <legend>{m.meetings.decision}</legend>
            <p>{m.meetings.decisionWhy}</p>
            {pick('by', m.meetings.by)}
            <div className="conference-two">
              {input('symbol')}
              {day('decided_on')}
            </div>
            <Field id="hn-file" label={f.file} error={said('hn-file')} hint={file ? m.meetings.decisionKept(file.name) : undefined}>
              <input
                id="hn-file"
                type="file"
                accept=".pdf,.docx,.png,.jpg,.jpeg"
                onChange={(event) => {
                  const one = event.target.files?.[0];
                  if (one) keep.mutate(one);
                }}
              />
            </Field>
            {keep.error ? <ErrorBox compact error={keep.error} /> : null}
          </fieldset>
        ) : null}
        <NecessityBox found={need.data} v={v} put={put} said={said} />
        <Field id="hn-invitees" label={f.invitees} error={said('hn-invitees')}>
          <InviteeTable id="hn-invitees" list={invitees} onChange={setInvitees} />
        </Field>
        <FreeDays draft={asked} id={saved?.row.id} onPick={put('date')} />
        <div className="conference-two">
          {input('place')}
          {input('chair')}
          {input('agenda')}
          {input('sector')}
          <Field id="hn-broadcast" label={m.need.broadcast}>
            <Select<string> id="hn-broadcast" value={v.broadcast} options={Object.entries(m.need.yesNo).map(([value, label]) => ({ value, label }))} onChange={put('broadcast')} />
          </Field>
          {input('delegates', true)}
          {input('cost_planned', true)}
          {input('cost_norm', true)}
          {input('leaders_invited', true)}
          {input('leaders_total', true)}
          {v.scope === 'inter_sector' ? input('joint_issue_note') : null}
        </div>
      </form>
    </Panel>
  );
}

/** "/decision/date" of the server is the field hn-decided_on here. */
function idOf(path: string): string {
  const parts = path.split('/').filter(Boolean);
  if (parts[0] === 'decision') return `hn-${parts[1] === 'date' ? 'decided_on' : (parts[1] ?? 'symbol')}`;
  return `hn-${parts[0] ?? 'title'}`;
}
