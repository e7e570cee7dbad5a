// True while the page is being printed: what a virtual list left out is drawn before the printer looks.
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let printing = false;
const listeners = new Set<() => void>();
const set = (now: boolean) => (): void => {
  printing = now;
  flushSync(() => listeners.forEach((listener) => listener()));
};
if (typeof window !== 'undefined') {
  window.addEventListener('beforeprint', set(true));
  window.addEventListener('afterprint', set(false));
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing);
