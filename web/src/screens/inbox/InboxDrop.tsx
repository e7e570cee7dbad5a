// Where files come in: a drop, a choice of files, a choice of a whole folder; below it what could not be sent and why.
import { useEffect, useRef, useState } from 'react';
import { LineError } from '../../api/client';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { describe } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { acceptedFiles } from '../incoming/DropZone';
import { fromList } from './folder';
import type { Named } from './folder';
import type { Upload } from './uploads';
import { countUploads } from './uploads';
import { uploads, useUploads } from './useInbox';

const reasonOf = (one: Upload): string => (one.local ? m.inbox.reasons[one.local] : one.state === 'failed' && one.error instanceof LineError ? m.inbox.gaveUp : describe(one.error).text);

export function InboxDrop({ large, onTaken }: { large: boolean; onTaken?: () => void }) {
  const { unit } = useSession();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const list = useUploads(unit.code);
  const counts = countUploads(list);
  const [junk, setJunk] = useState(0);
  const take = (named: Named[]): void => {
    setJunk(uploads.add(unit.code, named));
    onTaken?.();
  };

  // closing the tab would lose what has not been sent
  const busy = counts.left > 0;
  useEffect(() => {
    if (!busy) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);

  const input = (ref: React.RefObject<HTMLInputElement | null>, label: string, more: object) => (
    <input
      ref={ref}
      type="file"
      multiple
      className="visually-hidden"
      tabIndex={-1}
      aria-label={label}
      onChange={(event) => {
        const chosen = fromList(event.target.files ?? []);
        event.target.value = '';
        if (chosen.length > 0) take(chosen);
      }}
      {...more}
    />
  );
  const problems = list.filter((one) => one.state === 'refused' || one.state === 'failed');
  return (
    <section className={`inbox-drop${large ? ' inbox-drop-large' : ''}`} aria-label={m.inbox.upload}>
      <div className="inbox-drop-zone">
        <Icon name="upload" size={large ? 34 : 24} />
        <div className="inbox-drop-text">
          <strong>{m.inbox.drop}</strong>
          <p>{m.inbox.dropHint}</p>
        </div>
        <div className="drop-buttons">
          <Button kind={large ? 'primary' : 'default'} icon="upload" onClick={() => files.current?.click()}>
            {m.inbox.pickFiles}
          </Button>
          <Button onClick={() => folder.current?.click()}>{m.inbox.pickFolder}</Button>
        </div>
        {input(files, m.inbox.filesLabel, { accept: acceptedFiles })}
        {input(folder, m.inbox.folderLabel, { webkitdirectory: '' })}
      </div>
      {list.length > 0 ? (
        <div className="inbox-uploads">
          <p className="inbox-uploads-line" role="status">
            {busy ? m.inbox.sending(counts.sent, counts.total) : counts.sent > 0 ? m.inbox.sent(counts.sent) : ''}
            {busy ? <span className="soft"> {m.inbox.keepOpen}</span> : null}
            {junk > 0 ? <span className="soft"> {m.inbox.junk(junk)}</span> : null}
          </p>
          {busy ? (
            <div
              className="bar"
              role="progressbar"
              aria-label={m.inbox.uploadProgress}
              aria-valuemin={0}
              aria-valuemax={counts.total}
              aria-valuenow={counts.sent}
              aria-valuetext={m.inbox.sending(counts.sent, counts.total)}
            >
              <span style={{ width: `${(100 * (counts.total - counts.left)) / Math.max(1, counts.total)}%` }} />
            </div>
          ) : null}
          {list.some((one) => one.waiting) ? <p className="soft">{m.inbox.waitRetry}</p> : null}
          {problems.length > 0 ? (
            <div className="inbox-problems">
              <p>
                <Glyph status="warn" /> <strong>{m.inbox.notSent(problems.length)}</strong>
                {counts.failed > 0 ? (
                  <Button small icon="refresh" onClick={() => uploads.retry()}>
                    {m.inbox.retryAll}
                  </Button>
                ) : null}
                <button type="button" className="link" onClick={() => uploads.clear()}>
                  {m.inbox.dismiss}
                </button>
              </p>
              <ul tabIndex={0} aria-label={m.inbox.notSent(problems.length)}>
                {problems.map((one) => (
                  <li key={one.key}>
                    <span className="inbox-problem-name">{one.name}</span>
                    <span className="soft">{reasonOf(one)}</span>
                    {one.local === null ? (
                      <button type="button" className="link" onClick={() => uploads.retry(one.key)}>
                        {m.inbox.retryOne}
                        <span className="visually-hidden"> {one.name}</span>
                      </button>
                    ) : null}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
