// What the draft carries out: the superior's document, named by the person or by the draft itself, and its tasks beside
// the draft's own.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { documentQuery, keys } from '../../api/queries';
import type { Coverage, CoverageRow, Finding, Implements } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { CodePoints } from '../../lib/offsets';
import { Button } from '../../ui/Button';
import { Combobox } from '../../ui/Combobox';
import { Field } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox, Loaded } from '../../ui/states';
import { Glyph, StatusText } from '../../ui/status';
import { coverageOrder, isDoubtful, isGap } from './coverage';
import { PaperPage } from './PaperPage';
import './superior.css';

/** A stretch of a superior's document, code points. */
export interface SuperiorPlace {
  id: string;
  name: string;
  start: number;
  end: number;
}

/** "Thực hiện văn bản": proposed from the words of the draft; the person may name another one of the register. */
export function SuperiorField({ implemented, onChange }: { implemented: Implements | undefined; onChange: ((symbol: string) => Promise<unknown>) | undefined }) {
  const { unit } = useSession();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>(null);
  const query = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: [...keys.documents(unit.code), 'superiors', query],
    queryFn: async ({ signal }) => {
      if (query.length < 2) return (await api.documents(unit.code, { direction: 'in', limit: 50 }, signal)).items;
      const hits = await api.search({ q: query, unit: unit.code, kind: 'document', limit: 20 }, signal);
      const own = hits.items.filter((one) => one.unit?.code === unit.code && one.href.includes('/van-ban-den/'));
      return Promise.all(own.map((one) => api.document(unit.code, one.id, signal)));
    },
    enabled: onChange !== undefined,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const choices = (found.data ?? []).flatMap((one) => (one.symbol ? [{ value: one.symbol, label: one.symbol, sub: one.subject }] : []));
  const put = async (symbol: string): Promise<void> => {
    setError(null);
    try {
      await onChange?.(symbol);
    } catch (problem) {
      setError(problem);
    }
  };
  const symbol = implemented?.symbol ?? '';
  return (
    <div className="superior">
      <Field id="thuc-hien" label={m.superior.field}>
        {onChange ? (
          <Combobox
            key={symbol}
            id="thuc-hien"
            value={symbol}
            choices={choices}
            filtered={query.length >= 2}
            busy={found.isFetching}
            placeholder={m.superior.placeholder}
            emptyText={m.superior.noChoice}
            onType={setTyped}
            onPick={(choice) => void put(choice.value)}
            onClear={implemented?.why === 'field' ? () => void put('') : () => undefined}
          />
        ) : (
          <p id="thuc-hien">{symbol || m.superior.none}</p>
        )}
      </Field>
      {implemented?.why === 'text' && implemented.sentence ? <p className="superior-why">{m.superior.fromText(implemented.sentence)}</p> : null}
      {implemented?.why === 'field' && onChange ? (
        <Button small kind="quiet" onClick={() => void put('')}>
          {m.superior.clear}
        </Button>
      ) : null}
      {implemented && !implemented.known ? (
        <p className="superior-why">
          <StatusText status="warn">{m.superior.unknown(implemented.symbol)}</StatusText>
        </p>
      ) : null}
      {error ? <ErrorBox compact error={error} /> : null}
    </div>
  );
}

interface TablesProps {
  coverage: readonly Coverage[];
  onOwn: (start: number, end: number) => void;
  onSuperior: (place: SuperiorPlace) => void;
}

export function CoverageTables({ coverage, onOwn, onSuperior }: TablesProps) {
  return coverage.map((one) => {
    const name = one.symbol ?? one.subject;
    const rows = coverageOrder(one.rows);
    const gaps = rows.filter(isGap).length;
    const doubts = rows.filter(isDoubtful).length;
    const elsewhere = one.rows.length - rows.length;
    return (
      <details key={one.file} className="coverage" open={gaps > 0} data-coverage={one.file}>
        <summary>
          {m.superior.tasksOf(name)} <span>{m.superior.covered(rows.length - gaps - doubts, rows.length, doubts)}</span>
        </summary>
        {rows.length > 0 ? (
          <table>
            <thead>
              <tr>
                <th scope="col">{m.superior.theirs}</th>
                <th scope="col">{m.superior.ours}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.superior.start} ${row.superior.end}`} className={isGap(row) ? 'coverage-gap' : undefined}>
                  <td>
                    <button type="button" className="coverage-open" onClick={() => onSuperior({ id: one.file, name, start: row.superior.start, end: row.superior.end })}>
                      {row.superior.text}
                    </button>
                    {row.superior.lead || row.superior.due ? <p className="muted">{[row.superior.lead, row.superior.due ? m.superior.due(date(row.superior.due)) : ''].filter(Boolean).join(', ')}</p> : null}
                  </td>
                  <td>
                    <Ours row={row} onOwn={onOwn} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        {elsewhere > 0 ? <p className="muted coverage-note">{m.superior.elsewhere(elsewhere)}</p> : null}
      </details>
    );
  });
}

function Ours({ row, onOwn }: { row: CoverageRow; onOwn: TablesProps['onOwn'] }) {
  const { own } = row;
  if (!own) return row.by_document ? <StatusText status="ok">{m.superior.byDocument}</StatusText> : row.state === 'doubtful' ? <StatusText status="info">{m.superior.compare}</StatusText> : <StatusText status="bad">{m.superior.gap}</StatusText>;
  const words = m.superior.parts;
  const parts: [boolean, string][] = [
    ...(row.state === 'doubtful' ? [[false, m.superior.compare] as [boolean, string]] : []),
    ...(row.copied ? [[false, m.superior.copied] as [boolean, string]] : []),
    [row.has_time, row.has_time ? (own.due ? m.superior.due(date(own.due)) : words.time) : words.noTime],
    [row.has_responsible, row.has_responsible ? (own.lead ?? words.responsible) : words.noResponsible],
    [row.has_resources, row.has_resources ? words.resources : words.noResources],
  ];
  return (
    <>
      <button type="button" className="coverage-open" onClick={() => onOwn(own.start, own.end)}>
        {own.text}
      </button>
      <ul className="coverage-parts">
        {parts.map(([has, what]) => (
          <li key={what}>
            <Glyph status={has ? 'ok' : 'warn'} size={12} />
            {what}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Ours beside the superior's, passage by passage: what differs stands where it was written. */
export function Beside({ finding, onSuperior }: { finding: Finding; onSuperior: (place: SuperiorPlace) => void }) {
  const pairs = finding.passages.flatMap((one) => (one.end > one.start && one.other?.quote && one.other.quote !== one.quote ? [{ own: one.quote, other: one.other }] : []));
  if (pairs.length === 0) return null;
  return (
    <table className="beside">
      <thead>
        <tr>
          <th scope="col">{m.issuing.mine}</th>
          <th scope="col">{pairs[0]?.other.symbol ?? m.superior.theirDocument}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ own, other }, index) => (
          <tr key={index}>
            <td>{own}</td>
            <td>
              <button type="button" className="coverage-open" onClick={() => onSuperior({ id: other.document, name: other.symbol ?? m.superior.theirDocument, start: other.start, end: other.end })}>
                {other.quote}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The superior's document at one place. */
export function SuperiorDialog({ place, onClose }: { place: SuperiorPlace; onClose: () => void }) {
  const { unit } = useSession();
  const query = useQuery(documentQuery(unit.code, place.id));
  return (
    <Dialog title={place.name} width={760} onClose={onClose} footer={<Button onClick={onClose}>{m.close}</Button>}>
      <Loaded query={query} lines={12}>
        {(document) => <SuperiorPage text={document.text ?? ''} place={place} />}
      </Loaded>
    </Dialog>
  );
}

function SuperiorPage({ text, place }: { text: string; place: SuperiorPlace }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[data-item]')?.scrollIntoView({ block: 'center' });
  }, [text]);
  const span = new CodePoints(text).span(place);
  return (
    <div className="superior-page" ref={box} tabIndex={0} role="region" aria-label={place.name}>
      <PaperPage text={text} marks={[{ ...span, item: 0, severity: 'info' }]} current={0} onPick={() => undefined} onEdit={() => undefined} locked />
    </div>
  );
}
