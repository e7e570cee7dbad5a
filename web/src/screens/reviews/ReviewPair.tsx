// One pair: both documents, what they write differently, the decision and its history, the other pairs of the group.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import * as reviews from '../../api/reviews';
import { keys } from '../../api/queries';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date, percent } from '../../lib/format';
import { Panel } from '../../ui/layout';
import { Loaded } from '../../ui/states';
import { DecisionForm, History } from './Decision';
import { named, PairFacts } from './Reviews';

export default function ReviewPair() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const query = useQuery({ queryKey: [...keys.unit(unit.code), 'reviews', 'one', id], queryFn: ({ signal }) => reviews.pair(unit.code, id, signal) });
  const close = (): void => void navigate({ to: '/ra-soat', search: (before: object) => before } as never);
  useKeys({ escape: close });
  return (
    <Panel title={query.data ? m.reviews.pairTitle(named(query.data.a), named(query.data.b)) : m.reviews.title} focusKey={id} onClose={close}>
      <Loaded query={query} lines={8}>
        {(pair) => (
          <div className="panel-fields reviews-pair">
            <div className="reviews-sides">
              {[pair.a, pair.b].map((side) => (
                <section key={side.id} aria-label={named(side)} className="reviews-side">
                  <h3>{named(side)}</h3>
                  <p>{side.subject}</p>
                  <p className="soft">{[shownType(side.document_type), date(side.date), side.unit_name].filter(Boolean).join(' · ')}</p>
                  <p className="soft">{m.reviews.share(percent(100 * side.share))}</p>
                </section>
              ))}
            </div>
            <p>
              <Link to="/doi-chieu" search={{ a: pair.a.id, b: pair.b.id } as never} className="underlined">
                {m.reviews.compare}
              </Link>
            </p>
            {pair.joint ? <p className="reviews-note">{m.reviews.joint}</p> : null}
            {pair.differences.length > 0 ? (
              <section aria-label={m.reviews.differences}>
                <h3>{m.reviews.differences}</h3>
                <table className="reviews-table">
                  <thead>
                    <tr>
                      <th scope="col">{named(pair.a)}</th>
                      <th scope="col">{named(pair.b)}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {pair.differences.map((one, index) => (
                      <tr key={index}>
                        <Said value={one.a} words={one.context_a} />
                        <Said value={one.b} words={one.context_b} />
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            ) : null}
            <section aria-label={m.reviews.decision}>
              <h3>{m.reviews.decision}</h3>
              {pair.group ? (
                <p>
                  {`${m.reviews.groups.settled}. `}
                  <Link to="/ra-soat/nhom/$nhom" params={{ nhom: pair.group } as never} search={((before: object) => ({ ...before, muc: 'groups', 'tinh-trang': 'decided' })) as never} className="underlined">
                    {m.reviews.groups.open}
                  </Link>
                </p>
              ) : can('sign') ? (
                <DecisionForm key={pair.decision?.version ?? 0} before={pair.decision} save={(input) => reviews.decide(unit.code, pair.id, input)} />
              ) : (
                <p>{pair.decision ? <PairFacts pair={pair} /> : m.reviews.notYours}</p>
              )}
            </section>
            {pair.decision ? <History decision={pair.decision} /> : null}
            {pair.near.length > 0 ? (
              <section aria-label={m.reviews.near}>
                <h3>{m.reviews.near}</h3>
                <ul className="reviews-list">
                  {pair.near.map((one) => (
                    <li key={one.id}>
                      <Link to="/ra-soat/$id" params={{ id: one.id } as never} search={((before: object) => before) as never} className="underlined">
                        {`${named(one.a)} ~ ${named(one.b)}`}
                      </Link>{' '}
                      <PairFacts pair={one} />
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

// The number stands out in its words, as long as the words hold it.
function Said({ value, words }: { value: string; words: string }) {
  const at = words.indexOf(value);
  return (
    <td>
      {at < 0 ? <strong>{value}</strong> : words.slice(0, at)}
      {at < 0 ? ` ${words}` : <mark>{value}</mark>}
      {at < 0 ? null : words.slice(at + value.length)}
    </td>
  );
}
