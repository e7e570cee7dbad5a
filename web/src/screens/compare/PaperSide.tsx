// One of the two pages. Only the rows in view are drawn, so a document of 300 pages opens as fast as a letter.
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { memo, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { Ref } from 'react';
import { m } from '../../app/messages';
import { useScale } from '../../app/theme';
import type { Span } from '../../lib/offsets';
import { pieces } from '../../lib/offsets';
import type { Block } from '../../lib/typeset';
import type { SideSpan } from './passages';
import type { Row } from './rows';
import { guessHeight, rowAt, rowsOf, spread } from './rows';
import { usePrinting } from './usePrinting';
import '../../ui/paper.css';

export interface PaperHandle {
  show: (passage: number) => void;
}
export interface PaperProps {
  text: string;
  spans: SideSpan[]; // in order of this text
  current: number | null;
  label: string;
  differ: (passage: number) => Span[]; // in this text
  onPick: (passage: number) => void;
  onView: (view: Span) => void; // the part of the text on the screen, for the map
  ref?: Ref<PaperHandle>;
}

export const PaperSide = memo(function PaperSide(p: PaperProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const scale = useScale() / 100;
  const printing = usePrinting();
  const rows = useMemo(() => rowsOf(p.text), [p.text]);
  const marks = useMemo(() => spread(rows, p.spans), [rows, p.spans]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      const width = (scroller.current?.clientWidth ?? 480) - 56;
      return row ? guessHeight(row, Math.max(20, width / (7.1 * scale)), 21 * scale) : 26;
    },
    overscan: 8,
    initialRect: { width: 480, height: 500 },
  });
  useEffect(() => virtual.measure(), [scale]);

  const { spans } = p;
  const show = useCallback(
    (passage: number) => {
      const span = spans.find((one) => one.index === passage);
      if (!span) return;
      virtual.scrollToIndex(Math.min(rowAt(rows, span.start), rows.length - 1), { align: 'center' });
      // rows on the way are measured as they come into view, so the place settles over a few frames
      let left = 8;
      const settle = (): void => {
        const mark = scroller.current?.querySelector(`[data-passage="${passage}"]`);
        const box = scroller.current?.getBoundingClientRect();
        const rect = mark?.getBoundingClientRect();
        if (mark && box && rect && scroller.current) {
          const wanted = box.top + Math.min(box.height * 0.33, 180);
          if (Math.abs(rect.top - wanted) > 4) scroller.current.scrollTop += rect.top - wanted;
        }
        if (left-- > 0) requestAnimationFrame(settle);
      };
      requestAnimationFrame(settle);
    },
    [rows, spans, virtual],
  );
  useImperativeHandle(p.ref, () => ({ show }), [show]);

  const items = virtual.getVirtualItems();
  const from = rows[virtual.range?.startIndex ?? 0]?.start ?? 0;
  const to = rows[virtual.range?.endIndex ?? 0]?.end ?? p.text.length;
  const { onView } = p;
  useEffect(() => onView({ start: from, end: to }), [from, to, onView]);

  const paragraph = (block: Block, inRow: SideSpan[]): ReactNode => (
    <p key={block.start} className={`paper-${block.kind}`}>
      {content(block, inRow, p)}
    </p>
  );
  const drawn = (row: Row, inRow: SideSpan[]): ReactNode =>
    row.kind === 'block' ? (
      paragraph(row.block, inRow)
    ) : (
      <div className={`paper-${row.kind}`}>
        <div>{row.left.map((one) => paragraph(one, inRow))}</div>
        <div>{row.right.map((one) => paragraph(one, inRow))}</div>
      </div>
    );
  return (
    <div className="compare-scroll" ref={scroller} tabIndex={0} role="region" aria-label={p.label}>
      {p.text.trim() === '' ? <p className="empty">{m.compare.empty}</p> : null}
      {printing ? (
        <div className="compare-paper compare-all paper" lang="vi">
          {rows.map((row, index) => (
            <div key={row.start} className="compare-printed">
              {drawn(row, marks[index] ?? [])}
            </div>
          ))}
        </div>
      ) : null}
      <div className="compare-paper compare-seen paper" lang="vi" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const inRow = marks[item.index] ?? [];
          return (
            <div key={item.key} data-index={item.index} ref={virtual.measureElement} className="compare-row" style={{ transform: `translateY(${item.start}px)` }}>
              {drawn(row, inRow)}
            </div>
          );
        })}
      </div>
    </div>
  );
});

type Mark = (SideSpan & { differs: false }) | (SideSpan & { differs: true });

function content(block: Block, inRow: readonly SideSpan[], p: PaperProps): ReactNode {
  const here = inRow.filter((one) => one.start < block.end && one.end > block.start);
  if (here.length === 0) return block.text;
  const marks: Mark[] = here.flatMap((one): Mark[] => [
    { ...one, differs: false },
    ...p
      .differ(one.index)
      .filter((word) => word.start < block.end && word.end > block.start)
      .map((word): Mark => ({ ...word, index: one.index, differs: true })),
  ]);
  return pieces(block.start, block.end, marks).map((piece) => {
    const text = block.text.slice(piece.start - block.start, piece.end - block.start);
    const own = piece.marks.filter((one) => !one.differs);
    const mark = own.find((one) => one.index === p.current) ?? own[0];
    if (!mark) return text;
    const starts = own.find((one) => one.start === piece.start);
    const word = piece.marks.some((one) => one.differs && one.index === mark.index);
    return (
      <mark
        key={piece.start}
        data-passage={mark.index}
        className={`same${mark.index === p.current ? ' same-current' : ''}${word ? ' same-differ' : ''}`}
        onClick={() => p.onPick(mark.index)}
      >
        {starts ? (
          <span className="same-number">
            <span className="visually-hidden">{m.compare.passage(starts.index + 1)} </span>
            <span aria-hidden="true">{starts.index + 1}</span>
          </span>
        ) : null}
        {text}
      </mark>
    );
  });
}
