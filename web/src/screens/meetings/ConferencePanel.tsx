// A conference in the panel: what it is, what may be done with it; and the form of a new one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { address } from '../../api/client';
import type { ConferenceDetail } from '../../api/meetings';
import { cancelConference, conferenceQuery, holdConference, meetingsKey, necessityQuery } from '../../api/meetings';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { count, date } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { Panel } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { Glyph, StatusText } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { ConferenceForm } from './ConferenceForm';
import { clockOf } from './limits';

const shownInvitees = 50; // more are named in the form's list

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/hoi-nghi', search: ({ ten: _ten, ngay: _ngay, ...kept }: ListSearch) => kept } as never);
}

export function NewConference() {
  const search = useSearch({ strict: false }) as ListSearch;
  return <ConferenceForm start={{ title: search.ten ?? '', date: search.ngay ?? '' }} onClose={useClose()} />;
}

export function OneConference() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(conferenceQuery(unit.code, id));
  const close = useClose();
  const [way, setWay] = useState<'edit' | 'hold' | 'cancel'>();
  if (query.data && way === 'edit') return <ConferenceForm saved={query.data} onClose={() => setWay(undefined)} />;
  const open = query.data && can('draft') && query.data.row.unit === unit.code && (query.data.row.status === 'planned' || query.data.row.status === 'unknown');
  return (
    <Panel
      title={query.data?.row.title ?? m.meetings.list}
      focusKey={id}
      onClose={close}
      foot={
        open ? (
          <>
            <Button onClick={() => setWay('cancel')}>{m.meetings.cancel}</Button>
            <Button onClick={() => setWay('hold')}>{m.meetings.hold}</Button>
            <Button kind="primary" onClick={() => setWay('edit')}>
              {m.meetings.edit}
            </Button>
          </>
        ) : null
      }
    >
      <div className="conference-body">
        <Loaded query={query} lines={8}>
          {(detail) => (
            <>
              <Facts detail={detail} />
              {open ? <Unexplained detail={detail} /> : null}
              {detail.row.unit === unit.code && detail.row.status !== 'cancelled' ? (
                <p className="conference-hall">
                  <Link to={'/hoi-nghi/$id/dieu-hanh' as never} params={{ id } as never}>
                    {m.hall.operate}
                  </Link>
                </p>
              ) : null}
              {way === 'hold' || way === 'cancel' ? <AfterDialog detail={detail} hold={way === 'hold'} onClose={() => setWay(undefined)} /> : null}
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  );
}

function Facts({ detail }: { detail: ConferenceDetail }) {
  const { unit } = useSession();
  const { row, stated } = detail;
  const f = m.meetings.field;
  const times = [clockOf(row.start_at), clockOf(row.end_at)].filter(Boolean).join(' đến ');
  const facts: [string, string | null | undefined][] = [
    [f.date, [times, date(row.date)].filter(Boolean).join(', ')],
    [m.meetings.col.state, m.meetings.status[row.status]],
    [f.type, m.meetings.type[row.type ?? '']],
    [f.scope, m.meetings.scope[row.scope ?? '']],
    [f.mode, m.meetings.mode[row.mode ?? '']],
    [f.place, row.place],
    [f.chair, stated.chair],
    [f.agenda, stated.agenda],
    [f.delegates, row.delegates === null || row.delegates === undefined ? null : count(row.delegates)],
    [m.meetings.actualMinutes, detail.actual_minutes === null || detail.actual_minutes === undefined ? null : m.meetings.minutes(detail.actual_minutes)],
    [m.meetings.actualCost, detail.cost === null || detail.cost === undefined ? null : count(detail.cost)],
    [m.meetings.cancelReason, detail.cancel_reason],
    [m.meetings.decision, stated.decision ? [stated.decision.symbol, date(stated.decision.date), m.meetings.by[stated.decision.by ?? '']].filter(Boolean).join(', ') : null],
    [m.fill.basis, detail.basis],
    [m.need.guided_by, stated.guided_by],
    [m.need.necessity_note, stated.necessity_note],
    [m.need.rerun_note, stated.rerun_note],
    [f.invitees, stated.invitees && stated.invitees.length > shownInvitees ? m.invite.count(count(stated.invitees.length)) : stated.invitees?.length ? stated.invitees.map((one) => one.name ?? one.unit).join(', ') : null],
  ];
  return (
    <>
      {detail.warnings.map((text) => (
        <p key={text}>
          <StatusText status="warn">{text}</StatusText>
        </p>
      ))}
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
      {stated.decision?.file ? (
        <p>
          <a href={address(`/units/${unit.code}/conferences/${row.id}/decision`)} download>
            {m.meetings.decisionKept(stated.decision.file_name ?? '')}
          </a>
        </p>
      ) : null}
    </>
  );
}

/** What came in with a table or from last year was not asked whether it is needed: said here until a reason is recorded. */
function Unexplained({ detail }: { detail: ConferenceDetail }) {
  const { unit } = useSession();
  const { invitees: _list, decision: _decision, ...subject } = detail.stated;
  const found = useQuery(necessityQuery(unit.code, subject, detail.row.id)).data;
  const lines: [string, string, string, string][] = [];
  if (found && !subject.necessity_note) for (const one of found.guiding) lines.push([one.id, `${m.need.guided}: ${[one.symbol, one.subject].filter(Boolean).join(' ')}`, found.guiding_clause, found.guiding_norm]);
  if (found && !subject.rerun_note) for (const one of found.reruns) lines.push([one.id, `${m.need.reruns}: “${one.title}”, ${m.need.held(one.unit_name, date(one.date))}`, found.rerun_clause, found.rerun_norm]);
  if (lines.length === 0) return null;
  return (
    <section className="effect" aria-label={m.need.title}>
      <h3>{m.need.title}</h3>
      <ul className="effect-lines">
        {lines.map(([key, text, clause, norm]) => (
          <li key={key}>
            <Glyph status="warn" />
            <div>
              <p>{text}</p>
              <ClauseLink text={clause} norm={norm} short />
            </div>
          </li>
        ))}
      </ul>
      <p className="soft">{m.need.explainByEdit}</p>
    </section>
  );
}

function AfterDialog({ detail, hold, onClose }: { detail: ConferenceDetail; hold: boolean; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const [first, setFirst] = useState(hold ? String(detail.stated.planned_minutes ?? '') : '');
  const [cost, setCost] = useState('');
  const [delegates, setDelegates] = useState(String(detail.stated.delegates ?? ''));
  const number = (text: string): number => Number(text.replace(/[.\s]/g, ''));
  const send = useMutation({
    mutationFn: () =>
      hold
        ? holdConference(unit.code, detail.row.id, {
            version: detail.version,
            actual_minutes: number(first),
            ...(cost.trim() ? { cost: number(cost) } : {}),
            ...(delegates.trim() ? { delegates: number(delegates) } : {}),
          })
        : cancelConference(unit.code, detail.row.id, { version: detail.version, reason: nfc(first.trim()) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meetingsKey(unit.code) });
      onClose();
    },
  });
  const wrong = hold && [first, cost, delegates].some((text) => Number.isNaN(number(text)));
  return (
    <Dialog
      title={hold ? m.meetings.holdTitle : m.meetings.cancel}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.meetings.close}</Button>
          <Button kind="primary" busy={send.isPending} disabled={first.trim() === '' || wrong} why={wrong ? m.meetings.notANumber : undefined} onClick={() => send.mutate()}>
            {hold ? m.meetings.hold : m.meetings.cancel}
          </Button>
        </>
      }
    >
      {send.error ? <ErrorBox compact error={send.error} /> : null}
      <Field id="hoi-nghi-sau" label={hold ? m.meetings.actualMinutes : m.meetings.cancelReason}>
        <Input id="hoi-nghi-sau" value={first} onChange={setFirst} {...(hold ? { inputMode: 'numeric' as const } : {})} />
      </Field>
      {hold ? (
        <>
          <Field id="hoi-nghi-chi" label={m.meetings.actualCost}>
            <Input id="hoi-nghi-chi" value={cost} inputMode="numeric" onChange={setCost} />
          </Field>
          <Field id="hoi-nghi-du" label={m.meetings.actualDelegates}>
            <Input id="hoi-nghi-du" value={delegates} inputMode="numeric" onChange={setDelegates} />
          </Field>
        </>
      ) : null}
    </Dialog>
  );
}
