// One group: its documents, the wording they share, one decision for all of them.
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
import { Tag } from '../../ui/status';
import { DecisionForm, History } from './Decision';
import { GroupFacts } from './Groups';
import { named } from './Reviews';

export default function ReviewGroup() {
  const { unit, can } = useSession();
  const { nhom } = useParams({ strict: false }) as { nhom: string };
  const navigate = useNavigate();
  const query = useQuery({ queryKey: [...keys.unit(unit.code), 'reviews', 'group', nhom], queryFn: ({ signal }) => reviews.group(unit.code, nhom, signal) });
  const close = (): void => void navigate({ to: '/ra-soat', search: (before: object) => before } as never);
  useKeys({ escape: close });
  return (
    <Panel title={query.data ? m.reviews.groups.groupTitle(query.data.members.length) : m.reviews.groups.title} focusKey={nhom} onClose={close}>
      <Loaded query={query} lines={8}>
        {(group) => (
          <div className="panel-fields reviews-pair">
            <p className="reviews-note">{m.reviews.groups.note[group.proposal](group.issuers, group.sectors.join(', '))}</p>
            <section aria-label={m.reviews.groups.members}>
              <h3>{m.reviews.groups.members}</h3>
              <ul className="reviews-list">
                {group.members.map((one) => (
                  <li key={one.id}>
                    <strong>{named(one)}</strong>
                    {one.late ? <Tag status="warn">{m.reviews.groups.late}</Tag> : null}
                    <p>{one.subject}</p>
                    <p className="soft">{[shownType(one.document_type), date(one.date), one.unit_name, one.sector, m.reviews.groups.share(percent(100 * one.share))].filter(Boolean).join(' · ')}</p>
                    {one.id === group.central ? null : (
                      <Link to="/doi-chieu" search={{ a: group.central, b: one.id } as never} className="underlined">
                        {m.reviews.compare}
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            </section>
            {group.passages.length > 0 ? (
              <section aria-label={m.reviews.groups.passages}>
                <h3>{m.reviews.groups.passages}</h3>
                <ul className="reviews-list">
                  {group.passages.map((passage, index) => (
                    <li key={index}>
                      <blockquote className="reviews-quote">{passage.quote}</blockquote>
                      <p className="soft">{m.reviews.groups.held(passage.documents.length, group.members.length)}</p>
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
            <section aria-label={m.reviews.decision}>
              <h3>{m.reviews.decision}</h3>
              {can('sign') ? (
                <DecisionForm key={group.decision?.version ?? 0} before={group.decision} save={(input) => reviews.decideGroup(unit.code, group.id, input)} />
              ) : (
                <p>{group.decision ? <GroupFacts group={group} /> : m.reviews.notYours}</p>
              )}
            </section>
            {group.decision ? <History decision={group.decision} /> : null}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
