// The year, one cell a day: how many conferences, a ring where the same bodies are invited twice, dashed the one being added.
// Ringed days open; the arrows lead from one to the next, so that a year is one stop of the Tab key.
import type { KeyboardEvent } from 'react';
import { useMemo, useRef, useState } from 'react';
import { m } from '../../app/messages';
import { date } from '../../lib/format';
import { weeksOf } from './limits';

export interface HeatDay {
  date: string;
  count: number;
  clash: boolean;
}

export function HeatCalendar({ year, days, adding, onOpen }: { year: number; days: HeatDay[]; adding?: string | undefined; onOpen: (day: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const rings = useMemo(() => days.filter((day) => day.clash).map((day) => day.date), [days]);
  const [at, setAt] = useState<string>();
  const stop = at !== undefined && rings.includes(at) ? at : rings[0];
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = step === 0 || stop === undefined ? undefined : rings[rings.indexOf(stop) + step];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    box.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus();
  };
  const weeks = useMemo(() => weeksOf(year), [year]);
  const known = useMemo(() => new Map(days.map((day) => [day.date, day])), [days]);
  return (
    <div ref={box} className="heat" role="group" aria-label={m.meetings.heat} {...(rings.length > 0 ? { onKeyDown: walk, title: m.planning.heatHint } : { tabIndex: 0 })}>
      <div className="heat-grid" style={{ gridTemplateColumns: `26px repeat(${weeks.length}, minmax(6px, 1fr))` }}>
        <span />
        {weeks.map((week, i) => {
          const first = week.find((day) => day?.endsWith('-01'));
          return (
            <span key={i} className="heat-month" aria-hidden="true">
              {first ? m.meetings.month(Number(first.slice(5, 7))) : ''}
            </span>
          );
        })}
        {m.meetings.days.map((name, weekday) => (
          <Row key={name} name={name} cells={weeks.map((week) => week[weekday] ?? null)} known={known} adding={adding} stop={stop} onOpen={onOpen} />
        ))}
      </div>
      <p className="heat-legend" aria-hidden="true">
        {['1', '2', m.meetings.legendMore].map((label, i) => (
          <span key={label}>
            <i className={`heat-cell heat-${i + 1}`} /> {label}
          </span>
        ))}
        <span>
          <i className="heat-cell heat-clash" /> {m.meetings.legendClash}
        </span>
      </p>
    </div>
  );
}

interface RowProps {
  name: string;
  cells: (string | null)[];
  known: Map<string, HeatDay>;
  adding?: string | undefined;
  stop: string | undefined;
  onOpen: (day: string) => void;
}

function Row({ name, cells, known, adding, stop, onOpen }: RowProps) {
  return (
    <>
      <span className="heat-day" aria-hidden="true">
        {name}
      </span>
      {cells.map((day, i) => {
        if (day === null) return <span key={i} />;
        const found = known.get(day);
        const text = found ? m.meetings.heatDay(date(day), found.count, found.clash) : undefined;
        const level = Math.min(3, found?.count ?? 0);
        const look = `heat-cell heat-${level}${found?.clash ? ' heat-clash' : ''}${adding === day ? ' heat-adding' : ''}`;
        if (found?.clash)
          return <button key={i} type="button" data-day={day} tabIndex={stop === day ? 0 : -1} className={`${look} heat-open`} aria-label={`${text}, ${m.planning.openDay}`} title={text} onClick={() => onOpen(day)} />;
        return <span key={i} className={look} {...(text ? { role: 'img', 'aria-label': text, title: text } : {})} />;
      })}
    </>
  );
}
