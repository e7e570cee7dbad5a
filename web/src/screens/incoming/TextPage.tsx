// The read text as a page. Marks carry the same numbers as the fields; the mark of the field in hand has the focus ring.
import { memo, useEffect, useMemo, useRef } from 'react';
import { m } from '../../app/messages';
import { pieces } from '../../lib/offsets';
import type { Block } from '../../lib/typeset';
import { typeset } from '../../lib/typeset';
import type { FieldName, Mark } from './fields';
import '../../ui/paper.css';

const mostLines = 1500; // a longer text is opened from the original file

export const TextPage = memo(function TextPage({ text, marks, current, onPick }: { text: string; marks: Mark[]; current: FieldName | null; onPick?: (field: FieldName) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const page = useMemo(() => typeset(text), [text]);
  useEffect(() => {
    if (current === null) return;
    box.current?.querySelector(`[data-field="${current}"]`)?.scrollIntoView({ block: 'center' });
  }, [current]);

  const block = (one: Block) => (
    <p key={one.start} className={`paper-${one.kind}`}>
      {pieces(one.start, one.end, marks).map((piece) => {
        const content = text.slice(piece.start, piece.end);
        const mark = piece.marks[0];
        if (!mark) return content;
        return (
          <mark
            key={piece.start}
            data-field={mark.field}
            className={`text-mark${mark.doubt ? ' text-mark-doubt' : ''}${mark.field === current ? ' text-mark-current' : ''}`}
            onClick={() => onPick?.(mark.field)}
          >
            {piece.start === mark.start ? <span className="text-digit">{mark.digit}</span> : null}
            {content}
          </mark>
        );
      })}
    </p>
  );
  return (
    <div className="text-scroll" tabIndex={0} role="region" aria-label={m.incoming.textTitle}>
      <div className="text-page" ref={box} lang="vi">
        {page.left.length + page.right.length > 0 ? (
          <div className="paper-head">
            <div>{page.left.map(block)}</div>
            <div>{page.right.map(block)}</div>
          </div>
        ) : null}
        {page.body.slice(0, mostLines).map(block)}
        {page.body.length > mostLines ? <p className="muted">…</p> : null}
        {page.recipients.length + page.signature.length > 0 ? (
          <div className="paper-tail">
            <div>{page.recipients.map(block)}</div>
            <div>{page.signature.map(block)}</div>
          </div>
        ) : null}
      </div>
    </div>
  );
});
