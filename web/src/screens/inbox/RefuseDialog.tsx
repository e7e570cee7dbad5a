import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as inbox from '../../api/inbox';
import type { InboxItem } from '../../api/inbox';
import { keys } from '../../api/queries';
import { composing } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';

/** Takes a file out of the queue without a number. It cannot be taken back, so it asks for a reason. */
export function RefuseDialog({ item, onClose, onDone }: { item: Pick<InboxItem, 'id' | 'name'>; onClose: () => void; onDone: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []); // a closed dialog cannot hold the focus, so only now
  const drop = useMutation({
    mutationFn: () => inbox.drop(unit.code, item.id, reason.normalize('NFC').trim()),
    onSuccess: () => {
      toast(m.inbox.refused(item.name));
      onDone();
      void client.invalidateQueries({ queryKey: keys.inbox(unit.code) });
    },
  });
  const go = (): void => {
    setTried(true);
    if (reason.trim() === '') box.current?.focus();
    else if (!drop.isPending) drop.mutate();
  };
  return (
    <Dialog
      title={m.inbox.refuseTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.inbox.refuseCancel}</Button>
          <Button kind="primary" busy={drop.isPending} onClick={go}>
            {m.inbox.refuse}
          </Button>
        </>
      }
    >
      <p className="dialog-lead soft">{m.inbox.refuseHint(item.name)}</p>
      {drop.isError ? <ErrorBox compact error={drop.error} /> : null}
      <Field id="ly-do-khong-vao-so" label={m.inbox.refuseReason} error={tried && reason.trim() === '' ? m.inbox.refuseNeed : undefined}>
        <Input
          ref={box}
          id="ly-do-khong-vao-so"
          value={reason}
          onChange={setReason}
          maxLength={500}
          invalid={tried && reason.trim() === ''}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !composing(event)) go();
          }}
        />
      </Field>
      <div className="candidates">
        {m.inbox.refuseReasons.map((text) => (
          <button key={text} type="button" className="candidate" aria-pressed={reason === text} onClick={() => setReason(text)}>
            {text}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
