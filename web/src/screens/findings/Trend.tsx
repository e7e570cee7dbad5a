// How many stood at the end of each month, came and went: bars for a count, the same as a table, facts beside it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { findingTrendQuery } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { count } from '../../lib/format';
import { Segmented } from '../../ui/controls';
import { Card } from '../../ui/layout';
import { noFilter } from './filters';
import { monthsOf } from './months';

export function Trend({ norm }: { norm: string | undefined }) {
  const { unit } = useSession();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const query = useQuery(findingTrendQuery(unit.code, norm));
  if (!query.data || query.data.points.length === 0) return null;
  const months = monthsOf(query.data.points, todayIso());
  const most = Math.max(1, ...months.map((month) => month.standing));
  return (
    <Card
      title={m.findings.trend}
      className="finding-trend no-print"
      aside={
        <Segmented<'chart' | 'table'>
          label={m.findings.trendView}
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', label: m.findings.chart },
            { value: 'table', label: m.findings.table },
          ]}
        />
      }
    >
      {view === 'chart' ? (
        <ol className="finding-bars" aria-label={m.findings.trend}>
          {months.map((month, index) => (
            <li key={month.month}>
              <span className="finding-bar-value">
                {/* Only what stands today is kept row by row; the figures of past months are in the table. */}
                {index === months.length - 1 ? (
                  <Link to={'/phat-hien' as never} search={{ ...noFilter, 'quy-tac': norm } as never}>
                    {count(month.standing)}
                  </Link>
                ) : (
                  count(month.standing)
                )}
              </span>
              <svg className="finding-bar" viewBox="0 0 10 60" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y={60 - (58 * month.standing) / most} width="10" height={(58 * month.standing) / most} />
              </svg>
              <span className="soft">{m.findings.month(month.month)}</span>
            </li>
          ))}
        </ol>
      ) : (
        <div className="finding-trend-table" tabIndex={0} role="group" aria-label={m.findings.trend}>
          <table className="table">
            <thead>
              <tr>
                {[m.findings.monthCol, m.findings.standing, m.findings.came, m.findings.went, m.findings.answered, m.findings.cannotTell].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{m.findings.month(month.month)}</th>
                  <td>{count(month.standing)}</td>
                  <td>{count(month.came)}</td>
                  <td>{count(month.went)}</td>
                  <td>{count(month.answered)}</td>
                  <td>{count(month.cannotTell)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.data.notes.map((note) => (
        <p key={`${note.unit}${note.norm}`} className="finding-note">
          {note.where}: {note.text}
        </p>
      ))}
    </Card>
  );
}
