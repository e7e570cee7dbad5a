// Under the findings: what is left before the number, and the next act.
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { StatusText } from '../../ui/status';

interface DraftFootProps {
  breaches: number;
  checked: boolean;
  necessityOpen: boolean; // the five questions wait for an answer
  empty: boolean;
  onIssue: (() => void) | undefined;
  onNumber: (() => void) | undefined;
}

export function DraftFoot({ breaches, checked, necessityOpen, empty, onIssue, onNumber }: DraftFootProps) {
  const { can } = useSession();
  return (
    <>
      <span className="grow">
        {breaches > 0 ? (
          <>
            <StatusText status="bad">{m.draft.breachesLeft(breaches)}</StatusText> <span className="soft small">{m.draft.breachesHint}</span>
          </>
        ) : necessityOpen ? (
          <StatusText status="warn">{m.issuing.necessityOpen}</StatusText>
        ) : checked ? (
          <StatusText status="ok">{m.draft.noBreach}</StatusText>
        ) : null}
      </span>
      {onIssue && can('draft') ? <Button onClick={onIssue}>{m.issuing.tab}…</Button> : null}
      {onNumber && can('register_document') ? (
        <Button kind={breaches > 0 ? 'default' : 'primary'} disabled={empty} onClick={onNumber}>
          {m.draft.number}
        </Button>
      ) : null}
    </>
  );
}
