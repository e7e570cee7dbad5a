// The waiting entries in IndexedDB, with the bytes of their files. A database of its own: opening it never waits for a tab with an older page.
// Where the browser forbids it they live in memory, and `persistent` says so.
import type { Entry, OutboxStore } from './outbox';

export function memoryStore(): OutboxStore & { persistent: boolean } {
  const entries = new Map<number, Entry>();
  let next = 1;
  return {
    persistent: false,
    all: async () => [...entries.values()].sort((a, b) => a.id - b.id),
    put: async (entry) => void entries.set(entry.id, entry),
    update: async (id, change) => {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      entries.set(id, change(entry));
      return entries.get(id);
    },
    add: async (entry) => {
      const added = { ...entry, id: next++ };
      entries.set(added.id, added);
      return added;
    },
    remove: async (id) => void entries.delete(id),
  };
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('sauro-outbox', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('entries', { keyPath: 'id', autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

function within<T>(db: IDBDatabase, mode: IDBTransactionMode, work: (entries: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const tx = db.transaction('entries', mode);
    const request = work(tx.objectStore('entries'));
    tx.oncomplete = () => resolve(request.result);
    tx.onabort = () => reject(tx.error ?? new Error('indexedDB'));
    tx.onerror = () => reject(tx.error ?? new Error('indexedDB'));
  });
}

let opening: Promise<OutboxStore & { persistent: boolean }> | null = null;
export function outboxStore(): Promise<OutboxStore & { persistent: boolean }> {
  opening ??= open().then((db) => {
    if (db === null) return memoryStore();
    return {
      persistent: true,
      all: () => within<Entry[]>(db, 'readonly', (entries) => entries.getAll() as IDBRequest<Entry[]>),
      put: async (entry) => void (await within(db, 'readwrite', (entries) => entries.put(entry))),
      update: (id, change) =>
        new Promise((resolve, reject) => {
          const tx = db.transaction('entries', 'readwrite');
          const entries = tx.objectStore('entries');
          let after: Entry | undefined;
          const read = entries.get(id) as IDBRequest<Entry | undefined>;
          read.onsuccess = () => {
            if (read.result === undefined) return;
            after = change(read.result);
            entries.put(after);
          };
          tx.oncomplete = () => resolve(after);
          tx.onabort = () => reject(tx.error ?? new Error('indexedDB'));
        }),
      add: async (entry) => ({ ...entry, id: Number(await within(db, 'readwrite', (entries) => entries.add(entry))) }),
      remove: async (id) => void (await within(db, 'readwrite', (entries) => entries.delete(id))),
    };
  });
  return opening;
}
