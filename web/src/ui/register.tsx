// What every register (a list with its filters and a panel) has in common.
import type { ReactNode } from 'react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { m } from '../app/messages';
import { Button } from './Button';
import { Empty, ErrorBox, Loading } from './states';

interface ListQuery {
  isError: boolean;
  isPending: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** In the place of rows while there are none; an error above those already there. `children`: nothing to show, and no filter set. */
export function ListStates({ query, rows, lines = 10, onClear, children }: { query: ListQuery; rows: number; lines?: number; onClear?: (() => void) | undefined; children: ReactNode }) {
  const again = (): void => void query.refetch();
  if (query.isError) return <ErrorBox compact={rows > 0} error={query.error} onRetry={again} />;
  if (query.isPending) return <Loading lines={lines} onRetry={again} />;
  if (rows > 0) return null;
  if (!onClear) return <>{children}</>;
  return (
    <Empty
      action={
        <Button small onClick={onClear}>
          {m.state.clearFilter}
        </Button>
      }
    >
      {m.state.noFilterMatch}
    </Empty>
  );
}

export function ExportLinks({ href }: { href: (format: 'xlsx' | 'csv') => string }) {
  return (
    <span className="register-export no-print">
      <a href={href('xlsx')} download="">
        {m.incoming.exportXlsx}
      </a>
      <a href={href('csv')} download="">
        {m.incoming.exportCsv}
      </a>
    </span>
  );
}

/** Words typed into a filter go into the address after a short rest. */
export function useTypedFilter(inAddress: string, set: (words: string) => void): [string, (words: string) => void] {
  const [typed, setTyped] = useState(inAddress);
  const deferred = useDeferredValue(typed);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (inAddress !== deferred.trim()) set(deferred.trim());
    }, 250);
    return () => clearTimeout(timer);
  }, [deferred]);
  return [typed, setTyped];
}

/** The row that gets the focus back when its panel closes. `elsewhere`: another panel took its place. */
export function useReturnFocus(id: string | undefined, elsewhere = false): string | null {
  const last = useRef<string | null>(null);
  const [back, setBack] = useState<string | null>(null);
  useEffect(() => {
    if (id !== undefined) {
      last.current = id;
      setBack(null);
    } else if (!elsewhere && last.current !== null) {
      setBack(last.current);
      last.current = null;
    }
  }, [id, elsewhere]);
  return back;
}
