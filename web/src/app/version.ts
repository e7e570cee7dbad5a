// Which build the page is, and whether the server gives out another one by now. No timer of its own: the question rides on answers that
// come anyway, at most every ten minutes, and is asked at once when the line comes back, since a new version means a restart.
// The small worker (sw.js) keeps the page for hours without the line; a new one waits until the person says so.
import { useSyncExternalStore } from 'react';
import { onNews } from '../api/client';
import { readDraft } from '../lib/store';
import { onLineBack } from './line';

export const every = 10 * 60_000;
const own = typeof document === 'undefined' ? undefined : window.document.querySelector<HTMLMetaElement>('meta[name="sauro-build"]')?.content;
let asked = Date.now(); // the page has just come from the server
let newer = false;
const listeners = new Set<() => void>();

export function differs(own: string, answer: unknown): boolean {
  const build = typeof answer === 'object' && answer !== null ? (answer as { build?: unknown }).build : undefined;
  return typeof build === 'string' && build !== '' && build !== own;
}

async function ask(): Promise<void> {
  if (!own || newer) return;
  asked = Date.now();
  try {
    const answer = await fetch('/version.json', { cache: 'no-cache', credentials: 'omit' });
    if (!answer.ok || !differs(own, await answer.json())) return;
    newer = true;
    listeners.forEach((listener) => listener());
  } catch {
    // no line: asked again when it is back
  }
}

export function watchVersion(): void {
  if (!own) return; // the development server
  onLineBack(() => void ask());
  onNews((news) => {
    if (news.kind === 'line' && news.up && Date.now() - asked >= every) void ask();
  });
  if (!('serviceWorker' in navigator)) return; // without TLS, or forbidden: the page then opens only with the line
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined), { once: true });
}

export const useNewVersion = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => newer,
  );

/** Nothing typed is lost: the forms keep what they hold when the page goes, and the page goes when that is written. */
export async function reload(): Promise<void> {
  window.dispatchEvent(new Event('pagehide'));
  await readDraft('me'); // a read waits for the writes before it
  const worker = (await navigator.serviceWorker?.getRegistration())?.waiting;
  worker?.postMessage('take over');
  window.location.reload();
}
