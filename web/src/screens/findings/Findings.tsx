// Everything that stands against a norm, of the unit and what lies below it: filters in the address, one panel, no rank of units.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { findingsQuery, normsQuery } from '../../api/queries';
import type { Severity, StoredFinding } from '../../api/types';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { count, date, dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Card, PageHead } from '../../ui/layout';
import { ListStates, useReturnFocus } from '../../ui/register';
import { Empty } from '../../ui/states';
import { SeverityTag } from '../../ui/status';
import { useNarrow, useSingleColumn } from '../../ui/useNarrow';
import { ActivateDialog } from './ActivateDialog';
import { AssignDialog } from './Answers';
import { anyFilter, noFilter, queryOf, stateFilters, stateOf, titleOf } from './filters';
import type { StateFilter } from './filters';
import { FindingStateTag } from './FindingStateTag';
import { Trend } from './Trend';
import { Unknowns } from './Unknowns';
import '../incoming/incoming.css';
import './findings.css';

const atOnce = 200; // the server takes no more in one assignment

export default function Findings() {
  const { unit, can, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const narrow = useSingleColumn();
  const panel = id !== undefined;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState(false);
  useTitle(m.findings.title, unit.name);
  const query = queryOf(search);
  const state = stateOf(search);
  const list = useInfiniteQuery(findingsQuery(unit.code, query));
  const norms = useQuery(normsQuery);
  const [activating, setActivating] = useState(false);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const first = list.data?.pages[0];
  const set = (change: Partial<ListSearch>): void => {
    setChosen(new Set());
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never);
  };
  const open = (row: StoredFinding): void => void navigate({ to: '/phat-hien/$id', params: { id: row.id }, search: (before: object) => before } as never);
  const toggle = (row: StoredFinding): void =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(row.id) && after.size < atOnce) after.add(row.id);
      return after;
    });

  const back = useReturnFocus(id);

  const cards = useNarrow(); // a card has no room for a box to tick; one finding is assigned in its panel
  const mayAssign = can('sign') && !cards;
  const check = (row: StoredFinding) => (
    <input
      type="checkbox"
      className="finding-check"
      aria-label={m.findings.choose(titleOf(row.message))}
      checked={chosen.has(row.id)}
      onChange={() => toggle(row)}
      onClick={(event) => event.stopPropagation()}
    />
  );
  const columns = useMemo<Column<StoredFinding>[]>(
    () => [
      ...(mayAssign && !panel ? [{ key: 'check', label: m.findings.col.choose, width: '44px', render: check }] : []),
      { key: 'level', label: m.findings.col.level, width: '104px', render: (row) => <SeverityTag severity={row.severity} /> },
      {
        key: 'finding',
        label: m.findings.col.finding,
        width: 'minmax(220px, 1fr)',
        render: (row) => (
          <span className="finding-cell">
            <strong className="finding-lines" title={row.message}>
              {titleOf(row.message)}
            </strong>
            <span className="soft ellipsis">{[row.where, row.subject_title, date(row.subject_date)].filter(Boolean).join('. ')}</span>
          </span>
        ),
      },
      ...(panel
        ? []
        : [
            { key: 'clause', label: m.findings.col.clause, width: '176px', render: (row: StoredFinding) => <span className="finding-lines finding-clause" title={row.clause_text}>{row.clause_text}</span> },
            {
              key: 'assigned',
              label: m.findings.col.assigned,
              width: '150px',
              render: (row: StoredFinding) => (
                <span className="finding-cell">
                  <span className="ellipsis">{row.assigned_name ?? ''}</span>
                  {row.due_date ? <span className="soft">{m.findings.due(date(row.due_date))}</span> : null}
                </span>
              ),
            },
            { key: 'since', label: m.findings.col.since, width: '96px', render: (row: StoredFinding) => dateTime(row.first_seen).split(' ')[1] ?? '' },
          ]),
      { key: 'state', label: m.findings.col.state, width: '150px', render: (row) => <FindingStateTag row={row} /> },
    ],
    [panel, mayAssign, chosen],
  );

  const counts = first?.counts;
  const checkedNorms = (norms.data?.items ?? []).filter((norm) => norm.machine_checked);
  return (
    <div className={`register${panel ? ' register-split' : ''}${panel && narrow ? ' register-panel-only' : ''}`}>
      {panel && narrow ? null : (
        <div className="page page-fill register-list">
          <PageHead
            title={m.findings.title}
            sample={sample}
            line={
              first && counts ? (
                <>
                  {(['open', 'explained', 'unknown'] as const).map((one) => (
                    <Link key={one} to={'/phat-hien' as never} search={{ ...noFilter, 'quy-tac': search['quy-tac'], 'tinh-trang': one } as never} className="finding-count">
                      {m.findings.counted[one](one === 'unknown' ? counts.cannot_tell : counts[one])}
                    </Link>
                  ))}
                  {first.evaluated_at > 0 ? m.findings.evaluated(dateTime(first.evaluated_at), first.current) : null}
                </>
              ) : (
                m.state.loading
              )
            }
            actions={
              mayAssign && !panel ? (
                <Button kind="primary" disabled={chosen.size === 0} onClick={() => setAssigning(true)}>
                  {chosen.size === 0 ? m.findings.assignNone : m.findings.assignMany(chosen.size)}
                </Button>
              ) : null
            }
          />
          <div className="register-tools finding-tools">
            <Select<StateFilter>
              label={m.findings.filters.state}
              value={state}
              options={stateFilters.map((value) => ({ value, label: m.findings.stateFilters[value] }))}
              onChange={(value) => set({ 'tinh-trang': value === 'active' ? undefined : value })}
            />
            <Select<Severity | ''>
              label={m.findings.filters.level}
              value={(query.severity as Severity | undefined) ?? ''}
              options={[{ value: '', label: m.findings.filters.anyLevel }, ...(['error', 'warning', 'info'] as const).map((value) => ({ value, label: m.level[value] }))]}
              onChange={(value) => set({ muc: value || undefined })}
            />
            <Select<string>
              label={m.findings.filters.norm}
              value={search['quy-tac'] ?? ''}
              options={[
                { value: '', label: m.findings.filters.anyNorm },
                ...checkedNorms.map((norm) => ({ value: norm.id, label: norm.statement.length > 90 ? `${norm.statement.slice(0, 89)}…` : norm.statement })),
              ]}
              onChange={(value) => set({ 'quy-tac': value || undefined })}
            />
            <Select<string>
              label={m.findings.filters.assigned}
              value={search['giao-cho'] ?? ''}
              options={[
                { value: '', label: m.findings.filters.anyone },
                { value: 'me', label: m.findings.filters.me },
                { value: 'none', label: m.findings.filters.nobody },
              ]}
              onChange={(value) => set({ 'giao-cho': value || undefined })}
            />
            <Select<string>
              label={m.findings.filters.recurring}
              value={search['lap-lai'] ?? ''}
              options={[
                { value: '', label: m.findings.filters.anyTimes },
                { value: '1', label: m.findings.filters.onlyRecurring },
              ]}
              onChange={(value) => set({ 'lap-lai': value || undefined })}
            />
            {anyFilter(search) ? (
              <Button small onClick={() => set(noFilter)}>
                {m.state.clearFilter}
              </Button>
            ) : null}
          </div>
          {first?.rulebook_waits ? (
            <div className="finding-note">
              <p>{m.findings.rulebookWaits}</p>
              {can('manage_accounts') ? (
                <Button small onClick={() => setActivating(true)}>
                  {m.findings.activateLook}
                </Button>
              ) : null}
              {activating ? <ActivateDialog onClose={() => setActivating(false)} /> : null}
            </div>
          ) : null}
          {state === 'unknown' ? <Unknowns norm={search['quy-tac']} /> : (
          <Card label={m.findings.title} className="register-card" foot={<span role="status">{m.findings.shown(rows.length, list.hasNextPage)}</span>}>
            <ListStates query={list} rows={rows.length} onClear={anyFilter(search) ? () => set(noFilter) : undefined}>
              <Empty>{first?.evaluated_at === 0 ? m.findings.notYet : m.findings.empty}</Empty>
            </ListStates>
            {rows.length > 0 ? (
              <DataGrid
                label={m.findings.title}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={64}
                cardHeight={118}
                selected={id}
                onOpen={open}
                more={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                dimmed={list.isPlaceholderData}
                focusRow={back}
                {...(panel ? {} : { minWidth: 900 })}
                card={(row) => (
                  <>
                    <span className="register-card-top">
                      <SeverityTag severity={row.severity} />
                      <FindingStateTag row={row} />
                    </span>
                    <strong className="finding-card-title">{titleOf(row.message)}</strong>
                    <span className="soft ellipsis">{[row.where, row.subject_title].filter(Boolean).join('. ')}</span>
                    <span className="soft ellipsis">{[row.clause_text, row.due_date ? m.findings.due(date(row.due_date)) : ''].filter(Boolean).join('. ')}</span>
                  </>
                )}
              />
            ) : null}
          </Card>
          )}
          {panel || narrow ? null : <Trend norm={search['quy-tac']} />}
        </div>
      )}
      {panel ? (
        <div className="register-panel">
          <Outlet />
        </div>
      ) : null}
      {assigning ? (
        <AssignDialog
          ids={[...chosen]}
          unit={unit.code}
          title={m.findings.assignMany(chosen.size)}
          onClose={() => setAssigning(false)}
          onDone={() => {
            setAssigning(false);
            setChosen(new Set());
          }}
        />
      ) : null}
      <span className="sr-only" role="status">
        {chosen.size > 0 ? m.findings.chosen(count(chosen.size)) : ''}
      </span>
    </div>
  );
}
