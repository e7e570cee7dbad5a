// What a screen shows is a function of the state and of the server's time; nothing is counted down here. The same rules as in
// src/modules/hall/clock.cpp.
import type { Display, Hall, Speaker } from '../../api/hall';

export const minute = 60_000;
export const warnAt = 2 * minute;

export const spoken = (speaker: Speaker, now: number): number => speaker.spoken_ms + (speaker.since === undefined ? 0 : Math.max(0, now - speaker.since));

export function closingSpoken(display: Display, now: number): number {
  const running = display.current?.kind === 'closing' && display.current.since !== undefined ? Math.max(0, now - display.current.since) : 0;
  return display.closing_ms + running;
}

/** Milliseconds; negative once the time is over; null: no limit. */
export function remaining(display: Display, speaker: Speaker, now: number): number | null {
  const own = speaker.planned_ms > 0 ? speaker.planned_ms + speaker.added_ms - spoken(speaker, now) : null;
  if (speaker.kind !== 'closing') return own;
  const budget = display.limits.closing_total_ms + display.closing_added_ms - closingSpoken(display, now);
  return own === null ? budget : Math.min(own, budget);
}

export const sat = (display: Display, now: number): number => display.sat_ms + (display.sat_since === undefined ? 0 : Math.max(0, now - display.sat_since));

/** All the time the speech has, added minutes included; null: no limit. */
export function allotted(display: Display, speaker: Speaker, now: number): number | null {
  const left = remaining(display, speaker, now);
  return left === null ? null : left + spoken(speaker, now);
}

const pad = (n: number): string => String(n).padStart(2, '0');
const minutesSeconds = (seconds: number): string => `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
/** A second is shown until it is over: 10:00 at the start, 00:00 at the end. */
export const countdown = (ms: number): string => (ms > 0 ? minutesSeconds(Math.ceil(ms / 1000)) : ms > -1000 ? '00:00' : `+${minutesSeconds(Math.floor(-ms / 1000))}`);
export const elapsed = (ms: number): string => minutesSeconds(Math.floor(ms / 1000));

export type Tone = 'calm' | 'warn' | 'over';
export const toneOf = (left: number | null): Tone => (left === null || left > warnAt ? 'calm' : left > 0 ? 'warn' : 'over');

/** What the events carry, from the whole state: the operator's own page does not wait for the event of its own command. */
export function displayOf(hall: Hall): Display {
  const { state } = hall;
  const speaker = (number: number): Speaker => state.speakers[number - 1] as Speaker;
  const current = state.stage.at(-1);
  const closing = state.speakers.filter((one) => one.kind === 'closing');
  return {
    title: hall.title,
    seq: state.seq,
    revision: hall.revision,
    sitting: state.sitting,
    limits: state.seq === 0 ? hall.limits : state.limits,
    ...(current === undefined ? {} : { current: speaker(current) }),
    next: state.queue.slice(0, 5).map(speaker),
    waiting: state.queue.length,
    closing_ms: closing.reduce((sum, one) => sum + one.spoken_ms, 0),
    closing_added_ms: closing.reduce((sum, one) => sum + one.added_ms, 0),
    sat_ms: state.sat_ms,
    ...(state.sat_since === undefined ? {} : { sat_since: state.sat_since }),
    present: hall.present,
  };
}
export const newer = (a: Display | null, b: Display | null): Display | null => (a === null ? b : b === null || a.seq > b.seq || (a.seq === b.seq && a.revision >= b.revision) ? a : b);

export interface Sample {
  sent: number;
  server: number;
  got: number;
}
/** Of several round trips the shortest one errs least: at most by half of it. */
export function offsetOf(samples: Sample[]): number {
  const best = samples.reduce((a, b) => (b.got - b.sent < a.got - a.sent ? b : a));
  return best.server - (best.sent + best.got) / 2;
}

/** Spoken to a screen reader, and only then: 5, 2, 1 minutes and the end. */
export function callOut(before: number, left: number): number | null {
  return [5 * minute, 2 * minute, minute, 0].find((mark) => before > mark && left <= mark) ?? null;
}
