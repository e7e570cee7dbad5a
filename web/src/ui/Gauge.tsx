// The limit gauge: figure, bar with the limit as a tick, the clause, and the status in shape and words. Counts up to five are pips.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Gauge as GaugeData } from '../api/types';
import { m } from '../app/messages';
import { StatusText } from './status';
import './gauge.css';

/** "13,2 %" -> ["13,2", "%"], "31 / 34 tỉnh" -> ["31", "/ 34 tỉnh"]: the figure is large, what follows is small. */
export function splitFigure(text: string): [string, string] {
  const match = /^([+−-]?[\d.,]+)\s*(.*)$/u.exec(text.trim());
  return match ? [match[1] ?? '', match[2] ?? ''] : [text, ''];
}

export interface BarShape {
  fill: number; // percent of the track
  tick: number | null;
}

export function barShape(gauge: Pick<GaugeData, 'measured' | 'limit' | 'max' | 'kind' | 'direction'>): BarShape {
  const measured = gauge.measured ?? 0;
  const limit = gauge.limit ?? null;
  const top =
    gauge.max ?? (gauge.kind === 'percent' ? (limit !== null && limit <= 40 && measured <= 40 ? 20 : 100) : Math.max(measured, limit ?? 0, 1));
  const scale = Math.max(top, measured, limit ?? 0);
  const share = (value: number): number => Math.max(0, Math.min(100, (value / scale) * 100));
  return { fill: share(measured), tick: limit === null ? null : share(limit) };
}

function Bar({ gauge }: { gauge: GaugeData }) {
  if (gauge.kind === 'pips') {
    const slots = Math.max(1, Math.min(8, Math.max(gauge.max ?? 0, gauge.limit ?? 0, gauge.measured ?? 0)));
    return (
      <span className="gauge-pips" aria-hidden="true">
        {Array.from({ length: slots }, (_, i) => (
          <span
            key={i}
            className={i < (gauge.measured ?? 0) ? (i >= (gauge.limit ?? slots) ? 'pip pip-over' : `pip pip-on bar-${gauge.status}`) : 'pip'}
          />
        ))}
      </span>
    );
  }
  const { fill, tick } = barShape(gauge);
  return (
    <span className="gauge-bar" aria-hidden="true">
      <span className={`gauge-fill bar-${gauge.status}`} style={{ width: `${fill}%` }} />
      {tick === null ? null : <span className="gauge-tick" style={{ left: `${tick}%` }} />}
    </span>
  );
}

/** "15 %" -> "15%": the sign stands at its figure. */
export const tidy = (text: string): string => text.replace(/(\d) %/g, '$1%');

/** The server names the document it cites; beside a gauge the section is enough. */
export const shortClause = (text: string): string => {
  const at = text.search(/mục|điều|khoản/iu);
  const part = at >= 0 ? text.slice(at) : text;
  return part.charAt(0).toUpperCase() + part.slice(1);
};

export function Gauge({ gauge, rows, clause, compact }: { gauge: GaugeData; rows: { to: string; search?: Record<string, unknown> }; clause: ReactNode; compact?: boolean }) {
  const [figure, unit] = splitFigure(gauge.measured_text.replace(/^-/, '−'));
  const unknown = gauge.measured === null || gauge.measured === undefined;
  const spoken = `${gauge.label}: ${gauge.measured_text}. ${gauge.limit_text}. ${gauge.status_text}`;
  return (
    <div className={`gauge${compact ? ' gauge-compact' : ''}`}>
      <p className="gauge-label">{gauge.label}</p>
      <Link to={rows.to as never} search={(rows.search ?? {}) as never} className="gauge-figure" aria-label={m.overview.openRows(gauge.label, gauge.measured_text)}>
        <span className={unknown ? 'gauge-unknown' : 'gauge-number'}>{unknown ? m.overview.noFigure : figure}</span>
        {unknown ? null : <span className="gauge-unit">{unit}</span>}
      </Link>
      <div
        role="meter"
        aria-label={gauge.label}
        aria-valuenow={gauge.measured ?? 0}
        aria-valuemin={0}
        aria-valuemax={Math.max(gauge.max ?? 0, gauge.limit ?? 0, gauge.measured ?? 0, gauge.kind === 'percent' ? 100 : 1)}
        aria-valuetext={spoken}
      >
        <Bar gauge={gauge} />
      </div>
      <div className="gauge-foot">
        <span className="gauge-limit">{tidy(gauge.limit_text)}</span>
        {clause}
      </div>
      <div className="gauge-status">
        <StatusText status={gauge.status}>{gauge.missing ?? gauge.status_text}</StatusText>
      </div>
    </div>
  );
}
