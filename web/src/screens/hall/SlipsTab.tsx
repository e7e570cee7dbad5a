// Phiếu lấy ý kiến: to whom, until when, who answered what, who is missing.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as api from '../../api/hall';
import type { Hall, Slip } from '../../api/hall';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { ErrorBox } from '../../ui/states';
import { StatusText, Tag } from '../../ui/status';
import { UnitPicks } from '../outgoing/UnitPicks';
import type { Picked } from '../outgoing/UnitPicks';
import { Counts, useQuestion } from './question';

export function SlipsTab({ hall, may, put }: { hall: Hall; may: boolean; put: (hall: Hall) => void }) {
  return (
    <>
      {may ? <Send key={hall.slips.length} hall={hall} put={put} /> : null}
      {hall.slips.length === 0 ? <p className="hall-empty">{m.slips.none}</p> : null}
      {hall.slips.map((slip) => (
        <One key={slip.id} slip={slip} />
      ))}
    </>
  );
}

/** "16:30" on a day, as an instant in Việt Nam; null: no such time. */
export function instantOf(day: string, hour: string): number | null {
  const match = /^([01]?\d|2[0-3])[:hg]([0-5]\d)?$/.exec(hour.trim());
  if (day === '' || match === null) return null;
  return Date.parse(`${day}T${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}:00+07:00`);
}

function Send({ hall, put }: { hall: Hall; put: (hall: Hall) => void }) {
  const { unit } = useSession();
  const [client] = useState(api.freshId);
  const asking = useQuestion('phieu', m.slips.question);
  const [units, setUnits] = useState<Picked[]>([]);
  const [day, setDay] = useState('');
  const [hour, setHour] = useState('16:30');
  const due = instantOf(day, hour);
  const work = useMutation({
    mutationFn: (question: api.Question) => api.sendSlip(unit.code, hall.id, { ...question, units: units.map((one) => one.code), due_at: due ?? 0 }, client),
    onSuccess: put,
  });
  return (
    <form
      className="vote-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (asking.value && due !== null && units.length > 0) work.mutate(asking.value);
      }}
    >
      {asking.fields}
      <Field id="phieu-don-vi" label={m.slips.units}>
        <UnitPicks id="phieu-don-vi" picked={units} onChange={setUnits} except="" />
      </Field>
      <div className="hall-pair">
        <Field id="phieu-han" label={m.slips.day}>
          <DateField id="phieu-han" value={day} today={todayIso()} onChange={setDay} />
        </Field>
        <Field id="phieu-gio" label={m.slips.hour} error={instantOf('2026-01-01', hour) === null ? m.slips.hourBad : undefined}>
          <Input id="phieu-gio" value={hour} onChange={setHour} maxLength={5} />
        </Field>
      </div>
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
      <Button kind="primary" submit busy={work.isPending} disabled={asking.value === null || due === null || units.length === 0}>
        {m.slips.go}
      </Button>
    </form>
  );
}

function One({ slip }: { slip: Slip }) {
  const answered = slip.answers.filter((one) => one.choice !== undefined);
  const missing = slip.answers.filter((one) => one.choice === undefined);
  return (
    <section className="vote-item" aria-label={m.slips.title}>
      <h3>{slip.question}</h3>
      <p className="soft">{[m.slips.tally(answered.length, slip.answers.length), m.slips.due(dateTime(slip.due_at))].join(', ')}</p>
      <Counts choices={slip.choices} />
      {missing.length > 0 ? <StatusText status="warn">{m.slips.missing(missing.map((one) => one.unit_name).join('; '))}</StatusText> : null}
      {answered.length > 0 ? (
        <table className="slip-table">
          <caption className="visually-hidden">{m.slips.table}</caption>
          <thead>
            <tr>
              <th scope="col">{m.slips.unit}</th>
              <th scope="col">{m.slips.choice}</th>
              <th scope="col">{m.slips.words}</th>
            </tr>
          </thead>
          <tbody>
            {answered.map((one) => (
              <tr key={one.unit}>
                <td>
                  {one.unit_name}
                  <br />
                  <span className="soft">{m.slips.by(one.by ?? '', dateTime(one.at ?? 0))}</span> {one.late ? <Tag status="warn">{m.slips.late}</Tag> : null}
                </td>
                <td>{slip.choices[one.choice ?? 0]?.words}</td>
                <td>{one.opinion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
