// The incoming register: grid on the left, one document (or a new entry) in the panel on the right. Filters and the open row live in the address.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import * as api from '../../api/endpoints';
import { documentsQuery } from '../../api/queries';
import type { Document, DocumentQuery } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { date, shortDate } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Input, Segmented } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { ExportLinks, ListStates, useReturnFocus, useTypedFilter } from '../../ui/register';
import { Empty } from '../../ui/states';
import { useSingleColumn } from '../../ui/useNarrow';
import { ArrivalsBox } from '../outgoing/ArrivalsBox';
import { addFiles } from './queue';
import { DocumentState } from './DocumentState';
import './incoming.css';

type Tab = 'all' | 'waiting' | 'overdue';

export default function Incoming() {
  const { unit, can, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id } = useParams({ strict: false }) as { id?: string };
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const narrow = useSingleColumn();
  const entering = path.endsWith('/moi');
  const panel = id !== undefined || entering;
  const wide = panel && (search.rong === '1' || narrow);
  useTitle(entering ? m.entry.title : m.incoming.title, unit.name);

  const today = todayIso();
  const tab: Tab = search.loc === 'waiting' || search.loc === 'overdue' ? search.loc : 'all';

  const set = (change: Partial<ListSearch>): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never);
  const [typed, setTyped] = useTypedFilter(search.q ?? '', (q) => set({ q }));
  const query: DocumentQuery = {
    direction: 'in',
    q: search.q || undefined,
    status: tab === 'waiting' ? 'waiting' : undefined,
    overdue: tab === 'overdue' ? true : undefined,
  };
  const list = useInfiniteQuery(documentsQuery(unit.code, query));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const counts = list.data?.pages[0]?.counts;
  const filtered = tab !== 'all' || Boolean(search.q);
  const total = filtered ? null : (list.data?.pages[0]?.total ?? null);

  const open = (row: Document): void => void navigate({ to: '/van-ban-den/$id', params: { id: row.id }, search: (before: object) => before } as never);

  const back = useReturnFocus(id, entering);

  const [dropping, setDropping] = useState(false);
  const columns = useMemo(() => (panel ? narrowColumns(today) : wideColumns(today)), [panel, today]);

  return (
    <div
      className={`register${panel ? ' register-split' : ''}${wide ? ' register-panel-only' : ''}`}
      onDragOver={(event) => {
        if (!can('register_document') || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) setDropping(false);
      }}
      onDrop={(event) => {
        setDropping(false);
        if (!can('register_document') || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        addFiles([...event.dataTransfer.files]);
        void navigate({ to: '/van-ban-den/moi', search: (before: object) => before } as never);
      }}
    >
      {dropping ? <div className="register-drop">{m.entry.dropped}</div> : null}
      {wide ? null : (
        <div className="page page-fill register-list">
          <PageHead
            title={m.incoming.title}
            sample={sample}
            line={counts ? m.incoming.line(counts.all, counts.waiting, counts.overdue) : null}
            actions={
              !panel && can('register_document') ? (
                <Button kind="primary" icon="plus" shortcut="N" onClick={() => void navigate({ to: '/van-ban-den/moi', search: (before: object) => before } as never)}>
                  {m.incoming.register}
                </Button>
              ) : null
            }
          />
          {panel ? null : <ArrivalsBox />}
          <div className="register-tools">
            <div className="filter-box">
              <Icon name="search" size={16} />
              <Input label={m.incoming.filter} placeholder={m.incoming.filter} value={typed} onChange={setTyped} data="" />
              <kbd aria-hidden="true">/</kbd>
            </div>
            <Segmented<Tab>
              label={m.incoming.tabs}
              value={tab}
              onChange={(loc) => set({ loc: loc === 'all' ? '' : loc })}
              options={[
                { value: 'all', label: m.incoming.all },
                { value: 'waiting', label: m.incoming.waiting(counts?.waiting) },
                { value: 'overdue', label: m.incoming.overdue(counts?.overdue) },
              ]}
            />
          </div>
          <Card
            label={m.incoming.title}
            className="register-card"
            foot={
              <>
                <span role="status">{list.data ? m.incoming.shown(rows.length, total) : ''}</span>
                <ExportLinks href={(format) => api.exportHref(unit.code, { ...query, format })} />
              </>
            }
          >
            <ListStates
              query={list}
              rows={rows.length}
              lines={12}
              onClear={
                filtered
                  ? () => {
                      setTyped('');
                      set({ q: '', loc: '' });
                    }
                  : undefined
              }
            >
              <Empty
                action={
                  can('register_document') ? (
                    <Button kind="primary" icon="plus" onClick={() => void navigate({ to: '/van-ban-den/moi' })}>
                      {m.incoming.register}
                    </Button>
                  ) : null
                }
              >
                {m.incoming.empty}
              </Empty>
            </ListStates>
            {rows.length > 0 ? (
              <DataGrid
                label={m.incoming.title}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={panel ? 48 : 36}
                cardHeight={92}
                selected={id}
                onOpen={open}
                total={total}
                more={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                dimmed={list.isPlaceholderData}
                focusRow={back}
                {...(panel ? {} : { minWidth: 1040 })}
                card={(row) => (
                  <>
                    <span className="register-card-top">
                      <strong>{[row.number ? `${row.number}` : m.incoming.newNumber, row.symbol].filter(Boolean).join(' · ')}</strong>
                      <DocumentState document={row} />
                    </span>
                    <span className="ellipsis">{row.subject}</span>
                    <span className="soft register-card-top">
                      <span className="ellipsis">{row.issuer}</span>
                      <span className="nowrap">{date(row.due ?? row.arrival_date)}</span>
                    </span>
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

const numberCell = (row: Document) =>
  row.number ? <span>{row.number_text ?? row.number}</span> : <strong className="register-new">{m.incoming.newNumber}</strong>;
const dueCell = (row: Document, today: string) => (
  <span className={row.overdue_days ? 'late' : undefined}>{shortDate(row.due, today)}</span>
);

function narrowColumns(today: string): Column<Document>[] {
  return [
    { key: 'number', label: m.incoming.col.number, width: '50px', render: numberCell },
    {
      key: 'document',
      label: m.incoming.col.document,
      width: 'minmax(140px, 1fr)',
      render: (row) => (
        <span className="two-line">
          <span>
            <strong>{row.symbol ?? row.document_type}</strong> <span className="soft register-issuer">{row.issuer}</span>
          </span>
          <span className="soft">{row.subject}</span>
        </span>
      ),
    },
    { key: 'due', label: m.incoming.col.due, width: '46px', render: (row) => dueCell(row, today) },
    { key: 'status', label: m.incoming.col.status, width: '96px', render: (row) => <DocumentState document={row} /> },
  ];
}

function wideColumns(today: string): Column<Document>[] {
  return [
    { key: 'number', label: m.incoming.col.number, width: '52px', render: numberCell },
    { key: 'arrival', label: m.incoming.col.arrival, width: '82px', render: (row) => date(row.arrival_date) },
    { key: 'symbol', label: m.incoming.col.symbol, width: '112px', render: (row) => <strong>{row.symbol}</strong> },
    { key: 'subject', label: m.incoming.col.subject, width: 'minmax(180px, 1fr)', render: (row) => <span title={row.subject}>{row.subject}</span> },
    { key: 'issuer', label: m.incoming.col.issuer, width: '150px', render: (row) => row.issuer },
    {
      key: 'urgency',
      label: m.incoming.col.urgency,
      width: '68px',
      render: (row) => (row.urgency === 'thuong' ? <span className="soft">{m.urgency.thuong}</span> : <strong className="late">{m.urgency[row.urgency]}</strong>),
    },
    { key: 'handler', label: m.incoming.col.handler, width: '130px', render: (row) => row.handler_name ?? row.handler_unit?.name },
    { key: 'due', label: m.incoming.col.due, width: '60px', render: (row) => dueCell(row, today) },
    { key: 'status', label: m.incoming.col.status, width: '104px', render: (row) => <DocumentState document={row} /> },
  ];
}
