import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Duplicate } from '../../api/types';
import { m } from '../../app/messages';
import { date } from '../../lib/format';
import { Input } from '../../ui/controls';
import { Glyph } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { fieldId } from './EntryFields';

/** The yellow line: it does not stop anybody, both ways stay open. */
export function DuplicateLine(p: {
  duplicates: Duplicate[];
  asking: boolean;
  onAsk: () => void;
  reason: string;
  onReason: (reason: string) => void;
  invalid: boolean;
}) {
  const input = useRef<HTMLElement>(null);
  const before = useRef(p.asking);
  useEffect(() => {
    if (p.asking && !before.current) input.current?.focus();
    before.current = p.asking;
  }, [p.asking]);
  const first = p.duplicates[0];
  if (!first) return null;
  const number = first.number ? String(first.number) : '';
  return (
    <div className="duplicate" role="status">
      <Glyph status="warn" size={16} />
      <div>
        <p>
          <strong>{number ? m.entry.duplicate(number) : m.entry.duplicateNoNumber}</strong>{' '}
          {m.entry.duplicateText(
            first.symbol ?? first.subject,
            date(first.arrival_date),
            first.reason === 'same_file' ? m.entry.sameFile : first.match_percent ? m.entry.match(first.match_percent) : '',
          )}{' '}
          <ClauseLink text={m.entry.duplicateClause} underlined />
        </p>
        <p className="duplicate-ways">
          <Link to="/van-ban-den/$id" params={{ id: first.id }} className="underlined">
            {number ? m.entry.openDuplicate(number) : m.entry.openDuplicatePlain}
          </Link>
          {p.asking ? null : (
            <button type="button" className="link underlined" onClick={p.onAsk}>
              {m.entry.keepAnyway}
            </button>
          )}
        </p>
        {p.asking ? (
          <div className="duplicate-reason">
            <label htmlFor={fieldId('duplicate_reason')}>{m.entry.reason}</label>
            <Input
              ref={input}
              id={fieldId('duplicate_reason')}
              value={p.reason}
              onChange={p.onReason}
              placeholder={m.entry.reasonHint}
              invalid={p.invalid}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}
