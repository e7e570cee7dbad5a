import type { Document } from '../../api/types';
import { m } from '../../app/messages';
import { Glyph, Progress } from '../../ui/status';

/** Ring, half disc, disc; an octagon with the days when the due date has passed. */
export function DocumentState({ document }: { document: Pick<Document, 'status' | 'step' | 'overdue_days'> }) {
  const late = document.overdue_days ?? 0;
  if (late > 0 && document.status !== 'done') {
    return (
      <span className="doc-state late">
        <Glyph status="bad" size={13} />
        {m.due.overdueShort(late)}
      </span>
    );
  }
  const state =
    document.status === 'done' || document.status === 'released' || document.status === 'numbered'
      ? 'full'
      : document.status === 'in_progress' || (document.step && document.step !== 'drafting')
        ? 'half'
        : document.status === 'recalled'
          ? 'dashed'
          : 'open';
  return (
    <span className="doc-state">
      <Progress state={state} />
      {document.step ? (m.issuing.stepNames[document.step] ?? document.step) : (m.documentStatus[document.status] ?? document.status)}
    </span>
  );
}
