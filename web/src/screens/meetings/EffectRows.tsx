// The rows behind a figure of the effect, without leaving the form: a count is the length of this list.
import { useInfiniteQuery } from '@tanstack/react-query';
import { figureQuery } from '../../api/queries';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { arrangeColumns, cellText } from '../overview/cells';

const most = 4; // columns that fit beside the verdict

export function EffectRows({ norm, name, year, onClose }: { norm: string; name: string; year: string; onClose: () => void }) {
  const { unit } = useSession();
  const query = useInfiniteQuery(figureQuery(unit.code, norm, year, { own: true, as_of: `${year}-12-31` }));
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns = arrangeColumns(first?.columns ?? [], first?.rows ?? []).slice(0, most);
  return (
    <Dialog title={m.fill.rowsOf(name)} onClose={onClose} width={760} footer={<Button onClick={onClose}>{m.meetings.close}</Button>}>
      <p className="soft">
        {first ? `${m.fill.rowsTotal(first.total)}. ` : ''}
        {m.fill.rowsAfter}
      </p>
      {query.isError ? <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} /> : null}
      {!first && !query.isError ? <Loading lines={5} /> : null}
      {first && rows.length === 0 ? <Empty>{m.figure.empty}</Empty> : null}
      {rows.length > 0 ? (
        <div className="effect-rows" tabIndex={0} role="group" aria-label={m.fill.rowsOf(name)}>
          <table className="table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col">
                    {column.label}
                  </th>
                ))}
                <th scope="col">{m.figure.included}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {columns.map((column) => (
                    <td key={column.key}>{cellText(column, row[column.key])}</td>
                  ))}
                  <td>{row.included ? m.fill.counted : m.fill.notCounted(row.why_excluded ?? '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {query.hasNextPage ? (
        <Button small busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {m.fill.more}
        </Button>
      ) : null}
    </Dialog>
  );
}
