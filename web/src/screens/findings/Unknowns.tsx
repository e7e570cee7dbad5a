// What could not be judged for want of a fact, norm by norm and unit by unit: the figure of the head is the sum of this list.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { unknownsQuery } from '../../api/queries';
import type { UnknownItem } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { count } from '../../lib/format';
import { normInPath } from '../../lib/text';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Card } from '../../ui/layout';
import { ListStates } from '../../ui/register';
import { Empty } from '../../ui/states';

const columns: Column<UnknownItem>[] = [
  {
    key: 'norm',
    label: m.findings.unknown.norm,
    width: 'minmax(260px, 2fr)',
    render: (row) => (
      <span className="finding-cell">
        <strong className="finding-lines" title={row.statement}>
          {row.statement}
        </strong>
        <span className="soft ellipsis">{row.clause_text}</span>
      </span>
    ),
  },
  { key: 'where', label: m.findings.unknown.where, width: 'minmax(160px, 1fr)', render: (row) => <span className="finding-lines">{row.where}</span> },
  { key: 'missing', label: m.findings.unknown.missing, width: 'minmax(200px, 1.4fr)', render: (row) => <span className="finding-lines">{row.missing}</span> },
  { key: 'period', label: m.findings.period, width: '84px', render: (row) => row.period },
  { key: 'count', label: m.findings.unknown.count, width: '84px', align: 'right', render: (row) => count(row.count) },
];

export function Unknowns({ norm }: { norm: string | undefined }) {
  const { unit } = useSession();
  const navigate = useNavigate();
  const list = useInfiniteQuery(unknownsQuery(unit.code, norm));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const sum = rows.reduce((all, row) => all + row.count, 0);
  const open = (row: UnknownItem): void =>
    void navigate({ to: '/toan-canh/so-lieu/$norm', params: { norm: normInPath(row.norm) }, search: { ky: row.period, rieng: '1', ...(row.unit && row.unit !== unit.code ? { cua: row.unit } : {}) } } as never);
  return (
    <Card label={m.findings.stateFilters.unknown} className="register-card" foot={<span role="status">{m.findings.unknown.shown(sum, rows.length, list.hasNextPage)}</span>}>
      <ListStates query={list} rows={rows.length}>
        <Empty>{m.findings.unknown.empty}</Empty>
      </ListStates>
      {rows.length > 0 ? (
        <DataGrid
          label={m.findings.stateFilters.unknown}
          rows={rows}
          columns={columns}
          rowKey={(row) => `${row.unit} ${row.norm} ${row.period}`}
          rowHeight={64}
          cardHeight={132}
          minWidth={900}
          onOpen={open}
          more={list.hasNextPage && !list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          card={(row) => (
            <>
              <strong className="finding-card-title">{row.statement}</strong>
              <span className="soft ellipsis">{[row.where, m.findings.unknown.places(row.count)].filter(Boolean).join('. ')}</span>
              <span className="finding-lines">{row.missing}</span>
            </>
          )}
        />
      ) : null}
    </Card>
  );
}
