import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import * as issuing from '../../api/issuing';
import type { Issuing } from '../../api/issuing';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, TextArea } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import type { Picked } from './UnitPicks';
import { UnitPicks } from './UnitPicks';

const linesOf = (text: string): string[] => text.split('\n').map((one) => nfc(one).trim()).filter(Boolean);

export function AskDialog({ id, version, onClose, onDone }: { id: string; version: number; onClose: () => void; onDone: (after: Issuing) => void }) {
  const { unit } = useSession();
  const [picked, setPicked] = useState<Picked[]>([]);
  const [names, setNames] = useState('');
  const [question, setQuestion] = useState<string>(m.issuing.questionDefault);
  const [due, setDue] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const work = useMutation({
    mutationFn: () =>
      issuing.ask(unit.code, id, { version, units: picked.map((one) => one.code), names: linesOf(names), question: nfc(question).trim(), ...(due ? { due } : {}) }),
    onSuccess: onDone,
  });
  const errors: FieldError[] = [];
  if (picked.length === 0 && linesOf(names).length === 0) errors.push({ id: 'xin-don-vi', message: m.issuing.needAsked });
  if (nfc(question).trim() === '') errors.push({ id: 'xin-noi-dung', message: m.issuing.needQuestion });
  if (problem) errors.push({ id: 'xin-han', message: problem });
  const of = (field: string): string | undefined => (tried ? errors.find((one) => one.id === field)?.message : undefined);
  return (
    <Dialog
      title={m.issuing.ask}
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
              if (errors.length > 0) requestAnimationFrame(() => summary.current?.focus());
              else work.mutate();
            }}
          >
            {m.issuing.ask}
          </Button>
        </>
      }
    >
      <div className="account-like">
        {tried ? <ErrorSummary ref={summary} title={m.issuing.needAsked} errors={errors} /> : null}
        {work.isError ? <ErrorBox compact error={work.error} /> : null}
        <Field id="xin-don-vi" label={m.issuing.askUnits} error={of('xin-don-vi')}>
          <UnitPicks id="xin-don-vi" picked={picked} onChange={setPicked} except={unit.code} invalid={of('xin-don-vi') !== undefined} />
        </Field>
        <Field id="xin-ten" label={m.issuing.askNames} hint={m.issuing.askNamesHint}>
          <TextArea id="xin-ten" rows={2} value={names} onChange={setNames} />
        </Field>
        <Field id="xin-noi-dung" label={m.issuing.question} error={of('xin-noi-dung')}>
          <TextArea id="xin-noi-dung" rows={2} value={question} onChange={setQuestion} />
        </Field>
        <Field id="xin-han" label={m.issuing.due} error={of('xin-han')}>
          <DateField id="xin-han" value={due} today={todayIso()} onChange={setDue} onProblem={setProblem} invalid={of('xin-han') !== undefined} />
        </Field>
      </div>
    </Dialog>
  );
}
