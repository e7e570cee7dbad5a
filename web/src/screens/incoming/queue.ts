// Files waiting to be registered: several may be dropped at once, one after another is entered ("Văn bản 1 trên 6").
import { useSyncExternalStore } from 'react';

export interface Queue {
  files: File[];
  at: number;
}
let queue: Queue = { files: [], at: 0 };
const listeners = new Set<() => void>();
const set = (next: Queue): void => {
  queue = next;
  listeners.forEach((listener) => listener());
};

export function addFiles(files: File[]): void {
  if (files.length === 0) return;
  const rest = queue.files.slice(queue.at);
  set(rest.length === 0 ? { files, at: 0 } : { files: [...queue.files, ...files], at: queue.at });
}
export function nextFile(): void {
  const at = queue.at + 1;
  set(at >= queue.files.length ? { files: [], at: 0 } : { ...queue, at });
}
export function clearQueue(): void {
  set({ files: [], at: 0 });
}
export const useQueue = (): Queue =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
  );
