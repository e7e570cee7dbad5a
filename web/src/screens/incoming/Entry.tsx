// Quick entry: a dropped file is read, the fields it gave are tinted, the focus goes to the first one that needs a person.
// N, Enter, Enter … Ctrl S: no mouse needed.
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, LineError } from '../../api/client';
import * as api from '../../api/endpoints';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { readDraft } from '../../lib/store';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/layout';
import { ErrorBox } from '../../ui/states';
import { DropZone } from './DropZone';
import type { EntryDraft, EntryStart } from './EntryForm';
import { EntryForm } from './EntryForm';
import { emptyValues, valuesOf } from './fields';
import { addFiles, clearQueue, nextFile, useQueue } from './queue';

export default function Entry() {
  const { unit, can } = useSession();
  const navigate = useNavigate();
  const close = useCallback(() => void navigate({ to: '/van-ban-den', search: (before: object) => ({ ...before, rong: undefined }) } as never), [navigate]);
  if (!can('register_document')) {
    return (
      <Panel title={m.entry.title} onClose={close}>
        <ErrorBox error={new ApiError(403, { code: 'permission.denied', detail: m.entry.noRight })} />
      </Panel>
    );
  }
  return <EntryForUnit key={unit.code} close={close} />;
}

function EntryForUnit({ close }: { close: () => void }) {
  const { unit } = useSession();
  const navigate = useNavigate();
  const draftKey = `entry/${unit.code}`;
  const queue = useQueue();
  const file = queue.files[queue.at];
  const [start, setStart] = useState<EntryStart | null>(null);
  const [round, setRound] = useState(0); // a new form each time
  const started = useRef(false);
  const begin = useCallback((next: EntryStart | null) => {
    started.current = next !== null;
    setStart(next);
    setRound((before) => before + 1);
  }, []);

  const read = useMutation({
    mutationFn: (one: File) => api.intake(unit.code, one),
    onSuccess: (intake) => begin({ values: valuesOf(intake.reading, todayIso()), intake, keptAt: null, restored: false, dirty: true }),
    onError: (error, one) => {
      if (error instanceof LineError) begin({ values: emptyValues(todayIso()), intake: null, file: one, keptAt: null, restored: false, dirty: true });
    },
  });
  const readRef = useRef(read);
  readRef.current = read;
  const sent = useRef<File | null>(null);
  useEffect(() => {
    if (!file || sent.current === file) return;
    sent.current = file;
    void readDraft<EntryDraft>(draftKey).then((draft) => {
      // back from a look at another document: the same file was read already
      const known = draft?.intake?.file ?? draft?.file;
      if (draft && known && known.name === file.name.normalize('NFC') && known.size === file.size) {
        begin({ values: draft.values, intake: draft.intake, file: draft.file, keptAt: draft.at, restored: false, dirty: false });
        return;
      }
      begin(null);
      readRef.current.mutate(file);
    });
  }, [file, draftKey, begin]);

  // a draft left behind by a closed tab
  useEffect(() => {
    if (file) return;
    let gone = false;
    void readDraft<EntryDraft>(draftKey).then((draft) => {
      if (gone || !draft || started.current) return;
      begin({ values: draft.values, intake: draft.intake, file: draft.file, keptAt: draft.at, restored: true, dirty: false });
    });
    return () => {
      gone = true;
    };
  }, [draftKey, file, begin]);

  /** To the next dropped file; false when there is none. */
  const forward = (): boolean => {
    const more = queue.at + 1 < queue.files.length;
    begin(null);
    if (more) nextFile();
    else clearQueue();
    sent.current = null;
    return more;
  };
  useKeys({ escape: close });
  const place = queue.files.length > 1 ? m.entry.queue(queue.at + 1, queue.files.length) : null;
  if (start === null) {
    return (
      <Panel title={m.entry.title} onClose={close} sub={place}>
        <DropZone
          busy={read.isPending ? (file?.name ?? '') : null}
          error={read.error}
          onFiles={(files) => {
            read.reset();
            sent.current = null;
            clearQueue();
            addFiles(files);
          }}
          onByHand={() => {
            clearQueue();
            begin({ values: emptyValues(todayIso()), intake: null, keptAt: null, restored: false, dirty: false });
          }}
        />
      </Panel>
    );
  }
  return (
    <Panel title={m.entry.title} autoFocus={false} sub={place} onClose={close}>
      <EntryForm
        key={round}
        start={start}
        draftKey={draftKey}
        onDropDraft={() => begin(null)}
        note={start.file ? <p className="doubt-line">{m.outbox.fileKept(start.file.name)}</p> : null}
        onKept={(next) => {
          if (!forward() && !next) close();
        }}
        onSaved={(saved, next) => {
          if (!forward() && !next) void navigate({ to: '/van-ban-den/$id', params: { id: saved.id }, search: (before: object) => before } as never);
        }}
        actions={(form) => (
          <>
            {form.savedLine}
            <Button onClick={() => form.submit(true)} disabled={form.saving}>
              {m.entry.saveNext}
            </Button>
            <Button ref={form.saveButton} kind="primary" shortcut="Ctrl S" busy={form.saving} onClick={() => form.submit(false)}>
              {m.entry.save(form.nextNumber)}
            </Button>
          </>
        )}
      />
    </Panel>
  );
}
