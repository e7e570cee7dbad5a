// Another edition of the rulebook is put in force only after its effect on what is on record has been seen.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as api from '../../api/endpoints';
import { keys } from '../../api/queries';
import type { RulebookChange } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox, Loading } from '../../ui/states';
import { ChangedRows, EffectLine } from '../rules/steps';

function Change({ change }: { change: RulebookChange }) {
  if (!change.comparable) return <p>{m.findings.rulebookUnreadable}</p>;
  return (
    <>
      <EffectLine of={change} />
      <p>{m.findings.rulebookTouched(change.touched.length, change.norms)}</p>
      {change.touched.map((norm) => (
        <details key={norm.norm} className="finding-change">
          <summary>
            {(norm.statement || norm.norm).replace(/\.$/, '')} ({norm.clause_text}): {m.findings.rulebookNorm[norm.change] ?? norm.change}, {m.findings.rulebookCounts(norm.appearing, norm.vanishing, norm.other)}
          </summary>
          <ChangedRows rows={norm.rows} />
        </details>
      ))}
    </>
  );
}

export function ActivateDialog({ onClose }: { onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const change = useQuery({ queryKey: [...keys.findings(unit.code), 'rulebook'], queryFn: ({ signal }) => api.rulebookChange(unit.code, signal), staleTime: 0, gcTime: 0 });
  const activate = useMutation({
    mutationFn: () => api.activateRulebook(unit.code),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.findings(unit.code) });
      onClose();
    },
  });
  return (
    <Dialog
      title={m.findings.activate}
      onClose={onClose}
      width={680}
      footer={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button kind="primary" busy={activate.isPending} disabled={!change.data?.waits} onClick={() => activate.mutate()}>
            {m.findings.activateNow}
          </Button>
        </>
      }
    >
      {change.isPending ? <Loading lines={4} onRetry={() => void change.refetch()} /> : null}
      {change.isError ? <ErrorBox compact error={change.error} onRetry={() => void change.refetch()} /> : null}
      {activate.isError ? <ErrorBox compact error={activate.error} /> : null}
      {change.data ? <Change change={change.data} /> : null}
    </Dialog>
  );
}
