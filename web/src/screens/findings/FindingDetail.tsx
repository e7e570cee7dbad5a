import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { findingQuery } from '../../api/queries';
import type { StoredFindingDetail } from '../../api/types';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { date, dateTime } from '../../lib/format';
import { normInPath } from '../../lib/text';
import { Button } from '../../ui/Button';
import { tidy } from '../../ui/Gauge';
import { Panel } from '../../ui/layout';
import { Loaded } from '../../ui/states';
import { SeverityTag } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { AssignDialog, SayDialog, WaiveDialog } from './Answers';
import type { Saying } from './Answers';
import { titleOf } from './filters';
import { FindingStateTag } from './FindingStateTag';
import './findings.css';

type Open = Saying | 'assign' | 'waive' | null;

export default function FindingDetail() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const query = useQuery(findingQuery(unit.code, id));
  const close = (): void => void navigate({ to: '/phat-hien', search: (before: object) => before } as never);
  useKeys({ escape: close });
  const finding = query.data;
  const standing = finding !== undefined && finding.state !== 'fixed';
  return (
    <Panel
      title={finding ? m.findings.detailTitle(finding.where) : m.findings.one}
      focusKey={id}
      onClose={close}
      wide={search.rong === '1'}
      foot={
        finding && standing && can('draft') ? (
          <>
            <span className="grow" />
            {can('draft') && !finding.resolved_said ? <Button onClick={() => setOpen('resolve')}>{m.findings.resolve}</Button> : null}
            {can('draft') ? (
              <Button kind="primary" onClick={() => setOpen('explain')}>
                {m.findings.explain}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <Loaded query={query} lines={8}>
        {(data) => (
          <Body
            data={data}
            more={
              standing ? (
                <div className="finding-more no-print">
                  {can('sign') ? <Button onClick={() => setOpen('assign')}>{m.findings.assign}</Button> : null}
                  {can('sign') && data.waiver_clause && data.state !== 'waived' ? <Button onClick={() => setOpen('waive')}>{m.findings.waive}</Button> : null}
                  {can('draft') ? <Button onClick={() => setOpen('feedback')}>{m.findings.feedback}</Button> : null}
                </div>
              ) : null
            }
          />
        )}
      </Loaded>
      {finding && (open === 'explain' || open === 'resolve' || open === 'feedback') ? <SayDialog finding={finding} saying={open} onClose={() => setOpen(null)} /> : null}
      {finding && open === 'waive' ? <WaiveDialog finding={finding} onClose={() => setOpen(null)} /> : null}
      {finding && open === 'assign' ? (
        <AssignDialog ids={[finding.id]} unit={finding.rows_unit} title={m.findings.assign} onClose={() => setOpen(null)} onDone={() => setOpen(null)} />
      ) : null}
    </Panel>
  );
}

function Body({ data, more }: { data: StoredFindingDetail; more: React.ReactNode }) {
  const { unit } = useSession();
  const facts: [string, React.ReactNode][] = [
    [m.findings.col.state, <FindingStateTag key="s" row={data} />],
    [m.findings.measured, data.measured ? tidy(data.measured) : ''],
    [m.findings.limit, data.limit ? tidy(data.limit) : ''],
    [m.findings.subject, [data.subject_title, date(data.subject_date)].filter(Boolean).join(', ')],
    [m.findings.period, data.period],
    [m.findings.col.assigned, data.assigned_name],
    [m.findings.dueLabel, date(data.due_date)],
    [m.findings.firstSeen, dateTime(data.first_seen)],
    [m.findings.lastSeen, dateTime(data.last_seen)],
  ];
  return (
    <div className="panel-split panel-single">
      <div className="panel-fields finding-body">
      <p className="finding-head">
        <SeverityTag severity={data.severity} /> <strong>{titleOf(data.message)}</strong>
      </p>
      {data.message.replace(/\.$/u, '') === titleOf(data.message) ? null : <p>{data.message}</p>}
      {data.notes.map((note) => (
        <p key={note} className="finding-note">
          {note}
        </p>
      ))}
      <p>
        <ClauseLink text={data.clause_text} source={data.source} norm={data.norm} />
        {data.statement ? <span className="finding-statement">{data.statement}</span> : null}
      </p>
      {data.remedy ? (
        <p>
          <span className="muted">{m.findings.remedy}</span> {data.remedy}
        </p>
      ) : null}
      {data.waiver_in_record ? (
        <p>
          <span className="muted">{m.findings.waiverInRecord}</span> {data.waiver_in_record}
        </p>
      ) : null}
      <p>
        <Link to={'/toan-canh/so-lieu/$norm' as never} params={{ norm: normInPath(data.norm) } as never} search={{ ky: data.period, rieng: '1', ...(data.rows_unit === unit.code ? {} : { cua: data.rows_unit }) } as never}>
          {m.findings.rows}
        </Link>
      </p>
      <dl className="read-only">
        {facts
          .filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([label, value]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {more}
      {data.explanation ? (
        <section className="finding-answer" aria-label={m.findings.explanation}>
          <h3>{m.findings.explanation}</h3>
          <p>{data.explanation}</p>
          <p className="soft">{[data.explained_by, data.explained_at ? dateTime(data.explained_at) : ''].filter(Boolean).join(', ')}</p>
        </section>
      ) : null}
      {data.waiver ? (
        <section className="finding-answer" aria-label={m.findings.waiver}>
          <h3>{m.findings.waiver}</h3>
          <p>{m.findings.waiverText(data.waiver.body, data.waiver.number, date(data.waiver.date))}</p>
        </section>
      ) : null}
      <section className="history" aria-label={m.incoming.history}>
        <p className="history-title">{m.incoming.history}</p>
        <ul>
          {data.history.map((event) => (
            <li key={`${event.at}${event.kind}${event.text}`}>
              <time>{dateTime(event.at)}</time> {event.actor_name}: {m.findings.events[event.kind] ?? event.kind}
              {event.text ? `. ${event.text}` : ''}
            </li>
          ))}
        </ul>
      </section>
      <p className="soft finding-hash">{m.findings.rulebook(data.rulebook.slice(0, 12))}</p>
      </div>
    </div>
  );
}
