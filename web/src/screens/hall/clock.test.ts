import { expect, test } from 'vitest';
import type { Display, Speaker } from '../../api/hall';
import { allotted, callOut, countdown, elapsed, minute, newer, offsetOf, remaining, sat, spoken, toneOf } from './clock';

const speaker = (more: Partial<Speaker>): Speaker => ({ number: 1, name: 'A', subject: '', kind: 'contribution', phase: 'speaking', planned_ms: 10 * minute, added_ms: 0, spoken_ms: 0, ...more });
const display = (more: Partial<Display>): Display => ({
  title: '',
  seq: 1,
  revision: 0,
  sitting: 'sitting',
  limits: { opening_ms: 10 * minute, contribution_ms: 10 * minute, closing_total_ms: 50 * minute, clause: '' },
  next: [],
  waiting: 0,
  closing_ms: 0,
  closing_added_ms: 0,
  sat_ms: 0,
  present: 0,
  ...more,
});

test('remaining: own time, common budget of the closing speeches, no limit', () => {
  const running = speaker({ since: 1000, spoken_ms: minute, added_ms: minute });
  expect(spoken(running, 1000 + minute)).toBe(2 * minute);
  expect(remaining(display({}), running, 1000 + minute)).toBe(9 * minute);
  expect(remaining(display({}), running, 0)).toBe(10 * minute);
  const closing = speaker({ kind: 'closing', planned_ms: 0, since: 0 });
  const shared = display({ current: closing, closing_ms: 30 * minute, closing_added_ms: minute });
  expect(remaining(shared, closing, 5 * minute)).toBe(16 * minute);
  expect(allotted(shared, closing, 5 * minute)).toBe(21 * minute);
  expect(remaining(display({}), speaker({ kind: 'discussion', planned_ms: 0 }), 0)).toBe(null);
  expect(sat(display({ sat_ms: minute, sat_since: minute }), 3 * minute)).toBe(3 * minute);
});

test('the face: a second is shown until it is over, then it counts up', () => {
  expect([600_000, 599_999, 257_001, 1, 0, -999, -1000, -38_500].map(countdown)).toEqual(['10:00', '10:00', '04:18', '00:01', '00:00', '00:00', '+00:01', '+00:38']);
  expect(elapsed(343_999)).toBe('05:43');
  expect([2 * minute + 1, 2 * minute, 1, 0, -1].map(toneOf)).toEqual(['calm', 'warn', 'warn', 'over', 'over']);
  expect(toneOf(null)).toBe('calm');
  expect(callOut(2 * minute + 1, 2 * minute)).toBe(2 * minute);
  expect(callOut(2 * minute, 2 * minute - 1)).toBe(null);
  expect(callOut(1, -5)).toBe(0);
});

test('the newest display wins, whichever way it came', () => {
  const a = display({ seq: 4, revision: 1 });
  const b = display({ seq: 4, revision: 2 });
  expect(newer(a, b)).toBe(b);
  expect(newer(b, a)).toBe(b);
  expect(newer(display({ seq: 5 }), b)?.seq).toBe(5);
  expect(newer(null, a)).toBe(a);
});

test('a thousand screens stay within 0.2 s of each other for two hours', () => {
  let seed = 226;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const screens = Array.from({ length: 1000 }, () => ({
    skew: (random() - 0.5) * 3_600_000, // the device's clock is wrong by up to half an hour
    drift: 1 + (random() - 0.5) * 2e-4, // and runs wrong by up to 100 millionths
    delay: 2 + random() * 60, // one way, milliseconds
    offset: 0,
  }));
  const state = display({ current: speaker({ since: 0, planned_ms: 200 * minute }) });
  let worst = 0;
  for (let now = 0; now <= 120 * minute; now += minute) {
    const lefts = screens.map((screen) => {
      const local = (at: number): number => at * screen.drift + screen.skew;
      // drift since the last measurement a minute ago is in the figure; then it is measured again
      const left = remaining(state, state.current as Speaker, local(now) + screen.offset) as number;
      screen.offset = offsetOf(
        Array.from({ length: 5 }, () => {
          const there = screen.delay * (1 + random());
          const back = screen.delay * (1 + random());
          return { sent: local(now), server: now + there, got: local(now + there + back) };
        }),
      );
      return left;
    });
    if (now > 0) worst = Math.max(worst, Math.max(...lefts) - Math.min(...lefts));
  }
  expect(worst).toBeLessThan(200);
});
