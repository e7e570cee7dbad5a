// Đối chiếu: two texts side by side, the same passages marked in both, shares in both directions. With one side only: what is similar to it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import * as compare from '../../api/compare';
import type { Comparison, Side, Source } from '../../api/compare';
import { documentQuery, keys } from '../../api/queries';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { date, percent } from '../../lib/format';
import type { Span } from '../../lib/offsets';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/controls';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { NoBreak } from '../../ui/NoBreak';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { useSingleColumn } from '../../ui/useNarrow';
import { ClauseLink } from '../basis/ClauseLink';
import { held, isHeld } from './held';
import type { PaperHandle } from './PaperSide';
import { PaperSide } from './PaperSide';
import { PassageMap } from './PassageMap';
import { usePrinting } from './usePrinting';
import type { At } from './passages';
import { differing, passagesOf, sharesText, spansOf, step, swap, verdictOf } from './passages';
import { heldText, LostText, RelatedList, SimilarList, verdictStatus } from './SimilarList';
import './compare.css';

export default function Compare() {
  const { a = '', b = '' } = useSearch({ strict: false }) as ListSearch;
  useTitle(m.compare.title);
  if (a === '') {
    return (
      <div className="page">
        <PageHead title={m.compare.title} />
        <Card label={m.compare.title}>
          <Empty action={<Link to="/van-ban-den">{m.compare.toIncoming}</Link>}>{m.compare.nothing}</Empty>
        </Card>
      </div>
    );
  }
  return b === '' ? <Choose key={a} from={a} /> : <Pair a={a} b={b} />;
}

const pathOf = (direction: Side['direction']): string => (direction === 'draft' ? '/van-ban-di/soan/$id' : direction === 'out' ? '/van-ban-di/$id' : '/van-ban-den/$id');

function Choose({ from }: { from: string }) {
  const { unit, sample } = useSession();
  const temporary = isHeld(from);
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const document = useQuery({ ...documentQuery(unit.code, from), enabled: !temporary });
  const kept = useQuery({ queryKey: ['held', from], queryFn: async () => (await held(from))?.title ?? '', enabled: temporary });
  const one = document.data;
  const self = { symbol: one?.symbol, direction: one?.direction };
  // a draft and a file just read are compared, not looked up by their wording
  const kinds = !temporary && one !== undefined && one.direction !== 'draft';
  const near = kinds && search.xem === 'gan';
  const name = temporary ? (kept.data ?? '') : one ? (one.symbol ?? one.subject) : '';
  return (
    <div className="page">
      <PageHead
        title={self.direction === 'draft' ? m.compare.withSuperiors : m.compare.similar}
        sample={sample}
        line={near ? `${m.compare.relatedOf(name)}. ${m.compare.lineRelated}` : name ? `${m.compare.similarOf(name)}. ${m.compare.lineList}` : m.compare.lineList}
        back={
          one ? (
            <Link to={pathOf(one.direction) as never} params={{ id: one.id } as never} className="back-link" aria-label={m.compare.openDocument} title={m.compare.openDocument}>
              <Icon name="left" />
            </Link>
          ) : null
        }
      />
      {kinds ? (
        <div className="compare-tabs">
          <Segmented<'chep' | 'gan'>
            label={m.compare.kinds}
            value={near ? 'gan' : 'chep'}
            onChange={(kind) => void navigate({ to: '.', search: (before: object) => ({ ...before, xem: kind === 'gan' ? kind : undefined }), replace: true } as never)}
            options={[
              { value: 'chep', label: m.compare.copies },
              { value: 'gan', label: m.compare.related },
            ]}
          />
        </div>
      ) : null}
      <Card label={near ? m.compare.related : m.compare.similar}>
        {near ? <RelatedList from={from} self={self} /> : <SimilarList from={from} self={self} />}
      </Card>
    </div>
  );
}

function Pair({ a, b }: { a: string; b: string }) {
  const { unit } = useSession();
  const query = useQuery({
    queryKey: [...keys.documents(unit.code), 'compare', a, b],
    queryFn: async ({ signal }) => {
      const side = async (ref: string): Promise<Source> => (isHeld(ref) ? { text: await heldText(ref) } : { document: ref });
      const answer = await compare.compare(unit.code, await side(a), await side(b), signal);
      const named = async (one: Side, ref: string): Promise<Side> => (isHeld(ref) ? { ...one, subject: one.subject ?? (await held(ref))?.title } : one);
      return { ...answer, a: await named(answer.a, a), b: await named(answer.b, b) };
    },
    staleTime: 60_000,
    gcTime: 10 * 60_000,
  });
  if (query.data) return <Sides key={`${a} ${b}`} refs={{ a, b }} c={query.data} />;
  return (
    <div className="page">
      <PageHead title={m.compare.title} />
      <Card label={m.compare.title}>
        {query.error instanceof LostText ? (
          <Empty>{m.compare.lost}</Empty>
        ) : query.isError ? (
          <ErrorBox error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading lines={14} onRetry={() => void query.refetch()} />
        )}
      </Card>
    </div>
  );
}

const titleOf = (side: Side): string => side.symbol ?? (side.direction === 'draft' ? m.compare.draft : side.id === undefined ? m.compare.file : (side.subject ?? m.compare.thatText));
const subOf = (side: Side): string => [side.issuer, date(side.date), side.symbol || side.direction === 'draft' || side.id === undefined ? side.subject : ''].filter(Boolean).join(', ');

function Sides({ refs, c }: { refs: { a: string; b: string }; c: Comparison }) {
  const { unit, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const client = useQueryClient();
  const printing = usePrinting();
  const single = useSingleColumn() && !printing;
  const [side, setSide] = useState<At>('a');
  const passages = useMemo(() => passagesOf(c), [c]);
  const spans = useMemo(() => ({ a: spansOf(passages, 'a'), b: spansOf(passages, 'b') }), [passages]);
  const wanted = Number(search.doan);
  const [current, setCurrent] = useState<number | null>(wanted >= 1 && wanted <= passages.length ? wanted - 1 : null);
  const left = useRef<PaperHandle>(null);
  const right = useRef<PaperHandle>(null);
  const [viewA, setViewA] = useState<Span>({ start: 0, end: 0 });
  const [viewB, setViewB] = useState<Span>({ start: 0, end: 0 });

  const show = useCallback((index: number) => {
    left.current?.show(index);
    right.current?.show(index);
  }, []);
  const pick = useCallback(
    (index: number) => {
      setCurrent(index);
      void navigate({ to: '.', search: (before: object) => ({ ...before, doan: String(index + 1) }), replace: true, resetScroll: false } as never);
    },
    [navigate],
  );
  useEffect(() => {
    if (current !== null) show(current);
  }, [current, show, side, single]); // a side that has just come into view goes to the same passage
  const walk = (by: 1 | -1): void => {
    const next = step(current, passages.length, by);
    if (next === current && next !== null) show(next);
    else if (next !== null) pick(next);
  };
  useKeys({ f8: () => walk(1), 'shift+f8': () => walk(-1) });

  const differ = useMemo(() => {
    const memory = new Map<number, { a: Span[]; b: Span[] }>();
    return (at: At) => (index: number) => {
      const one = passages[index];
      if (!one || one.similarity >= 0.9995) return [];
      let found = memory.get(index);
      if (!found) {
        const raw = differing(c.a.text.slice(one.a.start, one.a.end), c.b.text.slice(one.b.start, one.b.end));
        const move = (list: Span[], by: number): Span[] => list.map((word) => ({ start: word.start + by, end: word.end + by }));
        found = { a: move(raw.a, one.a.start), b: move(raw.b, one.b.start) };
        memory.set(index, found);
      }
      return found[at];
    };
  }, [c, passages]);
  const differA = useMemo(() => differ('a'), [differ]);
  const differB = useMemo(() => differ('b'), [differ]);

  const turn = (): void => {
    client.setQueryData([...keys.documents(unit.code), 'compare', refs.b, refs.a], swap(c));
    void navigate({ to: '.', search: (before: object) => ({ ...before, a: refs.b, b: refs.a, doan: undefined }), replace: true } as never);
  };
  const verdict = verdictOf(c);
  const words = sharesText(c.a, c.b, c.share_a_in_b, c.share_b_in_a);
  // the clause is about what others sent: taking up one's own earlier plan is not meant by it
  const copying = verdict === 'copy' && c.a.direction !== 'in' && c.b.direction === 'in' && (c.a.issuer === undefined || c.a.issuer !== c.b.issuer);
  const at = current === null ? null : passages[current];
  const paper = (which: At) => (
    <section className="card compare-side" aria-label={which === 'a' ? m.compare.sideA : m.compare.sideB} key={which}>
      <div className="compare-side-head">
        <h2>{titleOf(c[which])}</h2>
        <span className="soft ellipsis" title={subOf(c[which])}>
          {subOf(c[which])}
        </span>
        {c[which].id ? (
          <Link to={pathOf(c[which].direction) as never} params={{ id: c[which].id } as never} search={(c[which].unit ? { 'don-vi': c[which].unit } : {}) as never} className="nowrap">
            {m.compare.openDocument}
          </Link>
        ) : null}
      </div>
      <PaperSide
        ref={which === 'a' ? left : right}
        text={c[which].text}
        spans={spans[which]}
        current={current}
        label={titleOf(c[which])}
        differ={which === 'a' ? differA : differB}
        onPick={pick}
        onView={which === 'a' ? setViewA : setViewB}
      />
    </section>
  );

  return (
    <div className="page page-fill compare">
      <PageHead
        title={m.compare.title}
        sample={sample}
        line={<NoBreak text={m.compare.line(titleOf(c.a), titleOf(c.b), passages.length)} />}
        back={
          <Link to="/doi-chieu" search={{ a: refs.a } as never} className="back-link" aria-label={m.compare.list} title={m.compare.list}>
            <Icon name="left" />
          </Link>
        }
        actions={
          <Button icon="swap" onClick={turn}>
            {m.compare.swap}
          </Button>
        }
      />
      <section className="compare-figures" aria-label={m.compare.verdict[verdict]}>
        <Share share={c.share_a_in_b} words={words.first} tone="a" />
        <Share share={c.share_b_in_a} words={words.second} tone="b" />
        <div className="compare-verdict">
          <p className={`status-text status-text-${verdictStatus[verdict]}`}>
            <Glyph status={verdictStatus[verdict]} size={16} />
            <strong>{m.compare.verdict[verdict]}</strong>
          </p>
          <p className="soft">
            {copying ? m.compare.copyHint : m.compare.verdictHint[verdict]} {copying ? <ClauseLink text={m.compare.clause} underlined /> : null}
          </p>
        </div>
      </section>
      {single ? (
        <div className="compare-tabs">
          <Segmented<At>
            label={m.compare.sideTab}
            value={side}
            onChange={setSide}
            options={[
              { value: 'a', label: titleOf(c.a) },
              { value: 'b', label: titleOf(c.b) },
            ]}
          />
        </div>
      ) : null}
      <div className="compare-sides">
        {single ? (
          paper(side)
        ) : (
          <>
            {paper('a')}
            <PassageMap passages={passages} lengthA={c.a.text.length} lengthB={c.b.text.length} viewA={viewA} viewB={viewB} current={current} onPick={pick} />
            {paper('b')}
          </>
        )}
      </div>
      <div className="compare-foot">
        <span className="compare-legend">
          <span>
            <span className="same">{m.compare.legendSame}</span> {m.compare.legendSameHint}
          </span>
          <span>
            <span className="same same-differ">{m.compare.legendDiffer}</span> {m.compare.legendDifferHint}
          </span>
        </span>
        <span className="grow" role="status">
          {at ? m.compare.at(at.index + 1, passages.length, Math.floor(at.similarity * 100)) : passages.length > 0 ? m.compare.none : ''}
        </span>
        <Button small shortcut="Shift F8" disabled={passages.length === 0} onClick={() => walk(-1)}>
          {m.compare.previous}
        </Button>
        <Button small kind="primary" shortcut="F8" disabled={passages.length === 0} onClick={() => walk(1)}>
          {m.compare.next}
        </Button>
      </div>
    </div>
  );
}

function Share({ share, words, tone }: { share: number; words: string; tone: At }) {
  return (
    <div className="compare-share">
      <p className="compare-figure">{percent(share * 100)}</p>
      <div className={`bar bar-${tone}`} aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      </div>
      <p className="small">
        <NoBreak text={words} />
      </p>
    </div>
  );
}
