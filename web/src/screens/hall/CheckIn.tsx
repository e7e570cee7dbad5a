// Điểm danh trên điện thoại: the code on the wall of the hall, a name, done. No account.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { checkIn, checkInPlace } from '../../api/hall';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { date } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/controls';
import { Logo } from '../../ui/icons';
import { ErrorBox, Loading } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { keepTicket, Seat, ticketOf } from './Seat';
import '../account/account.css';
import './hall.css';

export default function CheckInPage() {
  const { code } = useParams({ strict: false }) as { code?: string };
  return (
    <div className="account-page">
      <header className="account-bar">
        <Logo size={30} />
        <span className="account-product">{m.product}</span>
      </header>
      <main className="account-main">
        <div className="account-card hall-check-in">
          <h1 tabIndex={-1}>{m.hall.checkIn}</h1>
          {code === undefined ? <CodeForm /> : <Door code={code} />}
        </div>
      </main>
    </div>
  );
}

function CodeForm() {
  const [code, setCode] = useState('');
  const navigate = useNavigate();
  const digits = code.replace(/\D/g, '');
  useTitle(m.hall.checkIn);
  return (
    <form
      className="account-like"
      onSubmit={(event) => {
        event.preventDefault();
        if (digits !== '') void navigate({ to: '/diem-danh/$code', params: { code: digits } } as never);
      }}
    >
      <Field id="ma" label={m.hall.yourCode}>
        <Input id="ma" value={code} onChange={setCode} inputMode="numeric" maxLength={20} />
      </Field>
      <Button kind="primary" submit block disabled={digits === ''}>
        {m.hall.goOn}
      </Button>
    </form>
  );
}

/** Who checked in on this phone sits in the hall, also after a reload. */
function Door({ code }: { code: string }) {
  const [ticket, setTicket] = useState(() => ticketOf(code));
  const take = (next: string | null): void => {
    keepTicket(code, next);
    setTicket(next);
  };
  return ticket === null ? <NameForm code={code} onTicket={take} /> : <Seat ticket={ticket} onGone={() => take(null)} />;
}

function NameForm({ code, onTicket }: { code: string; onTicket: (ticket: string) => void }) {
  const place = useQuery({ queryKey: ['check-in', code], queryFn: ({ signal }) => checkInPlace(code, signal), retry: false });
  const [name, setName] = useState('');
  const [position, setPosition] = useState('');
  const work = useMutation({
    mutationFn: () => checkIn(code, { name: nfc(name).trim(), position: nfc(position).trim() }),
    onSuccess: (done) => {
      if (done.ticket !== undefined) onTicket(done.ticket);
    },
  });
  useTitle(m.hall.checkIn, place.data?.title);
  if (place.isError) return <ErrorBox error={place.error} />;
  if (!place.data) return <Loading lines={3} />;
  return (
    <>
      <p>{[place.data.title, date(place.data.date), place.data.place].filter(Boolean).join(', ')}</p>
      {work.data ? (
        <>
          <p className="hall-checked" role="status">
            <Glyph status="ok" size={20} /> {m.hall.checkedBefore}
          </p>
          <p className="soft">{m.votes.otherPhone}</p>
        </>
      ) : (
        <form
          className="account-like"
          onSubmit={(event) => {
            event.preventDefault();
            work.mutate();
          }}
        >
          {work.isError ? <ErrorBox compact error={work.error} /> : null}
          <Field id="ten" label={m.hall.yourName}>
            <Input id="ten" value={name} onChange={setName} autoComplete="name" maxLength={200} />
          </Field>
          <Field id="chuc-vu" label={m.hall.yourPosition}>
            <Input id="chuc-vu" value={position} onChange={setPosition} autoComplete="organization-title" maxLength={200} />
          </Field>
          <Button kind="primary" submit block busy={work.isPending} disabled={name.trim() === '' || position.trim() === ''}>
            {m.hall.checkInGo}
          </Button>
        </form>
      )}
    </>
  );
}
