// Somebody else saved the draft meanwhile: both texts side by side, the writer chooses.
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

export function StaleDialog({ mine, theirs, onMine, onTheirs }: { mine: string; theirs: string; onMine: () => void; onTheirs: () => void }) {
  return (
    <Dialog
      title={m.draft.stale}
      width={860}
      footer={
        <>
          <Button onClick={onTheirs}>{m.conflict.takeTheirs}</Button>
          <Button kind="primary" onClick={onMine}>
            {m.conflict.keepMine}
          </Button>
        </>
      }
    >
      <p className="soft small">{m.draft.staleHint}</p>
      <div className="stale-sides">
        <section>
          <h3>{m.conflict.mine}</h3>
          <pre tabIndex={0}>{mine}</pre>
        </section>
        <section>
          <h3>{m.conflict.theirs}</h3>
          <pre tabIndex={0}>{theirs}</pre>
        </section>
      </div>
    </Dialog>
  );
}
