import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Duplicate, Intake } from '../../api/types';
import { m } from '../../app/messages';
import { date } from '../../lib/format';
import { Input } from '../../ui/controls';
import { Glyph } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { heldRef, hold } from '../compare/held';
import { fieldId } from './EntryFields';
import { isSame } from './fields';

const title = (one: Duplicate): string => {
  const number = one.number ? String(one.number) : '';
  if (!isSame(one)) return m.entry.similarTo(one.match_percent ?? 0, one.symbol ?? one.subject);
  return number ? m.entry.duplicate(number) : m.entry.duplicateNoNumber;
};
const detail = (one: Duplicate): string =>
  !isSame(one)
    ? m.entry.registeredOn(one.number ? String(one.number) : '', date(one.arrival_date))
    : m.entry.duplicateText(
        one.symbol ?? one.subject,
        date(one.arrival_date),
        one.reason === 'same_file' ? m.entry.sameFile : one.reason === 'same_text' ? m.entry.sameText : one.match_percent ? m.entry.match(one.match_percent) : '',
      );

/** A file just read beside one document, or beside all that are like it. Its text is held in this browser for that. */
export function compareLink(intake: Intake, other: string | null, words: string = m.compare.open) {
  const keep = (): void => void hold(intake.intake_id, { text: intake.reading.text ?? '', title: intake.reading.symbol ?? intake.file.name });
  return (
    <Link to="/doi-chieu" search={{ a: heldRef(intake.intake_id), ...(other ? { b: other } : {}) } as never} className="underlined" onClick={keep}>
      {words}
    </Link>
  );
}

/** The yellow line: it does not stop anybody, both ways stay open. */
export function DuplicateLine(p: {
  duplicates: Duplicate[];
  intake: Intake | null;
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
  const text = p.intake?.reading.text ?? '';
  return (
    <div className="duplicate" role="status">
      <Glyph status="warn" size={16} />
      <div>
        <p>
          <strong>{title(first)}</strong> {detail(first)} <ClauseLink text={m.entry.duplicateClause} underlined />
        </p>
        <p className="duplicate-ways">
          <Link to="/van-ban-den/$id" params={{ id: first.id }} className="underlined">
            {number ? m.entry.openDuplicate(number) : m.entry.openDuplicatePlain}
          </Link>
          {p.intake && text.trim() !== '' ? compareLink(p.intake, first.id) : null}
          {p.intake && text.trim() !== '' && p.duplicates.length > 1 ? compareLink(p.intake, null, m.entry.moreSimilar(p.duplicates.length - 1)) : null}
          {p.asking || !isSame(first) ? null : (
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
