// Is the conference needed? What already guides its content, and what was broadcast down to the communes; the form answers or explains.
import { Link } from '@tanstack/react-router';
import type { Necessity } from '../../api/meetings';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date, percent } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Field, Input, TextArea } from '../../ui/controls';
import { Glyph } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';

type Guiding = Necessity['guiding'][number];
type Name = 'guided_by' | 'necessity_note' | 'repeats' | 'rerun_note';

export function NecessityBox({ found, v, put, said }: { found: Necessity | undefined; v: Record<Name, string>; put: (name: Name) => (value: string) => void; said: (id: string) => string | undefined }) {
  const guiding = found?.guiding ?? [];
  const ended = found?.ended ?? [];
  const reruns = found?.reruns ?? [];
  const asksGuided = guiding.length > 0 || v.guided_by !== '' || v.necessity_note !== '';
  const asksRerun = reruns.length > 0 || v.repeats !== '' || v.rerun_note !== '';
  if (!asksGuided && !asksRerun && ended.length === 0) return null;
  const reason = (name: 'necessity_note' | 'rerun_note', open: boolean) =>
    open ? (
      <Field id={`hn-${name}`} label={m.need[name]} error={said(`hn-${name}`)}>
        <TextArea id={`hn-${name}`} rows={2} value={v[name]} onChange={put(name)} invalid={said(`hn-${name}`) !== undefined} />
      </Field>
    ) : null;
  return (
    <section className="effect need" aria-label={m.need.title}>
      <h3>{m.need.title}</h3>
      <p className="soft">
        {m.need.suggestion} {found?.complete === false ? m.need.incomplete : ''}
      </p>
      {guiding.length > 0 ? (
        <>
          <p>
            <Glyph status="warn" /> {m.need.guided} <ClauseLink text={found?.guiding_clause ?? ''} norm={found?.guiding_norm ?? ''} short underlined />
          </p>
          <ul className="need-list">
            {guiding.map((one) => (
              <li key={one.id}>
                <DocumentLink one={one} />
                <span className="soft">{[one.issuer, date(one.date), m.need.share(percent(one.share * 100), one.reason)].filter(Boolean).join(', ')}</span>
                {v.guided_by !== '' && v.guided_by === (one.symbol ?? one.subject) ? (
                  <span className="soft">{m.need.taken}</span>
                ) : (
                  <Button small onClick={() => put('guided_by')(one.symbol ?? one.subject)}>
                    {m.need.take}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {ended.length > 0 ? (
        <>
          <p className="soft">{m.need.ended}</p>
          <ul className="need-list">
            {ended.map((one) => (
              <li key={one.id}>
                <DocumentLink one={one} />
                <span className="soft">{[one.issuer, m.need.endedBy(one.relation, one.ended_by ?? '', date(one.ended_on))].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {v.guided_by !== '' ? (
        <Field id="hn-guided_by" label={m.need.guided_by} error={said('hn-guided_by')}>
          <Input id="hn-guided_by" value={v.guided_by} onChange={put('guided_by')} />
        </Field>
      ) : null}
      {reason('necessity_note', asksGuided)}
      {reruns.length > 0 ? (
        <>
          <p>
            <Glyph status="warn" /> {m.need.reruns} <ClauseLink text={found?.rerun_clause ?? ''} norm={found?.rerun_norm ?? ''} short underlined />
          </p>
          <ul className="need-list">
            {reruns.map((one) => (
              <li key={one.id}>
                <span>{one.title}</span>
                <span className="soft">{[m.need.held(one.unit_name, date(one.date)), m.need.share(percent(one.share * 100), 'subject')].join(', ')}</span>
                {v.repeats === one.id ? (
                  <span className="soft">
                    {m.need.sameTaken}{' '}
                    <button type="button" className="link" onClick={() => put('repeats')('')}>
                      {m.need.undo}
                    </button>
                  </span>
                ) : (
                  <Button small onClick={() => put('repeats')(one.id)}>
                    {m.need.same}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {reason('rerun_note', asksRerun)}
    </section>
  );
}

function DocumentLink({ one }: { one: Guiding }) {
  const { unit } = useSession();
  return (
    <Link to={`/van-ban-${one.direction === 'in' ? 'den' : 'di'}/$id` as never} params={{ id: one.id } as never} search={{ 'don-vi': one.unit || unit.code } as never} target="_blank">
      {[one.symbol, one.subject].filter(Boolean).join(' ')}
    </Link>
  );
}
