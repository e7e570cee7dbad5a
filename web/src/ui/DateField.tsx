// One text box for a date. 20112026, 20/11, hn and +3 become 20/11/2026 on leaving; the API keeps ISO.
import type { FocusEvent, KeyboardEvent, Ref } from 'react';
import { useEffect, useRef, useState } from 'react';
import { m } from '../app/messages';
import { parseTyped } from '../lib/dates';
import { date as shown } from '../lib/format';
import { nfc } from '../lib/text';
import type { Tint } from './controls';

export interface DateFieldProps {
  id: string;
  value: string; // ISO or ''
  today: string;
  onChange: (iso: string) => void;
  onProblem?: (message: string | undefined) => void;
  onEnter?: (event: KeyboardEvent) => void;
  onFocus?: () => void;
  tint?: Tint;
  invalid?: boolean;
  describedBy?: string | undefined;
  placeholder?: string;
  label?: string;
  ref?: Ref<HTMLInputElement>;
}

export function dateProblem(text: string, today: string): string | undefined {
  const parsed = parseTyped(text, today);
  if (parsed.ok) return undefined;
  return parsed.reason === 'not_in_calendar' ? m.date.notInCalendar(parsed.shown) : m.date.notADate(parsed.shown);
}

const wholeDate = /^(\d{8}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$/;

export function DateField(p: DateFieldProps) {
  const [text, setText] = useState(() => shown(p.value));
  const last = useRef(p.value);
  useEffect(() => {
    if (p.value !== last.current) {
      last.current = p.value;
      setText(shown(p.value));
    }
  }, [p.value]);

  const settle = (): boolean => {
    const parsed = parseTyped(nfc(text), p.today);
    p.onProblem?.(dateProblem(text, p.today));
    if (!parsed.ok) return false;
    const iso = parsed.iso ?? '';
    setText(shown(iso));
    if (iso !== last.current) {
      last.current = iso;
      p.onChange(iso);
    }
    return true;
  };

  return (
    <input
      ref={p.ref}
      id={p.id}
      className={`combobox-input date-field tint-${p.tint ?? 'none'}${p.invalid ? ' input-invalid' : ''}`}
      value={text}
      placeholder={p.placeholder ?? m.date.placeholder}
      aria-label={p.label}
      aria-invalid={p.invalid || undefined}
      aria-describedby={p.describedBy}
      autoComplete="off"
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        // a whole date counts while it is typed, so that a button that waits for it wakes up; it is written out on leaving
        const parsed = wholeDate.test(typed.trim()) ? parseTyped(nfc(typed), p.today) : null;
        if (!parsed?.ok || !parsed.iso || parsed.iso === last.current) return;
        last.current = parsed.iso;
        p.onProblem?.(undefined);
        p.onChange(parsed.iso);
      }}
      onFocus={(event: FocusEvent<HTMLInputElement>) => {
        event.target.select();
        p.onFocus?.();
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter' && !event.ctrlKey) {
          settle();
          p.onEnter?.(event);
        } else if (event.key.toLowerCase() === 's' && event.ctrlKey) {
          settle(); // saving by shortcut must see the typed date
        }
      }}
    />
  );
}
