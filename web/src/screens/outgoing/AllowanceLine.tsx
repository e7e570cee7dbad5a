// "Văn bản thứ 812 trên hạn mức 850": what the year still allows, while the draft is written.
import { useQuery } from '@tanstack/react-query';
import * as issuing from '../../api/issuing';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Loaded } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';

export function AllowanceLine() {
  const { unit } = useSession();
  const query = useQuery({ queryKey: [...keys.unit(unit.code), 'allowance'], queryFn: ({ signal }) => issuing.allowance(unit.code, signal), staleTime: 60_000 });
  return (
    <section className="issue-part" aria-label={m.issuing.allowance}>
      <h3>{m.issuing.allowance}</h3>
      <Loaded query={query} lines={2}>
        {(a) => {
          const { own, subtree } = a;
          return (
            <>
              <p className="issue-line">
                <Glyph status={a.state} /> <strong>{a.text}</strong>
              </p>
              {own.allowance !== undefined ? <p className="soft small">{m.issuing.allowanceOwn(own.so_far, own.baseline ?? 0, own.forecast ?? 0)}</p> : null}
              {a.missing ? <p className="soft small">{a.missing}</p> : null}
              {subtree?.allowance !== undefined ? (
                <p className="soft small">
                  {m.issuing.allowanceSub(subtree.units - subtree.without_base, subtree.so_far, subtree.allowance, subtree.forecast ?? 0)}{' '}
                  {subtree.without_base > 0 ? m.issuing.allowanceNoBase(subtree.without_base) : null}
                </p>
              ) : null}
              {a.clause ? (
                <p className="small">
                  <ClauseLink text={a.clause} norm={a.norm} underlined />
                </p>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
