import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { draftFromFile } from '../../api/issuing';
import { keys } from '../../api/queries';
import type { System } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { documentTypes, shownType, storedType } from '../../lib/documentTypes';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Combobox } from '../../ui/Combobox';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, Input, Segmented } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { acceptedFiles } from '../incoming/DropZone';

export function NewDraft({ file: dropped, onClose }: { file: File | null; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [subject, setSubject] = useState('');
  const [type, setType] = useState('kế hoạch');
  const [system, setSystem] = useState<System>(unit.bloc === 'party' ? 'party' : 'state');
  const [tried, setTried] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const summary = useRef<HTMLDivElement>(null);

  const opened = (id: string): void => {
    void client.invalidateQueries({ queryKey: keys.documents(unit.code) });
    onClose();
    void navigate({ to: '/van-ban-di/soan/$id', params: { id } } as never);
  };
  const create = useMutation({
    mutationFn: () => api.createDraft(unit.code, { subject: nfc(subject).trim(), document_type: type, system, text: '' }),
    onSuccess: (draft) => opened(draft.id),
  });
  const fromFile = useMutation({
    mutationFn: (one: File) => draftFromFile(unit.code, one, { subject: nfc(subject).trim(), document_type: type, system }),
    onSuccess: (draft) => opened(draft.id),
  });
  const sent = useRef(false);
  useEffect(() => {
    if (!dropped || sent.current) return;
    sent.current = true;
    fromFile.mutate(dropped);
  }, [dropped, fromFile]);
  const errors: FieldError[] = [];
  if (nfc(subject).trim() === '') errors.push({ id: 'du-thao-trich-yeu', message: m.outgoing.needSubject });
  if (type.trim() === '') errors.push({ id: 'du-thao-loai', message: m.outgoing.needType });
  const busy = create.isPending || fromFile.isPending;
  return (
    <Dialog
      title={m.outgoing.newTitle}
      onClose={onClose}
      footer={
        <>
          <Button icon="upload" busy={fromFile.isPending} disabled={busy} onClick={() => file.current?.click()}>
            {m.outgoing.fromFile}
          </Button>
          <Button
            kind="primary"
            busy={create.isPending}
            disabled={busy}
            onClick={() => {
              setTried(true);
              if (errors.length > 0) requestAnimationFrame(() => summary.current?.focus());
              else create.mutate();
            }}
          >
            {m.outgoing.create}
          </Button>
        </>
      }
    >
      <div className="account-like">
        {tried ? <ErrorSummary ref={summary} title={m.outgoing.summary} errors={errors} /> : null}
        {create.isError ? <ErrorBox compact error={create.error} /> : null}
        {fromFile.isError ? <ErrorBox compact error={fromFile.error} /> : null}
        <Field id="du-thao-trich-yeu" label={m.outgoing.subject} error={tried ? errors.find((one) => one.id === 'du-thao-trich-yeu')?.message : undefined}>
          <Input id="du-thao-trich-yeu" value={subject} onChange={setSubject} placeholder={m.outgoing.subjectHint} autoFocus />
        </Field>
        <div className="form-grid">
          <Field id="du-thao-loai" label={m.outgoing.type}>
            <Combobox
              id="du-thao-loai"
              value={shownType(type)}
              choices={documentTypes(system).map((one) => ({ value: one, label: shownType(one) }))}
              onPick={(choice) => setType(choice.value)}
              onType={(text) => setType(storedType(text))}
              free
            />
          </Field>
          <div className="field">
            <div className="field-head">
              <span className="field-label">{m.outgoing.systemLabel}</span>
            </div>
            <Segmented<System>
              label={m.outgoing.systemLabel}
              value={system}
              options={[
                { value: 'party', label: m.system.party },
                { value: 'state', label: m.system.state },
              ]}
              onChange={setSystem}
            />
          </div>
        </div>
        <input
          ref={file}
          type="file"
          accept={acceptedFiles}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={m.outgoing.fromFile}
          onChange={(event) => {
            const one = event.target.files?.[0];
            event.target.value = '';
            if (one) fromFile.mutate(one);
          }}
        />
      </div>
    </Dialog>
  );
}
