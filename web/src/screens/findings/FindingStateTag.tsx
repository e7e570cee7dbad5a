import type { Status, StoredFinding } from '../../api/types';
import { m } from '../../app/messages';
import { StatusText } from '../../ui/status';

const shape: Record<StoredFinding['state'], Status> = { open: 'bad', explained: 'info', waived: 'none', fixed: 'ok' };

export function FindingStateTag({ row }: { row: Pick<StoredFinding, 'state' | 'recurring' | 'resolved_said' | 'severity'> }) {
  const status = row.state === 'open' && row.severity !== 'error' ? 'warn' : shape[row.state];
  const more = [row.recurring > 0 ? m.findings.recurring(row.recurring) : '', row.resolved_said ? m.findings.resolveSaid : ''].filter(Boolean).join(', ');
  return (
    <StatusText status={status}>
      {m.findings.states[row.state]}
      {more ? <span className="soft"> {more}</span> : null}
    </StatusText>
  );
}
