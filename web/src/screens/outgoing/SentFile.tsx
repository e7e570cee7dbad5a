// The file of a numbered document before its release: what it does not say yet, and the ways to mend that.
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as issuing from '../../api/issuing';
import type { Issuing } from '../../api/issuing';
import type { Document } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, TextArea } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { acceptedFiles } from '../incoming/DropZone';

export function SentFile({ document, view, onAfter }: { document: Document; view: Issuing; onAfter: (next: Issuing) => void }) {
  const { unit, can } = useSession();
  const [reason, setReason] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<File | null>(null);
  const version = view.version;
  const write = useMutation({ mutationFn: () => issuing.numberFile(unit.code, document.id, { version, over: true }), onSuccess: onAfter });
  const put = useMutation({
    mutationFn: (file: File) => {
      chosen.current = file;
      return issuing.finishFile(unit.code, document.id, { version, ...(nfc(reason).trim() ? { reason: nfc(reason).trim() } : {}) }, file);
    },
    onSuccess: onAfter,
  });
  if (view.step !== 'numbered' || !document.file || !can('register_document')) return null;
  const faults = view.file_faults;
  const asks = put.error instanceof ApiError && put.error.code === 'document.file_reason';
  const docx = document.file.media_type.includes('wordprocessingml');
  const says = faults.some((one) => one.code === 'number' || one.code === 'symbol' || one.code === 'day');
  return (
    <section className="issue-part" aria-label={m.issuing.sentFile}>
      <h3>{m.issuing.sentFile}</h3>
      {faults.length === 0 ? (
        <p className="status-text">
          <Glyph status="ok" /> <span>{m.issuing.fileFits(document.file.name)}</span>
        </p>
      ) : (
        <ul className="issue-why">
          {faults.map((one) => (
            <li key={one.code}>
              <Glyph status={one.excusable ? 'warn' : 'bad'} /> {one.message}
            </li>
          ))}
        </ul>
      )}
      {(write.error ?? put.error) ? <ErrorBox compact error={write.error ?? put.error} /> : null}
      {asks ? (
        <Field id="tep-ly-do" label={m.issuing.fileReason}>
          <TextArea id="tep-ly-do" rows={2} value={reason} onChange={setReason} />
        </Field>
      ) : null}
      <div className="issue-row">
        {docx && says ? (
          <Button small kind={faults.some((one) => !one.excusable) ? 'primary' : 'default'} busy={write.isPending} onClick={() => write.mutate()}>
            {m.issuing.writeNumber}
          </Button>
        ) : null}
        <Button small icon="upload" busy={put.isPending} onClick={() => (asks && chosen.current ? put.mutate(chosen.current) : input.current?.click())}>
          {asks ? m.issuing.finishAgain : m.issuing.finish}
        </Button>
        <input
          ref={input}
          type="file"
          accept={acceptedFiles}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={m.issuing.finish}
          onChange={(event) => {
            const one = event.target.files?.[0];
            event.target.value = '';
            if (one) put.mutate(one);
          }}
        />
      </div>
    </section>
  );
}
