// What waits for the line on this machine, and what came back to be looked at again.
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { m } from '../../app/messages';
import { keptForGood, outbox, useOutbox } from '../../app/outbox';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { isOpen } from '../../lib/outbox';
import type { Entry } from '../../lib/outbox';
import { dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Card, PageHead } from '../../ui/layout';
import { Empty } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { toast } from '../../ui/toast';
import { ReviewDraft, ReviewIncoming, ReviewNumber } from './Review';
import './outbox.css';

export function drop(entry: Entry): void {
  void outbox.remove(entry.id).then((gone) => {
    if (gone) toast(m.outbox.dropped(gone.title), { label: m.outbox.undo, run: () => void outbox.putBack(gone) });
  });
}

export default function OutboxPage() {
  const { me } = useSession();
  const { entries, waiting, others } = useOutbox(me.account_id);
  useTitle(m.outbox.title);
  const [forGood, setForGood] = useState(true);
  useEffect(() => void keptForGood().then(setForGood), []);
  return (
    <div className="page">
      <PageHead
        title={m.outbox.title}
        line={m.outbox.line}
        actions={
          waiting > 0 ? (
            <Button icon="upload" onClick={() => outbox.kick()}>
              {m.outbox.sendNow}
            </Button>
          ) : null
        }
      />
      {waiting > 0 && !forGood ? <p className="outbox-problem small outbox-others">{m.outbox.notKept}</p> : null}
      {others > 0 ? <p className="soft small outbox-others">{m.outbox.others(others)}</p> : null}
      <Card label={m.outbox.title}>
        {entries.length === 0 ? (
          <Empty>{m.outbox.empty}</Empty>
        ) : (
          <ul className="outbox-list">
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

function Row({ entry }: { entry: Entry }) {
  const [open, setOpen] = useState(false);
  const { job, done } = entry;
  const file = job.kind === 'incoming' ? job.file : undefined;
  const status = entry.state === 'done' ? 'ok' : entry.state === 'review' ? 'warn' : entry.state === 'sending' ? 'info' : 'none';
  return (
    <li className="outbox-row" data-state={entry.state}>
      <div className="outbox-line">
        <div className="grow">
          <p className="outbox-title">{entry.title}</p>
          <p className="soft small">{[m.outbox.kinds[job.kind], m.outbox.enteredAt(dateTime(entry.at)), ...(file ? [m.outbox.withFile(file.name)] : [])].join(', ')}</p>
        </div>
        <StatusText status={status}>{entry.state === 'done' ? m.outbox.done[job.kind](done?.number ?? '', done?.symbol ?? '') : m.outbox.states[entry.state]}</StatusText>
        {entry.state === 'review' ? (
          <Button small kind={open ? 'default' : 'primary'} expanded={open} onClick={() => setOpen(!open)}>
            {m.outbox.look}
          </Button>
        ) : null}
        {done ? (
          <>
            {job.kind === 'incoming' ? (
              <Link to="/van-ban-den/$id" params={{ id: done.id }} className="underlined small">
                {m.outbox.open}
              </Link>
            ) : (
              <Link to={job.kind === 'draft' ? '/van-ban-di/soan/$id' : '/van-ban-di/$id'} params={{ id: done.id }} className="underlined small">
                {job.kind === 'draft' ? m.outbox.openDraft : m.outbox.open}
              </Link>
            )}
            <Button small kind="quiet" icon="close" label={m.outbox.clear} onClick={() => void outbox.remove(entry.id)} />
          </>
        ) : null}
        {isOpen(entry) && !entry.reached ? (
          <Button small onClick={() => drop(entry)}>
            {m.outbox.drop}
          </Button>
        ) : null}
      </div>
      {entry.state === 'review' && !open && entry.problem?.detail ? <p className="small outbox-problem">{entry.problem.detail}</p> : null}
      {entry.state === 'review' && open ? (
        job.kind === 'incoming' ? (
          <ReviewIncoming entry={entry} job={job} onDrop={() => drop(entry)} />
        ) : job.kind === 'draft' ? (
          <ReviewDraft entry={entry} job={job} onDrop={() => drop(entry)} />
        ) : (
          <ReviewNumber entry={entry} job={job} onDrop={() => drop(entry)} />
        )
      ) : null}
    </li>
  );
}
