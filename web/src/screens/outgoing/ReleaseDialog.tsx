import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import * as issuing from '../../api/issuing';
import type { Issuing } from '../../api/issuing';
import type { Document } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { ErrorSummary, Field, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import type { Picked } from './UnitPicks';
import { UnitPicks } from './UnitPicks';

export function ReleaseDialog({ document, onClose, onDone }: { document: Document; onClose: () => void; onDone: (after: Issuing) => void }) {
  const { unit } = useSession();
  const [picked, setPicked] = useState<Picked[]>([]);
  const [names, setNames] = useState(() => (document.recipients ?? []).join('\n'));
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const lines = names.split('\n').map((one) => nfc(one).trim()).filter(Boolean);
  const work = useMutation({
    mutationFn: () => issuing.release(unit.code, document.id, { version: document.version, units: picked.map((one) => one.code), names: lines }),
    onSuccess: onDone,
  });
  const missing = picked.length + lines.length === 0;
  return (
    <Dialog
      title={m.issuing.releaseTitle(document.symbol ?? '')}
      width={600}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button
            kind="primary"
            busy={work.isPending}
            onClick={() => {
              setTried(true);
              if (missing) requestAnimationFrame(() => summary.current?.focus());
              else work.mutate();
            }}
          >
            {m.issuing.release}
          </Button>
        </>
      }
    >
      <div className="account-like">
        <p className="soft small">{m.issuing.releaseHint}</p>
        {tried && missing ? <ErrorSummary ref={summary} title={m.issuing.needRecipient} errors={[{ id: 'nhan-don-vi', message: m.issuing.needRecipient }]} /> : null}
        {work.isError ? <ErrorBox compact error={work.error} /> : null}
        <Field id="nhan-don-vi" label={m.issuing.toUnits}>
          <UnitPicks id="nhan-don-vi" picked={picked} onChange={setPicked} except={unit.code} invalid={tried && missing} />
        </Field>
        <Field id="nhan-khac" label={m.issuing.toNames} hint={m.draft.recipientsHint}>
          <TextArea id="nhan-khac" rows={3} value={names} onChange={setNames} />
        </Field>
      </div>
    </Dialog>
  );
}
