// One day: who must sit in two conferences at once, both conferences, and days on which the guests are free.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClashPair, ClashSide } from '../../api/planning';
import { clashesQuery, freeDaysQuery } from '../../api/planning';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/layout';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { ClauseLink } from '../basis/ClauseLink';
import { clockOf } from './limits';
import { useTaking } from './taking';

export default function ClashDay() {
  const { unit, can } = useSession();
  const { day } = useParams({ strict: false }) as { day: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const query = useInfiniteQuery(clashesQuery(unit.code, day, search['pham-vi'] === 'duoi'));
  const taking = useTaking();
  const first = query.data?.pages[0];
  const pairs = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={m.planning.clashTitle(date(day))}
      focusKey={day}
      onClose={() => void navigate({ to: '/hoi-nghi', search: (before: object) => before } as never)}
      foot={
        query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {m.planning.more}
          </Button>
        ) : null
      }
    >
      <div className="conference-body suggestions">
        {query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} /> : null}
        {taking.error ? <ErrorBox compact error={taking.error} /> : null}
        {query.isPending ? <Loading lines={6} onRetry={() => void query.refetch()} /> : null}
        {query.data && pairs.length === 0 ? <Empty>{m.planning.noClash}</Empty> : null}
        {first && pairs.length > 0 ? <ClauseLink text={first.clause} norm={first.norm} short /> : null}
        <ul className="suggestion-list">
          {pairs.map((pair, i) => (
            <Pair key={`${i} ${pair.a.id ?? ''} ${pair.b.id ?? ''}`} pair={pair} may={can('draft')} taking={taking} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Pair({ pair, may, taking }: { pair: ClashPair; may: boolean; taking: ReturnType<typeof useTaking> }) {
  const left = pair.people - pair.who.length;
  return (
    <li>
      <Side side={pair.a} />
      <Side side={pair.b} />
      <p>
        {m.planning.both(pair.people)} {[...pair.who, ...(left > 0 ? [m.planning.others(left)] : [])].join(', ')}
      </p>
      {may ? [pair.a, pair.b].map((side) => (side.movable && side.id ? <Free key={side.id} id={side.id} side={side} taking={taking} /> : null)) : null}
    </li>
  );
}

export function Side({ side }: { side: ClashSide }) {
  const times = [clockOf(side.start_at), clockOf(side.end_at)].filter(Boolean).join(' đến ') || m.planning.allDay;
  return (
    <p>
      {side.id ? (
        <Link to={'/hoi-nghi/$id' as never} params={{ id: side.id } as never} search={((before: object) => before) as never}>
          {side.title}
        </Link>
      ) : (
        m.planning.hidden(side.unit_name)
      )}{' '}
      <span className="soft">{[side.id ? side.unit_name : '', times].filter(Boolean).join(', ')}</span>
    </p>
  );
}

function Free({ id, side, taking }: { id: string; side: ClashSide; taking: ReturnType<typeof useTaking> }) {
  const { unit } = useSession();
  const [asked, setAsked] = useState(false);
  const query = useQuery({ ...freeDaysQuery(unit.code, id), enabled: asked });
  if (!asked)
    return (
      <Button small onClick={() => setAsked(true)}>
        {m.planning.findFree(side.title ?? '')}
      </Button>
    );
  return (
    <div className="free-days" role="group" aria-label={m.planning.findFree(side.title ?? '')}>
      {query.error ? <ErrorBox compact error={query.error} /> : null}
      {query.data ? <span className="soft">{query.data.days.length > 0 ? m.planning.free : m.planning.noFree}</span> : null}
      {query.data?.days.map((day) => (
        <Button key={day} small disabled={taking.busy} label={m.planning.moveTo(date(day))} onClick={() => taking.one.mutate({ kind: 'move', id, version: side.version, day })}>
          {date(day)}
        </Button>
      ))}
    </div>
  );
}
