// A stretch of text with its underlines: solid for a breach, dashed for a warning, dotted for a reminder.
import { memo } from 'react';
import { pieces } from '../../lib/offsets';
import type { Mark } from './findings';
import { strongest } from './findings';

export const Passages = memo(
  function Passages({ text, start, marks, current, onPick }: { text: string; start: number; marks: Mark[]; current: number | null; onPick?: (item: number) => void }) {
    if (marks.length === 0) return <span data-start={start}>{text}</span>;
    return pieces(start, start + text.length, marks).map((piece) => {
      const content = text.slice(piece.start - start, piece.end - start);
      const mark = piece.marks.find((one) => one.item === current) ?? strongest(piece.marks);
      if (!mark) {
        return (
          <span key={piece.start} data-start={piece.start}>
            {content}
          </span>
        );
      }
      const chosen = mark.item === current;
      return (
        <mark
          key={piece.start}
          data-start={piece.start}
          data-item={mark.item}
          className={`passage passage-${mark.severity}${chosen ? ' passage-current' : ''}`}
          onClick={
            onPick
              ? (event) => {
                  event.stopPropagation();
                  onPick(mark.item);
                }
              : undefined
          }
        >
          {content}
        </mark>
      );
    });
  },
  (a, b) =>
    a.text === b.text &&
    a.start === b.start &&
    a.onPick === b.onPick &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, i) => {
      const other = b.marks[i];
      return other !== undefined && mark.start === other.start && mark.end === other.end && mark.item === other.item && mark.severity === other.severity;
    }) &&
    (a.current === b.current || !a.marks.some((mark) => mark.item === a.current || mark.item === b.current)),
);

export const marksIn = (marks: readonly Mark[], start: number, end: number): Mark[] => marks.filter((mark) => mark.start < end && mark.end > start);
