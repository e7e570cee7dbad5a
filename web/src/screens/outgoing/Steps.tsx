// Where the document stands, and how long each step took so far (working time).
import type { Issuing, Step } from '../../api/issuing';
import { m } from '../../app/messages';
import { Icon } from '../../ui/icons';

const order: Step[] = ['drafting', 'checking', 'opinions', 'signing', 'signed', 'numbered'];

export function Steps({ issuing }: { issuing: Issuing | undefined }) {
  const at = issuing ? order.indexOf(issuing.step) : 0;
  const now = issuing && at < 0 ? order.length : at; // released and after: every step is done
  const visited = new Set(issuing?.stays.map((stay) => stay.step));
  return (
    <ol className="steps" aria-label={m.draft.stepsLabel}>
      {order.map((step, index) => {
        const done = index < now && (visited.has(step) || visited.size === 0);
        const total = issuing?.totals.find((one) => one.step === step);
        return (
          <li key={step} className={done ? 'step-done' : index === now ? 'step-now' : undefined} aria-current={index === now ? 'step' : undefined}>
            <span className="step-mark" aria-hidden="true">
              {done ? <Icon name="check" size={13} /> : index + 1}
            </span>
            {m.issuing.short[step]}
            {index === now ? <span className="step-note">{m.draft.stepNow}</span> : done ? <span className="step-note">{total?.text ?? <span className="visually-hidden">{m.draft.stepDone}</span>}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
