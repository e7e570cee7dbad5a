// An opinion: of the asked unit, or written down by the one that asked.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as issuing from '../../api/issuing';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Select, TextArea } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';

export function AnswerForm({ id, go, onDone }: { id: string; go: string; onDone: () => void }) {
  const { unit } = useSession();
  const [stance, setStance] = useState('agree');
  const [answer, setAnswer] = useState('');
  const work = useMutation({ mutationFn: () => issuing.answerOpinion(unit.code, id, { stance, answer: nfc(answer).trim() }), onSuccess: onDone });
  return (
    <div className="account-like">
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
      <Field id={`y-kien-${id}`} label={m.issuing.stance}>
        <Select id={`y-kien-${id}`} value={stance} options={Object.entries(m.issuing.stances).map(([value, label]) => ({ value, label }))} onChange={setStance} />
      </Field>
      <Field id={`gop-y-${id}`} label={m.issuing.answerText}>
        <TextArea id={`gop-y-${id}`} rows={3} value={answer} onChange={setAnswer} />
      </Field>
      <div>
        <Button small kind="primary" busy={work.isPending} onClick={() => work.mutate()}>
          {go}
        </Button>
      </div>
    </div>
  );
}
