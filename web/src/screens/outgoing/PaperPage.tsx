// The draft as a page. A press on a word goes to typing at that word.
import type { MouseEvent } from 'react';
import { useMemo } from 'react';
import { m } from '../../app/messages';
import type { Mark } from './findings';
import { marksIn, Passages } from './Passages';
import type { Block } from '../../lib/typeset';
import { typeset } from '../../lib/typeset';
import '../../ui/paper.css';

/** The place in the text under the pointer, or null in the margin. */
export function offsetAt(event: MouseEvent): number | null {
  const doc = window.document as Document & {
    caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
    caretRangeFromPoint?: (x: number, y: number) => Range | null;
  };
  const position = doc.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = position ? null : doc.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = position?.offsetNode ?? range?.startContainer;
  const offset = position?.offset ?? range?.startOffset ?? 0;
  const start = node?.parentElement?.closest<HTMLElement>('[data-start]')?.dataset['start'];
  return start === undefined ? null : Number(start) + offset;
}

export interface PaperProps {
  text: string;
  marks: Mark[];
  current: number | null;
  onPick: (item: number) => void;
  onEdit: (at: number) => void;
  locked: boolean;
}

export function PaperPage(p: PaperProps) {
  const page = useMemo(() => typeset(p.text), [p.text]);
  const block = (one: Block) => (
    <p key={one.start} className={`paper-${one.kind}`}>
      <Passages text={one.text} start={one.start} marks={marksIn(p.marks, one.start, one.end)} current={p.current} onPick={p.onPick} />
    </p>
  );
  const empty = p.text.trim() === '';
  return (
    <div
      className={`paper${p.locked ? '' : ' paper-live'}`}
      lang="vi"
      onClick={(event) => {
        if (p.locked || window.getSelection()?.toString()) return;
        p.onEdit(offsetAt(event) ?? p.text.length);
      }}
    >
      {empty ? <p className="paper-empty">{m.draft.emptyPage}</p> : null}
      {page.left.length + page.right.length > 0 ? (
        <div className="paper-head">
          <div>{page.left.map(block)}</div>
          <div>{page.right.map(block)}</div>
        </div>
      ) : null}
      {page.body.map(block)}
      {page.recipients.length + page.signature.length > 0 ? (
        <div className="paper-tail">
          <div>{page.recipients.map(block)}</div>
          <div>{page.signature.map(block)}</div>
        </div>
      ) : null}
    </div>
  );
}
