// The passages a draft shares with a superior's document, in two columns. The whole texts stand in Đối chiếu.
import { useQuery } from '@tanstack/react-query';
import * as compare from '../../api/compare';
import type { CopyView } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { Dialog } from '../../ui/Dialog';
import { Empty, Loaded } from '../../ui/states';
import { Button } from '../../ui/Button';
import { differing, passagesOf } from '../compare/passages';

function Words({ text, differ, side }: { text: string; side: string; differ: { start: number; end: number }[] }) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const one of differ) {
    if (one.start > at) parts.push(<mark key={at}>{text.slice(at, one.start)}</mark>);
    parts.push(<span key={`d${one.start}`}>{text.slice(one.start, one.end)}</span>);
    at = one.end;
  }
  if (at < text.length) parts.push(<mark key={at}>{text.slice(at)}</mark>);
  return <p data-side={side}>{parts}</p>;
}

export function CopyDialog({ text, copy, onClose, onCompare }: { text: string; copy: CopyView; onClose: () => void; onCompare: () => void }) {
  const { unit } = useSession();
  const name = copy.symbol ?? copy.subject;
  const query = useQuery({
    queryKey: ['copy', unit.code, copy.id, text],
    queryFn: ({ signal }) => compare.compare(unit.code, { text }, { document: copy.id }, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return (
    <Dialog
      title={m.issuing.copyTitle(name)}
      width={980}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.close}</Button>
          <Button kind="primary" icon="compare" onClick={onCompare}>
            {m.compare.open}
          </Button>
        </>
      }
    >
      <Loaded query={query} lines={8}>
        {(c) => {
          const passages = passagesOf(c);
          if (passages.length === 0) return <Empty>{m.compare.none}</Empty>;
          return (
            <div className="copy">
              <p className="soft">{m.issuing.copyLine(copy.percent, passages.length)}</p>
              <div className="copy-heads" aria-hidden="true">
                <strong>{m.issuing.mine}</strong>
                <strong>{name}</strong>
              </div>
              <ol className="copy-list" tabIndex={0} aria-label={m.issuing.copyTitle(name)}>
                {passages.map((one) => {
                  const a = c.a.text.slice(one.a.start, one.a.end);
                  const b = c.b.text.slice(one.b.start, one.b.end);
                  const differ = one.similarity >= 0.9995 ? { a: [], b: [] } : differing(a, b);
                  return (
                    <li key={one.index}>
                      <Words text={a} differ={differ.a} side={m.issuing.mine} />
                      <Words text={b} differ={differ.b} side={name} />
                    </li>
                  );
                })}
              </ol>
            </div>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
