// Điều hành phát biểu: the queue, the clock and everything that becomes the record of a conference.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import * as api from '../../api/hall';
import type { Command, Hall } from '../../api/hall';
import { keys } from '../../api/queries';
import { inField, lettersOn, useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { date, timeSeconds } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/controls';
import { Card, PageHead } from '../../ui/layout';
import { ErrorBox, Loading } from '../../ui/states';
import { ReasonDialog } from '../outgoing/ReasonDialog';
import { AgendaTab, AttendanceTab, ConclusionsTab, LogTab } from './tabs';
import { countdown, displayOf, elapsed, minute, newer, remaining, sat, spoken, toneOf } from './clock';
import { hallsHref, screenHref } from './address';
import { useHallLine } from './follow';
import { Queue } from './Queue';
import { Figures } from './Screen';
import type { Commands } from './pending';
import { useCommands } from './pending';
import { SlipsTab } from './SlipsTab';
import { VotesTab } from './VotesTab';
import './hall.css';

type Tab = 'agenda' | 'attendance' | 'votes' | 'slips' | 'conclusions' | 'log';
const tabs: Tab[] = ['agenda', 'attendance', 'votes', 'slips', 'conclusions', 'log'];

export default function Operator() {
  const { unit, sample, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as { muc?: string };
  const [tab, setTab] = useState<Tab>(() => tabs.find((one) => one === search.muc) ?? 'agenda');
  const client = useQueryClient();
  const key = useMemo(() => [...keys.unit(unit.code), 'hall', id], [unit.code, id]);
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.hall(unit.code, id, signal) });
  const line = useHallLine(unit.code, id);
  const hall = query.data;
  useTitle(m.hall.operate, hall?.title);

  // Another operator, a check-in: the event names a newer state than the page holds.
  const known = hall ? `${hall.state.seq}.${hall.revision}` : '';
  const told = line.display ? `${line.display.seq}.${line.display.revision}` : '';
  useEffect(() => {
    if (told !== '' && told !== known) void client.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
  }, [told, known, client, key]);

  if (!hall) {
    return (
      <div className="page">
        {query.isError ? (
          <>
            <h1 className="visually-hidden" tabIndex={-1}>
              {m.hall.operate}
            </h1>
            <ErrorBox error={query.error} onRetry={() => void query.refetch()} />
            <p className="hall-back">
              <Button href={hallsHref(unit.code)}>{m.hall.backToHalls}</Button>
            </p>
          </>
        ) : (
          <Loading onRetry={() => void query.refetch()} />
        )}
      </div>
    );
  }
  const put = (next: Hall): void => void client.setQueryData(key, next);
  const may = can('draft') && hall.state.sitting !== 'closed' && hall.status !== 'cancelled';
  return (
    <div className="page hall-page">
      <PageHead
        title={hall.title || m.hall.operate}
        sample={sample}
        line={`${date(hall.date)}, ${m.hall.sitting[hall.state.sitting]}${hall.place ? `, ${hall.place}` : ''}`}
        actions={
          <>
            <Button icon="expand" href={screenHref(unit.code, id)}>
              {m.hall.screen}
            </Button>
            <Close hall={hall} may={may} put={put} onConclusions={() => setTab('conclusions')} />
          </>
        }
      />
      {line.live || line.display === null ? null : (
        <p className="hall-offline" role="status">
          {m.hall.offlineOperator}
        </p>
      )}
      {query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} /> : null}
      <div className="hall-columns">
        <Desk hall={hall} line={line} may={may} put={put} look={() => void query.refetch()} />
        <Card className="hall-side" label={m.hall.side}>
          <div className="hall-side-head">
            <Segmented<Tab> label={m.hall.side} value={tab} onChange={setTab} options={tabs.map((value) => ({ value, label: m.hall.tab[value] }))} />
          </div>
          <div className="hall-side-body">
            {tab === 'agenda' ? <AgendaTab hall={hall} may={may} put={put} /> : null}
            {tab === 'attendance' ? <AttendanceTab hall={hall} may={may} put={put} /> : null}
            {tab === 'votes' ? <VotesTab hall={hall} may={may} put={put} now={line.now} /> : null}
            {tab === 'slips' ? <SlipsTab hall={hall} may={may} put={put} /> : null}
            {tab === 'conclusions' ? <ConclusionsTab hall={hall} may={may} put={put} /> : null}
            {tab === 'log' ? <LogTab hall={hall} /> : null}
          </div>
        </Card>
      </div>
    </div>
  );
}

function Desk({ hall, line, may, put, look }: { hall: Hall; line: ReturnType<typeof useHallLine>; may: boolean; put: (hall: Hall) => void; look: () => void }) {
  const { unit } = useSession();
  const [adding, setAdding] = useState(false);
  const display = newer(displayOf(hall), line.display);
  const work = useCommands(unit.code, hall.id, line.live, put, look);
  const seq = hall.state.seq;
  const run = (given: Command): void => {
    if (may) work.run(given);
  };
  // Commands of the clock say what the operator saw; two at once are told so by the server.
  const act = (name: Command['act'], more: Partial<Command> = {}): void => run({ act: name, expected: seq, ...more });
  const { sitting } = hall.state;
  const current = display?.current;
  const speaking = current?.phase === 'speaking';
  const open = sitting === 'sitting';
  const canStart = open && !current && hall.state.queue.length > 0;
  const go = (): void => {
    if (sitting === 'before') act('open');
    else if (current && !speaking) act('resume');
    else if (canStart) act('start');
  };
  const pause = (): void => {
    if (current) act(speaking ? 'pause' : 'resume');
  };
  const next = (): void => {
    if (open && (current || hall.state.queue.length > 0)) act('next');
  };
  useKeys({ p: pause, n: next });
  useSpace(go);

  if (!display) return null;
  const left = current ? remaining(display, current, line.now) : null;
  return (
    <div className="hall-main">
      <Card className={`hall-desk hall-${current && open ? toneOf(left) : 'calm'}`} label={m.hall.clock}>
        <div className="hall-desk-now">
          <div className="hall-desk-who">
            <p className="hall-desk-name">{current ? current.name : m.hall.idle[sitting]}</p>
            <p className="soft">{current ? [m.hall.kind[current.kind], current.subject].filter(Boolean).join(', ') : m.hall.satFor(Math.floor(sat(display, line.now) / minute))}</p>
          </div>
          {current ? (
            <p className="hall-desk-time" role="timer" data-seq={display.seq} data-zero={speaking && left !== null ? Math.round(line.now + left) : ''} data-left={!speaking && left !== null ? left : ''}>
              <Figures text={left === null ? elapsed(spoken(current, line.now)) : countdown(left)} />
            </p>
          ) : null}
        </div>
        <Waiting work={work} />
        {may ? (
          <div className="hall-buttons">
            {sitting === 'before' ? (
              <Button kind="primary" shortcut={m.hall.spaceKey} onClick={() => act('open')} disabled={work.busy}>
                {m.hall.open}
              </Button>
            ) : null}
            {sitting === 'recess' ? (
              <Button kind="primary" onClick={() => act('reconvene')}>
                {m.hall.reconvene}
              </Button>
            ) : null}
            {open ? (
              <>
                {current ? (
                  <Button kind={speaking ? 'default' : 'primary'} shortcut="P" onClick={pause}>
                    {speaking ? m.hall.pause : m.hall.resume}
                  </Button>
                ) : (
                  <Button kind="primary" shortcut={m.hall.spaceKey} disabled={!canStart} why={m.hall.nobodyNext} onClick={() => act('start')}>
                    {m.hall.start}
                  </Button>
                )}
                <Button kind={speaking ? 'primary' : 'default'} shortcut="N" disabled={!current && hall.state.queue.length === 0} onClick={next}>
                  {hall.state.stage.length > 1 ? m.hall.backTo : current && hall.state.queue.length === 0 ? m.hall.stop : m.hall.next}
                </Button>
                {current && hall.state.queue.length > 0 ? <Button onClick={() => act('stop')}>{m.hall.stop}</Button> : null}
                <Button disabled={!current} onClick={() => setAdding(true)}>
                  {m.hall.addMinute}
                </Button>
                <Button kind="quiet" disabled={speaking} why={m.hall.recessWhy} onClick={() => act('adjourn')}>
                  {m.hall.adjourn}
                </Button>
              </>
            ) : null}
          </div>
        ) : null}
      </Card>
      <Queue hall={hall} may={may} busy={work.busy} run={run} act={act} put={put} now={line.now} />
      {adding ? (
        <ReasonDialog
          title={m.hall.addMinuteTitle(current?.name ?? '')}
          label={m.hall.reason}
          hint={m.hall.reasonHint}
          go={m.hall.addMinute}
          onClose={() => setAdding(false)}
          onGo={async (reason) => {
            put(await api.command(unit.code, hall.id, { act: 'add_minute', expected: seq, reason }));
            setAdding(false);
          }}
        />
      ) : null}
    </div>
  );
}

/** A command that waits for the line, or one that was not carried out and why. */
function Waiting({ work }: { work: Commands }) {
  const { pending, refused } = work;
  if (pending !== null) {
    return (
      <p className="hall-pending" role="status">
        {m.hall.pending(m.hall.act[pending.given.act], timeSeconds(pending.at))}{' '}
        <Button small onClick={work.forget}>
          {m.hall.pendingDrop}
        </Button>
      </p>
    );
  }
  if (refused === null) return null;
  return (
    <>
      {refused.late ? (
        <p className="hall-pending">
          {m.hall.notDone(m.hall.act[refused.late.given.act], timeSeconds(refused.late.at))}{' '}
          <Button small onClick={work.forget}>
            {m.hall.notDoneSeen}
          </Button>
        </p>
      ) : null}
      <ErrorBox compact error={refused.error} />
    </>
  );
}

/** Space belongs to the button that has the focus; anywhere else it starts. */
function useSpace(go: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (event.key !== ' ' || event.repeat || event.ctrlKey || event.altKey || !lettersOn()) return;
      if (inField(target) || target?.closest('button, a, summary, label, [role=radiogroup]') || window.document.querySelector('dialog[open]')) return;
      event.preventDefault();
      go();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);
}

function Close({ hall, may, put, onConclusions }: { hall: Hall; may: boolean; put: (hall: Hall) => void; onConclusions: () => void }) {
  const { unit } = useSession();
  const [asking, setAsking] = useState(false);
  if (hall.state.sitting === 'closed') {
    return (
      <>
        <Button icon="download" href={api.paperworkHref(unit.code, hall.id, 'minutes')} download>
          {m.hall.minutesFile}
        </Button>
        <Button icon="download" href={api.paperworkHref(unit.code, hall.id, 'conclusions')} download>
          {m.hall.conclusionsFile}
        </Button>
      </>
    );
  }
  if (!may || hall.state.sitting === 'before') return null;
  const none = hall.conclusions.length === 0;
  return (
    <>
      <Button
        onClick={() => {
          if (none) onConclusions();
          setAsking(true);
        }}
      >
        {m.hall.close}
      </Button>
      {asking ? (
        <ReasonDialog
          title={m.hall.closeTitle}
          label={none ? m.hall.noTasksReason : m.hall.closeNote}
          hint={none ? m.hall.noTasksHint : m.hall.closeHint(hall.conclusions.length)}
          optional={!none}
          go={m.hall.close}
          onClose={() => setAsking(false)}
          onGo={async (reason) => {
            put(await api.close(unit.code, hall.id, hall.state.seq, none ? reason : undefined));
            setAsking(false);
          }}
        />
      ) : null}
    </>
  );
}

