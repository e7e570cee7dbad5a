// Documents that share text with one document (or a text that is none yet): superiors first, each line opens the comparison.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import * as compare from '../../api/compare';
import type { Side, Similar } from '../../api/compare';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { NoBreak } from '../../ui/NoBreak';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Glyph, Tag } from '../../ui/status';
import { held, isHeld } from './held';
import type { VerdictKey } from './passages';
import { shareWords, similarText, similarVerdict } from './passages';
import './compare.css';

export class LostText extends Error {}

/** The text behind a reference that is not a document. */
export async function heldText(ref: string): Promise<string> {
  const one = await held(ref);
  if (!one) throw new LostText(ref);
  return one.text;
}

export const verdictStatus: Record<VerdictKey, 'ok' | 'warn' | 'info'> = { same: 'info', same_scan: 'info', same_changed: 'info', same_text: 'info', copy: 'warn', overlap: 'info', distinct: 'ok' };

export function useSimilar(ref: string, enabled = true) {
  const { unit } = useSession();
  return useQuery({
    queryKey: [...keys.documents(unit.code), 'similar', ref],
    queryFn: async ({ signal }) => (isHeld(ref) ? compare.similarToText(unit.code, await heldText(ref), signal) : compare.similarTo(unit.code, ref, signal)),
    enabled: enabled && ref !== '',
    staleTime: 30_000,
    // the index is still catching up: what it holds by then is more
    refetchInterval: (query) => (query.state.data && !query.state.data.complete ? 5000 : false),
  });
}

export function SimilarList({ from, self, limit }: { from: string; self: Pick<Side, 'symbol' | 'direction'>; limit?: number }) {
  const query = useSimilar(from);
  if (!query.data) {
    if (query.error instanceof LostText) return <Empty>{m.compare.lost}</Empty>;
    return query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={limit ?? 6} row={48} onRetry={() => void query.refetch()} />;
  }
  const all = query.data.items;
  const shown = limit === undefined ? all : all.slice(0, limit);
  const groups: [string, Similar[]][] = [
    [m.compare.superiors, shown.filter((one) => one.superior)],
    [m.compare.others, shown.filter((one) => !one.superior)],
  ];
  return (
    <div className="similar">
      {query.data.complete ? null : (
        <p className="similar-note" role="status">
          <Glyph status="info" size={13} /> {m.compare.catchingUp}
        </p>
      )}
      {all.length === 0 ? <Empty>{m.compare.noSimilar}</Empty> : null}
      {groups.map(([title, items]) =>
        items.length === 0 ? null : (
          <section key={title} aria-label={title}>
            {groups[0]?.[1].length ? <p className="similar-group">{title}</p> : null}
            <ul>
              {items.map((one) => (
                <li key={one.id}>
                  <SimilarRow from={from} self={self} one={one} />
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  );
}

/** "Giống văn bản này": near in wording, whether or not a whole passage was taken over; page by page. */
export function RelatedList({ from, self }: { from: string; self: Pick<Side, 'symbol' | 'direction'> }) {
  const { unit } = useSession();
  const query = useInfiniteQuery({
    queryKey: [...keys.documents(unit.code), 'related', from],
    queryFn: ({ signal, pageParam }) => compare.relatedTo(unit.code, from, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 30_000,
  });
  if (!query.data) {
    return query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} row={48} onRetry={() => void query.refetch()} />;
  }
  // a document that came into the register between two pages may move another one over the edge
  const items = [...new Map(query.data.pages.flatMap((page) => page.items).map((one) => [one.id, one])).values()];
  return (
    <div className="similar">
      {query.data.pages[0]?.complete === false ? (
        <p className="similar-note" role="status">
          <Glyph status="info" size={13} /> {m.compare.catchingUp}
        </p>
      ) : null}
      {items.length === 0 ? <Empty>{m.compare.noRelated}</Empty> : null}
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <SimilarRow from={from} self={self} one={one} />
          </li>
        ))}
      </ul>
      {query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.fetchNextPage()} /> : null}
      {query.hasNextPage ? (
        <p className="similar-more">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {m.compare.moreRelated}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function SimilarRow({ from, self, one }: { from: string; self: Pick<Side, 'symbol' | 'direction'>; one: Similar }): ReactNode {
  const verdict = one.verdict === 'related' ? null : similarVerdict(one);
  return (
    <Link to="/doi-chieu" search={{ a: from, b: one.id } as never} className="similar-row" data-similar={one.id}>
      <span className="similar-share">
        {shareWords(Math.max(one.share_of_this, one.verdict === 'same' ? one.share_of_other : 0))}
        {verdict ? null : <span className="similar-unit">{m.compare.relatedShare}</span>}
      </span>
      <span className="similar-text">
        <span className="similar-title">
          <strong className="nowrap">{one.symbol ?? (one.direction === 'draft' ? m.compare.draft : m.compare.thatText)}</strong>
          {verdict ? <Tag status={verdictStatus[verdict]}>{m.compare.verdict[verdict]}</Tag> : null}
        </span>
        <span>{one.subject}</span>
        <span className="soft">
          <NoBreak text={`${[one.issuer ?? one.unit_name, date(one.date), one.same_file ? m.compare.sameFile : ''].filter(Boolean).join(', ')}.${verdict ? ` ${similarText(self, one)}.` : ''}`} />
        </span>
      </span>
      <span className="similar-open">
        {m.compare.open} <Icon name="right" size={14} />
      </span>
    </Link>
  );
}

/** In the panel of a document: asked for only when it is opened. */
export function SimilarBox({ id, symbol, direction }: { id: string; symbol: string | undefined; direction: Side['direction'] }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="similar-box">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{m.compare.similar}</summary>
      {open ? (
        <>
          <SimilarList from={id} self={{ symbol, direction }} limit={5} />
          <p className="similar-all">
            <Link to="/doi-chieu" search={{ a: id } as never}>
              {m.compare.list}
            </Link>
          </p>
        </>
      ) : null}
    </details>
      <p className="similar-related">
        <Link to="/doi-chieu" search={{ a: id, xem: 'gan' } as never}>
          {m.compare.related}
        </Link>
      </p>
    </div>
  );
}
