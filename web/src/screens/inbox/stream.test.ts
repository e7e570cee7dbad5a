import { describe, expect, it } from 'vitest';
import type { InboxProgress } from '../../api/inbox';
import type { EventSourceLike, Line } from './stream';
import { askEvery, follow, quietAfter, reopenAfter } from './stream';

const figures = (files_done: number): InboxProgress => ({ paused: false, waiting: 1, reading: 1, review: 0, refused: 0, files_done, files_total: 9, pages_done: 0, active: [] });

function stage() {
  const sources: (EventSourceLike & { say: (data: string) => void; fail: (state: number) => void; closed: boolean })[] = [];
  const timers: { run: () => void; ms: number; on: boolean }[] = [];
  const seen: number[] = [];
  const lines: Line[] = [];
  let asked = 0;
  const timer = (run: () => void, ms: number) => {
    const one = { run, ms, on: true };
    timers.push(one);
    return () => {
      one.on = false;
    };
  };
  const stop = follow(
    {
      open: () => {
        let listener: (event: { data: string }) => void = () => undefined;
        const source = {
          readyState: 1,
          onerror: null as EventSourceLike['onerror'],
          closed: false,
          addEventListener: (_name: string, next: typeof listener) => {
            listener = next;
          },
          close() {
            this.closed = true;
          },
          say: (data: string) => listener({ data }),
          fail(state: number) {
            this.readyState = state;
            this.onerror?.({} as never);
          },
        };
        sources.push(source);
        return source;
      },
      ask: () => {
        asked += 1;
        return Promise.resolve(figures(asked * 100));
      },
      every: timer,
      after: timer,
    },
    (progress) => seen.push(progress.files_done),
    (line) => lines.push(line),
  );
  const fire = (ms: number) => timers.filter((one) => one.on && one.ms === ms).forEach((one) => one.run());
  return { sources, seen, lines, fire, stop, asked: () => asked, running: () => timers.filter((one) => one.on).map((one) => one.ms) };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('progress of the reading', () => {
  it('comes as events; half a line is passed over', () => {
    const s = stage();
    s.sources[0]?.say(JSON.stringify(figures(3)));
    s.sources[0]?.say('{"paused":fal');
    s.sources[0]?.say(JSON.stringify(figures(4)));
    expect(s.seen).toEqual([3, 4]);
    expect(s.asked()).toBe(0);
  });
  it('is asked for while the stream is silent, until it speaks', async () => {
    const s = stage();
    s.fire(quietAfter);
    await turn();
    s.fire(askEvery);
    await turn();
    expect(s.seen).toEqual([100, 200]);
    s.sources[0]?.say(JSON.stringify(figures(5)));
    expect(s.running()).not.toContain(askEvery);
    expect(s.lines.at(-1)).toBe('live');
  });
  it('leaves a short break to the browser, opens again after the stream was closed for good', () => {
    const s = stage();
    s.sources[0]?.fail(0);
    expect(s.running()).not.toContain(reopenAfter);
    s.sources[0]?.fail(2);
    s.sources[0]?.fail(2);
    s.fire(reopenAfter);
    expect(s.sources).toHaveLength(2);
  });
  it('ends with the screen', async () => {
    const s = stage();
    s.sources[0]?.fail(2);
    s.stop();
    await turn();
    expect(s.sources[0]?.closed).toBe(true);
    expect(s.running().filter((ms) => ms === askEvery || ms === reopenAfter)).toEqual([]);
    expect(s.seen).toEqual([]);
  });
});
