import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { keys, overviewQuery, todayQuery } from '../../api/queries';
import type { Status, TodayAnswer, TodayItem, TodayKind } from '../../api/types';
import { HrefLink, withUnit } from '../../app/HrefLink';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { addWorkingDays } from '../../lib/dates';
import { date, longDate, time } from '../../lib/format';
import { normInPath } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/controls';
import { Gauge } from '../../ui/Gauge';
import type { IconName } from '../../ui/icons';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { NoBreak } from '../../ui/NoBreak';
import { Empty, Loaded } from '../../ui/states';
import { Count, Glyph, SeverityTag } from '../../ui/status';
import { toast } from '../../ui/toast';
import { ClauseLink } from '../basis/ClauseLink';
import { undoOf } from '../incoming/steps';
import { describe } from '../../ui/states';
import './today.css';

type Kind = 'all' | 'documents' | 'tasks' | 'reports' | 'meetings';
const kindOf: Record<TodayKind, Kind> = { document_in: 'documents', draft: 'documents', task: 'tasks', report: 'reports', finding: 'tasks', recommendation: 'meetings', meeting: 'meetings' };
const icons: Record<TodayKind, IconName> = { document_in: 'inbox', draft: 'document', task: 'tasks', report: 'chart', finding: 'flag', recommendation: 'message', meeting: 'calendar' };

export default function Today() {
  const { unit, can, sample } = useSession();
  useTitle(m.today.title);
  const query = useQuery(todayQuery(unit.code));
  return (
    <div className="page page-fill today">
      {query.data ? null : <PageHead title={m.today.title} sample={sample} />}
      <Loaded query={query} lines={8} row={64}>
        {(data) => <Columns data={data} updated={query.dataUpdatedAt} sample={sample} canRegister={can('register_document')} key={unit.code} />}
      </Loaded>
    </div>
  );
}

function Columns({ data, updated, sample, canRegister }: { data: TodayAnswer; updated: number; sample: boolean; canRegister: boolean }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const [kind, setKind] = useState<Kind>('all');
  const [at, setAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const board = useRef<HTMLDivElement>(null);

  const shown = useMemo(() => {
    const pick = (items: TodayItem[]): TodayItem[] => (kind === 'all' ? items : items.filter((item) => kindOf[item.kind] === kind));
    return { overdue: pick(data.overdue), today: pick(data.today), upcoming: pick(data.upcoming) };
  }, [data, kind]);
  const flat = [...shown.overdue, ...shown.today, ...shown.upcoming];
  const current = at !== null && flat.some((item) => item.id === at) ? at : (flat[0]?.id ?? null);

  const step = (by: number): void => {
    const index = flat.findIndex((item) => item.id === current);
    const next = flat[Math.max(0, Math.min(flat.length - 1, index + by))];
    if (!next) return;
    setAt(next.id);
    board.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next.id)}"]`)?.focus();
  };
  const finish = async (item: TodayItem | undefined): Promise<void> => {
    if (item?.kind !== 'document_in') return;
    setProblem(null);
    try {
      const before = await api.document(unit.code, item.id);
      if (before.status === 'waiting') {
        router.history.push(withUnit(item.href, unit.code)); // it has no number yet: entering it is the work
        return;
      }
      const back = undoOf(before.status, 'done');
      const after = await api.setStatus(unit.code, item.id, { status: 'done', version: before.version });
      void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
      toast(m.today.marked(item.title), {
        label: back === before.status ? m.incoming.undo : m.incoming.reopen,
        run: () =>
          void api
            .setStatus(unit.code, item.id, { status: back, version: after.version })
            .then(() => client.invalidateQueries({ queryKey: keys.unit(unit.code) })),
      });
    } catch (error) {
      const { text, code } = describe(error);
      setProblem(`${text} (${m.state.code} ${code})`);
    }
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => void finish(flat.find((item) => item.id === current)),
    enter: (event) => {
      const target = event.target as HTMLElement;
      const item = flat.find((one) => one.id === current);
      if (target.closest('a, button, input, [role=dialog]') || !item) {
        if (target.closest('a, button')) (target.closest('a, button') as HTMLElement).click();
        return;
      }
      if (item.href) router.history.push(withUnit(item.href, unit.code));
    },
  });

  const options: { value: Kind; label: string }[] = [
    { value: 'all', label: m.today.all(data.counts.all) },
    { value: 'documents', label: m.today.documents(data.counts.documents) },
    ...(data.counts.tasks > 0 ? [{ value: 'tasks' as const, label: m.today.tasks(data.counts.tasks) }] : []),
    ...(data.counts.reports > 0 ? [{ value: 'reports' as const, label: m.today.reports(data.counts.reports) }] : []),
    ...(data.counts.meetings > 0 ? [{ value: 'meetings' as const, label: m.today.meetings(data.counts.meetings) }] : []),
  ];
  const column = (status: Status, title: string, hint: string, items: TodayItem[], none: string, tone: 'bad' | 'warn' | 'plain', foot?: boolean) => (
    <section className={`today-column today-${status}`} aria-label={`${title}: ${items.length}`}>
      <div className="today-head">
        <Glyph status={status} size={15} />
        <h2>{title}</h2>
        <Count value={items.length} tone={tone} />
        <span className="today-hint">{hint}</span>
      </div>
      <ul className="today-list">
        {items.map((item) => (
          <li key={item.id} data-item={item.id} tabIndex={-1} className={`today-item${item.id === current ? ' current' : ''}`} onFocus={() => setAt(item.id)}>
            <span className="today-icon" title={m.today.kinds[item.kind]}>
              <Icon name={icons[item.kind]} size={18} />
              <span className="visually-hidden">{m.today.kinds[item.kind]}</span>
            </span>
            <div className="today-text">
              <p className="today-title">
                <NoBreak text={item.title} />
              </p>
              <p className="today-from">
                {item.from}
                {item.from && item.symbol ? ', ' : ''}
                <span className="nowrap">{item.symbol}</span>
              </p>
              <p className={`today-due due-${status}`}>
                {item.due ? <span>{date(item.due)}</span> : null} {item.due_text}
              </p>
            </div>
            {item.href ? (
              <HrefLink href={item.href} unit={unit.code} className={`today-action${item.id === current ? ' strong' : ''}`} label={`${item.action}: ${item.title}`}>
                {item.action}
              </HrefLink>
            ) : null}
          </li>
        ))}
      </ul>
      {items.length === 0 ? <Empty>{kind === 'all' ? none : m.today.noneFiltered}</Empty> : null}
      {foot && data.done_today.length > 0 ? (
        <div className="today-done">
          <p>
            {m.today.done} <span className="muted">{data.done_today.length}</span>
          </p>
          <ul>
            {data.done_today.slice(-3).map((done) => (
              <li key={`${done.at}${done.text}`}>
                <Glyph status="ok" />
                <span>{done.text}</span>
                <time>{time(done.at)}</time>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );

  return (
    <>
      <PageHead
        title={m.today.title}
        sample={sample}
        line={m.today.line(longDate(data.date), data.counts.all, data.overdue.length, time(updated))}
        actions={
          canRegister ? (
            <Button kind="primary" icon="plus" shortcut="N" onClick={() => void navigate({ to: '/van-ban-den/moi' })}>
              {m.incoming.register}
            </Button>
          ) : null
        }
      />
      <div className="today-bar">
        {options.length > 2 || data.counts.all > 0 ? <Segmented label={m.today.filter} value={kind} options={options} onChange={setKind} /> : <span />}
        <span className="today-keys" aria-hidden="true">
          <kbd>j</kbd> <kbd>k</kbd> {m.today.keys.pick} <kbd>Enter</kbd> {m.today.keys.open} <kbd>x</kbd> {m.today.keys.done}
        </span>
      </div>
      {problem ? (
        <p className="form-problem" role="alert">
          <Glyph status="bad" /> {problem}
        </p>
      ) : null}
      <div className="today-board" ref={board}>
        {column('bad', m.today.overdue, m.today.overdueHint, shown.overdue, m.today.noneOverdue, 'bad', true)}
        {column('warn', m.today.now, m.today.nowHint(date(data.date).slice(0, 5)), shown.today, m.today.none, 'warn')}
        {column('info', m.today.upcoming, m.today.upcomingHint, shown.upcoming, m.today.noneUpcoming, 'plain')}
      </div>
      <Strip year={addWorkingDays(data.date, 0).slice(0, 4)} />
    </>
  );
}

/** The unit's own limits and its newest findings, under the work. */
function Strip({ year }: { year: string }) {
  const { unit } = useSession();
  const query = useQuery(overviewQuery(unit.code, year));
  const data = query.data;
  if (query.isError) return null; // the work above does not depend on it; Toàn cảnh shows the error
  const measured = data?.gauges.filter((gauge) => gauge.measured !== null && gauge.measured !== undefined) ?? [];
  const gauges = [...measured.filter((g) => g.kind === 'pips'), ...measured.filter((g) => g.kind !== 'pips')].slice(0, 3);
  return (
    <div className="today-strip">
      <Card title={m.today.limits(year)} aside={data ? <span className="soft small">{m.today.asOf(date(data.as_of))}</span> : null} className="today-limits">
        {data && gauges.length === 0 ? <Empty>{m.overview.noGauges}</Empty> : null}
        <div className="today-gauges">
          {gauges.map((gauge) => (
            <Gauge
              key={gauge.id}
              gauge={gauge}
              compact
              rows={{ to: `/toan-canh/so-lieu/${normInPath(gauge.norm)}`, search: { ky: year } }}
              clause={<ClauseLink text={gauge.clause_text} norm={gauge.norm} short />}
            />
          ))}
        </div>
      </Card>
      <Card
        title={m.today.findings}
        className="today-findings"
        aside={data && data.findings.total > 0 ? <Link to="/toan-canh">{m.today.findingsAll(data.findings.total)}</Link> : null}
      >
        {data && data.findings.items.length === 0 ? <Empty>{m.today.noFindings}</Empty> : null}
        <ul>
          {data?.findings.items.slice(0, 2).map((finding) => (
            <li key={`${finding.norm}${finding.title}${finding.where}`}>
              <SeverityTag severity={finding.severity} />
              <div className="two-line">
                <strong>{finding.title}</strong>
                <span className="soft small">{finding.where}</span>
              </div>
              <ClauseLink text={finding.clause_text} norm={finding.norm} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
