import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { overviewQuery } from '../../api/queries';
import type { AreaRow, Overview as OverviewData, Severity } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { normInPath } from '../../lib/text';
import { date, dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Segmented, Select } from '../../ui/controls';
import { Gauge } from '../../ui/Gauge';
import { Card, PageHead } from '../../ui/layout';
import { Empty, Loaded } from '../../ui/states';
import { SeverityTag } from '../../ui/status';
import { useNarrow } from '../../ui/useNarrow';
import { ClauseLink } from '../basis/ClauseLink';
import { AreaTable, Legend } from './AreaTable';
import { ProvinceMap } from './ProvinceMap';
import './overview.css';

export default function Overview() {
  const { unit, sample } = useSession();
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const thisYear = Number(todayIso().slice(0, 4));
  const period = search.ky ?? String(thisYear);
  const query = useQuery(overviewQuery(unit.code, period));
  const narrow = useNarrow();
  useTitle(m.overview.titleShort, unit.name);
  const years = [thisYear, thisYear - 1, thisYear - 2].map(String);
  if (!years.includes(period)) years.push(period);

  return (
    <div className="page overview">
      <PageHead
        title={narrow ? m.overview.titleShort : m.overview.title}
        sample={sample || (query.data?.sample ?? false)}
        line={query.data ? m.overview.line(query.data.period_text, query.data.scope_text) : m.state.loading}
        actions={
          <>
            <Select
              label={m.overview.period}
              value={period}
              options={years.map((year) => ({ value: year, label: Number(year) === thisYear ? m.overview.ytd(thisYear) : m.overview.year(Number(year)) }))}
              onChange={(ky) => void navigate({ to: '.', search: (before: object) => ({ ...before, ky }), replace: true } as never)}
            />
            <Button icon="print" onClick={() => window.print()}>
              {m.overview.print}
            </Button>
          </>
        }
      />
      <Loaded query={query} lines={10}>
        {(data) => (
          <div className={`overview-body${query.isPlaceholderData ? ' stale' : ''}`}>
            <Gauges data={data} period={period} />
            <div className={`overview-columns${data.provinces || data.children ? '' : ' overview-single'}`}>
              <Findings data={data} />
              {data.provinces ? <Provinces rows={data.provinces} gauges={data.gauges.length} computed={data.computed_at} /> : null}
              {!data.provinces && data.children ? (
                <Card title={m.overview.communes} foot={<span>{m.overview.computed(dateTime(data.computed_at))}</span>}>
                  <Legend rows={data.children} />
                  <AreaTable rows={data.children} />
                </Card>
              ) : null}
            </div>
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Gauges({ data, period }: { data: OverviewData; period: string }) {
  if (data.gauges.length === 0) {
    return (
      <Card label={m.overview.title} className="gauges">
        <Empty>{m.overview.noGauges}</Empty>
      </Card>
    );
  }
  return (
    <section className="card gauges" aria-label={m.overview.title}>
      {data.gauges.map((gauge) => (
        <Gauge
          key={gauge.id}
          gauge={gauge}
          rows={{ to: `/toan-canh/so-lieu/${normInPath(gauge.norm)}`, search: { ky: period } }}
          clause={<ClauseLink text={gauge.clause_text} norm={gauge.norm} short />}
        />
      ))}
    </section>
  );
}

type Filter = 'all' | Severity;

function Findings({ data }: { data: OverviewData }) {
  const [filter, setFilter] = useState<Filter>('all');
  const { findings } = data;
  const rows = filter === 'all' ? findings.items : findings.items.filter((row) => row.severity === filter);
  const total = { all: findings.total, error: findings.breached, warning: findings.warning, info: findings.info }[filter];
  const severity = filter === 'all' ? {} : { muc: filter };
  return (
    <Card
      title={m.overview.findings}
      aside={
        <Segmented<Filter>
          label={m.overview.filter}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: m.overview.all(findings.total) },
            { value: 'error', label: m.overview.breached(findings.breached) },
            { value: 'warning', label: m.overview.warning(findings.warning) },
            { value: 'info', label: m.overview.info(findings.info) },
          ]}
        />
      }
      foot={
        <>
          <span>{m.overview.shown(rows.length, total)}</span>
          <Link to={'/phat-hien' as never} search={severity as never} className="no-print">
            {filter === 'all' ? m.findings.all : m.findings.allOf(m.level[filter])}
          </Link>
          <Link to={'/phat-hien' as never} search={{ 'tinh-trang': 'unknown' } as never} className="no-print">
            {m.findings.stateFilters.unknown}
          </Link>
        </>
      }
      className="findings"
    >
      {rows.length === 0 ? <Empty>{m.overview.noFindings}</Empty> : null}
      <div className="findings-scroll" tabIndex={rows.length > 4 ? 0 : -1} role="group" aria-label={m.overview.findings}>
        <table className="table findings-table">
          <thead>
            <tr>
              <th scope="col">{m.overview.col.level}</th>
              <th scope="col">{m.overview.col.finding}</th>
              <th scope="col">{m.overview.col.clause}</th>
              <th scope="col">{m.overview.col.date}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.norm} ${row.title} ${row.where} ${index}`}>
                <td>
                  <SeverityTag severity={row.severity} />
                </td>
                <td>
                  <Link to={'/phat-hien' as never} search={{ 'quy-tac': row.norm } as never} className="findings-open">
                    {row.title}
                  </Link>
                  <span className="findings-where">{row.where}</span>
                </td>
                <td>
                  <ClauseLink text={row.clause_text} norm={row.norm} />
                </td>
                <td className="nowrap findings-date">{date(row.date)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Provinces({ rows, gauges, computed }: { rows: AreaRow[]; gauges: number; computed: number }) {
  const [view, setView] = useState<'map' | 'table'>('map');
  return (
    <Card
      title={m.overview.map}
      aside={
        <Segmented<'map' | 'table'>
          label={m.overview.viewLabel}
          value={view}
          onChange={setView}
          options={[
            { value: 'map', label: m.overview.mapView },
            { value: 'table', label: m.overview.tableView },
          ]}
        />
      }
      foot={
        <>
          <span>{m.overview.mapFoot(gauges)}</span>
          <span>{m.overview.computed(dateTime(computed))}</span>
        </>
      }
    >
      {view === 'map' ? (
        <ProvinceMap rows={rows} />
      ) : (
        <>
          <Legend rows={rows} />
          <AreaTable rows={rows} />
        </>
      )}
    </Card>
  );
}

