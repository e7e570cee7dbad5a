// Over a cap there are three ways out: into a conference that stands, smaller and online, or the standing committee decides.
import { Link } from '@tanstack/react-router';
import type { EffectLine } from '../../api/meetings';
import { m } from '../../app/messages';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';

export function WaysOut({ line, onNarrow, onDecide }: { line: EffectLine; onNarrow: () => void; onDecide: () => void }) {
  return (
    <section className="ways-out" aria-label={m.ways.title}>
      <h3>{m.ways.title}</h3>
      <ol>
        <li>
          <strong>{m.ways.merge}</strong>
          <span className="soft">{m.ways.mergeHint}</span>
          {line.rows.map((row) => (
            <Link key={row.id} to={'/hoi-nghi/$id' as never} params={{ id: row.id } as never} search={((before: object) => before) as never}>
              {m.ways.openRow(row.title, date(row.date))}
            </Link>
          ))}
        </li>
        <li>
          <strong>{m.ways.narrow}</strong>
          <span className="soft">{m.ways.narrowHint}</span>
          <Button small onClick={onNarrow}>
            {m.ways.narrowDo}
          </Button>
        </li>
        <li>
          <strong>{m.ways.decide}</strong>
          <span className="soft">{m.ways.decideHint}</span>
          <Button small onClick={onDecide}>
            {m.ways.decideDo}
          </Button>
        </li>
      </ol>
    </section>
  );
}
