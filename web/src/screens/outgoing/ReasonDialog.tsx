// An act that needs a reason: the reason is kept with the name of who gave it.
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { m } from '../../app/messages';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { ErrorSummary, Field, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';

export function ReasonDialog(p: { title: string; label: string; hint?: string; go: string; optional?: boolean; onGo: (reason: string) => Promise<unknown>; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const work = useMutation({ mutationFn: () => p.onGo(nfc(reason).trim()) });
  const missing = !p.optional && nfc(reason).trim() === '';
  const go = (): void => {
    setTried(true);
    if (missing) requestAnimationFrame(() => summary.current?.focus());
    else work.mutate();
  };
  return (
    <Dialog
      title={p.title}
      onClose={p.onClose}
      footer={
        <>
          <Button onClick={p.onClose}>{m.cancel}</Button>
          <Button kind="primary" busy={work.isPending} onClick={go}>
            {p.go}
          </Button>
        </>
      }
    >
      <div className="account-like">
        {tried && missing ? <ErrorSummary ref={summary} title={m.issuing.needReason} errors={[{ id: 'ly-do', message: m.issuing.needReason }]} /> : null}
        {work.isError ? <ErrorBox compact error={work.error} /> : null}
        <Field id="ly-do" label={p.label} error={tried && missing ? m.issuing.needReason : undefined} hint={p.hint ?? m.issuing.reasonHint}>
          <TextArea id="ly-do" rows={3} value={reason} onChange={setReason} invalid={tried && missing} autoFocus />
        </Field>
      </div>
    </Dialog>
  );
}
