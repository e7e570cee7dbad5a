// Above the incoming register: what came through the system and has no line in the book yet.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import * as issuing from '../../api/issuing';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Card } from '../../ui/layout';
import './draft.css';

export function ArrivalsBox() {
  const { unit } = useSession();
  const { data } = useQuery({ queryKey: [...keys.documents(unit.code), 'arrivals'], queryFn: ({ signal }) => issuing.arrivals(unit.code, signal), refetchInterval: 60_000 });
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={`${m.issuing.arrivals} (${data.items.length})`} className="arrivals">
      <ul className="issue-list">
        {data.items.map((one) => (
          <li key={one.id}>
            <Link to={'/van-ban-den/qua-mang/$id' as never} params={{ id: one.id } as never}>
              {[one.symbol, one.subject].filter(Boolean).join(' ')}
            </Link>
            <span className="soft">, {one.from_unit}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
