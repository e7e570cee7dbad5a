// Open interpretations of one source: the choices, who decided, the history; the unit that owns the installation decides here.
import { useState } from 'react';
import type { Reading, RuleBook } from '../../api/rules';
import { m } from '../../app/messages';
import { date, dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { DecideDialog } from './DecideDialog';
import { parameterName, readingState, valueText } from './words';

export function Readings({ readings, book }: { readings: Reading[]; book: RuleBook }) {
  const [open, setOpen] = useState<{ reading: Reading; revoke: boolean } | null>(null);
  return (
    <>
      <p className="muted small">{book.may_decide ? m.rules.decideNote : m.rules.decideElsewhere}</p>
      {readings.length === 0 ? <Empty>{m.state.noFilterMatch}</Empty> : null}
      <ul className="readings">
        {readings.map((one) => (
          <li key={one.id} className="card reading" id={`cach-hieu-${one.id}`}>
            <div className="reading-head">
              <h2>
                {one.id}. {one.question}
              </h2>
              {book.may_decide ? (
                <div className="rule-actions no-print">
                  <Button small icon="edit" hasPopup="dialog" onClick={() => setOpen({ reading: one, revoke: false })}>
                    {m.rules.decide}
                  </Button>
                  {one.history[0]?.choice ? (
                    <Button small hasPopup="dialog" onClick={() => setOpen({ reading: one, revoke: true })}>
                      {m.rules.revoke}
                    </Button>
                  ) : null}
                </div>
              ) : null}
            </div>
            <p>
              <StatusText status={one.status === 'decided' ? 'ok' : 'none'}>{one.choice}</StatusText> <span className="muted">({readingState(one)})</span>
            </p>
            <p className="muted small">
              {m.rules.proposedWhy(one.reason)} {m.rules.normsOf(one.norms.length)}
            </p>
            {one.values.length > 0 ? (
              <ul className="reading-values">
                {one.values.map((value) => (
                  <li key={`${value.norm}${value.parameter}`}>
                    {value.statement} {parameterName(value.parameter)} <strong>{valueText(value.value)}</strong> <span className="muted">({m.rules.between(valueText(value.least), valueText(value.most))})</span>
                  </li>
                ))}
              </ul>
            ) : null}
            {one.history.length > 0 ? (
              <details>
                <summary>{m.rules.history(one.history.length)}</summary>
                <ol className="reading-history">
                  {one.history.map((entry) => (
                    <li key={entry.id}>
                      <strong>{entry.choice ? m.rules.chose(entry.choice, entry.values.map((value) => valueText(value.value)).join('; ')) : m.rules.revoked}</strong>{' '}
                      {m.rules.decidedBy(entry.owner, entry.symbol, date(entry.issued_on))}. {entry.reason}. <span className="muted">{m.rules.writtenBy(entry.by, dateTime(entry.at))}</span>
                      {entry.why ? <StatusText status="warn">{entry.why}</StatusText> : null}
                    </li>
                  ))}
                </ol>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      {open ? <DecideDialog reading={open.reading} revoke={open.revoke} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
