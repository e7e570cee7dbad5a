import { useRef } from 'react';
import { ApiError } from '../../api/client';
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { ErrorBox, Loading } from '../../ui/states';

export const acceptedFiles = '.pdf,.png,.jpg,.jpeg,.tif,.tiff,.docx,.doc,.rtf,.txt,.html,.htm,.xlsx';

/** Where an entry starts: a file, or nothing but the keyboard. */
export function DropZone(p: { busy: string | null; error: unknown; onFiles: (files: File[]) => void; onByHand: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  if (p.busy !== null) {
    return (
      <div className="drop-zone">
        <strong>{m.entry.reading(p.busy)}</strong>
        <p>{m.entry.readingHint}</p>
        <div className="drop-loading">
          <Loading lines={3} />
        </div>
      </div>
    );
  }
  const secret = p.error instanceof ApiError && /secret/.test(p.error.code);
  return (
    <>
      {p.error ? (
        <div className="drop-error">
          <p className="drop-title">{secret ? m.entry.secretTitle : m.entry.readFailed}</p>
          <ErrorBox compact error={p.error} />
          {p.error instanceof ApiError && p.error.problem.clause ? <p className="muted small">{p.error.problem.clause}</p> : null}
        </div>
      ) : null}
      <div
        className="drop-zone"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          p.onFiles([...event.dataTransfer.files]);
        }}
      >
        <Icon name="upload" size={34} />
        <strong>{m.entry.drop}</strong>
        <p>{m.entry.dropHint}</p>
        <div className="drop-buttons">
          <Button kind="primary" icon="upload" autoFocus onClick={() => input.current?.click()}>
            {p.error ? m.entry.otherFile : m.entry.pick}
          </Button>
          <Button icon="edit" onClick={p.onByHand}>
            {m.entry.byHand}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          multiple
          accept={acceptedFiles}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={m.entry.pick}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) p.onFiles(files);
          }}
        />
      </div>
    </>
  );
}
