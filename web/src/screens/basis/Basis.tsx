import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { normsQuery } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { sourceSlug } from '../../lib/text';
import { Card, PageHead } from '../../ui/layout';
import { Empty, Loaded } from '../../ui/states';
import './basis.css';

/** Which documents the rules come from, and how much of each a machine can check. */
export default function Basis() {
  useTitle(m.basis.title);
  const query = useQuery(normsQuery);
  const coverage = query.data?.coverage ?? [];
  return (
    <div className="page">
      <PageHead
        title={m.basis.title}
        line={
          query.data
            ? m.basis.line(
                coverage.reduce((sum, one) => sum + one.norms, 0),
                coverage.reduce((sum, one) => sum + one.machine_checked, 0),
              )
            : null
        }
      />
      <Card title={m.basis.sources} foot={query.data ? <span className="ellipsis">{m.basis.rulebook(query.data.rulebook)}</span> : null}>
        <Loaded query={query} lines={5}>
          {(data) =>
            data.coverage.length === 0 ? (
              <Empty>{m.basis.notFound}</Empty>
            ) : (
              <table className="table basis-table">
                <thead>
                  <tr>
                    <th scope="col">{m.basis.source}</th>
                    <th scope="col" className="num">
                      {m.basis.norms}
                    </th>
                    <th scope="col">{m.basis.machine}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.coverage.map((one) => (
                    <tr key={one.source}>
                      <th scope="row">
                        <Link to="/can-cu/$source" params={{ source: sourceSlug(one.source) }}>
                          {one.source}
                        </Link>
                      </th>
                      <td className="num">{one.norms}</td>
                      <td>
                        <span className="share">
                          <span className="share-bar" aria-hidden="true">
                            <span style={{ width: `${one.norms > 0 ? (100 * one.machine_checked) / one.norms : 0}%` }} />
                          </span>
                          {m.basis.machineOf(one.machine_checked, one.norms)}
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Loaded>
      </Card>
    </div>
  );
}
