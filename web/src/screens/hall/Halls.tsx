// Phòng họp, phát biểu: the conferences of these days, with the way to the operator's page and to the screen of the hall.
import { useInfiniteQuery } from '@tanstack/react-query';
import { conferencesQuery } from '../../api/meetings';
import type { ConferenceRow } from '../../api/meetings';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { addDays, todayIso } from '../../lib/dates';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Card, PageHead } from '../../ui/layout';
import { ErrorBox, Loading } from '../../ui/states';
import { clockOf } from '../meetings/limits';
import { operatorHref, screenHref } from './address';
import './hall.css';

const days = 7;

export default function Halls() {
  const { unit, sample } = useSession();
  const today = todayIso();
  useTitle(m.hall.halls);
  const query = useInfiniteQuery(conferencesQuery(unit.code, { from: addDays(today, -days), to: addDays(today, days), subtree: false }));
  const rows = query.data?.pages.flatMap((page) => page.items).filter((row) => row.unit === unit.code && row.status !== 'cancelled') ?? [];
  return (
    <div className="page">
      <PageHead title={m.hall.halls} sample={sample} line={m.hall.hallsLine} actions={<Button href="/hoi-nghi">{m.hall.hallsPlan}</Button>} />
      {query.isError ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.data ? (
        <div className="halls">
          <Some title={m.hall.hallsToday} rows={rows.filter((row) => row.date === today)} none={m.hall.hallsNone} />
          <Some title={m.hall.hallsNext} rows={rows.filter((row) => row.date > today)} none={m.hall.hallsNoneNext} />
          <Some title={m.hall.hallsBefore} rows={rows.filter((row) => row.date < today).reverse()} none={m.hall.hallsNoneNext} />
        </div>
      ) : null}
    </div>
  );
}

function Some({ title, rows, none }: { title: string; rows: ConferenceRow[]; none: string }) {
  const { unit } = useSession();
  return (
    <Card title={title}>
      {rows.length === 0 ? <p className="hall-empty halls-none">{none}</p> : null}
      <ul className="hall-rows halls-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="hall-row-name">
              <strong>{row.title}</strong>
              <span className="soft">
                {date(row.date)}
                {row.start_at === undefined ? '' : `, ${clockOf(row.start_at)}`}
                {row.place ? `, ${row.place}` : ''}
                {row.status === 'held' ? `. ${m.hall.heldMinutes}` : ''}
              </span>
            </span>
            <span className="halls-ways">
              <Button href={operatorHref(unit.code, row.id)}>
                {m.hall.operate}
              </Button>
              <Button icon="expand" href={screenHref(unit.code, row.id)}>
                {m.hall.screen}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
