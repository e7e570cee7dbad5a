// The page's outbox: kept in this browser, sent by one tab at a time when an answer of the server proves that the line is up.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { ApiError, LineError, onNews, tell } from '../api/client';
import * as api from '../api/endpoints';
import { keys, queryClient } from '../api/queries';
import type { Document } from '../api/types';
import { isOpen, Outbox } from '../lib/outbox';
import type { Entry, Job, NewEntry } from '../lib/outbox';
import { outboxStore } from '../lib/outboxStore';
import { toast } from '../ui/toast';
import { lineUp, onLineBack } from './line';
import { m } from './messages';

export function newKey(): string {
  // not crypto.randomUUID: pages served without TLS in an office network do not have it
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function send(entry: Entry): Promise<Document> {
  const { job } = entry;
  switch (job.kind) {
    case 'incoming':
      return api.registerIncoming(entry.unit, job.input, entry.key);
    case 'draft':
      return api.saveDraft(entry.unit, job.document, { version: job.version, text: job.text }, entry.key);
    case 'number':
      return api.numberDraft(entry.unit, job.document, job.input, entry.key);
  }
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('sauro-outbox');

const lazily = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
};
const store = lazily(outboxStore);

export const outbox = new Outbox({
  store: {
    all: async () => (await store()).all(),
    put: async (entry) => (await store()).put(entry),
    update: async (id, change) => (await store()).update(id, change),
    add: async (entry) => (await store()).add(entry),
    remove: async (id) => (await store()).remove(id),
  },
  // Without TLS a browser has no locks; then two tabs may send the same entry, and the server's key keeps it single.
  alone: async (run) => void (await (navigator.locks ? navigator.locks.request('sauro-outbox', () => run()) : run())),
  who: async () => {
    try {
      return (await api.me()).account_id;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) tell({ kind: 'signed_out' }); // something waits: ask for the password now
      throw error;
    }
  },
  upload: api.intake,
  send,
  later: (run, ms) => void setTimeout(run, ms),
  now: () => Date.now(),
  newKey,
  changed: () => channel?.postMessage('changed'),
});

outbox.onDone((entry) => {
  void queryClient.invalidateQueries({ queryKey: keys.unit(entry.unit) });
  if (entry.job.kind === 'draft') toast(m.outbox.draftSaved(entry.title));
  else if (entry.job.kind === 'incoming') toast(m.entry.saved(entry.done?.number ?? '', entry.done?.symbol ?? ''));
  else toast(m.draft.numbered(entry.done?.symbol ?? ''));
});

/** Once, by the shell: there is a session then. */
export function useOutboxSender(): void {
  useEffect(() => {
    void outbox.reload().then(() => outbox.kick());
    const stops = [
      onLineBack(() => outbox.kick()),
      onNews((news) => {
        if (news.kind === 'signed_in') outbox.kick();
      }),
    ];
    const reload = (): void => void outbox.reload();
    channel?.addEventListener('message', reload);
    return () => {
      stops.forEach((stop) => stop());
      channel?.removeEventListener('message', reload);
    };
  }, []);
}

export const keptForGood = async (): Promise<boolean> => (await store()).persistent;

/** Of this account; what others left on the same machine is only counted. */
export function useOutbox(account: string): { entries: Entry[]; waiting: number; review: number; others: number } {
  const all = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  return useMemo(() => {
    const entries = all.filter((entry) => entry.account === account);
    return {
      entries,
      waiting: entries.filter(isOpen).length,
      review: entries.filter((entry) => entry.state === 'review').length,
      others: all.filter((entry) => entry.account !== account && entry.state !== 'done').length,
    };
  }, [all, account]);
}

export type Sent<T> = { sent: T } | { kept: Entry };

/** Straight to the server when it can be reached and nothing waits before it; else, or when no answer came, it is kept and sent later. */
export async function sendOrKeep<T>(entry: NewEntry, direct: ((key: string) => Promise<T>) | null): Promise<Sent<T>> {
  const key = newKey();
  const waits = outbox.snapshot().some((one) => one.account === entry.account && isOpen(one));
  let reached = false;
  if (direct !== null && lineUp() && !waits) {
    try {
      return { sent: await direct(key) };
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      reached = true;
    }
  }
  const kept = await outbox.add({ ...entry, key, reached }).catch(() => Promise.reject(new LineError(false))); // no room in this browser: it stays in the form
  if (lineUp()) outbox.kick();
  return { kept };
}

export async function keepDraft(entry: NewEntry & { job: Extract<Job, { kind: 'draft' }> }): Promise<void> {
  await outbox.keepDraft(entry);
  if (lineUp()) outbox.kick();
}
