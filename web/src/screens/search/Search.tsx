// Tìm kiếm: every document one may see. The words and the filters stand in the address, so a search can be sent to a colleague.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import type { SearchItem } from '../../api/types';
import { HrefLink } from '../../app/HrefLink';
import { composing, useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/controls';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Filters } from './Filters';
import { filterNames, filtersOf, first, most, parts, queryOf } from './query';
import './search.css';

export default function Search() {
  const { sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const q = search.q ?? '';
  useTitle(m.search.title, q);
  const [typed, setTyped] = useState(q);
  const box = useRef<HTMLElement>(null);
  const set = (change: Partial<ListSearch>, replace = true): void => void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace } as never);
  // typing searches by itself after a short rest; coming from elsewhere (the palette, Back) the box follows the address
  const sent = useRef(q);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() === sent.current) return;
      sent.current = typed.trim();
      set({ q: typed.trim() });
    }, 300);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);
  useEffect(() => {
    if (q === '') box.current?.focus();
  }, []);

  const filters = useMemo(() => filtersOf(search), [search]);
  const [limit, setLimit] = useState(first);
  const scope = JSON.stringify([q, filters]);
  useEffect(() => setLimit(first), [scope]);
  const query = queryOf(q, filters, limit);
  const enough = query.q.length >= 2;
  const found = useQuery({
    queryKey: ['search', 'page', query],
    queryFn: ({ signal }) => api.search(query, signal),
    enabled: enough,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const items = enough ? (found.data?.items ?? []) : [];
  const filtered = filterNames.some((name) => filters[name] !== '');
  const clear = (): void => set(Object.fromEntries(filterNames.map((name) => [name, undefined])) as Partial<ListSearch>);

  const list = useRef<HTMLOListElement>(null);
  const walk = (by: 1 | -1) => (): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('.result-title') ?? [])];
    const at = links.indexOf(window.document.activeElement as HTMLElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useKeys({ j: walk(1), k: walk(-1) });

  return (
    <div className="page search-page">
      <PageHead
        title={m.search.title}
        sample={sample}
        line={
          <span role="status">
            {!enough || found.isError ? m.search.hint : found.data && !found.isPlaceholderData ? m.search.line(items.length, items.length >= limit) : m.palette.searching}
          </span>
        }
      />
      <div className="search-box">
        <div className="filter-box search-input">
          <Icon name="search" size={16} />
          <Input
            ref={box}
            label={m.search.box}
            placeholder={m.search.placeholder}
            value={typed}
            onChange={setTyped}
            data=""
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || composing(event)) return;
              sent.current = typed.trim();
              set({ q: typed.trim() }, false);
            }}
          />
          <kbd aria-hidden="true">/</kbd>
        </div>
        <Filters filters={filters} set={set} onClear={filtered ? clear : undefined} />
      </div>
      <Card label={m.search.results}>
        {!enough ? <Empty>{m.search.hint}</Empty> : null}
        {enough && found.isError ? <ErrorBox error={found.error} onRetry={() => void found.refetch()} /> : null}
        {enough && found.isPending ? <Loading lines={8} row={56} onRetry={() => void found.refetch()} /> : null}
        {enough && found.data && !found.isError && items.length === 0 ? (
          <Empty
            action={
              filtered ? (
                <Button small onClick={clear}>
                  {m.state.clearFilter}
                </Button>
              ) : null
            }
          >
            {filtered ? m.search.noneFiltered(query.q) : `${m.search.none(query.q)} ${m.search.noneHint}`}
          </Empty>
        ) : null}
        {items.length > 0 ? (
          <ol className={`results${found.isPlaceholderData ? ' grid-dimmed' : ''}`} ref={list} aria-label={m.search.results} aria-busy={found.isPlaceholderData || undefined}>
            {items.map((item) => (
              <Result key={`${item.kind} ${item.id}`} item={item} />
            ))}
          </ol>
        ) : null}
        {items.length >= limit && limit < most ? (
          <p className="results-more">
            <Button busy={found.isFetching} onClick={() => setLimit(most)}>
              {m.search.more}
            </Button>
          </p>
        ) : null}
      </Card>
    </div>
  );
}

function Marked({ text, ranges }: { text: string; ranges: SearchItem['highlights'] }) {
  return parts(text, ranges).map((part, index) => (part.hit ? <mark key={index} className="hit">{part.text}</mark> : part.text));
}

function Result({ item }: { item: SearchItem }) {
  const { unit } = useSession();
  const at = item.unit?.code ?? unit.code;
  return (
    <li className="result">
      <div className="result-text">
        <HrefLink href={item.href} unit={at} className="result-title">
          <Marked text={item.title} ranges={item.title_highlights} />
        </HrefLink>
        <p className="soft small">{[item.subtitle, item.unit && item.unit.code !== unit.code ? item.unit.name : ''].filter(Boolean).join(', ')}</p>
        {item.snippet ? (
          <p className="result-snippet">
            <Marked text={item.snippet} ranges={item.highlights} />
          </p>
        ) : null}
      </div>
      <Link to="/doi-chieu" search={{ a: item.id, xem: 'gan', 'don-vi': at } as never} className="result-similar">
        {m.compare.related}
        <span className="visually-hidden"> {item.title}</span>
      </Link>
    </li>
  );
}
