// Phiếu lấy ý kiến gửi cho đơn vị: read, answered by who may sign for the unit, changed until the conference ends.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import * as api from '../../api/hall';
import type { UnitSlip } from '../../api/hall';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { date, dateTime } from '../../lib/format';
import { Card, PageHead } from '../../ui/layout';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { Reply } from './question';

export default function UnitSlips() {
  const { unit, sample } = useSession();
  const key = useMemo(() => [...keys.unit(unit.code), 'opinion-slips'], [unit.code]);
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.unitSlips(unit.code, signal) });
  useTitle(m.slips.title, unit.name);
  return (
    <div className="page">
      <PageHead title={m.slips.title} line={m.slips.line} sample={sample} />
      {query.isError ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <div className="slip-cards">
          {query.data.items.length === 0 ? <Empty>{m.slips.empty}</Empty> : null}
          {query.data.items.map((slip) => (
            <One key={slip.id} slip={slip} queryKey={key} />
          ))}
        </div>
      ) : query.isError ? null : (
        <Loading lines={4} />
      )}
    </div>
  );
}

function One({ slip, queryKey }: { slip: UnitSlip; queryKey: readonly unknown[] }) {
  const { unit, can } = useSession();
  const client = useQueryClient();
  const { mine } = slip;
  // A new id for each answer that was taken, the same one for sending it again.
  const [id, setId] = useState(api.freshId);
  const work = useMutation({
    mutationFn: (given: api.Answer) => api.answerSlip(unit.code, slip.id, given, id),
    onSuccess: (next) => {
      client.setQueryData(queryKey, next);
      setId(api.freshId());
    },
  });
  const answered = mine.choice !== undefined;
  return (
    <Card label={slip.question}>
      <div className="slip-card">
        <p className="soft">{[m.slips.from(slip.convenor, slip.conference, date(slip.date)), m.slips.due(dateTime(slip.due_at))].join(', ')}</p>
        {slip.closed || !can('sign') ? <h2>{slip.question}</h2> : null}
        <p>
          {answered ? (
            <StatusText status="ok">{[m.slips.answered, slip.choices[mine.choice ?? 0]?.words, mine.opinion, m.slips.by(mine.by ?? '', dateTime(mine.at ?? 0)), mine.late ? m.slips.late : ''].filter(Boolean).join('. ')}</StatusText>
          ) : (
            <StatusText status="warn">{m.slips.waiting}</StatusText>
          )}
        </p>
        {work.isError ? <ErrorBox compact error={work.error} /> : null}
        {slip.closed ? <p className="soft">{m.slips.closed}</p> : null}
        {!slip.closed && !can('sign') ? <p className="soft">{m.slips.noRight}</p> : null}
        {!slip.closed && can('sign') ? (
          <Reply
            id={`phieu-${slip.id}`}
            question={slip.question}
            choices={slip.choices}
            other={slip.other}
            alwaysWords
            start={{ ...(mine.choice === undefined ? {} : { choice: mine.choice }), ...(mine.opinion === undefined ? {} : { opinion: mine.opinion }) }}
            label={m.slips.opinion}
            go={answered ? m.slips.change : m.slips.answer}
            busy={work.isPending}
            onGo={(choice, opinion) => work.mutate({ choice, ...(opinion === undefined ? {} : { opinion }) })}
          />
        ) : null}
      </div>
    </Card>
  );
}
