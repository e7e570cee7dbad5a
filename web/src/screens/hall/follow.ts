// One screen's line to the hall: events, the offset of its clock to the server's, and what was shown last, so that neither a lost line nor
// a reload stops the view.
import { useEffect, useRef, useState } from 'react';
import * as api from '../../api/hall';
import type { Display } from '../../api/hall';
import type { Sample } from './clock';
import { newer, offsetOf } from './clock';

const measureEvery = 60_000;
const samples = 5;
const tick = 100;
const deadAfter = 25_000; // the server says something every ten seconds

/** Never jumps when somebody sets the clock of the device. */
const local = (): number => performance.timeOrigin + performance.now();

interface Kept {
  display: Display;
  offset: number; // to Date.now(), the only clock that survives a reload
}
const keyOf = (unit: string, id: string): string => `sauro.hall.${unit}.${id}`;
function kept(unit: string, id: string): Kept | null {
  try {
    const text = localStorage.getItem(keyOf(unit, id));
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

export interface Line {
  display: Display | null;
  now: number; // of the server, as well as this screen knows it
  offset: number | null;
  live: boolean;
  refused: boolean; // the server answers, but not with this hall
}

export function useHallLine(unit: string, id: string): Line {
  const before = useRef<Kept | null>(null);
  if (before.current === null) before.current = kept(unit, id);
  const [display, setDisplay] = useState<Display | null>(before.current?.display ?? null);
  const [offset, setOffset] = useState<number | null>(null);
  const [live, setLive] = useState(false);
  const [refused, setRefused] = useState(false);
  const [at, setAt] = useState(local);

  useEffect(() => {
    let over = false;
    let source: EventSource | null = null;
    let heard = Date.now();
    let reopen: ReturnType<typeof setTimeout> | undefined;
    const measure = async (): Promise<void> => {
      const taken: Sample[] = [];
      try {
        for (let i = 0; i < samples; i += 1) {
          const sent = local();
          const { now } = await api.serverTime();
          taken.push({ sent, server: now, got: local() });
        }
      } catch {
        // the events tell whether the line is up
      }
      if (!over && taken.length > 0) setOffset(offsetOf(taken));
    };
    const open = (): void => {
      if (over) return;
      source?.close();
      source = new EventSource(api.eventsHref(unit, id));
      source.onopen = () => {
        heard = Date.now();
        setLive(true);
        setRefused(false);
        void measure();
      };
      source.addEventListener('hall', (event) => {
        heard = Date.now();
        try {
          const next = JSON.parse((event as MessageEvent<string>).data) as Display;
          setDisplay((stands) => newer(next, stands));
        } catch {
          // half a line: the next event is whole
        }
      });
      source.onerror = () => {
        setLive(false);
        if (source?.readyState === EventSource.CLOSED) {
          setRefused(navigator.onLine);
          reopen = setTimeout(open, 3000);
        }
      };
    };
    open();
    const measuring = setInterval(() => void measure(), measureEvery);
    const awake = (): void => {
      if (window.document.visibilityState === 'visible') void measure();
    };
    // A line can be dead without an error; the browser does not see the server's signs of life, so the time is asked for.
    const watching = setInterval(() => {
      if (Date.now() - heard < deadAfter) return;
      heard = Date.now();
      void api.serverTime().then(
        () => undefined,
        () => {
          setLive(false);
          open();
        },
      );
    }, 5000);
    window.document.addEventListener('visibilitychange', awake);
    return () => {
      over = true;
      source?.close();
      clearTimeout(reopen);
      clearInterval(measuring);
      clearInterval(watching);
      window.document.removeEventListener('visibilitychange', awake);
    };
  }, [unit, id]);

  useEffect(() => {
    const timer = setInterval(() => setAt(local()), tick);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (display === null || offset === null) return;
    try {
      localStorage.setItem(keyOf(unit, id), JSON.stringify({ display, offset: local() + offset - Date.now() } satisfies Kept));
    } catch {
      // only a reload without the line is lost
    }
  }, [display, offset, unit, id]);

  const fallback = Date.now() + (before.current?.offset ?? 0);
  return { display, now: offset === null ? fallback : at + offset, offset: offset === null ? null : local() + offset - Date.now(), live, refused };
}

/** One soft tone at the end of the time; the browser allows it once the page was touched. */
export function softTone(): void {
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 523;
    volume.gain.setValueAtTime(0, context.currentTime);
    volume.gain.linearRampToValueAtTime(0.15, context.currentTime + 0.08);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 1.2);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 1.25);
    tone.onended = () => void context.close();
  } catch {
    // no sound on this device: colour and words say it
  }
}

export function useWakeLock(): void {
  useEffect(() => {
    let held: { release: () => Promise<void> } | null = null;
    let over = false;
    const take = async (): Promise<void> => {
      if (window.document.visibilityState !== 'visible') return;
      try {
        const lock = await navigator.wakeLock?.request('screen');
        if (over) void lock?.release();
        else held = lock ?? null;
      } catch {
        // low battery, or a browser without it
      }
    };
    void take();
    window.document.addEventListener('visibilitychange', take);
    return () => {
      over = true;
      window.document.removeEventListener('visibilitychange', take);
      void held?.release();
    };
  }, []);
}
