// The steps of the plan, and the two ways to fill it: last year's conferences, rows of a table.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportResult, Plan } from '../../api/meetings';
import { actOnPlan, copyYear, importPlan, meetingsKey } from '../../api/meetings';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { Glyph } from '../../ui/status';

export function PlanBar({ plan }: { plan: Plan }) {
  const { can } = useSession();
  const [asking, setAsking] = useState<string>();
  const open = !plan.closed && can('draft') && ['none', 'draft', 'amended'].includes(plan.state);
  return (
    <div className="plan-bar">
      {open ? (
        <Button small onClick={() => setAsking('import')}>
          {m.meetings.importShort}
        </Button>
      ) : null}
      {plan.acts.map((act) => (
        <Button key={act} small kind={act === 'approve' || act === 'submit' ? 'outline' : 'default'} onClick={() => setAsking(act)}>
          {m.meetings.act[act] ?? act}
        </Button>
      ))}
      {asking === 'import' ? <ImportDialog year={plan.year} onClose={() => setAsking(undefined)} /> : null}
      {asking && asking !== 'import' ? <ActDialog plan={plan} act={asking} onClose={() => setAsking(undefined)} /> : null}
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

function ImportDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const [csv, setCsv] = useState('');
  const done = (): Promise<void> => client.invalidateQueries({ queryKey: meetingsKey(unit.code) });
  const send = useMutation({ mutationFn: (copy: boolean) => (copy ? copyYear(unit.code, year) : importPlan(unit.code, year, nfc(csv))), onSuccess: done });
  return (
    <Dialog
      title={m.meetings.importTitle}
      onClose={onClose}
      width={680}
      footer={
        <>
          <Button busy={send.isPending} onClick={() => send.mutate(true)}>
            {m.meetings.copy}
          </Button>
          <Button kind="primary" busy={send.isPending} disabled={csv.trim() === ''} onClick={() => send.mutate(false)}>
            {m.meetings.importNow}
          </Button>
        </>
      }
    >
      <p className="soft">{m.meetings.importHint}</p>
      <Field id="ke-hoach-bang" label={m.meetings.importRows}>
        <TextArea id="ke-hoach-bang" rows={7} value={csv} onChange={setCsv} />
      </Field>
      <label className="file-pick">
        {m.meetings.importFile}{' '}
        <input type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void event.target.files?.[0]?.text().then(setCsv)} />
      </label>
      {send.error ? <ErrorBox compact error={send.error} /> : null}
      {send.data ? <Rows result={send.data} /> : null}
    </Dialog>
  );
}

function Rows({ result }: { result: ImportResult }) {
  return (
    <div className="import-rows" role="status">
      <p>
        <strong>{m.meetings.importDone(result.saved, result.refused)}</strong>
      </p>
      <ul>
        {result.rows.filter((row) => !row.ok).map((row, i) => (
          <li key={i}>
            <Glyph status="bad" /> {[m.meetings.importLine(row.line), row.title, row.message].filter(Boolean).join('. ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
