// The five questions before the number, when a draft repeats a superior's document (226-KL/TW, 2.1).
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import * as issuing from '../../api/issuing';
import type { Issuing, NecessityAnswers } from '../../api/issuing';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { dateTime } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, TextArea } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';
import { toast } from '../../ui/toast';
import { ClauseLink } from '../basis/ClauseLink';
import { ReasonDialog } from './ReasonDialog';

const fields = Object.keys(m.issuing.necessityQuestions) as (keyof NecessityAnswers)[];

export function Necessity({ id, view, copies, limit, onDone }: { id: string; view: Issuing; copies: boolean; limit: number; onDone: (after: Issuing) => void }) {
  const { unit, can } = useSession();
  const kept = view.necessity;
  const [answers, setAnswers] = useState<NecessityAnswers>(() => ({ why: kept?.why ?? '', adds: kept?.adds ?? '', resources: kept?.resources ?? '', deadline: kept?.deadline ?? '', responsible: kept?.responsible ?? '' }));
  const [tried, setTried] = useState(false);
  const [waiving, setWaiving] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const editable = copies && !view.locked && can('draft');
  const work = useMutation({
    mutationFn: () => issuing.necessity(unit.code, id, Object.fromEntries(fields.map((field) => [field, nfc(answers[field]).trim()])) as unknown as NecessityAnswers),
    onSuccess: (after) => {
      onDone(after);
      toast(m.issuing.necessitySaved);
    },
  });
  const errors: FieldError[] = fields.filter((field) => nfc(answers[field]).trim() === '').map((field) => ({ id: `can-${field}`, message: m.issuing.needAnswer(m.issuing.necessityQuestions[field]) }));
  return (
    <section className="issue-part" aria-label={m.issuing.necessity} id="su-can-thiet">
      <h3>
        {m.issuing.necessity} <ClauseLink text={m.compare.clause} underlined />
      </h3>
      <p className="soft small">{copies ? m.issuing.necessityHint(limit) : m.issuing.necessityOver(limit)}</p>
      {kept?.waived_by ? <p>{m.issuing.waived(kept.waived_by, kept.waive_reason)}</p> : null}
      {tried ? <ErrorSummary ref={summary} title={m.issuing.necessityFailed} errors={errors} /> : null}
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
      {editable ? (
        <div className="account-like">
          {fields.map((field) => (
            <Field key={field} id={`can-${field}`} label={m.issuing.necessityQuestions[field]} error={tried ? errors.find((one) => one.id === `can-${field}`)?.message : undefined}>
              <TextArea id={`can-${field}`} rows={1} value={answers[field]} onChange={(value) => setAnswers((before) => ({ ...before, [field]: value }))} />
            </Field>
          ))}
          <div className="issue-row">
            <Button
              small
              kind="primary"
              busy={work.isPending}
              onClick={() => {
                setTried(true);
                if (errors.length > 0) requestAnimationFrame(() => summary.current?.focus());
                else work.mutate();
              }}
            >
              {m.issuing.necessitySave}
            </Button>
            {can('sign') ? (
              <Button small onClick={() => setWaiving(true)}>
                {m.issuing.waive}
              </Button>
            ) : null}
          </div>
        </div>
      ) : (
        <dl className="read-only">
          {fields
            .filter((field) => kept?.[field])
            .map((field) => (
              <div key={field} className="contents">
                <dt>{m.issuing.necessityQuestions[field]}</dt>
                <dd>{kept?.[field]}</dd>
              </div>
            ))}
        </dl>
      )}
      {kept ? (
        <p className="soft small">
          {kept.actor_name}, {dateTime(kept.at)}
        </p>
      ) : null}
      {waiving ? (
        <ReasonDialog
          title={m.issuing.waive}
          label={m.issuing.reasonTitle.reason}
          go={m.issuing.waive}
          onClose={() => setWaiving(false)}
          onGo={async (reason) => {
            onDone(await issuing.waiveNecessity(unit.code, id, reason));
            setWaiving(false);
          }}
        />
      ) : null}
    </section>
  );
}
