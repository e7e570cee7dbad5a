// One draft being typed: kept in this browser every 2 s, on the server every 10 s and on Ctrl S, with the version it was read at.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, LineError } from '../../api/client';
import * as api from '../../api/endpoints';
import { keys } from '../../api/queries';
import { lineUp } from '../../app/line';
import { keepDraft, newKey, outbox } from '../../app/outbox';
import { useSession } from '../../app/session';
import { dropDraft, readDraft, writeDraft } from '../../lib/store';

export type Saved = 'saved' | 'kept' | false;
export interface DraftState {
  text: string;
  setText: (text: string) => void;
  saved: { at: number } | null;
  saving: boolean;
  dirty: boolean;
  error: unknown;
  stale: { text: string; version: number } | null;
  restored: number | null;
  kept: boolean; // waits on this machine for the line
  saveNow: () => Promise<Saved>;
  saveImplements: (symbol: string) => Promise<void>; // '' clears it; throws what went wrong
  keepMine: () => void;
  takeTheirs: () => void;
}
interface Local {
  text: string;
  version: number;
  at: number;
}

export function useDraft(unit: string, id: string, read: { text: string; version: number }, writable: boolean, title: string): DraftState {
  const { me } = useSession();
  const client = useQueryClient();
  const key = `draft/${unit}/${id}`;
  const [text, setTextState] = useState(read.text);
  const [saved, setSaved] = useState<{ at: number } | null>(null);
  const [saving, setSaving] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [stale, setStale] = useState<DraftState['stale']>(null);
  const [restored, setRestored] = useState<number | null>(null);
  const [kept, setKept] = useState(false);
  const now = useRef({ text: read.text, version: read.version, stored: read.text, local: read.text });

  const setText = useCallback((next: string) => {
    now.current.text = next;
    setTextState(next);
    setDirty(next !== now.current.stored);
  }, []);

  useEffect(() => {
    let gone = false;
    void readDraft<Local>(key).then((local) => {
      if (gone || !local || local.text === now.current.stored || now.current.text !== now.current.stored) return;
      setRestored(local.at);
      setText(local.text);
    });
    return () => {
      gone = true;
    };
  }, [key, setText]);

  // what waited was sent: the server stands where this page stands
  useEffect(
    () =>
      outbox.onDone((entry) => {
        if (entry.job.kind !== 'draft' || entry.job.document !== id || !entry.done) return;
        now.current.version = entry.done.version;
        now.current.stored = entry.job.text;
        setKept(false);
        setSaved({ at: entry.done.at });
        setDirty(now.current.text !== entry.job.text);
        if (now.current.text === entry.job.text) void dropDraft(key);
      }),
    [id, key],
  );

  const running = useRef<Promise<Saved> | null>(null);
  const saveNow = useCallback((): Promise<Saved> => {
    if (running.current) return running.current.then(() => saveNow());
    const { text: sending, version, stored } = now.current;
    const underWay = outbox.draftUnderWay(id);
    if (!writable || (sending === stored && !underWay)) return Promise.resolve('saved');
    const keep = async (reached: string | null): Promise<Saved> => {
      const job = { kind: 'draft' as const, document: id, version, text: sending.normalize('NFC') };
      await keepDraft({ account: me.account_id, unit, title, job, ...(reached ? { key: reached, reached: true } : {}) });
      setKept(true);
      setError(null);
      return 'kept';
    };
    if (underWay || !lineUp()) return keep(null);
    setSaving(true);
    const once = newKey();
    const work = api
      .saveDraft(unit, id, { version, text: sending.normalize('NFC') }, once)
      .then(async (document): Promise<Saved> => {
        now.current.version = document.version;
        now.current.stored = sending;
        setError(null);
        setSaved({ at: Date.now() });
        setDirty(now.current.text !== sending);
        if (now.current.text === sending) await dropDraft(key);
        void client.invalidateQueries({ queryKey: [...keys.documents(unit), 'list'] });
        await outbox.settleDraft(id);
        return 'saved';
      })
      .catch(async (problem: unknown): Promise<Saved> => {
        if (problem instanceof LineError) return keep(once);
        setError(problem);
        if (problem instanceof ApiError && (problem.status === 412 || problem.code === 'document.stale')) {
          setStale(await api.draftText(unit, id).catch(() => null));
        }
        return false;
      })
      .finally(() => {
        setSaving(false);
        running.current = null;
      });
    running.current = work;
    return work;
  }, [client, id, key, me.account_id, title, unit, writable]);

  useEffect(() => {
    if (!writable) return undefined;
    const keep = (): void => {
      const { text: current, version, local, stored } = now.current;
      if (current === local || current === stored) return;
      now.current.local = current;
      void writeDraft(key, { text: current, version, at: Date.now() } satisfies Local);
    };
    const local = setInterval(keep, 2000);
    const server = setInterval(() => {
      if (now.current.text !== now.current.stored) void saveNow();
    }, 10_000);
    window.addEventListener('pagehide', keep);
    return () => {
      clearInterval(local);
      clearInterval(server);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [key, saveNow, writable]);

  const saveImplements = useCallback(
    async (symbol: string): Promise<void> => {
      if ((await saveNow()) !== 'saved') throw new LineError(false);
      const document = await api.saveDraft(unit, id, { version: now.current.version, implements: symbol });
      now.current.version = document.version;
      await client.invalidateQueries({ queryKey: keys.documents(unit) });
    },
    [client, id, saveNow, unit],
  );

  return {
    text,
    setText,
    saved,
    saving,
    dirty,
    error,
    stale,
    restored,
    kept: kept && dirty,
    saveNow,
    saveImplements,
    keepMine: () => {
      if (stale) now.current.version = stale.version;
      setStale(null);
      setError(null);
      void saveNow();
    },
    takeTheirs: () => {
      if (!stale) return;
      now.current = { text: stale.text, version: stale.version, stored: stale.text, local: stale.text };
      setTextState(stale.text);
      setDirty(false);
      setStale(null);
      setError(null);
      void dropDraft(key);
    },
  };
}
