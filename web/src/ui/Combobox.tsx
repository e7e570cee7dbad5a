// One combobox for units, document types and every other long list: typed words match without marks, Enter takes the first, arrows walk.
import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { m } from '../app/messages';
import { useScale } from '../app/theme';
import { matches } from '../lib/text';
import type { Tint } from './controls';
import { Floating } from './Floating';
import { Icon } from './icons';
import './combobox.css';

export interface Choice {
  value: string;
  label: string;
  sub?: string | undefined;
  recent?: boolean;
}

export interface ComboboxProps {
  id: string;
  value: string; // shown text when free, label otherwise
  choices: Choice[];
  onPick: (choice: Choice) => void;
  /** Called as the person types; with `free` the typed text itself is the value. */
  onType?: (text: string) => void;
  free?: boolean;
  /** The server already filtered. */
  filtered?: boolean;
  busy?: boolean;
  placeholder?: string | undefined;
  tint?: Tint;
  invalid?: boolean;
  describedBy?: string | undefined;
  label?: string;
  onEnter?: (event: KeyboardEvent) => void; // Enter with a closed list
  onFocus?: () => void;
  onBlur?: () => void;
  onClear?: () => void;
  disabled?: boolean;
  ref?: Ref<HTMLInputElement>;
  emptyText?: ReactNode;
}

const rowHeight = (choice: Choice | undefined, scale: number): number => Math.round((choice?.sub ? 46 : 32) * (scale / 100));

export function Combobox(p: ComboboxProps) {
  const list = useId();
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const scale = useScale();
  useImperativeHandle(p.ref, () => input.current as HTMLInputElement, []);

  const shown = useMemo(() => {
    if (p.filtered || typed === null || typed.trim() === '') return p.choices;
    return p.choices.filter((choice) => matches(typed, `${choice.label} ${choice.sub ?? ''}`));
  }, [p.choices, p.filtered, typed]);

  const rows = useVirtualizer({
    count: open ? shown.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight(shown[index], scale),
    overscan: 6,
    initialRect: { width: 300, height: 280 },
  });

  useEffect(() => setAt(0), [typed]);
  useEffect(() => {
    if (open && shown.length > 0) rows.scrollToIndex(Math.min(at, shown.length - 1));
  }, [at, open]);

  const pick = (choice: Choice): void => {
    p.onPick(choice);
    setTyped(null);
    setOpen(false);
  };

  const key = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (shown.length > 0) setAt((n) => (n + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length);
    } else if (event.key === 'Enter') {
      const choice = shown[Math.min(at, shown.length - 1)];
      if (event.ctrlKey) return;
      if (event.shiftKey) {
        setOpen(false); // going back takes nothing from the list
        setTyped(null);
        p.onEnter?.(event);
      } else if (open && choice && (typed !== null || !p.free)) {
        event.preventDefault();
        pick(choice);
        p.onEnter?.(event);
      } else if (p.onEnter) {
        setOpen(false);
        p.onEnter(event);
      } else if (!open) {
        setOpen(true);
      }
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setTyped(null);
    } else if (event.key === 'Backspace' && !p.free && typed === null && p.value !== '') {
      // one press empties a chosen value, as the text is not the person's own
      event.preventDefault();
      p.onClear?.();
      setTyped('');
      setOpen(true);
    }
  };

  return (
    <div className="combobox" ref={frame}>
      <input
        ref={input}
        id={p.id}
        className={`combobox-input tint-${p.tint ?? 'none'}${p.invalid ? ' input-invalid' : ''}`}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && shown.length > 0 ? `${list}-${Math.min(at, shown.length - 1)}` : undefined}
        aria-label={p.label}
        aria-invalid={p.invalid || undefined}
        aria-describedby={p.describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder={p.placeholder}
        disabled={p.disabled}
        value={typed ?? p.value}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          p.onType?.(event.target.value);
        }}
        onFocus={(event) => {
          if (!p.free) event.target.select();
          p.onFocus?.();
        }}
        onClick={() => setOpen(true)}
        onBlur={(event) => {
          if (window.document.getElementById(list)?.contains(event.relatedTarget)) return;
          setOpen(false);
          setTyped(null);
          p.onBlur?.();
        }}
        onKeyDown={key}
      />
      <span className="combobox-arrow">
        <Icon name="down" size={14} />
      </span>
      {open ? (
        <Floating anchor={frame} width="anchor" role="presentation" onClose={() => setOpen(false)}>
          <div className="combobox-list" ref={scroller}>
            <div id={list} role="listbox" aria-label={p.label ?? m.choices} style={{ height: rows.getTotalSize(), position: 'relative' }}>
              {rows.getVirtualItems().map((row) => {
                const choice = shown[row.index];
                if (!choice) return null;
                return (
                  <div
                    key={row.key}
                    id={`${list}-${row.index}`}
                    role="option"
                    aria-selected={row.index === at}
                    aria-setsize={shown.length}
                    aria-posinset={row.index + 1}
                    className={`combobox-option${row.index === at ? ' active' : ''}`}
                    style={{ transform: `translateY(${row.start}px)`, height: row.size }}
                    onPointerDown={(event) => {
                      event.preventDefault(); // the text box keeps the focus
                      pick(choice);
                    }}
                  >
                    <span className="combobox-label">
                      {choice.label}
                      {choice.recent ? <span className="combobox-recent">{m.recent}</span> : null}
                    </span>
                    {choice.sub ? <span className="combobox-sub">{choice.sub}</span> : null}
                  </div>
                );
              })}
            </div>
            {shown.length === 0 ? <p className="combobox-empty">{p.busy ? m.state.loading : (p.emptyText ?? m.combobox.empty)}</p> : null}
          </div>
        </Floating>
      ) : null}
      <span className="visually-hidden" role="status">
        {open ? m.combobox.count(shown.length) : ''}
      </span>
    </div>
  );
}
