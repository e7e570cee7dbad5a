// What the last check of a draft's words found, and the finding that stays open while the words change.
import { useCallback, useEffect, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import type { DocumentDetail } from '../../api/types';
import type { Checked } from './findings';
import { arrange } from './findings';

const restMs = 900; // of the keyboard, before the words are checked

export interface DraftCheck {
  checked: Checked | null;
  checking: boolean;
  error: unknown;
  current: number | null;
  setCurrent: (item: number | null) => void;
  // `store`: checks the stored draft and keeps the answer with it. Null: nothing to check, failed, or overtaken.
  check: (content: string, store: boolean) => Promise<Checked | null>;
}

export function useCheck(unit: string, document: DocumentDetail, text: string, storeFirst: boolean): DraftCheck {
  const [checked, setChecked] = useState<Checked | null>(null);
  const [checking, setChecking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);

  const check = useCallback(
    async (content: string, store: boolean): Promise<Checked | null> => {
      running.current?.abort();
      if (content.trim() === '') {
        setChecked(null);
        setChecking(false);
        return null;
      }
      const stop = new AbortController();
      running.current = stop;
      setChecking(true);
      try {
        const answer = store
          ? await api.checkDraft(unit, document.id, stop.signal)
          : await api.check(
              unit,
              { text: content, document_type: document.document_type ?? undefined, system: document.system ?? undefined, implements: document.implements ?? undefined, except: document.id },
              stop.signal,
            );
        if (stop.signal.aborted) return null;
        const next = arrange(content, answer);
        setChecked((before) => {
          setCurrent((open) => {
            const shown = open === null ? undefined : before?.items[open];
            if (!shown) return null;
            const at = next.items.findIndex((item) => item.finding.norm === shown.finding.norm && item.finding.message === shown.finding.message);
            return at < 0 ? null : at;
          });
          return next;
        });
        setError(null);
        return next;
      } catch (failed) {
        if (!stop.signal.aborted) setError(failed);
        return null;
      } finally {
        if (running.current === stop) setChecking(false);
      }
    },
    [document.document_type, document.id, document.implements, document.system, unit],
  );

  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      void check(text, storeFirst);
      return undefined;
    }
    const timer = setTimeout(() => void check(text, false), restMs);
    return () => clearTimeout(timer);
  }, [text, check]);

  return { checked, checking, error, current, setCurrent, check };
}
