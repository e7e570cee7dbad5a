// One source on paper for a lawyer's signature: A4, every rule in a row, hash and day of the rulebook, place to sign.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { rulesQuery } from '../../api/rules';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { date, dateTime } from '../../lib/format';
import { sourceSlug } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { Loaded } from '../../ui/states';
import { parametersText, readingState } from './words';
import './print.css';

export default function RulesPrint() {
  const search = useSearch({ strict: false }) as ListSearch;
  const { unit } = useSession();
  const first = useQuery(rulesQuery(unit.code, undefined));
  const known = first.data?.sources.find((one) => sourceSlug(one.id) === search.nguon)?.id;
  const query = useQuery({ ...rulesQuery(unit.code, known), enabled: first.data !== undefined });
  useTitle(m.rules.printTitle, known);
  return (
    <div className="page rules-paper">
      <div className="rules-paper-tools no-print">
        <Link to="/quan-tri/quy-tac" search={(before: ListSearch) => before as never} className="back-link" aria-label={m.rules.back} title={m.rules.back}>
          <Icon name="left" />
        </Link>
        <Button kind="primary" icon="print" onClick={() => window.print()}>
          {m.rules.printNow}
        </Button>
      </div>
      <Loaded query={query} lines={12}>
        {(book) => {
          const source = book.sources.find((one) => one.id === book.source);
          if (!source) return null;
          return (
            <article>
              <p className="rules-paper-unit">{unit.name}</p>
              <h1 tabIndex={-1}>{m.rules.paperTitle(source.id)}</h1>
              <p className="rules-paper-line">{m.rules.paperSource(source.title, source.issuer, date(source.issued))}</p>
              <p>{m.rules.paperSum(source.checked, source.norms, source.planned, source.people, source.definitions)}</p>
              <p>{m.rules.depth(source.norms, source.sentences, source.measured_only, source.unmeasured)}</p>
              <table>
                <caption className="visually-hidden">{m.rules.paperTitle(source.id)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{m.rules.clause}</th>
                    <th scope="col">{m.rules.paperRule}</th>
                    <th scope="col">{m.rules.paperParameters}</th>
                    <th scope="col">{m.rules.level}</th>
                    <th scope="col">{m.basis.interpretations}</th>
                  </tr>
                </thead>
                <tbody>
                  {book.norms.map((rule) => (
                    <tr key={rule.id}>
                      <th scope="row">{rule.clause}</th>
                      <td>
                        {rule.statement} <span className="rules-paper-force">({m.basis.force[rule.force] ?? rule.force})</span>
                      </td>
                      <td>
                        {parametersText(rule) || '–'}
                        {rule.local
                          .filter((one) => one.state === 'in_force' || one.state === 'upcoming')
                          .map((one) => (
                            <p key={one.id}>{m.rules.paperLocal(one.value, date(one.from), one.symbol, one.clause)}</p>
                          ))}
                      </td>
                      <td>{m.rules.state[rule.state]}</td>
                      <td>{rule.interpretations.join(', ') || '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {book.interpretations.length > 0 ? (
                <section>
                  <h2>{m.rules.paperReadings}</h2>
                  {book.interpretations.map((one) => (
                    <p key={one.id}>
                      <strong>{one.id}.</strong> {one.question} {m.rules.paperChoice} {one.choice} ({readingState(one)})
                    </p>
                  ))}
                </section>
              ) : null}
              <section className="rules-paper-end">
                <p>
                  {m.rules.paperHash} <code>{book.rulebook}</code>. {m.rules.paperDay(date(book.as_of), date(source.verified_on))}
                </p>
                <div className="rules-paper-sign">
                  <p>
                    <strong>{m.rules.paperReviewer}</strong>
                    <em>{m.rules.paperSign}</em>
                  </p>
                  <p>
                    <strong>{m.rules.paperApprover}</strong>
                    <em>{m.rules.paperSign}</em>
                  </p>
                </div>
                <p className="rules-paper-foot">{m.rules.paperFoot(unit.name, dateTime(Date.now()))}</p>
              </section>
            </article>
          );
        }}
      </Loaded>
    </div>
  );
}
