// What is being typed stays on this machine until it is saved or thrown away: a closed tab loses nothing.
import { useEffect, useRef, useState } from 'react';
import { dropDraft, readDraft, writeDraft } from '../../lib/store';

export interface Kept<T> {
  value: T;
  at: number;
}

/** `restore` gets what was left behind, once; nothing is written before that was asked. */
export function useKept<T>(key: string, value: T, restore: (value: T) => void) {
  const [found, setFound] = useState<number | null>(null); // when what was restored had been written
  const [asked, setAsked] = useState(false);
  const first = useRef<string | null>(null); // as the form began: unchanged it is no draft
  const text = JSON.stringify(value);
  const latest = useRef({ text, value, dirty: false });
  first.current ??= text;
  if (latest.current.text !== text) latest.current = { text, value, dirty: true };
  const take = useRef(restore);
  take.current = restore;
  useEffect(() => {
    let gone = false;
    void readDraft<Kept<T>>(key).then((kept) => {
      if (gone) return;
      if (kept && latest.current.text === first.current && JSON.stringify(kept.value) !== first.current) {
        take.current(kept.value);
        setFound(kept.at);
      }
      setAsked(true);
    });
    return () => {
      gone = true;
    };
  }, [key]);
  useEffect(() => {
    if (!asked) return;
    const keep = (): void => {
      if (!latest.current.dirty) return;
      latest.current.dirty = false;
      void writeDraft(key, { value: latest.current.value, at: Date.now() } satisfies Kept<T>);
    };
    const timer = setInterval(keep, 1000);
    // A page that is hidden still writes; one that goes may be gone before its write is.
    window.document.addEventListener('visibilitychange', keep);
    window.addEventListener('pagehide', keep);
    return () => {
      clearInterval(timer);
      window.document.removeEventListener('visibilitychange', keep);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [key, asked]);
  const drop = (): void => {
    latest.current.dirty = false;
    setFound(null);
    void dropDraft(key);
  };
  return { found, drop };
}
