// Sổ quy tắc: what a machine checks first, and what it does not as plainly. One source at a time; filters and the open row live in the URL.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { Fragment, useEffect, useMemo, useRef } from 'react';
import { casesQuery, rulesQuery } from '../../api/rules';
import type { Cases, Rule, RuleBook, RuleState } from '../../api/rules';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { count, date, dateTime } from '../../lib/format';
import { matches, sourceSlug } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Input, Segmented } from '../../ui/controls';
import { Icon } from '../../ui/icons';
import { PageHead } from '../../ui/layout';
import { Empty, ErrorBox, Loaded } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { Readings } from './Readings';
import { RuleOpen } from './RuleOpen';
import { StateMark } from './StateMark';
import { parametersText, sectionOf, shortClauseOf } from './words';
import './rules.css';

const order: RuleState[] = ['full', 'over_reports', 'under_reports', 'measured_only', 'planned', 'human_judgement', 'definition'];

export default function Rules() {
  const { source: slug } = useParams({ strict: false }) as { source?: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const { unit, sample } = useSession();
  const wanted = slug ?? search.nguon;
  // The address has the short form; the server says what it stands for.
  const first = useQuery(rulesQuery(unit.code, undefined));
  const known = first.data?.sources.find((one) => sourceSlug(one.id) === wanted)?.id;
  const missing = wanted !== undefined && first.data !== undefined && known === undefined;
  const query = useQuery({ ...rulesQuery(unit.code, known), enabled: !missing && first.data !== undefined });
  const book = query.data ?? first.data;
  const source = book?.sources.find((one) => one.id === book.source);
  useTitle(m.rules.title, source?.id);
  const cases = useQuery(casesQuery(unit.code));

  const set = (change: Partial<ListSearch>): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), hash: true, replace: true } as never);
  const open = search.xem ?? '';
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number) => (): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.rule-toggle') ?? [])];
    const at = rows.indexOf(window.document.activeElement as HTMLElement);
    rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
  };
  useKeys({ j: move(1), k: move(-1), escape: () => set({ xem: '' }) });

  const ready = book !== undefined;
  useEffect(() => {
    if (!ready || (!search.xem && !hash)) return;
    window.document.getElementById(search.xem ? `norm-${search.xem}` : `muc-${hash}`)?.scrollIntoView({ block: 'start' });
  }, [ready, hash, search.xem]);

  if (missing) {
    return (
      <div className="page">
        <PageHead title={m.rules.title} />
        <Empty action={<Link to="/quan-tri/quy-tac">{m.rules.all}</Link>}>{m.rules.noSource}</Empty>
      </div>
    );
  }
  return (
    <div className="page rules">
      <PageHead
        title={source ? m.rules.titleOf(source.id) : m.rules.title}
        sample={sample}
        line={source ? m.rules.line(source.issuer, date(source.issued), date(source.verified_on)) : null}
        actions={
          <>
            <Button icon="check" busy={cases.isFetching} onClick={() => void cases.refetch()}>
              {source ? m.rules.runCases(source.cases) : m.rules.runCasesAll}
            </Button>
            <Button
              icon="print"
              {...(source ? { onClick: () => void navigate({ to: '/quan-tri/quy-tac/in', search: (before: object) => ({ ...before, nguon: sourceSlug(source.id) }) } as never) } : { disabled: true })}
            >
              {m.rules.print}
            </Button>
          </>
        }
      />
      {cases.isError ? <ErrorBox compact error={cases.error} /> : null}
      <Loaded query={first} lines={10}>
        {() => (book && source ? <Book book={book} cases={cases.data} search={search} set={set} open={open} list={list} slug={sourceSlug(source.id)} fixed={slug !== undefined} /> : null)}
      </Loaded>
    </div>
  );
}

interface BookProps {
  book: RuleBook;
  cases: Cases | undefined;
  search: ListSearch;
  set: (change: Partial<ListSearch>) => void;
  open: string;
  list: RefObject<HTMLDivElement | null>;
  slug: string;
  fixed: boolean;
}

function Book({ book, cases, search, set, open, list, slug, fixed }: BookProps) {
  const navigate = useNavigate();
  const source = book.sources.find((one) => one.id === book.source);
  const sections = useMemo(() => {
    const out = new Map<string, number>();
    for (const rule of book.norms) out.set(sectionOf(rule.clause), (out.get(sectionOf(rule.clause)) ?? 0) + 1);
    return [...out];
  }, [book.norms]);
  const section = search.loc ?? '';
  const state = search.muc ?? '';
  const text = search.q ?? '';
  const shown = book.norms.filter(
    (rule) =>
      (!section || sectionOf(rule.clause) === section) &&
      (!state || (state === 'rieng' ? rule.local.length > 0 : state === 'doi-chieu' ? rule.verify_due : rule.state === state)) &&
      (!text || matches(text, `${rule.statement} ${rule.clause} ${rule.id} ${rule.row}`)),
  );
  if (!source) return null;
  const readings = state === 'cach-hieu';
  const own = book.norms.filter((rule) => rule.local.length > 0).length;
  const ran = cases?.items.filter((one) => book.norms.some((rule) => rule.id === one.norm));
  const failed = ran?.filter((one) => !one.passed).length ?? 0;
  let last = '';
  return (
    <>
      <div className="rules-sources no-print">
        <Segmented
          label={m.rules.source}
          value={slug}
          options={[...book.sources].sort((a, b) => b.norms - a.norms).map((one) => ({ value: sourceSlug(one.id), label: one.id }))}
          onChange={(next) =>
            void navigate({ to: fixed ? '/can-cu/$source' : '/quan-tri/quy-tac', params: { source: next }, search: (before: ListSearch) => ({ 'don-vi': before['don-vi'], ...(fixed ? {} : { nguon: next }) }) } as never)
          }
        />
        <Input label={m.rules.filter} placeholder={m.rules.filter} value={text} onChange={(q) => set({ q })} data="" />
      </div>
      <section className="card rules-sum" aria-label={m.rules.sum}>
        <p className="rules-figure">
          <strong>{source.checked}</strong> <span>{m.rules.of(source.norms)}</span>
        </p>
        <div className="rules-bar-box">
          <div className="rules-bar" aria-hidden="true">
            {order.map((one) => (count_of(source, one) > 0 ? <span key={one} className={`bar-${one}`} style={{ flexGrow: count_of(source, one) }} /> : null))}
          </div>
          <ul className="rules-legend">
            {order.map((one) => (
              <li key={one}>
                <button type="button" className="rules-chip" aria-pressed={state === one} onClick={() => set({ muc: state === one ? '' : one })}>
                  <StateMark state={one} /> <strong>{count_of(source, one)}</strong> {m.rules.state[one]}
                </button>
              </li>
            ))}
          </ul>
          <p className="muted small">{m.rules.depth(source.norms, source.sentences, source.measured_only, source.unmeasured)}</p>
        </div>
        <div className="rules-ran" role="status">
          {ran && cases ? (
            <>
              <StatusText status={failed === 0 ? 'ok' : 'bad'}>{m.rules.ran(ran.length - failed, ran.length)}</StatusText>
              <span className="muted small">{m.rules.ranAt(dateTime(cases.ran_at))}</span>
            </>
          ) : (
            <span className="muted small">{m.rules.notRun(source.cases)}</span>
          )}
          {source.verify_due > 0 ? (
            <button type="button" className="link" aria-pressed={state === 'doi-chieu'} onClick={() => set({ muc: state === 'doi-chieu' ? '' : 'doi-chieu' })}>
              <StatusText status="warn">{m.rules.verifyDue(source.verify_due)}</StatusText>
            </button>
          ) : null}
        </div>
      </section>
      <div className="rules-tabs no-print">
        <div role="group" aria-label={m.rules.sections} className="rules-tab-row">
          {[['', book.norms.length] as const, ...sections].map(([label, n]) => (
            <button key={label} type="button" className="rules-tab" aria-pressed={section === label} onClick={() => set({ loc: label })}>
              {label === '' ? m.rules.allOf(n) : `${m.basis.clause(label)} ${count(n)}`}
            </button>
          ))}
          {book.interpretations.length > 0 ? (
            <button type="button" className="rules-tab" aria-pressed={readings} onClick={() => set({ muc: readings ? '' : 'cach-hieu', loc: '', xem: '' })}>
              {m.rules.readingsOf(book.interpretations.filter((one) => one.status === 'decided').length, book.interpretations.length)}
            </button>
          ) : null}
          {own > 0 ? (
            <button type="button" className="rules-tab" aria-pressed={state === 'rieng'} onClick={() => set({ muc: state === 'rieng' ? '' : 'rieng' })}>
              {m.rules.localOf(own)}
            </button>
          ) : null}
        </div>
        <span className="muted small">{m.rules.readingNote}</span>
      </div>
      {readings ? (
        <Readings book={book} readings={book.interpretations.filter((one) => !text || matches(text, `${one.id} ${one.question} ${one.choices.map((choice) => choice.text).join(' ')}`))} />
      ) : (
        <div className="card rules-table" ref={list}>
          <div className="rules-head" aria-hidden="true">
            <span />
            <span>{m.rules.clause}</span>
            <span>{m.rules.rule}</span>
            <span>{m.rules.parameters}</span>
            <span>{m.rules.casesShort}</span>
            <span>{m.rules.level}</span>
          </div>
          {shown.length === 0 ? (
            <Empty
              action={
                <button type="button" className="link" onClick={() => set({ q: '', loc: '', muc: '' })}>
                  {m.state.clearFilter}
                </button>
              }
            >
              {m.state.noFilterMatch}
            </Empty>
          ) : null}
          <ul>
            {shown.map((rule) => {
              const here = sectionOf(rule.clause);
              const anchor = here !== last;
              last = here;
              return (
                <Fragment key={rule.id}>
                  {anchor ? <li id={`muc-${here}`} className="rules-anchor" aria-hidden="true" /> : null}
                  <Row rule={rule} open={open === rule.id} cases={cases} mayTighten={book.may_tighten} onToggle={() => set({ xem: open === rule.id ? '' : rule.id })} />
                </Fragment>
              );
            })}
          </ul>
        </div>
      )}
      <p className="muted small rules-hash">{m.rules.hash(book.rulebook)}</p>
    </>
  );
}

function count_of(source: RuleBook['sources'][number], state: RuleState): number {
  return { full: source.full, over_reports: source.over_reports, under_reports: source.under_reports, measured_only: source.measured_only, planned: source.planned, human_judgement: source.people, definition: source.definitions }[state];
}

function Row({ rule, open, cases, mayTighten, onToggle }: { rule: Rule; open: boolean; cases: Cases | undefined; mayTighten: boolean; onToggle: () => void }) {
  const ran = cases?.items.filter((one) => one.norm === rule.id);
  const bad = ran?.filter((one) => !one.passed).length ?? 0;
  const standing = rule.local.filter((one) => one.state === 'in_force' || one.state === 'upcoming');
  return (
    <li className={`rule${open ? ' rule-open' : ''}`} id={`norm-${rule.id}`}>
      <button type="button" className="rule-toggle" aria-expanded={open} onClick={onToggle}>
        <Icon name={open ? 'down' : 'right'} size={16} />
        <span className="rule-clause">{shortClauseOf(rule.clause)}</span>
        <span className="rule-statement">{rule.statement}</span>
        <span className="rule-parameters">
          {parametersText(rule)}
          {standing.map((one) => (
            <span key={one.id} className="rule-local">
              {m.rules.localShort(one.value, one.symbol)}
            </span>
          ))}
          {rule.interpretations.length > 0 ? <span className="rule-readings">{rule.interpretations.join(', ')}</span> : null}
        </span>
        <span className="rule-cases">
          {ran && ran.length > 0 ? <StatusText status={bad === 0 ? 'ok' : 'bad'}>{m.rules.caseResult(ran.length - bad, ran.length)}</StatusText> : rule.cases > 0 ? m.rules.caseCount(rule.cases) : m.none}
        </span>
        <span className="rule-state">
          <StateMark state={rule.state} /> {m.rules.state[rule.state]}
        </span>
      </button>
      {open ? <RuleOpen id={rule.id} ran={ran} mayTighten={mayTighten} /> : null}
    </li>
  );
}
