// Hộp quét: files go in, the machine reads them one after the other, a person checks each and registers it. Tab and open row live in the address.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as inbox from '../../api/inbox';
import type { InboxItem, InboxTab } from '../../api/inbox';
import { inboxListQuery, keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/controls';
import { DataGrid } from '../../ui/DataGrid';
import { Card, PageHead } from '../../ui/layout';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { toast } from '../../ui/toast';
import { useSingleColumn } from '../../ui/useNarrow';
import { cardOf, columnsOf } from './columns';
import { fromDrop } from './folder';
import { InboxDrop } from './InboxDrop';
import { ReadProgress } from './ReadProgress';
import { RefuseDialog } from './RefuseDialog';
import { uploads, useProgress } from './useInbox';
import '../incoming/incoming.css';
import './inbox.css';

const tabs: readonly InboxTab[] = ['review', 'waiting', 'refused', 'registered'];

export default function Inbox() {
  const { can } = useSession();
  if (can('register_document')) return <InboxForUnit />;
  return (
    <div className="page">
      <PageHead title={m.inbox.title} />
      <ErrorBox error={new ApiError(403, { code: 'permission.denied', detail: m.inbox.noRight })} />
    </div>
  );
}

function InboxForUnit() {
  const { unit, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const client = useQueryClient();
  const narrow = useSingleColumn();
  const panel = id !== undefined;
  const wide = panel && (search.rong === '1' || narrow);
  useTitle(m.inbox.title, unit.name);
  const { progress, line } = useProgress(unit.code);

  const tab: InboxTab = tabs.find((one) => one === search.loc) ?? 'review';
  const list = useInfiniteQuery(inboxListQuery(unit.code, tab));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const figures = progress ?? list.data?.pages[0]?.progress;
  const open = (row: InboxItem): void => {
    if (row.state === 'review' || row.state === 'refused' || row.state === 'registered')
      void navigate({ to: '/hop-quet/$id', params: { id: row.id }, search: (before: object) => before } as never);
  };

  const lastId = useRef<string | null>(null);
  const [back, setBack] = useState<string | null>(null);
  useEffect(() => {
    if (id !== undefined) {
      lastId.current = id;
      setBack(null);
    } else if (lastId.current !== null) {
      setBack(lastId.current);
      lastId.current = null;
    }
  }, [id]);

  const [refusing, setRefusing] = useState<InboxItem | null>(null);
  const again = useMutation({
    mutationFn: (row: InboxItem) => inbox.retry(unit.code, row.id),
    onSuccess: (row) => {
      toast(m.inbox.retried(row.name));
      void client.invalidateQueries({ queryKey: keys.inbox(unit.code) });
    },
  });
  const { mutate: retry } = again;
  const actions = useMemo(() => ({ retry: (row: InboxItem) => retry(row), drop: (row: InboxItem) => setRefusing(row) }), [retry]);
  const columns = useMemo(() => columnsOf(tab, panel, actions), [tab, panel, actions]);
  const [dropping, setDropping] = useState(false);
  const none = figures !== undefined && figures.review + figures.waiting + figures.reading + figures.refused === 0;
  const first = tab === 'review' ? rows[0] : undefined;
  const countOf: Record<InboxTab, number | undefined> = {
    review: figures?.review,
    waiting: figures?.waiting,
    refused: figures?.refused,
    registered: undefined,
  };

  return (
    <div
      className={`register${panel ? ' register-split' : ''}${wide ? ' register-panel-only' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) setDropping(false);
      }}
      onDrop={(event) => {
        setDropping(false);
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        void fromDrop(event.dataTransfer).then((named) => uploads.add(unit.code, named));
      }}
    >
      {dropping ? <div className="register-drop">{m.inbox.dropNow}</div> : null}
      {wide ? null : (
        <div className="page page-fill register-list inbox-page">
          <PageHead
            title={m.inbox.title}
            sample={sample}
            line={figures && !none ? m.inbox.line(figures.review, figures.waiting + figures.reading, figures.refused) : m.inbox.lead}
            actions={
              !panel && figures && figures.review > 0 ? (
                <Button kind="primary" icon="check" disabled={tab === 'review' && !first} onClick={() => (first ? open(first) : void navigate({ to: '.', search: (before: object) => ({ ...before, loc: '' }) } as never))}>
                  {m.inbox.start(figures.review)}
                </Button>
              ) : null
            }
          />
          {panel ? null : (
            <div className={`inbox-top${none ? ' inbox-top-empty' : ''}`}>
              <InboxDrop large={none} />
              {figures && !(none && figures.files_total === 0) ? <ReadProgress progress={figures} line={line} /> : null}
            </div>
          )}
          {again.isError ? <ErrorBox compact error={again.error} /> : null}
          <div className="register-tools">
            <Segmented<InboxTab>
              label={m.inbox.tabs}
              value={tab}
              onChange={(loc) => void navigate({ to: '.', search: (before: object) => ({ ...before, loc: loc === 'review' ? '' : loc }), replace: true } as never)}
              options={tabs.map((one) => ({ value: one, label: m.inbox.tabCount(m.inbox.tab[one], countOf[one]) }))}
            />
          </div>
          <Card label={m.inbox.tab[tab]} className="register-card" foot={<span role="status">{list.data ? m.inbox.shown(rows.length) : ''}</span>}>
            {list.isError && rows.length === 0 ? <ErrorBox error={list.error} onRetry={() => void list.refetch()} /> : null}
            {list.isPending ? <Loading lines={10} onRetry={() => void list.refetch()} /> : null}
            {list.isError && rows.length > 0 ? <ErrorBox compact error={list.error} onRetry={() => void list.refetch()} /> : null}
            {list.data && rows.length === 0 ? <Empty>{none && tab === 'review' ? m.inbox.emptyAll : m.inbox.empty[tab]}</Empty> : null}
            {rows.length > 0 ? (
              <DataGrid
                label={m.inbox.tab[tab]}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={48}
                cardHeight={tab === 'refused' ? 144 : 92}
                selected={id}
                onOpen={open}
                total={countOf[tab] ?? null}
                more={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
                dimmed={list.isPlaceholderData}
                focusRow={back}
                card={(row) => cardOf(row, actions)}
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
      {refusing ? <RefuseDialog item={refusing} onClose={() => setRefusing(null)} onDone={() => setRefusing(null)} /> : null}
    </div>
  );
}
