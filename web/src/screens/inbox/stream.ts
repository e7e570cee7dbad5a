// Progress of the reading, as the server sends it. The browser connects an event stream again by itself; where it cannot (a proxy that holds
// events back, a session that ended) the figures are asked for every few seconds until the stream speaks again.
import type { InboxProgress } from '../../api/inbox';

export const quietAfter = 6_000; // no event for so long after opening: ask
export const askEvery = 4_000;
export const reopenAfter = 20_000;

export interface EventSourceLike {
  readyState: number; // 2 = closed for good
  onerror: ((event: never) => void) | null;
  addEventListener: (name: string, listener: (event: { data: string }) => void) => void;
  close: () => void;
}
export interface StreamTools {
  open: () => EventSourceLike;
  ask: () => Promise<InboxProgress>;
  every: (run: () => void, ms: number) => () => void;
  after: (run: () => void, ms: number) => () => void;
}
export type Line = 'live' | 'asking';

export function follow(tools: StreamTools, onProgress: (progress: InboxProgress) => void, onLine: (line: Line) => void): () => void {
  let source: EventSourceLike | null = null;
  let stopAsking: (() => void) | null = null;
  let stopQuiet: (() => void) | null = null;
  let stopReopen: (() => void) | null = null;
  let over = false;

  const ask = (): void => {
    void tools.ask().then(
      (progress) => {
        if (!over && stopAsking) onProgress(progress);
      },
      () => undefined, // the next turn asks again; the list shows what is wrong
    );
  };
  const startAsking = (): void => {
    if (over || stopAsking) return;
    onLine('asking');
    stopAsking = tools.every(ask, askEvery);
    ask();
  };
  const live = (): void => {
    stopQuiet?.();
    stopQuiet = null;
    if (stopAsking) {
      stopAsking();
      stopAsking = null;
    }
    onLine('live');
  };
  const open = (): void => {
    if (over) return;
    source = tools.open();
    stopQuiet = tools.after(startAsking, quietAfter);
    source.addEventListener('progress', (event) => {
      try {
        const progress = JSON.parse(event.data) as InboxProgress;
        live();
        onProgress(progress);
      } catch {
        // half a line: the next event is whole
      }
    });
    source.onerror = () => {
      startAsking();
      if (source?.readyState === 2 && !stopReopen) {
        source.close();
        stopReopen = tools.after(() => {
          stopReopen = null;
          open();
        }, reopenAfter);
      }
    };
  };
  open();
  return () => {
    over = true;
    source?.close();
    stopAsking?.();
    stopQuiet?.();
    stopReopen?.();
  };
}
