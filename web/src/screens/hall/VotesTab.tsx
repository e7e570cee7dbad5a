// Biểu quyết: the operator asks, counts live, closes; what was asked before stays below.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as api from '../../api/hall';
import type { Hall, Vote } from '../../api/hall';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Field, Input, Segmented } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';
import { Tag } from '../../ui/status';
import { elapsed } from './clock';
import { Counts, useQuestion } from './question';

interface TabProps {
  hall: Hall;
  may: boolean;
  put: (hall: Hall) => void;
  now: number; // of the server
}

export const isOver = (vote: Vote, now: number): boolean => vote.closed_at !== undefined || (vote.ends_at !== undefined && now >= vote.ends_at);

export function VotesTab({ hall, may, put, now }: TabProps) {
  const newest = hall.votes[0];
  const running = newest !== undefined && !isOver(newest, now);
  const open = hall.state.sitting === 'sitting' || hall.state.sitting === 'recess';
  return (
    <>
      {may && open && !running ? <Ask key={hall.votes.length} hall={hall} put={put} /> : null}
      {may && !open && hall.state.sitting === 'before' ? <p className="hall-empty">{m.votes.notOpen}</p> : null}
      {hall.votes.length === 0 ? <p className="hall-empty">{m.votes.none}</p> : null}
      {hall.votes.map((vote) => (
        <One key={vote.id} hall={hall} vote={vote} may={may} put={put} now={now} />
      ))}
    </>
  );
}

function Ask({ hall, put }: { hall: Hall; put: (hall: Hall) => void }) {
  const { unit } = useSession();
  const [client] = useState(api.freshId);
  const asking = useQuestion('bieu-quyet', m.votes.question);
  const [secrecy, setSecrecy] = useState<'open' | 'secret'>('open');
  const [minutes, setMinutes] = useState('');
  const work = useMutation({
    mutationFn: (question: api.Question) => {
      const limit = Number.parseInt(minutes, 10);
      return api.openVote(unit.code, hall.id, { ...question, secret: secrecy === 'secret', ...(Number.isFinite(limit) ? { minutes: limit } : {}) }, client);
    },
    onSuccess: put,
  });
  return (
    <form
      className="vote-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (asking.value) work.mutate(asking.value);
      }}
    >
      {asking.fields}
      <Segmented<'open' | 'secret'>
        label={m.votes.secrecy}
        value={secrecy}
        onChange={setSecrecy}
        options={[
          { value: 'open', label: m.votes.open },
          { value: 'secret', label: m.votes.secret },
        ]}
      />
      <p className="soft">{secrecy === 'secret' ? m.votes.secretHint : m.votes.openHint}</p>
      <Field id="bieu-quyet-phut" label={m.votes.minutes}>
        <Input id="bieu-quyet-phut" value={minutes} onChange={setMinutes} inputMode="numeric" maxLength={3} />
      </Field>
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
      <Button kind="primary" submit busy={work.isPending} disabled={asking.value === null}>
        {m.votes.go}
      </Button>
    </form>
  );
}

function One({ hall, vote, may, put, now }: TabProps & { vote: Vote }) {
  const { unit } = useSession();
  const act = useMutation({ mutationFn: (what: 'close' | 'hide') => api.actOnVote(unit.code, hall.id, vote.id, what), onSuccess: put });
  const closed = vote.closed_at !== undefined;
  return (
    <section className="vote-item" aria-label={m.votes.number(vote.number)}>
      <h3>{vote.question}</h3>
      <p className="soft">
        {[m.votes.number(vote.number), vote.secret ? m.votes.secret : m.votes.open, m.votes.answered(vote.answered, hall.present)].join(', ')} <VoteState vote={vote} now={now} />
      </p>
      <Counts choices={vote.choices} />
      {vote.secret && !closed ? <p className="soft">{m.votes.hiddenCounts}</p> : null}
      {vote.opinions.length > 0 ? (
        <ul className="vote-opinions">
          {vote.opinions.map((one, at) => (
            <li key={at}>{m.votes.other(one.name, one.words)}</li>
          ))}
        </ul>
      ) : null}
      {act.isError ? <ErrorBox compact error={act.error} /> : null}
      {may && (!closed || !vote.hidden) && hall.votes[0]?.id === vote.id ? (
        <div className="vote-buttons">
          {closed ? (
            <Button busy={act.isPending} onClick={() => act.mutate('hide')}>
              {m.votes.hide}
            </Button>
          ) : (
            <Button kind="primary" busy={act.isPending} onClick={() => act.mutate('close')}>
              {m.votes.close}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  );
}

export function VoteState({ vote, now }: { vote: Vote; now: number }) {
  if (vote.closed_at !== undefined) return <Tag status="ok">{m.votes.closed}</Tag>;
  if (isOver(vote, now)) return <Tag status="warn">{m.votes.timeOver}</Tag>;
  return (
    <Tag status="info">
      {m.votes.running}
      {vote.ends_at === undefined ? '' : `, ${m.votes.left(elapsed(vote.ends_at - now))}`}
    </Tag>
  );
}

/** On the wall: the question, what may be answered, the figures as far as they may be told. */
export function VoteFace({ vote, present, now }: { vote: Vote; present: number; now: number }) {
  return (
    <section className="hall-vote" aria-label={m.votes.number(vote.number)}>
      <h2>{vote.question}</h2>
      <Counts choices={vote.choices} />
      <p className="hall-vote-line">
        <span>{m.votes.answered(vote.answered, present)}</span>
        <span>{vote.closed_at !== undefined ? m.votes.closed : isOver(vote, now) ? m.votes.timeOver : vote.ends_at === undefined ? m.votes.running : m.votes.left(elapsed(vote.ends_at - now))}</span>
      </p>
    </section>
  );
}
