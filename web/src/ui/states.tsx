// The states every screen has: loading, slow, empty, empty by filter, error with code, no permission.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { ApiError, LineError } from '../api/client';
import { m } from '../app/messages';
import { Button } from './Button';
import { Icon } from './icons';
import './states.css';

function useElapsed(active: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!active) return undefined;
    const steps = [300, 5000, 20000].map((ms) => setTimeout(() => setSeconds(ms / 1000), ms));
    return () => steps.forEach(clearTimeout);
  }, [active]);
  return seconds;
}

/** Nothing for 300 ms, then grey lines, after 5 s a word, after 20 s a way out. */
export function Loading({ lines = 6, onRetry, row = 36 }: { lines?: number; onRetry?: () => void; row?: number }) {
  const seconds = useElapsed(true);
  return (
    <div className="loading" role="status" aria-live="polite">
      <span className="visually-hidden">{m.state.loading}</span>
      {seconds >= 0.3 ? (
        <div className="skeleton" aria-hidden="true">
          {Array.from({ length: lines }, (_, i) => (
            <span key={i} style={{ height: row - 16, width: `${92 - ((i * 17) % 40)}%` }} />
          ))}
        </div>
      ) : null}
      {seconds >= 5 ? <p className="loading-slow">{m.state.slow}</p> : null}
      {seconds >= 20 && onRetry ? (
        <Button small icon="refresh" onClick={onRetry}>
          {m.state.retry}
        </Button>
      ) : null}
    </div>
  );
}

export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}

export function describe(error: unknown): { text: string; code: string; forbidden: boolean } {
  if (error instanceof LineError) return { text: error.timedOut ? m.state.timeout : m.state.offlineRead, code: error.timedOut ? 'NET-02' : 'NET-01', forbidden: false };
  if (error instanceof ApiError) {
    if (error.status === 403) return { text: error.message || m.state.forbidden, code: error.shownCode, forbidden: true };
    const fallback = error.status >= 500 ? m.state.serverError : m.state.unknownError;
    return { text: error.message || fallback, code: error.shownCode, forbidden: false };
  }
  return { text: m.state.unknownError, code: 'WEB-01', forbidden: false };
}

export function ErrorBox({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const { text, code, forbidden } = describe(error);
  return (
    <div className={`error-box${compact ? ' error-box-compact' : ''}`} role="alert">
      <Icon name={forbidden ? 'lock' : 'alert'} size={20} />
      <div>
        <p>{text}</p>
        {forbidden && !text.includes(m.state.forbiddenHint) ? <p className="muted">{m.state.forbiddenHint}</p> : null}
        <p className="error-code">
          {m.state.code} <span className="error-code-text">{code}</span>
          <button type="button" className="link" onClick={() => void navigator.clipboard?.writeText(code)}>
            {m.state.copyCode}
          </button>
        </p>
        {onRetry && !forbidden ? (
          <Button small icon="refresh" onClick={onRetry}>
            {m.state.retry}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Frame of a query: old data stays visible while new data is fetched. */
export function Loaded<T>({ query, children, lines, row }: { query: UseQueryResult<T>; children: (data: T) => ReactNode; lines?: number; row?: number }) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ErrorBox error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading onRetry={() => void query.refetch()} {...(lines ? { lines } : {})} {...(row ? { row } : {})} />;
}
