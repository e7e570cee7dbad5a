// The phone of somebody who checked in: it waits for a question, answers it, sees the result.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/hall';
import type { SeatView } from '../../api/hall';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { Button } from '../../ui/Button';
import { ErrorBox, Loading } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { elapsed } from './clock';
import { Counts, Reply } from './question';
import { isOver } from './VotesTab';

const keyOf = (code: string): string => `sauro.hall.ticket.${code}`;
export function ticketOf(code: string): string | null {
  try {
    return localStorage.getItem(keyOf(code));
  } catch {
    return null;
  }
}
export function keepTicket(code: string, ticket: string | null): void {
  try {
    if (ticket === null) localStorage.removeItem(keyOf(code));
    else localStorage.setItem(keyOf(code), ticket);
  } catch {
    // a reload asks to check in again
  }
}

export function Seat({ ticket, onGone }: { ticket: string; onGone: () => void }) {
  const client = useQueryClient();
  const key = ['hall-seat', ticket];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.seat(ticket, signal), retry: (tries, error) => !(error instanceof ApiError) && tries < 5, refetchInterval: 30_000 });
  const [live, setLive] = useState(true);
  const [now, setNow] = useState(Date.now);
  // The event says that something changed; what concerns this phone is asked for.
  useEffect(() => {
    const source = new EventSource(api.seatEventsHref(ticket));
    source.addEventListener('hall', () => void client.invalidateQueries({ queryKey: ['hall-seat', ticket] }, { cancelRefetch: false }));
    source.onopen = () => setLive(true);
    source.onerror = () => setLive(false);
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, [ticket, client]);
  useTitle(m.hall.checkIn, query.data?.title);

  const gone = query.error instanceof ApiError && query.error.code === 'hall.no_seat';
  if (gone) {
    return (
      <>
        <ErrorBox error={query.error} />
        <Button kind="primary" block onClick={onGone}>
          {m.votes.again}
        </Button>
      </>
    );
  }
  if (!query.data) return query.isError ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={3} />;
  const seat = query.data;
  const ahead = seat.server_now - query.dataUpdatedAt; // the server's clock against this one; a time limit needs no more
  return (
    <div className="vote-seat">
      <p>{seat.title}</p>
      <p className="hall-checked" role="status">
        <Glyph status="ok" size={20} /> {m.votes.seat(seat.name)}
      </p>
      {live ? null : <p className="hall-offline">{m.votes.offline}</p>}
      {seat.vote ? (
        <Ballot key={seat.vote.id} ticket={ticket} seat={seat} vote={seat.vote} now={now + ahead} put={(next) => client.setQueryData(key, next)} />
      ) : (
        <p className="soft">{m.votes.wait}</p>
      )}
    </div>
  );
}

function Ballot({ ticket, seat, vote, now, put }: { ticket: string; seat: SeatView; vote: api.Vote; now: number; put: (next: SeatView) => void }) {
  const [id, setId] = useState(api.freshId);
  const work = useMutation({
    mutationFn: (given: api.Answer) => api.answerVote(ticket, vote.id, given, id),
    onSuccess: (next) => {
      put(next);
      setId(api.freshId());
    },
  });
  const answered = seat.mine?.answered === true;
  const over = isOver(vote, now);
  const told = answered ? (
    <p className="hall-checked" role="status">
      <Glyph status="ok" size={20} /> {vote.secret ? m.votes.sentSecret : m.votes.sent}
    </p>
  ) : null;
  return (
    <>
      {over || (answered && vote.secret) ? (
        <>
          <h2>{vote.question}</h2>
          {told}
          {over ? <p>{vote.closed_at === undefined ? m.votes.timeOver : m.votes.closed}</p> : null}
          {vote.closed_at === undefined ? null : <Counts choices={vote.choices} />}
        </>
      ) : (
        <>
          {told}
          <p className="soft">{vote.secret ? m.votes.secretHint : m.votes.openHint}</p>
          {vote.ends_at === undefined ? null : <p>{m.votes.timeLeft(elapsed(vote.ends_at - now))}</p>}
          <Reply
            id="bieu-quyet"
            question={vote.question}
            choices={vote.choices}
            other={vote.other}
            alwaysWords={false}
            start={{ ...(seat.mine?.choice === undefined ? {} : { choice: seat.mine.choice }), ...(seat.mine?.opinion === undefined ? {} : { opinion: seat.mine.opinion }) }}
            label={m.votes.opinion}
            go={answered ? m.votes.change : m.votes.send}
            busy={work.isPending}
            onGo={(choice, opinion) => work.mutate({ choice, ...(opinion === undefined ? {} : { opinion }) })}
          />
        </>
      )}
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
    </>
  );
}
