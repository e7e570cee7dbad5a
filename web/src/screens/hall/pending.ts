// Commands of the operator. One that finds no line is kept, also through a reload, and sent when the line is back; it still says what the
// operator saw, so that the server refuses it when something happened since. One at a time: what a second one would mean depends on the first.
import { useCallback, useEffect, useRef, useState } from 'react';
import { LineError } from '../../api/client';
import * as api from '../../api/hall';
import type { Command, Hall } from '../../api/hall';

export interface Pending {
  given: Command;
  client_id: string;
  at: number; // of this device
}
export interface Commands {
  run: (given: Command) => void;
  busy: boolean;
  pending: Pending | null;
  refused: { error: unknown; late: Pending | null } | null; // late: it had waited for the line
  forget: () => void; // drops what waits, or the refusal
}

const again = 3000;
const keyOf = (unit: string, id: string): string => `sauro.hall.pending.${unit}.${id}`;
function kept(key: string): Pending | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Pending | null;
  } catch {
    return null;
  }
}

/** `look`: a refusal says that this page may be behind, and the events of a line that died silently do not tell. */
export function useCommands(unit: string, id: string, live: boolean, put: (hall: Hall) => void, look: () => void): Commands {
  const key = keyOf(unit, id);
  const [pending, setPending] = useState<Pending | null>(() => kept(key));
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Commands['refused']>(null);
  const sending = useRef(false);
  const latest = useRef({ put, look });
  latest.current = { put, look };

  const keep = useCallback(
    (next: Pending | null): void => {
      setPending(next);
      try {
        if (next === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // only a reload without the line loses it
      }
    },
    [key],
  );
  const send = useCallback(
    async (one: Pending, waited: boolean): Promise<void> => {
      if (sending.current) return;
      sending.current = true;
      setBusy(!waited);
      try {
        latest.current.put(await api.command(unit, id, one.given, one.client_id));
        keep(null);
        setRefused(null);
      } catch (error) {
        if (error instanceof LineError) keep(one);
        else {
          keep(null);
          setRefused({ error, late: waited ? one : null });
          latest.current.look();
        }
      } finally {
        sending.current = false;
        setBusy(false);
      }
    },
    [unit, id, keep],
  );

  useEffect(() => {
    if (pending === null) return;
    if (live) void send(pending, true);
    const timer = setInterval(() => void send(pending, true), again);
    return () => clearInterval(timer);
  }, [pending, live, send]);

  return {
    run: (given) => {
      if (!sending.current && pending === null) void send({ given, client_id: api.freshId(), at: Date.now() }, false);
    },
    busy,
    pending,
    refused,
    forget: () => {
      keep(null);
      setRefused(null);
    },
  };
}
