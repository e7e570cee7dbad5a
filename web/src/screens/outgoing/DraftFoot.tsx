// Under the findings, and at the foot of a phone: what is left before the number, and the next acts of the ordinary way.
import type { Issuing } from '../../api/issuing';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { ErrorBox } from '../../ui/states';
import { StatusText } from '../../ui/status';
import type { Checked } from './findings';
import { countBySeverity } from './findings';
import { useActs } from './useActs';
import type { ActsOf } from './useActs';

interface DraftFootProps extends ActsOf {
  flow: Issuing | undefined;
  checked: Checked | null;
  onIssue: (() => void) | undefined; // everything of the flow
  onFindings: (() => void) | undefined; // on a phone, from beside the page
  onQuestions: () => void; // the five questions come before signing and number
}

const nextActs = ['sign', 'return', 'submit', 'number']; // in this order the first is the usual one

export function DraftFoot({ flow, checked, onIssue, onFindings, onQuestions, ...of }: DraftFootProps) {
  const { can } = useSession();
  const { busy, error, press, dialogs } = useActs(of);
  const breaches = countBySeverity(checked?.items ?? []).error;
  const copies = Boolean(checked?.answer.necessity && !flow?.necessity);
  const open = checked?.unknown.length ?? 0;
  const acts = (flow?.acts ?? []).filter((one) => (one.allowed || (copies && (one.act === 'submit' || one.act === 'number'))) && nextActs.includes(one.act)).sort((a, b) => nextActs.indexOf(a.act) - nextActs.indexOf(b.act));
  const status =
    breaches > 0 ? (
      <>
        <StatusText status="bad">{m.draft.breachesLeft(breaches)}</StatusText> <span className="soft small">{m.draft.breachesHint}</span>
      </>
    ) : copies ? (
      <StatusText status="warn">{m.issuing.necessityOpen}</StatusText>
    ) : flow?.file_faults.length ? (
      <Button kind="quiet" onClick={onQuestions}>
        <StatusText status="warn">{m.issuing.fileStops}</StatusText>
      </Button>
    ) : checked?.answer.necessity ? (
      <Button kind="quiet" onClick={onQuestions}>
        <StatusText status="warn">{m.issuing.necessityAnswered}</StatusText>
      </Button>
    ) : checked ? (
      <StatusText status={open > 0 ? 'info' : 'ok'}>{open > 0 ? m.draft.noBreachSeen(open) : m.draft.noBreach}</StatusText>
    ) : null;
  return (
    <>
      {error ? <ErrorBox compact error={error} /> : null}
      <span className="grow">
        {onFindings && status && !(breaches === 0 && !copies && (checked?.answer.necessity || flow?.file_faults.length)) ? (
          <Button kind="quiet" onClick={onFindings}>
            {status}
          </Button>
        ) : (
          status
        )}
      </span>
      {onIssue && can('draft') ? <Button onClick={onIssue}>{m.issuing.tab}…</Button> : null}
      {acts.map((one, index) => (
        <Button key={one.act} kind={index === 0 && (one.act !== 'number' || flow?.step === 'signed') ? 'primary' : 'default'} busy={busy === one.act} onClick={() => (copies && one.act !== 'return' ? onQuestions() : void press(one))}>
          {one.act === 'number' ? m.draft.number : one.label}
        </Button>
      ))}
      {dialogs}
    </>
  );
}
