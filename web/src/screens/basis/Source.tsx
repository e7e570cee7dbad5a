// The norms of one source, grouped by section; #2.2 scrolls to section 2.2 and ?xem= opens one norm.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { normQuery, normsQuery } from '../../api/queries';
import type { Norm } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { date } from '../../lib/format';
import { matches, sourceSlug } from '../../lib/text';
import { Input } from '../../ui/controls';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { Empty, Loaded, Loading } from '../../ui/states';
import './basis.css';

/** "2.1, gạch đầu dòng 3, câu 2" belongs to section 2.1. */
export function sectionOfClause(clause: string): string {
  const numbered = /^(\d+(?:\.\d+)*)/.exec(clause.trim());
  return numbered?.[1] ?? clause.split(',')[0]?.trim() ?? clause;
}

export default function Source() {
  const { source: slug } = useParams({ strict: false }) as { source: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const query = useQuery(normsQuery);
  const norms = useMemo(() => query.data?.items.filter((norm) => sourceSlug(norm.source) === slug) ?? [], [query.data, slug]);
  const name = norms[0]?.source ?? slug;
  const coverage = query.data?.coverage.find((one) => sourceSlug(one.source) === slug);
  useTitle(m.basis.title, name);

  const filter = search.q ?? '';
  const groups = useMemo(() => {
    const out = new Map<string, Norm[]>();
    for (const norm of norms) {
      if (filter && !matches(filter, `${norm.statement} ${norm.clause} ${norm.id} ${norm.row}`)) continue;
      const section = sectionOfClause(norm.clause);
      out.set(section, [...(out.get(section) ?? []), norm]);
    }
    return [...out];
  }, [norms, filter]);

  const ready = norms.length > 0;
  useEffect(() => {
    if (!ready) return;
    const target = window.document.getElementById(search.xem ? `norm-${search.xem}` : `muc-${hash}`);
    target?.scrollIntoView({ block: 'start' });
  }, [ready, hash, search.xem]);

  const set = (change: Partial<ListSearch>): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), hash: true, replace: true } as never);

  return (
    <div className="page">
      <PageHead
        title={m.basis.sourceTitle(name)}
        line={coverage ? m.basis.sourceLine(coverage.norms, coverage.machine_checked) : null}
        back={
          <Link to="/can-cu" className="back-link" aria-label={m.basis.back} title={m.basis.back}>
            <Icon name="left" />
          </Link>
        }
      />
      <Loaded query={query} lines={10}>
        {() =>
          norms.length === 0 ? (
            <Card>
              <Empty action={<Link to="/can-cu">{m.basis.back}</Link>}>{m.basis.notFound}</Empty>
            </Card>
          ) : (
            <>
              <div className="basis-filter">
                <Input label={m.basis.filter} placeholder={m.basis.filter} value={filter} onChange={(q) => set({ q })} data="" />
              </div>
              {groups.length === 0 ? <Empty action={<button type="button" className="link" onClick={() => set({ q: '' })}>{m.state.clearFilter}</button>}>{m.state.noFilterMatch}</Empty> : null}
              {groups.map(([section, items]) => (
                <Card key={section} className="basis-section">
                  <div className="card-head" id={`muc-${section}`}>
                    <h2>{m.basis.clause(section)}</h2>
                    <span className="muted small">{items.length}</span>
                  </div>
                  <ul>
                    {items.map((norm) => (
                      <NormRow key={norm.id} norm={norm} open={search.xem === norm.id} onToggle={() => set({ xem: search.xem === norm.id ? '' : norm.id })} />
                    ))}
                  </ul>
                </Card>
              ))}
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function NormRow({ norm, open, onToggle }: { norm: Norm; open: boolean; onToggle: () => void }) {
  return (
    <li className={`norm${open ? ' norm-open' : ''}`} id={`norm-${norm.id}`}>
      <button type="button" className="norm-head" aria-expanded={open} onClick={onToggle}>
        <span className="norm-statement">{norm.statement}</span>
        <span className="norm-line">
          <span>{norm.clause}</span>
          <span>{m.basis.force[norm.force] ?? norm.force}</span>
          <span>{m.basis.executability[norm.executability] ?? norm.executability}</span>
          {norm.parameters.map((one) => (
            <strong key={`${one.name}${one.from}`}>
              {m.basis.parameter[one.name] ?? one.name}: {one.value}
            </strong>
          ))}
        </span>
      </button>
      <Icon name={open ? 'up' : 'down'} size={16} />
      {open ? <NormDetailView id={norm.id} /> : null}
    </li>
  );
}

function NormDetailView({ id }: { id: string }) {
  const query = useQuery(normQuery(id));
  if (!query.data) return query.isError ? null : <Loading lines={2} />;
  const norm = query.data;
  return (
    <div className="norm-detail">
      {norm.parameters.length > 0 ? (
        <section>
          <h3>{m.basis.parameters}</h3>
          <ul>
            {norm.parameters.map((one) => (
              <li key={`${one.name}${one.from}`}>
                {m.basis.parameter[one.name] ?? one.name}: <strong>{one.value}</strong> {m.basis.from(date(one.from))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {norm.except.length > 0 ? (
        <section>
          <h3>{m.basis.except}</h3>
          <ul>
            {norm.except.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {norm.remedy ? (
        <section>
          <h3>{m.basis.remedy}</h3>
          <p>{norm.remedy}</p>
        </section>
      ) : null}
      {norm.interpretations.length > 0 ? (
        <section>
          <h3>{m.basis.interpretations}</h3>
          {norm.interpretations.map((one) => (
            <p key={one.id}>
              <strong>{one.question}</strong> {one.choice}{' '}
              <span className="muted">({[one.id, m.basis.states[one.status] ?? one.status, one.owner, date(one.date)].filter(Boolean).join(', ')})</span>
            </p>
          ))}
        </section>
      ) : null}
      <p className="muted small">
        {norm.id}
        {norm.row ? `, ${norm.row}` : ''}. {m.basis.cases(norm.cases)}
      </p>
    </div>
  );
}
