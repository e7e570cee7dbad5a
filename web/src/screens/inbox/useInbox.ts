// What the screen and its panel share: the running uploads, the live figures, and what was set aside during this sitting.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import * as inbox from '../../api/inbox';
import type { InboxProgress } from '../../api/inbox';
import { inboxProgressQuery, keys, queryClient } from '../../api/queries';
import type { Line } from './stream';
import { follow } from './stream';
import type { Upload } from './uploads';
import { Uploads } from './uploads';

export const uploads = new Uploads({
  send: inbox.sendFile,
  later: (run, ms) => void setTimeout(run, ms),
  onSent: (unit) => void queryClient.invalidateQueries({ queryKey: keys.inbox(unit) }, { cancelRefetch: false }),
});
window.addEventListener('online', () => uploads.retry());
export const useUploads = (unit: string): readonly Upload[] => {
  const all = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  return all.filter((one) => one.unit === unit);
};

export function useProgress(unit: string): { progress: InboxProgress | undefined; line: Line } {
  const client = useQueryClient();
  const progress = useQuery(inboxProgressQuery(unit));
  const [line, setLine] = useState<Line>('live');
  const before = useRef<string>('');
  useEffect(() => {
    const start = (): (() => void) =>
      follow(
        {
          open: () => new EventSource(inbox.eventsHref(unit)),
          ask: async () => (await inbox.list(unit, { state: 'review', limit: 1 })).progress,
          every: (run, ms) => {
            const timer = setInterval(run, ms);
            return () => clearInterval(timer);
          },
          after: (run, ms) => {
            const timer = setTimeout(run, ms);
            return () => clearTimeout(timer);
          },
        },
        (next) => {
          client.setQueryData(inboxProgressQuery(unit).queryKey, next);
          // a file changed its list: the lists are read again, pages that merely went by do not count
          const now = [next.waiting, next.reading, next.review, next.refused, next.files_done].join(' ');
          if (before.current !== '' && before.current !== now) void client.invalidateQueries({ queryKey: [...keys.inbox(unit), 'list'] }, { cancelRefetch: false });
          before.current = now;
        },
        setLine,
      );
    // a tab nobody looks at holds no connection: browsers allow a server six of them, all tabs together
    let stop: (() => void) | null = null;
    const look = (): void => {
      if (window.document.hidden) {
        stop?.();
        stop = null;
      } else stop ??= start();
    };
    look();
    window.document.addEventListener('visibilitychange', look);
    return () => {
      window.document.removeEventListener('visibilitychange', look);
      stop?.();
    };
  }, [client, unit]);
  return { progress: progress.data, line };
}

// Set aside ("Bỏ qua") in this sitting: they stay in the queue and come last.
let skipped: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();
export function skip(id: string, yes: boolean): void {
  const next = new Set(skipped);
  if (yes) next.add(id);
  else next.delete(id);
  skipped = next;
  listeners.forEach((listener) => listener());
}
export const useSkipped = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => skipped,
  );
