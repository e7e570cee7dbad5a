// Drafts and numbered documents of the unit.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import * as api from '../../api/endpoints';
import { documentsQuery } from '../../api/queries';
import type { Document, DocumentQuery } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date, dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Input, Segmented } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { ExportLinks, ListStates, useReturnFocus, useTypedFilter } from '../../ui/register';
import { Empty } from '../../ui/states';
import { useSingleColumn } from '../../ui/useNarrow';
import { DocumentState } from '../incoming/DocumentState';
import { NewDraft } from './NewDraft';
import '../incoming/incoming.css';

type Tab = 'drafts' | 'numbered';

export default function Outgoing() {
  const { unit, can, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const narrow = useSingleColumn();
  const panel = id !== undefined;
  const tab: Tab = search.muc === 'so' || panel ? 'numbered' : 'drafts';
  const [composing, setComposing] = useState<File | 'empty' | null>(null);
  const [dropping, setDropping] = useState(false);
  useTitle(m.outgoing.title, unit.name);


  const set = (change: Partial<ListSearch>): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never);
  const [typed, setTyped] = useTypedFilter(search.q ?? '', (q) => set({ q }));
  const query: DocumentQuery = {
    direction: tab === 'drafts' ? 'draft' : 'out',
    q: search.q || undefined,
  };
  const list = useInfiniteQuery(documentsQuery(unit.code, query));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const counts = list.data?.pages[0]?.counts;
  const total = search.q ? null : (list.data?.pages[0]?.total ?? null);
  const open = (row: Document): void =>
    void navigate(
      (row.direction === 'draft'
        ? { to: '/van-ban-di/soan/$id', params: { id: row.id } }
        : { to: '/van-ban-di/$id', params: { id: row.id }, search: (before: object) => ({ ...before, muc: 'so' }) }) as never,
    );

  const back = useReturnFocus(id);

  const columns = useMemo<Column<Document>[]>(
    () =>
      tab === 'drafts'
        ? [
            { key: 'subject', label: m.outgoing.col.subject, width: 'minmax(220px, 1fr)', render: (row) => <strong title={row.subject}>{row.subject}</strong> },
            { key: 'type', label: m.outgoing.col.type, width: '120px', render: (row) => shownType(row.document_type) },
            { key: 'system', label: m.outgoing.col.system, width: '90px', render: (row) => (row.system ? m.system[row.system] : '') },
            { key: 'updated', label: m.outgoing.col.updated, width: '130px', render: (row) => dateTime(row.updated_at) },
            { key: 'status', label: m.outgoing.col.status, width: '130px', render: (row) => <DocumentState document={row} /> },
          ]
        : [
            { key: 'symbol', label: m.outgoing.col.symbol, width: '108px', render: (row) => <strong>{row.symbol}</strong> },
            ...(panel ? [] : [{ key: 'date', label: m.outgoing.col.date, width: '92px', render: (row: Document) => date(row.date) }]),
            { key: 'subject', label: m.outgoing.col.subject, width: 'minmax(140px, 1fr)', render: (row) => <span title={row.subject}>{row.subject}</span> },
            ...(panel
              ? []
              : [
                  { key: 'signer', label: m.outgoing.col.signer, width: '150px', render: (row: Document) => row.signer },
                  { key: 'recipients', label: m.outgoing.col.recipients, width: '180px', render: (row: Document) => recipientsText(row) },
                ]),
            { key: 'status', label: m.outgoing.col.status, width: '128px', render: (row) => <DocumentState document={row} /> },
          ],
    [tab, panel],
  );

  return (
    <div
      className={`register${panel ? ' register-split' : ''}${panel && narrow ? ' register-panel-only' : ''}`}
      onDragOver={(event) => {
        if (!can('draft') || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) setDropping(false);
      }}
      onDrop={(event) => {
        setDropping(false);
        const file = event.dataTransfer.files[0];
        if (!can('draft') || !file) return;
        event.preventDefault();
        setComposing(file);
      }}
    >
      {dropping ? <div className="register-drop">{m.outgoing.dropped}</div> : null}
      {panel && narrow ? null : (
        <div className="page page-fill register-list">
          <PageHead
            title={m.outgoing.title}
            sample={sample}
            line={counts ? m.outgoing.line(tab === 'drafts' ? counts.all : null, tab === 'numbered' ? counts.all : null) : null}
            actions={
              can('draft') && !panel ? (
                <Button kind="primary" icon="plus" onClick={() => setComposing('empty')}>
                  {m.outgoing.compose}
                </Button>
              ) : null
            }
          />
          <div className="register-tools">
            <Segmented<Tab>
              label={m.outgoing.tabs}
              value={tab}
              onChange={(next) => void navigate({ to: '/van-ban-di', search: (before: object) => ({ ...before, muc: next === 'numbered' ? 'so' : undefined, q: undefined }) } as never)}
              options={[
                { value: 'drafts', label: m.outgoing.drafts },
                { value: 'numbered', label: m.outgoing.numbered },
              ]}
            />
            <div className="filter-box">
              <Icon name="search" size={16} />
              <Input label={m.outgoing.filter} placeholder={m.outgoing.filter} value={typed} onChange={setTyped} data="" />
              <kbd aria-hidden="true">/</kbd>
            </div>
            <Link to={'/van-ban-di/thoi-gian' as never}>{m.issuing.unitTimes}</Link>
          </div>
          <Card
            label={m.outgoing.title}
            className="register-card"
            foot={
              <>
                <span role="status">{list.data ? m.incoming.shown(rows.length, total) : ''}</span>
                {tab === 'numbered' ? (
                  <ExportLinks href={(format) => api.exportHref(unit.code, { ...query, format })} />
                ) : null}
              </>
            }
          >
            <ListStates
              query={list}
              rows={rows.length}
              onClear={
                search.q
                  ? () => {
                      setTyped('');
                      set({ q: '' });
                    }
                  : undefined
              }
            >
              <Empty
                action={
                  tab === 'drafts' && can('draft') ? (
                    <Button kind="primary" icon="plus" onClick={() => setComposing('empty')}>
                      {m.outgoing.compose}
                    </Button>
                  ) : null
                }
              >
                {tab === 'drafts' ? m.outgoing.emptyDrafts : m.outgoing.emptyNumbered}
              </Empty>
            </ListStates>
            {rows.length > 0 ? (
              <DataGrid
                label={m.outgoing.title}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={36}
                cardHeight={78}
                selected={id}
                onOpen={open}
                total={total}
                more={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                dimmed={list.isPlaceholderData}
                focusRow={back}
                {...(panel ? {} : { minWidth: 860 })}
                card={(row) => (
                  <>
                    <span className="register-card-top">
                      <strong className="ellipsis">{row.symbol ?? shownType(row.document_type)}</strong>
                      <DocumentState document={row} />
                    </span>
                    <span className="ellipsis">{row.subject}</span>
                    <span className="soft">{row.direction === 'draft' ? dateTime(row.updated_at) : date(row.date)}</span>
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
      {composing ? <NewDraft file={composing === 'empty' ? null : composing} onClose={() => setComposing(null)} /> : null}
    </div>
  );
}

export function recipientsText(row: Pick<Document, 'recipients'>): string {
  const list: unknown = row.recipients;
  return Array.isArray(list) ? list.join('; ') : typeof list === 'string' ? list : '';
}
