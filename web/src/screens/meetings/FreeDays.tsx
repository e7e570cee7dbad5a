// Under the guests of the form: who sits elsewhere on the chosen day, and the nearest days on which nobody does.
import { useQuery } from '@tanstack/react-query';
import type { ConferenceDraft } from '../../api/meetings';
import { draftFreeDaysQuery } from '../../api/planning';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { StatusText } from '../../ui/status';
import { Side } from './ClashDay';

export function FreeDays({ draft, id, onPick }: { draft: ConferenceDraft; id: string | undefined; onPick: (day: string) => void }) {
  const { unit } = useSession();
  const ready = draft.title !== '' && draft.date !== '' && ((draft.invitees?.length ?? 0) > 0 || draft.chair !== undefined);
  const query = useQuery({ ...draftFreeDaysQuery(unit.code, draft, id), enabled: ready });
  if (!ready || !query.data) return null;
  const { clashes, days } = query.data;
  const others = days.filter((day) => day !== draft.date);
  if (clashes.length === 0) return <StatusText status="ok">{m.planning.formFree}</StatusText>;
  return (
    <section className="free-box" aria-label={m.planning.free}>
      {clashes.map((pair, i) => (
        <div key={i}>
          <StatusText status="warn">{m.planning.formClash(pair.people)}</StatusText> {pair.who.join(', ')}
          <Side side={pair.b} />
        </div>
      ))}
      <div className="free-days">
        <span className="soft">{others.length > 0 ? m.planning.free : m.planning.noFree}</span>
        {others.map((day) => (
          <Button key={day} small label={m.planning.pickDay(date(day))} onClick={() => onPick(day)}>
            {date(day)}
          </Button>
        ))}
      </div>
    </section>
  );
}
