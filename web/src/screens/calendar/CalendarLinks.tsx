// Lịch họp trên điện thoại: the two calendars somebody may subscribe to, and their secret addresses.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CalendarLinkRow } from '../../api/calendar';
import { calendarLinks, renewCalendar, revokeCalendar } from '../../api/calendar';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/controls';
import { Card, PageHead } from '../../ui/layout';
import { ErrorBox, Loading } from '../../ui/states';
import { toast } from '../../ui/toast';
import './calendar.css';

const key = ['calendar-links'];

export default function CalendarLinks() {
  const { unit } = useSession();
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => calendarLinks(signal) });
  useTitle(m.calendar.title);
  return (
    <div className="page">
      <PageHead title={m.calendar.title} line={m.calendar.line} />
      {query.isError ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <div className="calendar-links">
          <One id="lich-toi" title={m.calendar.mine} hint={m.calendar.mineHint} link={query.data.items.find((one) => one.unit === undefined)} />
          <One id="lich-don-vi" key={unit.code} title={m.calendar.unit(unit.name)} hint={m.calendar.unitHint} unit={unit.code} link={query.data.items.find((one) => one.unit === unit.code)} />
          <p className="soft">{m.calendar.keep}</p>
          <p className="soft">{m.calendar.how}</p>
        </div>
      ) : query.isError ? null : (
        <Loading lines={4} />
      )}
    </div>
  );
}

function One({ id, title, hint, unit, link }: { id: string; title: string; hint: string; unit?: string; link: CalendarLinkRow | undefined }) {
  const client = useQueryClient();
  const [address, setAddress] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: key });
  const make = useMutation({
    mutationFn: () => renewCalendar(unit),
    onSuccess: async (fresh) => {
      setAddress(window.location.origin + fresh.address);
      await again();
    },
  });
  const end = useMutation({
    mutationFn: () => revokeCalendar(link?.id ?? ''),
    onSuccess: async () => {
      setAddress(undefined);
      await again();
    },
  });
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address ?? '');
    } catch {
      window.document.execCommand('copy'); // pages served without TLS have no clipboard
    }
    toast(m.calendar.copied);
  };
  const failed = make.error ?? end.error;
  return (
    <Card title={title}>
      <div className="calendar-link">
        <p>{hint}</p>
        {failed ? <ErrorBox compact error={failed} /> : null}
        {address === undefined ? (
          <p className="soft">{link ? m.calendar.since(dateTime(link.created_at)) : m.calendar.none}</p>
        ) : (
          <>
            <Field id={id} label={m.calendar.fresh}>
              <input id={id} ref={field} className="combobox-input calendar-address" readOnly value={address} onFocus={(event) => event.target.select()} />
            </Field>
            <div className="calendar-buttons">
              <Button kind="primary" onClick={() => void copy()}>
                {m.calendar.copy}
              </Button>
              <Button href={address.replace(/^https?:/, 'webcal:')}>{m.calendar.app}</Button>
            </div>
          </>
        )}
        <div className="calendar-buttons">
          <Button busy={make.isPending} onClick={() => make.mutate()}>
            {link ? m.calendar.renew : m.calendar.make}
          </Button>
          {link ? (
            <Button kind="quiet" busy={end.isPending} onClick={() => end.mutate()}>
              {m.calendar.revoke}
            </Button>
          ) : null}
          {link ? <span className="soft">{m.calendar.renewHint}</span> : null}
        </div>
      </div>
    </Card>
  );
}
