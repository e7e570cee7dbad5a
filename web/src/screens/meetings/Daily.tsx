// Cuộc họp: what was held beside the conferences, newest first; a counter of its own.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MeetingRow } from '../../api/daily';
import { dailyQuery } from '../../api/daily';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Card, PageHead } from '../../ui/layout';
import { ListStates, useReturnFocus } from '../../ui/register';
import { Empty } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { useNarrow, useSingleColumn } from '../../ui/useNarrow';
import { KindTabs } from './KindTabs';
import { thisYear, YearTools } from './YearTools';
import '../incoming/incoming.css';
import './meetings.css';

function State({ row }: { row: MeetingRow }) {
  if (row.status === 'cancelled') return <StatusText status="none">{m.daily.status.cancelled}</StatusText>;
  if (row.like_conference) return <StatusText status="warn">{m.daily.like}</StatusText>;
  return <StatusText status={row.status === 'held' ? 'ok' : 'info'}>{m.daily.status[row.status]}</StatusText>;
}

export default function Daily() {
  const { unit, can, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id } = useParams({ strict: false }) as { id?: string };
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const single = useSingleColumn();
  const narrow = useNarrow();
  const panel = id !== undefined || path.endsWith('/moi');
  const year = Number(search.nam ?? thisYear());
  const subtree = search['pham-vi'] === 'duoi';
  const status = search['tinh-trang'] ?? '';
  useTitle(m.daily.title(year), unit.name);
  const list = useInfiniteQuery(
    dailyQuery(unit.code, {
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      subtree,
      ...(status && status !== 'hoi-nghi' ? { status } : {}),
      ...(status === 'hoi-nghi' ? { like_conference: true } : {}),
    }),
  );
  const back = useReturnFocus(id, panel);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const set = (change: Partial<ListSearch>): void => void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never);
  const open = (row: MeetingRow): void => void navigate({ to: '/hoi-nghi/cuoc-hop/$id', params: { id: row.id }, search: (before: object) => before } as never);
  const columns = useMemo<Column<MeetingRow>[]>(
    () => [
      { key: 'date', label: m.daily.col.date, width: '92px', render: (row) => date(row.date) },
      {
        key: 'title',
        label: m.daily.col.title,
        width: 'minmax(180px, 1fr)',
        render: (row) => (
          <span className="ellipsis" title={row.title}>
            {row.title}
          </span>
        ),
      },
      ...(subtree && !panel ? [{ key: 'unit', label: m.daily.col.unit, width: '180px', render: (row: MeetingRow) => <span className="ellipsis">{row.unit_name}</span> }] : []),
      ...(panel
        ? []
        : [
            { key: 'type', label: m.daily.col.type, width: '110px', render: (row: MeetingRow) => m.daily.type[row.type ?? ''] },
            { key: 'chair', label: m.daily.col.chair, width: '160px', render: (row: MeetingRow) => <span className="ellipsis">{row.chair}</span> },
            { key: 'minutes', label: m.daily.col.minutes, width: '90px', render: (row: MeetingRow) => (row.minutes === null || row.minutes === undefined ? '' : m.daily.minutes(row.minutes)) },
          ]),
      { key: 'state', label: m.daily.col.state, width: '190px', render: (row) => <State row={row} /> },
    ],
    [panel, subtree],
  );
  return (
    <div className={`register${panel ? ' register-split' : ''}${panel && single ? ' register-panel-only' : ''}`}>
      {panel && single ? null : (
        <div className="page page-fill register-list meetings">
          <PageHead
            title={m.daily.title(year)}
            sample={sample}
            line={m.daily.line}
            actions={
              can('draft') && !panel ? (
                <Button kind="primary" onClick={() => void navigate({ to: '/hoi-nghi/cuoc-hop/moi', search: (before: object) => before } as never)}>
                  {m.daily.add}
                </Button>
              ) : null
            }
          />
          <div className="register-tools">
            <KindTabs at="daily" />
            <YearTools year={year} subtree={subtree} set={set} />
            <Select<string>
              label={m.meetings.filterStatus}
              value={status}
              options={[
                { value: '', label: m.meetings.anyStatus },
                ...(['planned', 'held', 'cancelled'] as const).map((value) => ({ value, label: m.daily.status[value] ?? value })),
                { value: 'hoi-nghi', label: m.daily.onlyLike },
              ]}
              onChange={(value) => set({ 'tinh-trang': value || undefined } as Partial<ListSearch>)}
            />
          </div>
          <Card label={m.daily.list} className="register-card" foot={<span role="status">{m.daily.shown(rows.length, list.hasNextPage)}</span>}>
            <ListStates query={list} rows={rows.length} lines={6} onClear={status ? () => set({ 'tinh-trang': undefined } as Partial<ListSearch>) : undefined}>
              <Empty>{m.daily.empty}</Empty>
            </ListStates>
            {rows.length > 0 ? (
              <DataGrid
                label={m.daily.list}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={36}
                cardHeight={86}
                selected={id}
                onOpen={open}
                more={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                dimmed={list.isPlaceholderData}
                focusRow={back}
                {...(panel || narrow ? {} : { minWidth: 760 })}
                card={(row) => (
                  <>
                    <span className="register-card-top">
                      <span>{date(row.date)}</span>
                      <State row={row} />
                    </span>
                    <strong className="ellipsis">{row.title}</strong>
                    <span className="soft ellipsis">{[m.daily.type[row.type ?? ''], row.chair, subtree ? row.unit_name : ''].filter(Boolean).join('. ')}</span>
                  </>
                )}
              />
            ) : null}
          </Card>
        </div>
      )}
      {panel ? (
        <div className="register-panel">
          <Outlet />
        </div>
      ) : null}
    </div>
  );
}
