// The way to the calendar links, with the unit the page stands for.
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';

export function CalendarLink() {
  const { unit } = useSession();
  return (
    <Button icon="calendar" href={`/lich-hop?don-vi=${encodeURIComponent(unit.code)}`}>
      {m.calendar.open}
    </Button>
  );
}
