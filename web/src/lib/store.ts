// Small key-value store in IndexedDB for drafts: they may be larger than localStorage allows and must survive a closed tab.
// Where the browser forbids it (private windows of old Firefox) drafts live in memory and `persistent()` says so.

const memory = new Map<string, unknown>();
let opening: Promise<IDBDatabase | null> | null = null;
let opened: IDBDatabase | null = null;

function open(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open('sauro', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('drafts');
      request.onsuccess = () => {
        opened = request.result;
        resolve(request.result);
      };
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

export async function persistent(): Promise<boolean> {
  return (await open()) !== null;
}

export async function readDraft<T>(key: string): Promise<T | undefined> {
  const db = await open();
  if (db === null) return memory.get(key) as T | undefined;
  return new Promise((resolve) => {
    const request = db.transaction('drafts').objectStore('drafts').get(key);
    request.onsuccess = () => resolve(request.result as T | undefined);
    request.onerror = () => resolve(undefined);
  });
}

/** Handed to the browser before this returns where the store is open: also what is typed in the last second of a page. */
export function writeDraft(key: string, value: unknown): Promise<boolean> {
  return opened ? put(opened, key, value) : open().then((db) => put(db, key, value));
}

function put(db: IDBDatabase | null, key: string, value: unknown): Promise<boolean> {
  if (db === null) {
    memory.set(key, value);
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const tx = db.transaction('drafts', 'readwrite');
    tx.objectStore('drafts').put(value, key);
    tx.commit?.(); // nobody may be left to say it
    tx.oncomplete = () => resolve(true);
    tx.onerror = () => resolve(false);
    tx.onabort = () => resolve(false);
  });
}

export async function dropDraft(key: string): Promise<void> {
  memory.delete(key);
  const db = await open();
  if (db === null) return;
  await new Promise<void>((resolve) => {
    const tx = db.transaction('drafts', 'readwrite');
    tx.objectStore('drafts').delete(key);
    tx.oncomplete = () => resolve();
    tx.onerror = () => resolve();
  });
}
