// The fewest changes that bring the plan within its limits; each is taken alone, and can be taken back.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { SuggestFigure, Suggestion, Suggestions as All } from '../../api/planning';
import { suggestionsQuery, takeOf } from '../../api/planning';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/layout';
import { Empty, ErrorBox, Loaded } from '../../ui/states';
import { Glyph, StatusText } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { useTaking } from './taking';

export default function Suggestions() {
  const { unit, can } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const year = Number(search.nam ?? todayIso().slice(0, 4));
  const query = useQuery(suggestionsQuery(unit.code, year));
  const taking = useTaking();
  const count = query.data?.items.length ?? 0;
  const may = can('draft');
  return (
    <Panel
      title={m.planning.title(year)}
      focusKey={String(year)}
      onClose={() => void navigate({ to: '/hoi-nghi', search: (before: object) => before } as never)}
      foot={
        may && count > 1 ? (
          <Button kind="primary" busy={taking.busy} onClick={() => taking.all.mutate(year)}>
            {m.planning.takeAll(count)}
          </Button>
        ) : null
      }
    >
      <div className="conference-body suggestions">
        {taking.error ? <ErrorBox compact error={taking.error} /> : null}
        <Loaded query={query} lines={8}>
          {(all) => <Body all={all} may={may} taking={taking} />}
        </Loaded>
      </div>
    </Panel>
  );
}

type Taking = ReturnType<typeof useTaking>;

function Body({ all, may, taking }: { all: All; may: boolean; taking: Taking }) {
  return (
    <>
      {all.within ? <Empty>{m.planning.within}</Empty> : null}
      <Limits figures={all.limits} />
      {all.items.length > 0 ? (
        <section aria-label={m.planning.items(all.items.length)}>
          <h3 role="status">{m.planning.items(all.items.length)}</h3>
          <p className="soft">{m.planning.itemsHint}</p>
          <ol className="suggestion-list">
            {all.items.map((one) => (
              <Item key={`${one.kind} ${one.conference.id}`} one={one} may={may} taking={taking} />
            ))}
          </ol>
        </section>
      ) : null}
      {all.unmet.length > 0 ? (
        <section aria-label={m.planning.unmet}>
          <h3>{m.planning.unmet}</h3>
          <ul className="effect-lines">
            {all.unmet.map((text) => (
              <li key={text}>
                <Glyph status="warn" />
                <p>{text}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {all.similar.length > 0 ? <Similar all={all} may={may} taking={taking} /> : null}
    </>
  );
}

function Limits({ figures }: { figures: SuggestFigure[] }) {
  return (
    <table className="table effect-table" aria-label={m.planning.limits}>
      <thead>
        <tr>
          {m.planning.cols.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map((one) => (
          <tr key={one.norm} className={one.met ? '' : 'effect-over'}>
            <th scope="row">
              {one.label} {one.limit ? <span className="soft">{m.planning.bound(one.limit)}</span> : null} <ClauseLink text={one.clause} norm={one.norm} short underlined />
            </th>
            <td className="figure-cell">{one.before}</td>
            <td className="figure-cell">{one.after}</td>
            <td>
              <StatusText status={one.met ? 'ok' : 'bad'}>{one.met ? m.planning.met : m.planning.missed}</StatusText>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Item({ one, may, taking }: { one: Suggestion; may: boolean; taking: Taking }) {
  return (
    <li>
      <p>
        <Link to={'/hoi-nghi/$id' as never} params={{ id: one.conference.id } as never} search={((before: object) => before) as never}>
          {one.text}
        </Link>
      </p>
      <p className="soft">{one.why}</p>
      <ul className="suggestion-figures">
        {one.figures.map((figure) => (
          <li key={figure.norm}>
            {figure.label} <strong>{figure.before}</strong> → <strong>{figure.after}</strong> {figure.limit ? `(${m.planning.bound(figure.limit)})` : ''} <ClauseLink text={figure.clause} norm={figure.norm} short underlined />
          </li>
        ))}
      </ul>
      {may ? (
        <Button small busy={taking.one.isPending && taking.one.variables?.id === one.conference.id} disabled={taking.busy} label={m.planning.takeOne(one.text)} onClick={() => taking.one.mutate(takeOf(one))}>
          {m.planning.take}
        </Button>
      ) : null}
    </li>
  );
}

function Similar({ all, may, taking }: { all: All; may: boolean; taking: Taking }) {
  return (
    <section aria-label={m.planning.similar}>
      <h3>{m.planning.similar}</h3>
      <p className="soft">{m.planning.similarHint}</p>
      <ul className="suggestion-list">
        {all.similar.map(({ a, b, percent }) => (
          <li key={`${a.id} ${b.id}`}>
            <p>
              {[a, b].map((side) => (
                <Link key={side.id} className="clash-side" to={'/hoi-nghi/$id' as never} params={{ id: side.id } as never} search={((before: object) => before) as never}>
                  {m.planning.open(side.title, date(side.date))}
                </Link>
              ))}
              <span className="soft">{m.planning.alike(percent)}</span>
            </p>
            {may ? (
              <Button
                small
                disabled={taking.busy}
                label={m.planning.mergeOne(a.title, b.title)}
                onClick={() => taking.one.mutate({ kind: 'merge', id: a.id, version: a.version, into: b.id, into_version: b.version })}
              >
                {m.planning.merge}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
