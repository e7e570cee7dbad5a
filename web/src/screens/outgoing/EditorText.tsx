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

const Layer = memo(function Layer({ text, marks, current }: { text: string; marks: Mark[]; current: number | null }) {
  const lines = useMemo(() => linesOf(text), [text]);
  return (
    <div className="editor-layer" aria-hidden="true">
      {lines.map((line, index) => (
        <div key={index} className="editor-line">
          <Passages text={line.text} start={line.start} marks={marksIn(marks, line.start, line.end)} current={current} />
          {line.text === '' ? '\u200b' : null}
        </div>
      ))}
    </div>
  );
});

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
