// The read text as a page. Marks carry the same numbers as the fields; the mark of the field in hand has the focus ring.
import { memo, useEffect, useMemo, useRef } from 'react';
import { m } from '../../app/messages';
import { linesOf, pieces } from '../../lib/offsets';
import type { FieldName, Mark } from './fields';

const mostLines = 1500; // a longer text is opened from the original file

export function lineKind(text: string): 'title' | 'center' | 'place' | 'para' | 'plain' {
  const line = text.trim();
  if (line === '' || line.length > 400) return line === '' ? 'plain' : 'para';
  if (/^[\p{L} ]{2,30}, ngày/u.test(line) && line.length < 60) return 'place';
  if (/\p{Lu}{2}/u.test(line) && line === line.toUpperCase() && line.length < 110) return 'title';
  if (/^(\*|-{3,}|Kính gửi|Số:? ?\S+$|V\/v )/u.test(line)) return 'center';
  return /^[-–+]\s/.test(line) || line.length < 60 ? 'plain' : 'para';
}

export const TextPage = memo(function TextPage({ text, marks, current, onPick }: { text: string; marks: Mark[]; current: FieldName | null; onPick?: (field: FieldName) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(text), [text]);
  useEffect(() => {
    if (current === null) return;
    box.current?.querySelector(`[data-field="${current}"]`)?.scrollIntoView({ block: 'center' });
  }, [current]);
  return (
    <div className="text-scroll" tabIndex={0} role="region" aria-label={m.incoming.textTitle}>
      <div className="text-page" ref={box} lang="vi">
        {lines.slice(0, mostLines).map((line) => (
          <p key={line.start} className={`line-${lineKind(line.text)}`}>
            {pieces(line.start, line.end, marks).map((piece) => {
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
        ))}
        {lines.length > mostLines ? <p className="muted">…</p> : null}
      </div>
    </div>
  );
});
