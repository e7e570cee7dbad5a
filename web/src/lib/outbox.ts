// What was entered while the server could not be reached, on its way into the books: in order, each exactly once. The rules only; where it
// is kept, who may send and how come from outside, so that they are tested without a browser.
import { ApiError, LineError } from '../api/client';
import type { Document, IncomingInput, Intake, NumberInput, Problem } from '../api/types';

export type Job =
  /** `values` is the form as typed, for the day it needs another look; a file goes ahead of its entry. */
  | { kind: 'incoming'; input: IncomingInput; values: unknown; file?: File }
  /** `next` is what was typed after `text` may have reached the server. */
  | { kind: 'draft'; document: string; version: number; text: string; next?: string }
  | { kind: 'number'; document: string; input: NumberInput };

export type EntryState = 'waiting' | 'sending' | 'review' | 'done';
export interface Entry {
  id: number; // in the order entered
  key: string; // the server does a request with the same key once
  account: string;
  unit: string;
  title: string;
  at: number; // ms
  state: EntryState;
  reached: boolean; // it may have been done under this key although no answer came
  tries: number; // answers that were a fault of the server's
  job: Job;
  problem?: Problem;
  twin?: string; // the document that holds the same file
  done?: { id: string; number: string; symbol: string; version: number; at: number };
}
export type NewEntry = Omit<Entry, 'id' | 'state' | 'tries' | 'at' | 'reached' | 'key'> & { key?: string; reached?: boolean };

export interface OutboxStore {
  all(): Promise<Entry[]>; // by id
  put(entry: Entry): Promise<void>;
  /** In one step, so that nothing another tab or the form wrote meanwhile is lost. Nothing when the entry is gone. */
  update(id: number, change: (entry: Entry) => Entry): Promise<Entry | undefined>;
  add(entry: Omit<Entry, 'id'>): Promise<Entry>;
  remove(id: number): Promise<void>;
}
export interface OutboxTools {
  store: OutboxStore;
  alone: (run: () => Promise<void>) => Promise<void>; // one tab at a time
  who: () => Promise<string>; // the account that is signed in; asks the server, so it is the proof that the line is up
  upload: (unit: string, file: File) => Promise<Pick<Intake, 'intake_id' | 'duplicates'>>;
  send: (entry: Entry) => Promise<Document>;
  later: (run: () => void, ms: number) => void;
  now: () => number;
  newKey: () => string;
  changed: () => void;
}

const triesOfServer = 5;
const keptWhenDone = 24 * 3600 * 1000;
export const waits = [3_000, 6_000, 12_000, 30_000, 60_000];

const documentOf = (entry: Entry): string | undefined => (entry.job.kind === 'incoming' ? undefined : entry.job.document);
export const isOpen = (entry: Entry): boolean => entry.state === 'waiting' || entry.state === 'sending';

/** The oldest of this account that may go; what hangs on an entry to be looked at again waits behind it. */
export function nextToSend(all: readonly Entry[], account: string): Entry | undefined {
  return all.find(
    (entry, at) =>
      entry.account === account && isOpen(entry) && !all.slice(0, at).some((before) => before.state === 'review' && documentOf(before) !== undefined && documentOf(before) === documentOf(entry)),
  );
}

/** A draft has one entry: what was not sent yet is replaced, what may have arrived is followed by the newer text. */
export function withNewText(entry: Entry, text: string): Entry {
  if (entry.job.kind !== 'draft') return entry;
  if (!entry.reached) return { ...entry, job: { ...entry.job, text } };
  const { next: _old, ...job } = entry.job;
  return { ...entry, job: text === job.text ? job : { ...job, next: text } };
}

function afterSent(entry: Entry, document: Document, now: number, newKey: () => string): Entry {
  const { problem: _none, ...clean } = entry;
  if (entry.job.kind === 'draft' && entry.job.next !== undefined) {
    return { ...clean, state: 'waiting', reached: false, tries: 0, key: newKey(), job: { kind: 'draft', document: entry.job.document, version: document.version, text: entry.job.next } };
  }
  const { file: _sent, ...job } = entry.job as Job & { file?: File };
  const number = document.number_text ?? (document.number === undefined || document.number === null ? '' : String(document.number));
  return { ...clean, state: 'done', job: job as Job, done: { id: document.id, number, symbol: document.symbol ?? '', version: document.version, at: now } };
}

export class Outbox {
  private list: readonly Entry[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly doneListeners = new Set<(entry: Entry) => void>();
  private running = false;
  private again = false;
  private failures = 0;
  private timer = false;

  constructor(private readonly tools: OutboxTools) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): readonly Entry[] => this.list;

  /** When one was sent, by another tab too. */
  onDone = (listener: (entry: Entry) => void): (() => void) => {
    this.doneListeners.add(listener);
    return () => this.doneListeners.delete(listener);
  };

  /** Reads the list again: another tab changed it. */
  async reload(): Promise<void> {
    const all = await this.tools.store.all();
    const old = this.tools.now() - keptWhenDone;
    for (const entry of all) if (entry.done && entry.done.at < old) await this.tools.store.remove(entry.id);
    const open = new Set(this.list.filter(isOpen).map((entry) => entry.id));
    this.list = all.filter((entry) => !entry.done || entry.done.at >= old);
    this.listeners.forEach((listener) => listener());
    for (const entry of this.list) if (entry.done && open.has(entry.id)) this.doneListeners.forEach((listener) => listener(entry));
  }
  private async changed(): Promise<void> {
    await this.reload();
    this.tools.changed();
  }

  async add(entry: NewEntry): Promise<Entry> {
    const added = await this.tools.store.add({ key: this.tools.newKey(), reached: false, ...entry, at: this.tools.now(), state: 'waiting', tries: 0 });
    await this.changed();
    return added;
  }
  /** The entry of a draft that is under way, by another tab too. */
  draftUnderWay = (document: string): Entry | undefined => this.list.find((entry) => isOpen(entry) && entry.job.kind === 'draft' && entry.job.document === document);

  async keepDraft(entry: NewEntry & { job: Extract<Job, { kind: 'draft' }> }): Promise<void> {
    const before = (await this.tools.store.all()).find((one) => isOpen(one) && one.job.kind === 'draft' && one.job.document === entry.job.document);
    const after = before ? await this.tools.store.update(before.id, (one) => (isOpen(one) ? withNewText(one, entry.job.text) : one)) : undefined;
    if (after && isOpen(after)) await this.changed();
    else await this.add(entry);
  }

  /** Back into the line after another look; what it says may be new, so it is a new request. */
  async revise(id: number, job: Job): Promise<void> {
    await this.tools.store.update(id, (entry) => {
      if (entry.state !== 'review') return entry;
      const { problem: _none, ...clean } = entry;
      return { ...clean, job, key: this.tools.newKey(), state: 'waiting', reached: false, tries: 0 };
    });
    await this.changed();
    this.kick();
  }
  /** Saved from the editor itself: what stood for another look has no matter left. */
  async settleDraft(document: string): Promise<void> {
    for (const one of this.list) if (one.state === 'review' && one.job.kind === 'draft' && one.job.document === document) await this.remove(one.id);
  }
  async remove(id: number): Promise<Entry | undefined> {
    const entry = (await this.tools.store.all()).find((one) => one.id === id);
    await this.tools.store.remove(id);
    await this.changed();
    return entry;
  }
  async putBack(entry: Entry): Promise<void> {
    await this.tools.store.put(entry);
    await this.changed();
    this.kick();
  }

  /** Sends what waits. Safe to call at any time and as often as one likes. */
  kick(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    void this.drain().catch(() => undefined).finally(() => {
      this.running = false;
      if (this.again) {
        this.again = false;
        this.kick();
      }
    });
  }

  private async drain(): Promise<void> {
    if (!(await this.tools.store.all()).some(isOpen)) return;
    try {
      await this.tools.alone(async () => {
        const account = await this.tools.who();
        for (;;) {
          const entry = nextToSend(await this.tools.store.all(), account);
          if (!entry) break;
          await this.sendOne(entry.id);
        }
      });
      this.failures = 0;
    } catch (error) {
      await this.changed();
      if (error instanceof ApiError && error.status === 401) return; // signing in again starts it
      this.retry(error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1000 : (waits[Math.min(this.failures, waits.length - 1)] ?? 60_000));
      this.failures += 1;
    }
  }
  private retry(ms: number): void {
    if (this.timer) return;
    this.timer = true;
    this.tools.later(() => {
      this.timer = false;
      this.kick();
    }, ms);
  }

  /** Throws when the rest must wait too. */
  private async sendOne(id: number): Promise<void> {
    const { store, now, newKey } = this.tools;
    let entry = await store.update(id, (one) => (isOpen(one) ? { ...one, state: 'sending' } : one));
    if (!entry || !isOpen(entry)) return;
    await this.changed();
    try {
      let ahead: Partial<Entry> = {};
      let intake_id: string | undefined;
      if (entry.job.kind === 'incoming' && entry.job.file && !entry.job.input.intake_id) {
        const intake = await this.tools.upload(entry.unit, entry.job.file);
        const twin = intake.duplicates.find((one) => one.reason === 'same_file')?.id;
        intake_id = intake.intake_id;
        ahead = twin ? { twin } : {};
      }
      // written down before it goes: sent again, it must be the same request
      entry = await store.update(id, (one) => ({
        ...one,
        ...ahead,
        reached: true,
        job: one.job.kind === 'incoming' && intake_id !== undefined ? { ...one.job, input: { ...one.job.input, intake_id } } : one.job,
      }));
      if (!entry) return; // dropped meanwhile
      const document = await this.tools.send(entry);
      await store.update(id, (one) => afterSent(one, document, now(), newKey));
      await this.changed();
    } catch (error) {
      const halt = error instanceof LineError || (await this.failed(id, error));
      if (error instanceof LineError) await store.update(id, (one) => ({ ...one, state: 'waiting' }));
      await this.changed();
      if (halt) throw error;
    }
  }

  /** True when the server has trouble, not the entry. */
  private async failed(id: number, error: unknown): Promise<boolean> {
    let halt = false;
    await this.tools.store.update(id, (entry) => {
      if (!(error instanceof ApiError)) return { ...entry, state: 'review', problem: { code: 'WEB-01', detail: '' } };
      if (error.status === 401 || error.status === 429 || error.status >= 500) {
        const tries = entry.tries + (error.status === 500 ? 1 : 0);
        halt = tries < triesOfServer;
        if (halt) return { ...entry, state: 'waiting', tries };
      }
      if (error.code === 'intake.not_found' && entry.job.kind === 'incoming' && entry.job.file && entry.tries < triesOfServer) {
        // the server has forgotten the file that went ahead: once more, as a new request
        const { intake_id: _gone, ...input } = entry.job.input;
        return { ...entry, state: 'waiting', tries: entry.tries + 1, key: this.tools.newKey(), reached: false, job: { ...entry.job, input: input as IncomingInput } };
      }
      return { ...entry, state: 'review', reached: false, problem: error.problem };
    });
    return halt;
  }
}
