// Nhóm: close documents of several bodies and sectors, what one document could take the place of.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import * as reviews from '../../api/reviews';
import type { Group, GroupQuery } from '../../api/reviews';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { Select } from '../../ui/controls';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Card } from '../../ui/layout';
import { ListStates } from '../../ui/register';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/status';
import { named } from './Reviews';

const names = (group: Group): string => group.members.map(named).join(', ');

export function GroupFacts({ group }: { group: Group }) {
  if (group.decision) return <Tag status={group.decision.done_on ? 'ok' : group.decision.overdue ? 'bad' : 'info'}>{m.reviews.decided(group.decision)}</Tag>;
  return <Tag status="info">{m.reviews.groups[group.proposal]}</Tag>;
}

export function Groups({ panel, set }: { panel: boolean; set: (change: Partial<ListSearch>) => void }) {
  const { unit } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const { nhom } = useParams({ strict: false }) as { nhom?: string };
  const navigate = useNavigate();
  const query: GroupQuery = { state: search['tinh-trang'] === 'decided' ? 'decided' : 'open', sector: search.nganh ?? '', joint: search.loc === 'joint' };
  const list = useInfiniteQuery({
    queryKey: [...keys.unit(unit.code), 'reviews', 'groups', query],
    queryFn: ({ signal, pageParam }) => reviews.groups(unit.code, query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const sectors = list.data?.pages[0]?.sectors ?? [];
  const offered = query.sector && !sectors.includes(query.sector) ? [query.sector, ...sectors] : sectors;
  const columns = useMemo<Column<Group>[]>(
    () => [
      {
        key: 'documents',
        label: m.reviews.groups.col.documents,
        width: 'minmax(180px, 2fr)',
        render: (row) => (
          <span className="reviews-name">
            <strong className="ellipsis" title={names(row)}>{`${m.reviews.groups.size(row.members.length)}: ${names(row)}`}</strong>
            <span className="soft ellipsis">{row.members[0]?.subject}</span>
          </span>
        ),
      },
      ...(panel
        ? []
        : [
            { key: 'sectors', label: m.reviews.groups.col.sectors, width: 'minmax(120px, 1fr)', render: (row: Group) => <span className="ellipsis">{row.sectors.join(', ')}</span> },
            { key: 'issuers', label: m.reviews.groups.col.issuers, width: '80px', render: (row: Group) => row.issuers },
            { key: 'facts', label: m.reviews.groups.col.facts, width: 'minmax(200px, 1fr)', render: (row: Group) => <GroupFacts group={row} /> },
          ]),
    ],
    [panel],
  );
  return (
    <>
      <div className="register-tools">
        <Select<'open' | 'decided'>
          label={m.reviews.groups.state}
          value={query.state}
          onChange={(next) => set({ 'tinh-trang': next === 'open' ? '' : next })}
          options={(['open', 'decided'] as const).map((value) => ({ value, label: m.reviews.groups.states[value] }))}
        />
        <Select<string> label={m.reviews.groups.sector} value={query.sector ?? ''} onChange={(nganh) => set({ nganh })} options={[{ value: '', label: m.reviews.groups.allSectors }, ...offered.map((value) => ({ value, label: value }))]} />
        <Select<'' | 'joint'>
          label={m.reviews.groups.proposal}
          value={query.joint ? 'joint' : ''}
          onChange={(loc) => set({ loc })}
          options={[
            { value: '', label: m.reviews.groups.proposals.all },
            { value: 'joint', label: m.reviews.groups.proposals.joint },
          ]}
        />
      </div>
      <Card label={m.reviews.groups.title} className="register-card" foot={<span role="status">{list.data ? m.reviews.groups.shown(rows.length) : ''}</span>}>
        <ListStates query={list} rows={rows.length}>
          <Empty>{query.sector || query.joint || query.state === 'decided' ? m.reviews.groups.emptyFiltered : m.reviews.groups.empty}</Empty>
        </ListStates>
        {rows.length > 0 ? (
          <DataGrid
            label={m.reviews.groups.title}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            rowHeight={48}
            cardHeight={96}
            selected={nhom}
            onOpen={(row) => void navigate({ to: '/ra-soat/nhom/$nhom', params: { nhom: row.id }, search: (before: object) => before } as never)}
            total={null}
            more={list.hasNextPage && !list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            dimmed={false}
            card={(row) => (
              <>
                <span className="register-card-top">
                  <strong className="ellipsis">{names(row)}</strong>
                  <span>{m.reviews.groups.issuers(row.issuers)}</span>
                </span>
                <span className="ellipsis">{row.sectors.join(', ')}</span>
                <GroupFacts group={row} />
              </>
            )}
          />
        ) : null}
      </Card>
    </>
  );
}
