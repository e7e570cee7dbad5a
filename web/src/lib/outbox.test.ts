import { describe, expect, it } from 'vitest';
import { ApiError, LineError } from '../api/client';
import type { Document, Problem } from '../api/types';
import { nextToSend, Outbox, waits, withNewText } from './outbox';
import type { Entry, Job } from './outbox';
import { memoryStore } from './outboxStore';

const incoming = (subject: string, file?: File): Job => ({ kind: 'incoming', input: { subject, arrival_date: '2026-11-22' } as never, values: { subject }, ...(file ? { file } : {}) });
const draft = (text: string, version = 1): Extract<Job, { kind: 'draft' }> => ({ kind: 'draft', document: 'd1', version, text });
const number: Job = { kind: 'number', document: 'd1', input: { date: '2026-11-22', signer: 'An' } as never };
const refuse = (status: number, code: string, more: Partial<Problem> = {}): ApiError => new ApiError(status, { status, code, detail: code, ...more });

/** A server that does each key once, as the real one does. */
function bench() {
  const store = memoryStore();
  const world = {
    who: async (): Promise<string> => 'an',
    answer: (_entry: Entry): unknown => undefined, // an error to throw, after or instead of the work
    lost: 0, // answers to lose although the work was done
    booked: [] as string[],
    sends: [] as string[],
    uploads: 0,
    timers: [] as { run: () => void; ms: number }[],
    during: async (_entry: Entry): Promise<void> => undefined,
  };
  const done = new Map<string, Document>();
  const body = (entry: Entry): string => (entry.job.kind === 'incoming' ? (entry.job.input.subject ?? '') : entry.job.kind === 'draft' ? entry.job.text : 'number');
  let keys = 0;
  let locked: Promise<unknown> = Promise.resolve();
  const alone = (run: () => Promise<void>): Promise<void> => {
    const mine = locked.then(run);
    locked = mine.catch(() => undefined);
    return mine;
  };
  const tab = (): Outbox =>
    new Outbox({
      store,
      alone,
      who: () => world.who(),
      upload: async () => {
        world.uploads += 1;
        return { intake_id: `tep-${world.uploads}`, duplicates: [] };
      },
      send: async (entry) => {
        world.sends.push(`${entry.key} ${body(entry)}`);
        await world.during(entry);
        const error = world.answer(entry);
        if (error) throw error;
        let document = done.get(entry.key);
        if (!document) {
          world.booked.push(body(entry));
          document = { id: `doc-${world.booked.length}`, number: world.booked.length, number_text: String(world.booked.length), symbol: '', version: world.booked.length + 1 } as Document;
          done.set(entry.key, document);
        }
        if (world.lost > 0) {
          world.lost -= 1;
          throw new LineError(false);
        }
        return document;
      },
      later: (run, ms) => void world.timers.push({ run, ms }),
      now: () => 1_000,
      newKey: () => `key-${++keys}`,
      changed: () => undefined,
    });
  return { store, world, tab };
}
const entry = (job: Job) => ({ account: 'an', unit: 'U', title: 't', job });
/** Until nothing moves any more; timers are for the test to run. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 200; i += 1) await Promise.resolve();
};
const states = (box: Outbox): string[] => box.snapshot().map((one) => one.state);

describe('outbox', () => {
  it('sends in order, each once', async () => {
    const { world, tab } = bench();
    const box = tab();
    for (const subject of ['một', 'hai', 'ba']) await box.add(entry(incoming(subject)));
    box.kick();
    box.kick();
    await settle();
    expect(world.booked).toEqual(['một', 'hai', 'ba']);
    expect(states(box)).toEqual(['done', 'done', 'done']);
    expect(box.snapshot()[1]?.done?.number).toBe('2');
  });

  it('asks nobody while nothing waits', async () => {
    const { world, tab } = bench();
    let asked = 0;
    world.who = async () => {
      asked += 1;
      return 'an';
    };
    tab().kick();
    await settle();
    expect(asked).toBe(0);
  });

  it('a lost answer is asked for again under the same key and books nothing twice', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('một')));
    world.lost = 1;
    box.kick();
    await settle();
    expect(states(box)).toEqual(['waiting']);
    expect(world.timers.map((one) => one.ms)).toEqual([waits[0]]);
    world.timers.shift()?.run();
    await settle();
    expect(world.sends).toEqual(['key-1 một', 'key-1 một']);
    expect(world.booked).toEqual(['một']);
    expect(states(box)).toEqual(['done']);
  });

  it('waits longer each time, as long as the server says when it says so', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('một')));
    world.who = () => Promise.reject(new LineError(false));
    box.kick();
    await settle();
    world.timers.at(-1)?.run();
    await settle();
    world.who = () => Promise.reject(new ApiError(503, { code: 'db.busy', detail: '' }, 7));
    world.timers.at(-1)?.run();
    await settle();
    expect(world.timers.map((one) => one.ms)).toEqual([waits[0], waits[1], 7000]);
    expect(world.sends).toEqual([]);
  });

  it('a file goes ahead once; its entry keeps the name it got there', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('có tệp', new File(['abc'], 'a.txt'))));
    world.lost = 1;
    box.kick();
    await settle();
    world.timers.shift()?.run();
    await settle();
    expect(world.uploads).toBe(1);
    expect(world.booked).toEqual(['có tệp']);
    const job = box.snapshot()[0]?.job;
    expect(job?.kind === 'incoming' && [job.input.intake_id, job.file]).toEqual(['tep-1', undefined]);
  });

  it('a file the server has forgotten goes again', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('có tệp', new File(['abc'], 'a.txt'))));
    world.answer = (one) => (one.job.kind === 'incoming' && one.job.input.intake_id === 'tep-1' ? refuse(404, 'intake.not_found') : undefined);
    box.kick();
    await settle();
    expect(world.uploads).toBe(2);
    expect(world.sends).toEqual(['key-1 có tệp', 'key-2 có tệp']);
    expect(states(box)).toEqual(['done']);
  });

  it('what the server refuses stands for another look and holds up nobody', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('trùng')));
    await box.add(entry(incoming('khác')));
    world.answer = (one) => (one.key === 'key-1' ? refuse(409, 'document.duplicate') : undefined);
    box.kick();
    await settle();
    expect(states(box)).toEqual(['review', 'done']);
    expect(box.snapshot()[0]?.problem?.code).toBe('document.duplicate');
    const first = box.snapshot()[0] as Entry;
    await box.revise(first.id, incoming('trùng, có lý do'));
    await settle();
    expect(world.booked).toEqual(['khác', 'trùng, có lý do']);
    expect(world.sends.at(-1)).toBe('key-3 trùng, có lý do'); // another request, another key
  });

  it('a number waits behind its draft that needs a look', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(draft('văn bản')));
    await box.add(entry(number));
    world.answer = (one) => (one.job.kind === 'draft' ? refuse(409, 'document.stale') : undefined);
    box.kick();
    await settle();
    expect(states(box)).toEqual(['review', 'waiting']);
    await box.remove(box.snapshot()[0]?.id ?? 0);
    box.kick();
    await settle();
    expect(world.booked).toEqual(['number']);
  });

  it('a dropped entry comes back with undo', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('một')));
    const gone = await box.remove(1);
    expect(box.snapshot()).toEqual([]);
    await box.putBack(gone as Entry);
    await settle();
    expect(world.booked).toEqual(['một']);
  });

  it('a draft typed on has one entry; text that may have arrived is not changed under its key', async () => {
    const { world, tab, store } = bench();
    const box = tab();
    await box.keepDraft(entry(draft('a')) as never);
    await box.keepDraft(entry(draft('ab')) as never);
    expect((await store.all()).map((one) => one.job)).toEqual([draft('ab')]);
    world.lost = 1;
    box.kick();
    await settle();
    await box.keepDraft(entry(draft('abc')) as never);
    world.timers.shift()?.run();
    await settle();
    // the lost one again, then the newer text on top of its version
    expect(world.sends).toEqual(['key-1 ab', 'key-1 ab', 'key-2 abc']);
    expect(states(box)).toEqual(['done']);
    expect((await store.all())[0]?.job).toEqual(draft('abc', 2));
  });

  it('what is typed while a draft is under way is not lost', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.keepDraft(entry(draft('a')) as never);
    let typed = false;
    world.during = async () => {
      if (typed) return;
      typed = true;
      await box.keepDraft(entry(draft('a và b')) as never);
    };
    box.kick();
    await settle();
    expect(world.booked).toEqual(['a', 'a và b']);
  });

  it('a session that is over stops it, and starting again goes on', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('một')));
    world.who = () => Promise.reject(refuse(401, 'auth.required'));
    box.kick();
    await settle();
    expect([states(box), world.timers.length]).toEqual([['waiting'], 0]);
    world.who = async () => 'an';
    box.kick();
    await settle();
    expect(world.booked).toEqual(['một']);
  });

  it('sends nothing of another account', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add({ ...entry(incoming('của Bình')), account: 'binh' });
    box.kick();
    await settle();
    expect(world.sends).toEqual([]);
    expect(states(box)).toEqual(['waiting']);
  });

  it('a fault of the server is tried a few times, then stands for another look', async () => {
    const { world, tab } = bench();
    const box = tab();
    await box.add(entry(incoming('một')));
    world.answer = () => refuse(500, 'internal');
    box.kick();
    for (let i = 0; i < 5; i += 1) {
      await settle();
      world.timers.shift()?.run();
    }
    await settle();
    expect(world.sends.length).toBe(5);
    expect(states(box)).toEqual(['review']);
  });

  it('two tabs send one after the other; one left off in the middle is taken up', async () => {
    const { world, tab, store } = bench();
    const [one, two] = [tab(), tab()];
    await one.add(entry(incoming('một')));
    await one.add(entry(incoming('hai')));
    const left = (await store.all())[0] as Entry;
    await store.put({ ...left, state: 'sending', reached: true }); // a tab closed while it was under way
    one.kick();
    two.kick();
    await settle();
    expect(world.booked).toEqual(['một', 'hai']);
    expect(world.sends.length).toBe(2);
  });

  it('tells when one is done, in the tab that did not send it too', async () => {
    const { tab } = bench();
    const [one, two] = [tab(), tab()];
    await one.add(entry(incoming('một')));
    await two.reload();
    const told: string[] = [];
    two.onDone((done) => told.push(done.done?.number ?? ''));
    one.kick();
    await settle();
    await two.reload();
    await two.reload();
    expect(told).toEqual(['1']);
  });
});

describe('the order', () => {
  const at = (id: number, state: Entry['state'], job: Job, account = 'an'): Entry => ({ id, key: `k${id}`, account, unit: 'U', title: '', at: 0, state, reached: false, tries: 0, job });
  it('is the order of entry, past what is done or stands for a look', () => {
    expect(nextToSend([at(1, 'done', incoming('a')), at(2, 'review', incoming('b')), at(3, 'waiting', incoming('c'))], 'an')?.id).toBe(3);
    expect(nextToSend([at(1, 'review', draft('a')), at(2, 'waiting', number), at(3, 'waiting', incoming('c'))], 'an')?.id).toBe(3);
    expect(nextToSend([at(1, 'waiting', number), at(2, 'review', draft('a'))], 'an')?.id).toBe(1);
  });
  it('typing back to what was sent leaves nothing more to send', () => {
    const sent = { ...at(1, 'waiting', draft('a')), reached: true };
    expect(withNewText(withNewText(sent, 'ab'), 'a').job).toEqual(draft('a'));
  });
});
