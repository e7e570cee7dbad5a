// Median of each step of the unit; a step opens the stays it was taken from.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import * as issuing from '../../api/issuing';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { dateTime } from '../../lib/format';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { Empty, Loaded } from '../../ui/states';
import { StatusText } from '../../ui/status';
import './draft.css';

export default function StepTimes() {
  const { unit, sample } = useSession();
  const { muc = '' } = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  useTitle(m.issuing.unitTimes, unit.name);
  const figures = useQuery({ queryKey: [...keys.documents(unit.code), 'times'], queryFn: ({ signal }) => issuing.times(unit.code, signal) });
  const rows = useQuery({ queryKey: [...keys.documents(unit.code), 'times', muc], queryFn: ({ signal }) => issuing.stepRows(unit.code, muc, signal), enabled: muc !== '' });
  return (
    <div className="page">
      <PageHead
        title={m.issuing.unitTimes}
        sample={sample}
        line={`${unit.name}. ${m.issuing.unitTimesLine(figures.data?.window ?? 200)}. ${m.issuing.timesHint}`}
        back={
          <Link to="/van-ban-di" className="back-link" aria-label={m.draft.back} title={m.draft.back}>
            <Icon name="left" />
          </Link>
        }
      />
      <Card label={m.issuing.unitTimes}>
        <Loaded query={figures} lines={6}>
          {(data) =>
            data.items.length === 0 ? (
              <Empty>{m.issuing.noTimes}</Empty>
            ) : (
              <ul className="times">
                {data.items.map((one) => (
                  <li key={one.step}>
                    <button type="button" className="times-row" aria-expanded={muc === one.step} onClick={() => void navigate({ to: '.', search: (before: object) => ({ ...before, muc: muc === one.step ? undefined : one.step }) } as never)}>
                      <span>{one.name}</span>
                      <strong>{one.median_text}</strong>
                      <span className="soft">{m.issuing.stays(one.count)}</span>
                      {one.slowest ? <StatusText status="warn">{m.issuing.slowest}</StatusText> : null}
                    </button>
                    {muc === one.step ? (
                      <Loaded query={rows} lines={4}>
                        {(list) => (
                          <ul className="times-rows">
                            {list.items.map((row) => (
                              <li key={`${row.document} ${row.left_at}`}>
                                <Link to={(row.direction === 'draft' ? '/van-ban-di/soan/$id' : '/van-ban-di/$id') as never} params={{ id: row.document } as never}>
                                  {[row.symbol, row.subject].filter(Boolean).join(' ')}
                                </Link>
                                <span>{row.text}</span>
                                <span className="soft">
                                  {dateTime(row.entered_at)} – {dateTime(row.left_at)}
                                </span>
                              </li>
                            ))}
                          </ul>
                        )}
                      </Loaded>
                    ) : null}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
    </div>
  );
}
