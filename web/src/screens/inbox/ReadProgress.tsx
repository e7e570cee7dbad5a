// How far the reading is: files, pages, time left, what is being read at this moment; pause and go on.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as inbox from '../../api/inbox';
import type { InboxProgress } from '../../api/inbox';
import { inboxProgressQuery } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { ErrorBox } from '../../ui/states';
import type { Line } from './stream';

/** Pages say more than files when their number is known; a run of one long scan would otherwise stand still. */
export function shareDone(p: Pick<InboxProgress, 'files_done' | 'files_total' | 'pages_done' | 'pages_total'>): number {
  const [done, total] = p.pages_total ? [p.pages_done, p.pages_total] : [p.files_done, p.files_total];
  return total > 0 ? Math.max(0, Math.min(1, done / total)) : 0;
}

export function ReadProgress({ progress, line }: { progress: InboxProgress; line: Line }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (paused: boolean) => inbox.pause(unit.code, paused),
    onSuccess: (next) => client.setQueryData(inboxProgressQuery(unit.code).queryKey, next),
  });
  const left = progress.waiting + progress.reading;
  const share = shareDone(progress);
  const words = progress.paused
    ? m.inbox.paused(left)
    : left > 0
      ? m.inbox.reading(progress.files_done, progress.files_total)
      : progress.files_total > 0
        ? m.inbox.allRead(progress.files_total)
        : m.inbox.idle;
  const details = left > 0 ? [m.inbox.pagesDone(progress.pages_done, progress.pages_total), !progress.paused && progress.seconds_left !== undefined ? m.inbox.left(progress.seconds_left) : ''].filter(Boolean) : [];
  return (
    <section className="inbox-progress" aria-label={m.inbox.progress}>
      <div className="inbox-progress-head">
        <p>
          <strong>{words}</strong>
          {details.length > 0 ? <span className="soft">{details.join(', ')}</span> : null}
        </p>
        {left > 0 || progress.paused ? (
          <Button small busy={change.isPending} onClick={() => change.mutate(!progress.paused)}>
            {progress.paused ? m.inbox.resume : m.inbox.pause}
          </Button>
        ) : null}
      </div>
      {change.isError ? <ErrorBox compact error={change.error} /> : null}
      {left > 0 ? (
        <div
          className={`bar${progress.paused ? ' bar-paused' : ''}`}
          role="progressbar"
          aria-label={m.inbox.progress}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          aria-valuetext={[words, ...details].join(', ')}
        >
          <span style={{ width: `${share * 100}%` }} />
        </div>
      ) : null}
      {progress.active.length > 0 && !progress.paused ? (
        <ul className="inbox-active">
          {progress.active.map((one) => (
            <li key={one.id}>
              <span className="ellipsis">{one.name}</span>
              <span className="soft nowrap">{m.inbox.pageOf(one.pages_done, one.pages)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {line === 'asking' && left > 0 ? <p className="muted small">{m.inbox.asking}</p> : null}
      {/* a reader hears when the state changes, not each page */}
      <span className="visually-hidden" role="status">
        {progress.paused ? m.inbox.paused(left) : left === 0 && progress.files_total > 0 ? m.inbox.allRead(progress.files_total) : ''}
      </span>
    </section>
  );
}
