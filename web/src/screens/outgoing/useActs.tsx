// What may be done now with a draft: pressed here, asked for what it needs, done once.
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import * as issuing from '../../api/issuing';
import type { Choice, Issuing } from '../../api/issuing';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { toast } from '../../ui/toast';
import { AskDialog } from './AskDialog';
import { ReasonDialog } from './ReasonDialog';

export interface ActsOf {
  id: string;
  before: () => Promise<number | null>; // saves and checks what is typed; the version it stands at, null: not now
  onNumber: () => void;
  onAfter: (after: Issuing) => void;
}

export interface Acts {
  busy: string; // the act under way
  error: unknown;
  press: (choice: Choice) => Promise<void>;
  after: (next: Issuing) => void;
  dialogs: ReactNode;
}

export function useActs(p: ActsOf): Acts {
  const { unit } = useSession();
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ choice: Choice; version: number } | null>(null);
  const [asking, setAsking] = useState<number | null>(null);
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>(null);

  const after = (next: Issuing): void => {
    p.onAfter(next);
    void client.invalidateQueries({ queryKey: [...keys.unit(unit.code), 'today'] });
  };
  const run = async (choice: Choice, version: number, reason?: string): Promise<void> => {
    const next = await issuing.act(unit.code, p.id, choice, { version, ...(reason ? { reason } : {}) });
    after(next);
    setAsked(null);
    toast(m.issuing.done(choice.label));
  };
  const press = async (choice: Choice): Promise<void> => {
    setError(null);
    if (choice.act === 'number') return p.onNumber();
    setBusy(choice.act);
    try {
      const version = await p.before();
      if (version === null) return;
      if (choice.act === 'ask') setAsking(version);
      else if (choice.asks) setAsked({ choice, version });
      else await run(choice, version);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy('');
    }
  };
  const dialogs = (
    <>
      {asked ? (
        <ReasonDialog
          title={asked.choice.label}
          label={m.issuing.reasonTitle[asked.choice.asks ?? 'reason']}
          go={asked.choice.label}
          onClose={() => setAsked(null)}
          onGo={(reason) => run(asked.choice, asked.version, reason)}
        />
      ) : null}
      {asking !== null ? (
        <AskDialog
          id={p.id}
          version={asking}
          onClose={() => setAsking(null)}
          onDone={(next) => {
            setAsking(null);
            after(next);
          }}
        />
      ) : null}
    </>
  );
  return { busy, error, press, after, dialogs };
}
