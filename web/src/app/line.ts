// Whether the server can be reached. The browser's "online" is only a reason to ask: the line is up when an answer came.
import { useSyncExternalStore } from 'react';
import { onNews } from '../api/client';
import * as api from '../api/endpoints';

const waits = [4_000, 8_000, 16_000, 30_000, 60_000];
let up = typeof navigator === 'undefined' || navigator.onLine !== false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const backListeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === up) return;
  up = next;
  failures = 0;
  listeners.forEach((listener) => listener());
  if (up) backListeners.forEach((listener) => listener());
  else askLater();
}
function askLater(): void {
  clearTimeout(timer);
  if (up) return;
  timer = setTimeout(ask, waits[Math.min(failures++, waits.length - 1)]);
}
function ask(): void {
  if (up) return;
  if (navigator.onLine === false || window.document.visibilityState === 'hidden') return askLater();
  api.me().then(
    () => undefined,
    () => askLater(),
  ); // whatever the answer says: that one came is told by the client
}

export function watchLine(): void {
  onNews((news) => {
    if (news.kind === 'line') set(news.up);
  });
  window.addEventListener('offline', () => set(false));
  window.addEventListener('online', ask);
  window.document.addEventListener('visibilitychange', ask);
  if (!up) askLater();
}
export const lineUp = (): boolean => up;
/** Once for each time the line comes back. */
export function onLineBack(listener: () => void): () => void {
  backListeners.add(listener);
  return () => backListeners.delete(listener);
}
export const useLine = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => up,
  );
