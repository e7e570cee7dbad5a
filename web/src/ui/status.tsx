// Status is always shape + word + colour: disc with tick, triangle with !, octagon with x, square with i.
import type { ReactNode } from 'react';
import type { Severity, Status } from '../api/types';
import { m } from '../app/messages';
import './status.css';

export function Glyph({ status, size = 14 }: { status: Status; size?: number }) {
  const common = { width: size, height: size, viewBox: '0 0 16 16', 'aria-hidden': true, focusable: false, className: `glyph glyph-${status}` } as const;
  switch (status) {
    case 'ok':
      return (
        <svg {...common}>
          <circle cx="8" cy="8" r="7.500" fill="currentColor" />
          <path d="m4.600 8.300 2.400 2.400 4.400-5" fill="none" stroke="var(--glyph-ink)" strokeWidth="1.900" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      );
    case 'warn':
      return (
        <svg {...common}>
          <path d="M8 .9 15.700 14.600a.7.7 0 0 1-.6 1H.9a.7.7 0 0 1-.6-1z" fill="currentColor" />
          <path d="M8 5.600v4.400M8 12.400v.4" fill="none" stroke="var(--glyph-ink)" strokeWidth="1.900" strokeLinecap="round" />
        </svg>
      );
    case 'bad':
      return (
        <svg {...common}>
          <path d="M4.900.5h6.200l4.400 4.400v6.200l-4.400 4.400H4.900L.5 11.100V4.900z" fill="currentColor" />
          <path d="m5.300 5.300 5.400 5.400M10.700 5.300l-5.400 5.400" fill="none" stroke="var(--glyph-ink)" strokeWidth="1.900" strokeLinecap="round" />
        </svg>
      );
    case 'info':
      return (
        <svg {...common}>
          <rect x=".7" y=".7" width="14.600" height="14.600" rx="2.200" fill="currentColor" />
          <path d="M8 7.400v4.400M8 4.300v.3" fill="none" stroke="var(--glyph-ink)" strokeWidth="1.900" strokeLinecap="round" />
        </svg>
      );
    case 'none':
      return (
        <svg {...common}>
          <circle cx="8" cy="8" r="6.600" fill="none" stroke="currentColor" strokeWidth="1.600" strokeDasharray="2.600 2.200" />
        </svg>
      );
  }
}

export const statusOfSeverity: Record<Severity, Status> = { error: 'bad', warning: 'warn', info: 'info' };

export function Tag({ status, children }: { status: Status; children: ReactNode }) {
  return (
    <span className={`tag tag-${status}`}>
      <Glyph status={status} size={13} />
      {children}
    </span>
  );
}

export function SeverityTag({ severity }: { severity: Severity }) {
  return <Tag status={statusOfSeverity[severity]}>{m.level[severity]}</Tag>;
}

export function StatusText({ status, children }: { status: Status; children: ReactNode }) {
  return (
    <span className={`status-text status-text-${status}`}>
      <Glyph status={status} />
      <span>{children}</span>
    </span>
  );
}

export function Count({ value, tone = 'plain' }: { value: number; tone?: 'plain' | 'bad' | 'warn' | 'gold' }) {
  return <span className={`count count-${tone}`}>{value > 999 ? '999+' : value}</span>;
}

export function DemoBadge() {
  return <span className="demo-badge">{m.sample}</span>;
}

/** The small mark of a document's progress: ring, half disc, disc. */
export function Progress({ state }: { state: 'open' | 'half' | 'full' | 'dashed' }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false" className={`progress progress-${state}`}>
      <circle cx="5" cy="5" r="4" fill={state === 'full' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.600" strokeDasharray={state === 'dashed' ? '3 2' : undefined} />
      {state === 'half' ? <path d="M5 1a4 4 0 0 0 0 8z" fill="currentColor" /> : null}
    </svg>
  );
}
