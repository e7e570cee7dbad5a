// The year, one cell a day: how many conferences, a ring where the same bodies are invited twice, dashed the one being added.
import { useMemo } from 'react';
import { m } from '../../app/messages';
import { date } from '../../lib/format';
import { weeksOf } from './limits';

export interface HeatDay {
  date: string;
  count: number;
  clash: boolean;
}

export function HeatCalendar({ year, days, adding }: { year: number; days: HeatDay[]; adding?: string | undefined }) {
  const weeks = useMemo(() => weeksOf(year), [year]);
  const known = useMemo(() => new Map(days.map((day) => [day.date, day])), [days]);
  return (
    <div className="heat" role="group" aria-label={m.meetings.heat} tabIndex={0}>
      <div className="heat-grid" style={{ gridTemplateColumns: `26px repeat(${weeks.length}, minmax(9px, 1fr))` }}>
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
          <Row key={name} name={name} cells={weeks.map((week) => week[weekday] ?? null)} known={known} adding={adding} />
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

function Row({ name, cells, known, adding }: { name: string; cells: (string | null)[]; known: Map<string, HeatDay>; adding?: string | undefined }) {
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
        return (
          <span
            key={i}
            className={`heat-cell heat-${level}${found?.clash ? ' heat-clash' : ''}${adding === day ? ' heat-adding' : ''}`}
            {...(text ? { role: 'img', 'aria-label': text, title: text } : {})}
          />
        );
      })}
    </>
  );
}
