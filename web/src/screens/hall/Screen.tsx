// Trình chiếu: who speaks and how long still, readable from the last row. Also the speaker's own view on a phone.
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Display, Speaker } from '../../api/hall';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { SessionProvider, useSession } from '../../app/session';
import { time } from '../../lib/format';
import { Logo } from '../../ui/icons';
import { DemoBadge } from '../../ui/status';
import { Loading } from '../../ui/states';
import { allotted, callOut, closingSpoken, countdown, elapsed, minute, remaining, spoken, toneOf, warnAt } from './clock';
import { softTone, useHallLine, useWakeLock } from './follow';
import { hallsHref } from './address';
import { Qr } from './Qr';
import { VoteFace } from './VotesTab';
import './hall.css';
import './votes.css';

export default function ScreenPage() {
  return (
    <SessionProvider>
      <Screen />
    </SessionProvider>
  );
}

const labelFrom = 2 * warnAt; // in a shorter speech the mark stands where the time spoken is written
const muteKey = 'sauro.hall.mute';

function Screen() {
  const { unit, sample } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const line = useHallLine(unit.code, id);
  const [mute, setMute] = useState(() => localStorage.getItem(muteKey) === '1');
  useWakeLock();
  useTitle(m.hall.screen, line.display?.title);
  const { display, now } = line;
  const current = display?.current;
  const left = display && current ? remaining(display, current, now) : null;
  const said = useCallOut(left, current?.number, mute);
  const toggle = (): void => {
    localStorage.setItem(muteKey, mute ? '0' : '1');
    setMute(!mute);
  };
  const full = (): void => void (window.document.fullscreenElement ? window.document.exitFullscreen() : window.document.documentElement.requestFullscreen?.());
  useKeys({ m: toggle, f: full });

  return (
    <main className={`hall-screen hall-${current && display?.sitting === 'sitting' ? toneOf(left) : 'calm'}`}>
      <header className="hall-bar">
        <Logo size={30} />
        <div className="hall-bar-title">
          <h1 tabIndex={-1}>{display?.title ?? m.hall.screen}</h1>
          <p>{unit.name}</p>
        </div>
        {sample ? <DemoBadge /> : null}
        <span className="hall-tools">
          <button type="button" className="hall-tool" aria-pressed={mute} aria-keyshortcuts="m" onClick={toggle}>
            {mute ? m.hall.unmute : m.hall.mute}
          </button>
          <button type="button" className="hall-tool" aria-keyshortcuts="f" onClick={full}>
            {m.hall.fullScreen}
          </button>
        </span>
        <span className="hall-clock">{time(now)}</span>
      </header>
      {line.live ? null : (
        <p className="hall-offline" role="status">
          {line.refused ? m.hall.refused : line.display ? m.hall.offline : m.hall.connecting}
          {line.refused ? (
            <>
              {' '}
              <a href={hallsHref(unit.code)}>{m.hall.backToHalls}</a>
            </>
          ) : null}
        </p>
      )}
      {display === null ? line.refused ? null : <Loading /> : <Face display={display} now={now} left={left} offset={line.offset} />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </main>
  );
}

function useCallOut(left: number | null, number: number | undefined, mute: boolean): string {
  const [said, setSaid] = useState('');
  const last = useRef<{ number: number | undefined; left: number | null }>({ number, left });
  useEffect(() => {
    const before = last.current;
    last.current = { number, left };
    if (left === null || before.left === null || before.number !== number) return;
    const mark = callOut(before.left, left);
    if (mark === null) return;
    setSaid(mark === 0 ? m.hall.over : m.hall.minutesLeft(mark / minute));
    if (mark === 0 && !mute) softTone();
  }, [left, number, mute]);
  return said;
}

function Face({ display, now, left, offset }: { display: Display; now: number; left: number | null; offset: number | null }) {
  const { current, vote } = display;
  const speaking = current !== undefined && display.sitting === 'sitting' && current.phase === 'speaking';
  const closing = display.limits.closing_total_ms + display.closing_added_ms - closingSpoken(display, now);
  return (
    <>
      {vote && !speaking ? (
        <VoteFace vote={vote} present={display.present} now={now} />
      ) : current && display.sitting === 'sitting' ? (
        <Running display={display} speaker={current} now={now} left={left} offset={offset} />
      ) : (
        <section className="hall-idle" data-seq={display.seq}>
          <p className="hall-idle-words">{m.hall.idle[display.sitting]}</p>
          {display.check_in_code === undefined || display.sitting === 'closed' ? null : (
            <div className="hall-code-line">
              <Qr code={display.check_in_code} />
              <div className="hall-code-words">
                <p>{m.votes.scan}</p>
                <p>{m.hall.codeHint(window.location.host)}</p>
                <p className="hall-code-digits">{display.check_in_code}</p>
              </div>
            </div>
          )}
          {display.present > 0 ? <p className="hall-idle-present">{m.hall.present(display.present)}</p> : null}
        </section>
      )}
      <footer className="hall-foot">
        {vote && speaking ? (
          <VoteFace vote={vote} present={display.present} now={now} />
        ) : (
          <>
            <div className="hall-next">
              <h2>{m.hall.nextUp}</h2>
              {display.next.length === 0 ? <p className="soft">{m.hall.nobodyNext}</p> : null}
              <ol>
                {display.next.slice(0, 3).map((one) => (
                  <li key={one.number}>
                    <strong>{one.name}</strong>
                    <span>{m.hall.kindAndTime(one.kind, one.planned_ms / minute)}</span>
                  </li>
                ))}
              </ol>
            </div>
            {display.limits.closing_total_ms > 0 ? (
              <div className="hall-budget">
                <h2>{m.hall.closingBudget}</h2>
                <p>
                  <strong>{closing >= 0 ? m.hall.budgetLeft(Math.ceil(closing / minute)) : m.hall.budgetOver(Math.ceil(-closing / minute))}</strong> {m.hall.budgetOf(display.limits.closing_total_ms / minute)}
                </p>
                <Pips used={closingSpoken(display, now)} of={display.limits.closing_total_ms + display.closing_added_ms} />
                <p className="soft">{m.hall.budgetSource(display.limits.clause)}</p>
              </div>
            ) : null}
          </>
        )}
      </footer>
    </>
  );
}

function Pips({ used, of }: { used: number; of: number }) {
  const pips = 10;
  return (
    <span className="hall-pips" aria-hidden="true">
      {Array.from({ length: pips }, (_, i) => (
        <span key={i}>
          <span style={{ width: `${100 * Math.min(1, Math.max(0, (used / of) * pips - i))}%` }} />
        </span>
      ))}
    </span>
  );
}

export function Figures({ text }: { text: string }) {
  return [...text].map((sign, at) => (
    <span key={at} className={/\d/.test(sign) ? 'hall-figure' : ''}>
      {sign}
    </span>
  ));
}

/** The state behind the figure stands in data-*: the instant of the server at which the time is over, or what is left of it. */
function Running({ display, speaker, now, left, offset }: { display: Display; speaker: Speaker; now: number; left: number | null; offset: number | null }) {
  const whole = allotted(display, speaker, now);
  const used = spoken(speaker, now);
  const tone = toneOf(left);
  const running = speaker.since !== undefined;
  return (
    <section className="hall-running">
      <div className="hall-who">
        <div>
          <p className="hall-name">{speaker.name}</p>
          <p className="hall-subject">{speaker.subject}</p>
        </div>
        <div className="hall-kind">
          <p>{m.hall.kind[speaker.kind]}</p>
          <p>{running ? (whole === null ? '' : m.hall.minutes(Math.round(whole / minute))) : m.hall.paused}</p>
        </div>
      </div>
      <div className="hall-time-box">
        <p
          className={`hall-time${left !== null && left <= -1000 ? ' hall-time-long' : ''}`}
          role="timer"
          data-seq={display.seq}
          data-zero={running && left !== null ? Math.round(now + left) : ''}
          data-left={!running && left !== null ? left : ''}
          data-offset={offset === null ? '' : Math.round(offset)}
        >
          <Figures text={left === null ? elapsed(used) : countdown(left)} />
        </p>
      </div>
      {tone === 'over' && left !== null ? <p className="hall-over">{m.hall.over}</p> : null}
      {whole === null ? null : (
        <>
          <div className="hall-track">
            <span className="hall-fill" style={{ width: `${Math.min(100, (100 * used) / whole)}%` }} />
            {whole > warnAt ? <span className="hall-tick" style={{ left: `${100 - (100 * warnAt) / whole}%` }} /> : null}
          </div>
          <p className="hall-scale">
            <span>{m.hall.spoken(elapsed(used))}</span>
            {whole >= labelFrom ? (
              <span className="hall-scale-mark" style={{ left: `${100 - (100 * warnAt) / whole}%` }}>
                {m.hall.markLeft(warnAt / minute)}
              </span>
            ) : null}
            <span>{elapsed(whole)}</span>
          </p>
        </>
      )}
    </section>
  );
}
