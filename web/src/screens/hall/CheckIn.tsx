// Điểm danh trên điện thoại: the code on the wall of the hall, a name, done. No account.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
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
import '../account/account.css';
import './hall.css';

export default function CheckInPage() {
  const { code } = useParams({ strict: false }) as { code: string };
  const place = useQuery({ queryKey: ['check-in', code], queryFn: ({ signal }) => checkInPlace(code, signal), retry: false });
  const [name, setName] = useState('');
  const [position, setPosition] = useState('');
  const work = useMutation({ mutationFn: () => checkIn(code, { name: nfc(name).trim(), position: nfc(position).trim() }) });
  useTitle(m.hall.checkIn, place.data?.title);
  return (
    <div className="account-page">
      <header className="account-bar">
        <Logo size={30} />
        <span className="account-product">{m.product}</span>
      </header>
      <main className="account-main">
        <div className="account-card">
          <h1 tabIndex={-1}>{m.hall.checkIn}</h1>
          {place.isPending ? <Loading lines={3} /> : null}
          {place.isError ? <ErrorBox error={place.error} /> : null}
          {place.data ? (
            <p>
              {place.data.title}, {date(place.data.date)}
              {place.data.place ? `, ${place.data.place}` : ''}
            </p>
          ) : null}
          {work.data ? (
            <p className="hall-checked" role="status">
              <Glyph status="ok" size={20} /> {work.data.already ? m.hall.checkedBefore : m.hall.checked}
            </p>
          ) : place.data ? (
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
          ) : null}
        </div>
      </main>
    </div>
  );
}
