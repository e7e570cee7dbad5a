import { Link } from '@tanstack/react-router';
import type { AreaRow, AreaState, Status } from '../../api/types';
import { m } from '../../app/messages';
import { byName } from '../../lib/text';
import { StatusText } from '../../ui/status';
import map from './provinces.map.json';

const names = new Map(map.provinces.map((province) => [province.code, province.name]));
export const nameOf = (row: Pick<AreaRow, 'area' | 'name'>): string => row.name || names.get(row.area) || row.area;

export const areaStates: AreaState[] = ['over', 'some_failed', 'near', 'met', 'none'];
export const statusOfState: Record<AreaState, Status> = { over: 'bad', some_failed: 'warn', near: 'info', met: 'ok', none: 'none' };

export function Legend({ rows }: { rows: AreaRow[] }) {
  return (
    <ul className="legend">
      {areaStates.map((state) => {
        const n = rows.filter((row) => row.state === state).length;
        if (n === 0 && state === 'none') return null;
        return (
          <li key={state}>
            <span className={`legend-swatch m-${state}`} aria-hidden="true" />
            <span>{m.overview.states[state]}</span>
            <strong>{n}</strong>
          </li>
        );
      })}
    </ul>
  );
}

/** No league table: places in the order of their names, the worst state is a filter of the eye, not a rank. */
export function AreaTable({ rows }: { rows: AreaRow[] }) {
  const sorted = [...rows].sort((a, b) => byName(nameOf(a), nameOf(b)));
  return (
    <div className="area-table-scroll" tabIndex={0} role="group" aria-label={m.overview.tableView}>
      <table className="table area-table">
        <thead>
          <tr>
            <th scope="col">{m.overview.area}</th>
            <th scope="col">{m.overview.state}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.area}>
              <th scope="row">
                {row.unit ? (
                  <Link to="/toan-canh" search={{ 'don-vi': row.unit } as never}>
                    {nameOf(row)}
                  </Link>
                ) : (
                  nameOf(row)
                )}
              </th>
              <td>
                <StatusText status={statusOfState[row.state]}>{m.overview.states[row.state]}</StatusText>
                {row.text && row.text !== m.overview.states[row.state] ? <span className="area-note">{row.text}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
