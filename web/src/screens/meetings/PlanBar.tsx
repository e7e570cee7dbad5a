// The steps of the plan, and the ways to fill it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan } from '../../api/meetings';
import { actOnPlan, meetingsKey } from '../../api/meetings';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { ImportDialog, ProposalsDialog } from './FillDialogs';

export function PlanBar({ plan }: { plan: Plan }) {
  const { can } = useSession();
  const [asking, setAsking] = useState<string>();
  const open = !plan.closed && can('draft') && ['none', 'draft', 'amended'].includes(plan.state);
  return (
    <div className="plan-bar">
      {open ? (
        <>
          <Button small onClick={() => setAsking('proposals')}>
            {m.fill.proposals}
          </Button>
          <Button small onClick={() => setAsking('import')}>
            {m.meetings.importShort}
          </Button>
        </>
      ) : null}
      {plan.acts.map((act) => (
        <Button key={act} small kind={act === 'approve' || act === 'submit' ? 'outline' : 'default'} onClick={() => setAsking(act)}>
          {m.meetings.act[act] ?? act}
        </Button>
      ))}
      {asking === 'import' ? <ImportDialog year={plan.year} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'proposals' ? <ProposalsDialog year={plan.year} onClose={() => setAsking(undefined)} /> : null}
      {asking && asking !== 'import' && asking !== 'proposals' ? <ActDialog plan={plan} act={asking} onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}

function ActDialog({ plan, act, onClose }: { plan: Plan; act: string; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const [text, setText] = useState(act === 'submit' ? (plan.based_on ?? '') : '');
  const field = act === 'submit' ? 'based_on' : act === 'approve' ? 'approved_by' : 'note';
  const send = useMutation({
    mutationFn: () => actOnPlan(unit.code, { year: plan.year, act, [field]: nfc(text.trim()) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meetingsKey(unit.code) });
      onClose();
    },
  });
  return (
    <Dialog
      title={m.meetings.act[act] ?? act}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button kind="primary" busy={send.isPending} onClick={() => send.mutate()}>
            {m.meetings.act[act] ?? act}
          </Button>
        </>
      }
    >
      {send.error ? <ErrorBox compact error={send.error} /> : null}
      <Field id="ke-hoach-ghi" label={m.meetings.actAsk[act] ?? ''}>
        <Input id="ke-hoach-ghi" value={text} onChange={setText} />
      </Field>
    </Dialog>
  );
}
