// Typing. The text box shows its own letters, so nothing a person types ever waits for us; a layer behind it, with the same
// metrics and invisible letters, draws the underlines one breath later.
import { memo, useDeferredValue, useImperativeHandle, useMemo, useRef } from 'react';
import type { Ref } from 'react';
import { m } from '../../app/messages';
import { linesOf } from '../../lib/offsets';
import type { Mark } from './findings';
import { marksIn, Passages } from './Passages';

export interface EditorHandle {
  focusAt: (offset: number) => void;
  element: HTMLTextAreaElement | null;
}

const linesOfChunk = 64; // drawn again together; a typed letter changes one chunk, however long the text is

interface ChunkProps {
  text: string;
  marks: Mark[]; // places within the chunk
  current: number | null;
}

const Chunk = memo(
  function Chunk({ text, marks, current }: ChunkProps) {
    return linesOf(text).map((line, index) => (
      <div key={index} className="editor-line">
        <Passages text={line.text} start={line.start} marks={marksIn(marks, line.start, line.end)} current={current} />
        {line.text === '' ? '\u200b' : null}
      </div>
    ));
  },
  (a, b) =>
    a.text === b.text &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, i) => {
      const other = b.marks[i];
      return other !== undefined && mark.start === other.start && mark.end === other.end && mark.item === other.item && mark.severity === other.severity;
    }) &&
    (a.current === b.current || a.marks.length === 0),
);

const Layer = memo(function Layer({ text, marks, current }: { text: string; marks: Mark[]; current: number | null }) {
  const chunks = useMemo(() => chunksOf(text), [text]);
  return (
    <div className="editor-layer" aria-hidden="true">
      {chunks.map((chunk, index) => (
        <Chunk
          key={index}
          text={chunk.text}
          marks={marksIn(marks, chunk.start, chunk.start + chunk.text.length).map((mark) => ({ ...mark, start: mark.start - chunk.start, end: mark.end - chunk.start }))}
          current={current}
        />
      ))}
    </div>
  );
});

function chunksOf(text: string): { start: number; text: string }[] {
  const out: { start: number; text: string }[] = [];
  let start = 0;
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines % linesOfChunk !== 0) continue;
    out.push({ start, text: text.slice(start, at) });
    start = at + 1;
  }
  out.push({ start, text: text.slice(start) });
  return out;
}

export function EditorText(p: { text: string; marks: Mark[]; current: number | null; onChange: (text: string) => void; onCaret: (offset: number) => void; ref?: Ref<EditorHandle> }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(p.ref, () => ({
    element: box.current,
    focusAt: (offset) => {
      const element = box.current;
      if (!element) return;
      element.focus({ preventScroll: true });
      element.setSelectionRange(offset, offset);
    },
  }));
  const drawn = useDeferredValue(p.text);
  return (
    <div className="paper paper-editing">
      <div className="editor-stack">
        <Layer text={drawn} marks={p.marks} current={p.current} />
        <textarea
          ref={box}
          className="editor-text"
          aria-label={m.draft.editor}
          value={p.text}
          spellCheck={false}
          lang="vi"
          onChange={(event) => {
            const box = event.target;
            const typed = box.value;
            // letters in pieces come from pasting; while a letter is being composed the box belongs to the typing method
            const composed = (event.nativeEvent as InputEvent).isComposing ? typed : typed.normalize('NFC');
            if (composed !== typed) {
              const at = typed.slice(0, box.selectionStart).normalize('NFC').length;
              requestAnimationFrame(() => box.setSelectionRange(at, at));
            }
            p.onChange(composed);
          }}
          onClick={(event) => p.onCaret(event.currentTarget.selectionStart)}
        />
      </div>
    </div>
  );
}
