// Kế hoạch hội nghị: the limits of the year, where the days are crowded, the list, the plan and its steps.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ConferenceRow } from '../../api/meetings';
import { conferencesQuery, yearQuery } from '../../api/meetings';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { normInPath } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Gauge } from '../../ui/Gauge';
import { Card, PageHead } from '../../ui/layout';
import { ListStates, useReturnFocus } from '../../ui/register';
import { Empty, ErrorBox } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { useNarrow, useSingleColumn } from '../../ui/useNarrow';
import { ClauseLink } from '../basis/ClauseLink';
import { MeetingLinks } from '../calendar/MeetingLinks';
import { HeatCalendar } from './HeatCalendar';
import { gaugeOf } from './limits';
import { AddingDay } from './adding';
import { KindTabs } from './KindTabs';
import { PlanBar } from './PlanBar';
import { thisYear, YearTools } from './YearTools';
import '../incoming/incoming.css';
import './meetings.css';

function State({ row }: { row: ConferenceRow }) {
  if (row.status === 'cancelled') return <StatusText status="none">{m.meetings.status.cancelled}</StatusText>;
  if (row.unplanned) return <StatusText status="warn">{m.meetings.unplanned}</StatusText>;
  if (row.clash) return <StatusText status="info">{m.meetings.clash}</StatusText>;
  return <StatusText status="ok">{row.has_decision ? m.meetings.decided : m.meetings.status[row.status]}</StatusText>;
}

export default function Meetings() {
  const { unit, can, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id, day } = useParams({ strict: false }) as { id?: string; day?: string };
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const single = useSingleColumn();
  const narrow = useNarrow();
  const panel = id !== undefined || day !== undefined || path.endsWith('/moi') || path.endsWith('/goi-y');
  const year = Number(search.nam ?? thisYear());
  const subtree = search['pham-vi'] === 'duoi';
  const status = search['tinh-trang'] ?? '';
  const [adding, setAdding] = useState<string>();
  useTitle(m.meetings.title(year), unit.name);
  const overview = useQuery(yearQuery(unit.code, year, subtree));
  const list = useInfiniteQuery(
    conferencesQuery(unit.code, {
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      subtree,
      ...(status && status !== 'unplanned' ? { status } : {}),
      ...(status === 'unplanned' ? { unplanned: true } : {}),
    }),
  );
  const back = useReturnFocus(id, panel);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const set = (change: Partial<ListSearch>): void => void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never);
  const open = (row: ConferenceRow): void => void navigate({ to: '/hoi-nghi/$id', params: { id: row.id }, search: (before: object) => before } as never);
  const columns = useMemo<Column<ConferenceRow>[]>(
    () => [
      { key: 'date', label: m.meetings.col.date, width: '92px', render: (row) => date(row.date) },
      {
        key: 'title',
        label: m.meetings.col.title,
        width: 'minmax(180px, 1fr)',
        render: (row) => (
          <span className="ellipsis" title={row.title}>
            {row.title}
          </span>
        ),
      },
      ...(subtree && !panel ? [{ key: 'unit', label: m.meetings.col.unit, width: '180px', render: (row: ConferenceRow) => <span className="ellipsis">{row.unit_name}</span> }] : []),
      ...(panel
        ? []
        : [
            { key: 'mode', label: m.meetings.col.mode, width: '110px', render: (row: ConferenceRow) => m.meetings.mode[row.mode ?? ''] },
            { key: 'scope', label: m.meetings.col.scope, width: '110px', render: (row: ConferenceRow) => m.meetings.scope[row.scope ?? ''] },
          ]),
      { key: 'state', label: m.meetings.col.state, width: '160px', render: (row) => <State row={row} /> },
    ],
    [panel, subtree],
  );
  const data = overview.data;
  const plan = data?.plan;
  return (
    <div className={`register${panel ? ' register-split' : ''}${panel && single ? ' register-panel-only' : ''}`}>
      {panel && single ? null : (
        <div className="page page-fill register-list meetings">
          <PageHead
            title={m.meetings.title(year)}
            sample={sample}
            line={plan ? m.meetings.line(m.meetings.planTab[plan.state] ?? '', [plan.symbol, plan.approved_on ? date(plan.approved_on) : ''].filter(Boolean).join(', '), plan.items, plan.unplanned) : m.state.loading}
            actions={
              can('draft') && !panel ? (
                <Button kind="primary" onClick={() => void navigate({ to: '/hoi-nghi/moi', search: (before: object) => before } as never)}>
                  {m.meetings.add}
                </Button>
              ) : null
            }
          />
          <div className="register-tools">
            <KindTabs at="plan" />
            <YearTools year={year} subtree={subtree} set={set} />
            <Select<string>
              label={m.meetings.filterStatus}
              value={status}
              options={[
                { value: '', label: m.meetings.anyStatus },
                ...(['planned', 'held', 'cancelled'] as const).map((value) => ({ value, label: m.meetings.status[value] ?? value })),
                { value: 'unplanned', label: m.meetings.onlyUnplanned },
              ]}
              onChange={(value) => set({ 'tinh-trang': value || undefined } as Partial<ListSearch>)}
            />
            {plan && !panel ? <PlanBar plan={plan} /> : null}
            {panel ? null : (
              <>
                <Button small onClick={() => void navigate({ to: '/hoi-nghi/goi-y', search: (before: object) => before } as never)}>
                  {m.planning.suggest}
                </Button>
                <MeetingLinks />
              </>
            )}
          </div>
          {overview.isError ? <ErrorBox compact error={overview.error} onRetry={() => void overview.refetch()} /> : null}
          {data ? (
            <>
              <section className="card gauges meetings-gauges" aria-label={m.meetings.limits}>
                {data.meters.map((line) => (
                  <Gauge
                    key={line.norm}
                    gauge={gaugeOf(line)}
                    rows={{ to: `/toan-canh/so-lieu/${normInPath(line.norm)}`, search: { ky: String(year), rieng: '1', 'tinh-den': `${year}-12-31` } }}
                    clause={<ClauseLink text={line.clause} norm={line.norm} short />}
                  />
                ))}
              </section>
              <Card title={m.meetings.heat} className="meetings-heat">
                <HeatCalendar
                  year={year}
                  days={data.days}
                  adding={adding ?? day}
                  onOpen={(one) => void navigate({ to: '/hoi-nghi/ngay/$day', params: { day: one }, search: (before: object) => before } as never)}
                />
              </Card>
            </>
          ) : null}
          <Card label={m.meetings.list} className="register-card" foot={<span role="status">{m.meetings.shown(rows.length, list.hasNextPage)}</span>}>
            <ListStates query={list} rows={rows.length} lines={6} onClear={status ? () => set({ 'tinh-trang': undefined } as Partial<ListSearch>) : undefined}>
              <Empty>{m.meetings.empty}</Empty>
            </ListStates>
            {rows.length > 0 ? (
              <DataGrid
                label={m.meetings.list}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={36}
                cardHeight={86}
                selected={id}
                rowClass={(row) => (row.unplanned && row.status !== 'cancelled' ? 'row-unplanned' : '')}
                onOpen={open}
                more={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                dimmed={list.isPlaceholderData}
                focusRow={back}
                {...(panel || narrow ? {} : { minWidth: 720 })}
                card={(row) => (
                  <>
                    <span className="register-card-top">
                      <span>{date(row.date)}</span>
                      <State row={row} />
                    </span>
                    <strong className="ellipsis">{row.title}</strong>
                    <span className="soft ellipsis">{[m.meetings.mode[row.mode ?? ''], m.meetings.scope[row.scope ?? ''], subtree ? row.unit_name : ''].filter(Boolean).join('. ')}</span>
                  </>
                )}
              />
            ) : null}
          </Card>
        </div>
      )}
      {panel ? (
        <div className="register-panel">
          <AddingDay.Provider value={setAdding}>
            <Outlet />
          </AddingDay.Provider>
        </div>
      ) : null}
    </div>
  );
}
