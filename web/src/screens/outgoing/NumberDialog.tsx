// Taking a number cannot be undone, so it is a dialog. With a breach still open the signer's reason is asked for and kept.
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import * as issuing from '../../api/issuing';
import type { Document, NumberInput, Signer } from '../../api/types';
import { m } from '../../app/messages';
import { sendOrKeep } from '../../app/outbox';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { date as shown } from '../../lib/format';
import { fold, nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/DateField';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, Input, Select, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { Glyph } from '../../ui/status';

/** "V/v …", "Về việc …" and capitals make no other subject. */
const plain = (subject: string): string => fold(subject).replace(/^(v\/v|ve viec|ve)\s+/, '').replace(/[\s.]+/g, ' ').trim();

const forms = { party: ['T/M', 'K/T', 'T/L'], state: ['TM.', 'KT.', 'TL.', 'TUQ.', 'Q.'] } as const;

export function NumberDialog(p: {
  document: Document;
  signer: Signer | null;
  recipients: string[];
  breaches: number; // for which the signer has not answered yet
  signedBy?: string | undefined; // who signed in the system
  textSubject?: string | undefined; // as its words have it
  textDate?: string | undefined; // the day that the heading of the draft gives
  onClose: () => void;
  onDone: (document: Document | null) => void; // null: kept, sent when the line is back
}) {
  const { unit, me } = useSession();
  const today = todayIso();
  const [date, setDate] = useState(today);
  const [subject, setSubject] = useState(p.document.subject);
  const [signer, setSigner] = useState(p.document.signer ?? p.signer?.name ?? p.signedBy?.split(',')[0] ?? '');
  const [title, setTitle] = useState(p.document.signer_title ?? p.signer?.title ?? '');
  const [form, setForm] = useState<string>(p.document.signing_form ?? p.signer?.form ?? '');
  const [recipients, setRecipients] = useState(() => (p.document.recipients ?? p.recipients).join('\n'));
  const [copies, setCopies] = useState('');
  const [pages, setPages] = useState('');
  const [reason, setReason] = useState('');
  const [reasonOn, setReasonOn] = useState('');
  const [reasonOnProblem, setReasonOnProblem] = useState<string | undefined>();
  const [dateReason, setDateReason] = useState('');
  const [refusedDate, setRefusedDate] = useState(false); // by the server
  const [dateProblem, setDateProblem] = useState<string | undefined>();
  const [needReason, setNeedReason] = useState(p.breaches > 0);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const otherDay = p.textDate !== undefined && date !== '' && date !== p.textDate;
  const needDateReason = refusedDate || otherDay;

  const count = (text: string): number | undefined => (Number(text) > 0 ? Number(text) : undefined);
  const work = useMutation({
    mutationFn: async () => {
      const input: NumberInput = {
        date,
        subject: nfc(subject).trim(),
        signer: nfc(signer).trim(),
        signer_title: nfc(title).trim() || undefined,
        signing_form: form || undefined,
        recipients: recipients.split('\n').map((one) => nfc(one).trim()).filter(Boolean),
        copies: count(copies),
        pages: count(pages),
        breach_reason: nfc(reason).trim() || undefined,
        breach_on: (needReason && reasonOn) || undefined,
        date_reason: (needDateReason && nfc(dateReason).trim()) || undefined,
      };
      const answer = await sendOrKeep({ account: me.account_id, unit: unit.code, title: p.document.subject, job: { kind: 'number', document: p.document.id, input } }, (key) =>
        api.numberDraft(unit.code, p.document.id, input, key),
      );
      // Places left open in the .docx are filled in; what cannot be stands under "Tệp gửi đi" of the numbered document.
      if ('sent' in answer && p.document.file?.media_type.includes('wordprocessingml'))
        await issuing.numberFile(unit.code, p.document.id, { version: answer.sent.version }).catch(() => undefined);
      return answer;
    },
    onSuccess: (answer) => p.onDone('sent' in answer ? answer.sent : null),
    onError: (error) => {
      if (error instanceof ApiError && (error.code === 'draft.breached' || error.code === 'draft.breach_paper')) setNeedReason(true);
      if (error instanceof ApiError && error.code === 'draft.date_reason') setRefusedDate(true);
      requestAnimationFrame(() => summary.current?.focus());
    },
  });
  const errors: FieldError[] = [];
  if (dateProblem) errors.push({ id: 'so-ngay', message: dateProblem });
  else if (date === '') errors.push({ id: 'so-ngay', message: m.draft.needDate });
  if (nfc(subject).trim() === '') errors.push({ id: 'so-trich-yeu', message: m.draft.needSubject });
  if (nfc(signer).trim() === '') errors.push({ id: 'so-nguoi-ky', message: m.draft.needSigner });
  if (needReason && nfc(reason).trim() === '') errors.push({ id: 'so-ly-do', message: m.draft.needReason });
  if (needReason && (reasonOnProblem || reasonOn === '')) errors.push({ id: 'so-ly-do-luc', message: reasonOnProblem ?? m.draft.needReasonOn });
  if (needDateReason && nfc(dateReason).trim() === '') errors.push({ id: 'so-ly-do-ngay', message: m.draft.needDateReason });
  const of = (id: string): string | undefined => (tried ? errors.find((one) => one.id === id)?.message : undefined);
  const known: readonly string[] = forms[p.document.system ?? 'party'];
  const options = ['', ...known, ...(form !== '' && !known.includes(form) ? [form] : [])];

  return (
    <Dialog
      title={m.draft.numberTitle}
      width={600}
      onClose={p.onClose}
      footer={
        <>
          <Button onClick={p.onClose}>{m.cancel}</Button>
          <Button
            kind="primary"
            busy={work.isPending}
            onClick={() => {
              setTried(true);
              if (errors.length > 0) requestAnimationFrame(() => summary.current?.focus());
              else work.mutate();
            }}
          >
            {m.draft.numberGo}
          </Button>
        </>
      }
    >
      <div className="account-like">
        <p className="soft small">{m.draft.numberHint}</p>
        {tried ? <ErrorSummary ref={summary} title={m.draft.numberFailed} errors={errors} /> : null}
        {work.isError && (errors.length === 0 || refusedDate) ? <ErrorBox compact error={work.error} /> : null}
        <div className="form-grid">
          <Field id="so-ngay" label={m.draft.date} error={of('so-ngay')}>
            <DateField id="so-ngay" value={date} today={today} onChange={(next) => {
                setDate(next);
                setRefusedDate(false);
                work.reset();
              }} onProblem={setDateProblem} invalid={of('so-ngay') !== undefined} />
          </Field>
          <Field id="so-hinh-thuc" label={m.draft.signingForm}>
            <Select id="so-hinh-thuc" value={form} options={options.map((value) => ({ value, label: value || m.draft.noneForms }))} onChange={setForm} />
          </Field>
          <Field id="so-nguoi-ky" label={m.draft.signer} error={of('so-nguoi-ky')}>
            <Input id="so-nguoi-ky" value={signer} onChange={setSigner} invalid={of('so-nguoi-ky') !== undefined} autoFocus />
          </Field>
          <Field id="so-chuc-vu" label={m.draft.signerTitle}>
            <Input id="so-chuc-vu" value={title} onChange={setTitle} />
          </Field>
          <div className="wide">
            <Field id="so-trich-yeu" label={m.draft.numberSubject} error={of('so-trich-yeu')}>
              <TextArea id="so-trich-yeu" rows={2} value={subject} onChange={setSubject} invalid={of('so-trich-yeu') !== undefined} />
            </Field>
            {p.textSubject && plain(p.textSubject) !== plain(subject) ? (
              <div className="check-actions">
                <p className="status-text status-text-warn" role="status">
                  <Glyph status="warn" />
                  <span>{m.draft.textSubject(p.textSubject)}</span>
                </p>
                <Button small onClick={() => setSubject(p.textSubject ?? subject)}>
                  {m.draft.takeTextSubject}
                </Button>
              </div>
            ) : null}
          </div>
          <div className="wide">
            <Field id="so-noi-nhan" label={m.draft.recipients} aside={m.draft.recipientsHint}>
              <TextArea id="so-noi-nhan" rows={3} value={recipients} onChange={setRecipients} />
            </Field>
          </div>
          <Field id="so-ban" label={m.draft.copies}>
            <Input id="so-ban" inputMode="numeric" value={copies} onChange={(value) => setCopies(value.replace(/\D/g, ''))} />
          </Field>
          <Field id="so-trang" label={m.draft.pages}>
            <Input id="so-trang" inputMode="numeric" value={pages} onChange={(value) => setPages(value.replace(/\D/g, ''))} />
          </Field>
          {needDateReason ? (
            <div className="wide">
              {otherDay ? (
                <>
                  <p className="status-text status-text-warn" role="status">
                    <Glyph status="warn" />
                    <span>{m.draft.textDate(shown(p.textDate), shown(date))}</span>
                  </p>
                  <div className="check-actions">
                    <Button small onClick={() => setDate(p.textDate ?? date)}>
                      {m.draft.takeTextDate(shown(p.textDate))}
                    </Button>
                  </div>
                </>
              ) : null}
              <Field id="so-ly-do-ngay" label={m.draft.dateReason} error={of('so-ly-do-ngay')}>
                <TextArea id="so-ly-do-ngay" rows={2} value={dateReason} onChange={setDateReason} invalid={of('so-ly-do-ngay') !== undefined} />
              </Field>
            </div>
          ) : null}
          {needReason ? (
            <div className="wide">
              <Field id="so-ly-do" label={m.draft.reason(Math.max(1, p.breaches))} error={of('so-ly-do')} hint={m.draft.reasonHint}>
                <TextArea id="so-ly-do" rows={2} value={reason} onChange={setReason} invalid={of('so-ly-do') !== undefined} />
              </Field>
              <Field id="so-ly-do-luc" label={m.draft.reasonOn} error={of('so-ly-do-luc')}>
                <DateField id="so-ly-do-luc" value={reasonOn} today={today} onChange={setReasonOn} onProblem={setReasonOnProblem} invalid={of('so-ly-do-luc') !== undefined} />
              </Field>
            </div>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
