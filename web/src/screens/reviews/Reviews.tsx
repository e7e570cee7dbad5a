// Rà soát văn bản: pairs of documents in force that share wording, the most telling first; and the register of what replaced what.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import * as reviews from '../../api/reviews';
import type { Pair, PairQuery, PairState } from '../../api/reviews';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { dateTime, percent } from '../../lib/format';
import { Segmented, Select } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Card, PageHead } from '../../ui/layout';
import { ListStates } from '../../ui/register';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/status';
import { useSingleColumn } from '../../ui/useNarrow';
import { Groups } from './Groups';
import { Register } from './Register';
import '../incoming/incoming.css';
import './reviews.css';

type Tab = PairState | 'groups' | 'register';
const tabs: Tab[] = ['open', 'decided', 'closed', 'groups', 'register'];
type Kind = '' | 'differing' | 'joint' | 'own';

export const named = (side: Pair['a']): string => side.symbol ?? side.subject;
const most = (pair: Pair): string => percent(100 * Math.max(pair.a.share, pair.b.share));

export function PairFacts({ pair }: { pair: Pair }) {
  const first = pair.differences[0];
  if (pair.decision) return <Tag status={pair.decision.done_on ? 'ok' : pair.decision.overdue ? 'bad' : 'info'}>{m.reviews.decided(pair.decision)}</Tag>;
  if (first) return <Tag status="warn">{m.reviews.differ(first.a, first.b)}</Tag>;
  if (pair.group) return <Tag status="info">{m.reviews.groups.settled}</Tag>;
  return pair.joint ? <Tag status="info">{m.reviews.jointShort}</Tag> : null;
}

export default function Reviews() {
  const { unit, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { id, nhom } = useParams({ strict: false }) as { id?: string; nhom?: string };
  const navigate = useNavigate();
  const narrow = useSingleColumn();
  const panel = (id ?? nhom) !== undefined;
  const tab = tabs.find((one) => one === search.muc) ?? 'open';
  const pairs = tab !== 'register' && tab !== 'groups';
  const kind = (['differing', 'joint', 'own'] as Kind[]).find((one) => one === search.loc) ?? '';
  useTitle(m.reviews.title, unit.name);
  const set = (change: Partial<ListSearch>): void =>
    void navigate({ to: '/ra-soat', search: (before: object) => ({ ...before, ...change }), replace: true } as never);

  const query: PairQuery = { state: pairs ? tab : 'open', kind: kind === 'own' ? undefined : kind, own: kind === 'own' };
  const list = useInfiniteQuery({
    queryKey: [...keys.unit(unit.code), 'reviews', query],
    queryFn: ({ signal, pageParam }) => reviews.pairs(unit.code, query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    enabled: pairs,
  });
  const summary = useQuery({
    queryKey: [...keys.unit(unit.code), 'reviews', 'summary'],
    queryFn: ({ signal }) => reviews.summary(unit.code, signal),
    refetchInterval: (one) => ((one.state.data?.to_look_at ?? 0) > 0 ? 3000 : 60_000),
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useMemo<Column<Pair>[]>(
    () => [
      { key: 'a', label: m.reviews.col.a, width: 'minmax(140px, 1fr)', render: (row) => <PairName side={row.a} /> },
      { key: 'b', label: m.reviews.col.b, width: 'minmax(140px, 1fr)', render: (row) => <PairName side={row.b} /> },
      { key: 'share', label: m.reviews.col.share, width: '72px', render: most },
      ...(panel ? [] : [{ key: 'facts', label: m.reviews.col.facts, width: 'minmax(200px, 1fr)', render: (row: Pair) => <PairFacts pair={row} /> }]),
    ],
    [panel],
  );
  const open = (row: Pair): void => void navigate({ to: '/ra-soat/$id', params: { id: row.id }, search: (before: object) => before } as never);

  return (
    <div className={`register${panel ? ' register-split' : ''}${panel && narrow ? ' register-panel-only' : ''}`}>
      {panel && narrow ? null : (
        <div className="page page-fill register-list">
          <PageHead title={m.reviews.title} sample={sample} line={summary.data ? (tab === 'groups' ? m.reviews.groups.line(summary.data) : m.reviews.line(summary.data)) : null} />
          {summary.data && summary.data.to_look_at > 0 ? (
            <p className="reviews-progress" role="status">
              {summary.data.idle ? null : <progress max={summary.data.looked_at + summary.data.to_look_at} value={summary.data.looked_at} aria-label={m.reviews.progressLabel} />}
              {summary.data.idle
                ? m.reviews.idle(summary.data.to_look_at_more ? m.reviews.more(summary.data.to_look_at) : String(summary.data.to_look_at), summary.data.last_step ? dateTime(summary.data.last_step) : '')
                : m.reviews.progress(summary.data)}
            </p>
          ) : null}
          <div className="register-tools">
            <Segmented<Tab> label={m.reviews.tabs} value={tab} onChange={(next) => set({ muc: next === 'open' ? '' : next, loc: '', nganh: '', 'tinh-trang': '' })} options={tabs.map((value) => ({ value, label: m.reviews.tab[value] }))} />
            {pairs ? (
              <Select<Kind> label={m.reviews.filter} value={kind} onChange={(next) => set({ loc: next })} options={(['', 'differing', 'joint', 'own'] as Kind[]).map((value) => ({ value, label: m.reviews.kind[value === '' ? 'all' : value] }))} />
            ) : null}
          </div>
          {tab === 'groups' ? <Groups panel={panel} set={set} /> : null}
          {tab === 'register' ? <Register /> : null}
          {pairs ? (
            <Card label={m.reviews.title} className="register-card" foot={<span role="status">{list.data ? m.reviews.shown(rows.length) : ''}</span>}>
              <ListStates query={list} rows={rows.length}>
                <Empty>{m.reviews.empty[kind === '' ? query.state : 'filtered']}</Empty>
              </ListStates>
              {rows.length > 0 ? (
                <DataGrid
                  label={m.reviews.title}
                  rows={rows}
                  columns={columns}
                  rowKey={(row) => row.id}
                  rowHeight={48}
                  cardHeight={96}
                  selected={id}
                  onOpen={open}
                  total={null}
                  more={list.hasNextPage && !list.isFetchingNextPage}
                  onMore={() => void list.fetchNextPage()}
                  dimmed={false}
                  card={(row) => (
                    <>
                      <span className="register-card-top">
                        <strong className="ellipsis">{`${named(row.a)} ~ ${named(row.b)}`}</strong>
                        <span>{most(row)}</span>
                      </span>
                      <span className="ellipsis">{row.a.subject}</span>
                      <PairFacts pair={row} />
                    </>
                  )}
                />
              ) : null}
            </Card>
          ) : null}
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

function PairName({ side }: { side: Pair['a'] }) {
  return (
    <span className="reviews-name">
      <strong className="ellipsis">{named(side)}</strong>
      <span className="soft ellipsis" title={side.subject}>{`${side.unit_name}: ${side.subject}`}</span>
    </span>
  );
}
