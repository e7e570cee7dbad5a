// From the plan to what belongs to meetings beside it, with the unit the page stands for.
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';

export function MeetingLinks() {
  const { unit } = useSession();
  const search = `?don-vi=${encodeURIComponent(unit.code)}`;
  return (
    <>
      <Button href={`/phieu-y-kien${search}`}>{m.slips.title}</Button>
      <Button icon="calendar" href={`/lich-hop${search}`}>
        {m.calendar.open}
      </Button>
    </>
  );
}
