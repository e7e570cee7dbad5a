// The rows a figure was counted from, each with "counted" or the reason why not. The number on the gauge is the length of this list.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { figureQuery } from '../../api/queries';
import type { FigureColumn, FigureRow, Status } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { normFromPath } from '../../lib/text';
import { Segmented } from '../../ui/controls';
import { tidy } from '../../ui/Gauge';
import type { Column } from '../../ui/DataGrid';
import { DataGrid } from '../../ui/DataGrid';
import { Icon } from '../../ui/icons';
import { Card, PageHead } from '../../ui/layout';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Glyph, Progress, StatusText } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { alignOf, arrangeColumns, cellText, widthOf } from './cells';
import './figure.css';

type Filter = 'all' | 'in' | 'out';

const verdicts: Record<string, Status> = { met: 'ok', breached: 'bad', waived: 'info', cannot_tell: 'none' };
const whyOf = (row: FigureRow): string => [row.role_text, row.why ?? row.why_excluded].filter(Boolean).join(': ');

const shown = (column: FigureColumn): Column<FigureRow> => ({
  key: column.key,
  label: column.label,
  width: widthOf(column).track,
  align: alignOf(column),
  render: (row) => {
    const text = cellText(column, row[column.key]);
    return <span title={text.length > 16 ? text : undefined}>{text}</span>;
  },
});

/** A record's verdict, or how a row was counted, and why. */
function Role({ row }: { row: FigureRow }) {
  const verdict = verdicts[row.role];
  return (
    <span className="included">
      {verdict ? <Glyph status={verdict} /> : <Progress state={row.included ? 'full' : 'open'} />}
      <span className="ellipsis" title={whyOf(row)}>
        {whyOf(row)}
      </span>
    </span>
  );
}

export default function Figure() {
  const { unit, sample } = useSession();
  const norm = normFromPath((useParams({ strict: false }) as { norm: string }).norm);
  const search = useSearch({ strict: false }) as ListSearch;
  const period = search.ky ?? todayIso().slice(0, 4);
  const of = search.cua ?? unit.code; // whose rows: the unit in hand stays the one in hand
  const query = useInfiniteQuery(figureQuery(of, norm, period, { ...(search.rieng === '1' ? { own: true } : {}), ...(search['tinh-den'] ? { as_of: search['tinh-den'] } : {}) }));
  const [filter, setFilter] = useState<Filter>('all');
  const first = query.data?.pages[0];
  useTitle(m.figure.screen, first?.norm.statement);

  const rows = useMemo(() => {
    const all = query.data?.pages.flatMap((page) => page.rows) ?? [];
    return filter === 'all' ? all : all.filter((row) => row.included === (filter === 'in'));
  }, [query.data, filter]);

  const given = useMemo(() => arrangeColumns(first?.columns ?? [], first?.rows ?? []), [first]);
  const columns = useMemo<Column<FigureRow>[]>(
    () => [
      ...given.slice(0, 2).map(shown),
      {
        key: 'included',
        label: m.figure.included,
        width: 'minmax(200px, 1.8fr)',
        render: (row) => <Role row={row} />,
      },
      ...given.slice(2).map(shown),
    ],
    [given],
  );
  const minWidth = given.reduce((sum, column) => sum + widthOf(column).least + 10, 220);

  return (
    <div className="page page-fill">
      <PageHead
        title={first?.norm.statement ?? m.figure.screen}
        sample={sample}
        back={
          <Link to="/toan-canh" search={{ ky: search.ky } as never} className="back-link no-print" aria-label={m.figure.back} title={m.figure.back}>
            <Icon name="left" />
          </Link>
        }
        line={
          first ? (
            <>
              {m.figure.of(first.unit_name, first.period_text)}{' '}
              <ClauseLink text={m.draft.quoteOf(first.norm.source, first.norm.clause)} source={first.norm.source} norm={first.norm.id} underlined />
            </>
          ) : null
        }
      />
      {query.isError && !first ? <ErrorBox error={query.error} onRetry={() => void query.refetch()} /> : null}
      {!first && !query.isError ? <Loading lines={12} onRetry={() => void query.refetch()} /> : null}
      {first ? (
        <>
          <section className="card figure-why" aria-label={m.figure.why}>
            <dl>
              <div>
                <dt>{m.figure.measured}</dt>
                <dd className="figure-number">{first.measured_text ? tidy(first.measured_text) : m.overview.noFigure}</dd>
              </div>
              {first.limit_text ? (
                <div>
                  <dt>{m.figure.limit}</dt>
                  <dd className="figure-number">{tidy(first.limit_text)}</dd>
                </div>
              ) : null}
            </dl>
            <div className="figure-message">
              <p className="muted">{m.figure.why}</p>
              <p>{first.message}</p>
              <StatusText status={first.status}>{first.status_text}</StatusText>
            </div>
          </section>
          <Card
            label={m.figure.screen}
            className="figure-rows"
            foot={<span role="status">{m.figure.shown(rows.length, query.hasNextPage)}</span>}
          >
            <div className="card-head">
              <h2>{m.figure.rows(first.total)}</h2>
              <p className="figure-parts">{first.parts.map((part) => m.figure.part(part.text, part.count)).join('; ')}</p>
              <Segmented<Filter>
                label={m.figure.filter}
                value={filter}
                onChange={setFilter}
                options={[
                  { value: 'all', label: m.figure.all },
                  { value: 'in', label: m.figure.onlyIn },
                  { value: 'out', label: m.figure.onlyOut },
                ]}
              />
            </div>
            {rows.length === 0 && !query.hasNextPage ? (
              <Empty>{first.total === 0 ? m.figure.empty : m.state.noFilterMatch}</Empty>
            ) : (
              <DataGrid
                label={first.norm.statement}
                rows={rows}
                columns={columns}
                rowKey={(row) => row.id}
                rowHeight={34}
                cardHeight={104}
                minWidth={minWidth}
                more={query.hasNextPage && !query.isFetchingNextPage}
                onMore={() => void query.fetchNextPage()}
                rowClass={(row) => (row.included ? '' : 'row-excluded')}
                card={(row) => (
                  <>
                    <strong className="figure-card-title">
                      {given
                        .filter((column) => column.kind === 'text')
                        .slice(0, 1)
                        .map((column) => cellText(column, row[column.key]))}
                    </strong>
                    <span className="soft ellipsis">
                      {given
                        .filter((column) => column !== given.find((one) => one.kind === 'text'))
                        .slice(0, 5)
                        .map((column) => cellText(column, row[column.key]))
                        .filter(Boolean)
                        .join(', ')}
                    </span>
                    <Role row={row} />
                  </>
                )}
              />
            )}
          </Card>
        </>
      ) : null}
    </div>
  );
}
