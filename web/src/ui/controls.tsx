// Text boxes, choices and the field frame around them.
import { Input as AntInput, Segmented as AntSegmented } from 'antd';
import type { ChangeEvent, FocusEventHandler, KeyboardEventHandler, ReactNode, Ref } from 'react';
import { useId } from 'react';
import { Glyph } from './status';

export interface InputProps {
  id?: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: FocusEventHandler;
  onFocus?: FocusEventHandler;
  onKeyDown?: KeyboardEventHandler;
  placeholder?: string | undefined;
  type?: 'text' | 'password' | 'number';
  autoComplete?: string;
  autoFocus?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  tint?: Tint;
  disabled?: boolean;
  label?: string;
  inputMode?: 'numeric' | 'text';
  ref?: Ref<HTMLElement>;
  maxLength?: number;
  data?: string;
}

/** Blue: read from the document. Amber: read, but not surely. */
export type Tint = 'read' | 'doubt' | 'none';

const common = (p: InputProps) => ({
  id: p.id,
  value: p.value,
  onChange: (e: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => p.onChange(e.target.value),
  onBlur: p.onBlur,
  onFocus: p.onFocus,
  onKeyDown: p.onKeyDown,
  placeholder: p.placeholder,
  autoFocus: p.autoFocus,
  disabled: p.disabled,
  maxLength: p.maxLength,
  'aria-label': p.label,
  'aria-invalid': p.invalid || undefined,
  'aria-describedby': p.describedBy,
  'data-filter': p.data,
  className: `input tint-${p.tint ?? 'none'}${p.invalid ? ' input-invalid' : ''}`,
});

export function Input(p: InputProps) {
  return <AntInput {...common(p)} ref={p.ref as never} type={p.type ?? 'text'} autoComplete={p.autoComplete ?? 'off'} inputMode={p.inputMode} />;
}

export function TextArea(p: InputProps & { rows?: number }) {
  return <AntInput.TextArea {...common(p)} ref={p.ref as never} rows={p.rows ?? 3} />;
}

export interface Option<V extends string> {
  value: V;
  label: string;
}

export function Segmented<V extends string>(p: { value: V; options: Option<V>[]; onChange: (value: V) => void; label: string }) {
  return <AntSegmented className="segmented" value={p.value} options={p.options} onChange={p.onChange} aria-label={p.label} name={useId()} />;
}

/** The browser's own choice list: works by keyboard, by screen reader and on a phone without our help. */
export function Select<V extends string>(p: {
  id?: string;
  value: V;
  options: Option<V>[];
  onChange: (value: V) => void;
  label?: string;
  tint?: Tint;
  disabled?: boolean;
}) {
  return (
    <select
      id={p.id}
      className={`select tint-${p.tint ?? 'none'}`}
      value={p.value}
      aria-label={p.label}
      disabled={p.disabled}
      onChange={(e) => p.onChange(e.target.value as V)}
    >
      {p.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

export function Field(p: { id: string; label: string; digit?: number; aside?: ReactNode; error?: string | undefined; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className={`field${p.error ? ' field-bad' : ''}`}>
      <div className="field-head">
        <label htmlFor={p.id}>
          {p.digit === undefined ? null : (
            <span className="field-digit" aria-hidden="true">
              {p.digit}
            </span>
          )}
          {p.label}
        </label>
        {p.aside ? <span className="field-aside">{p.aside}</span> : null}
      </div>
      {p.children}
      {p.error ? (
        <p className="field-error" id={`${p.id}-error`}>
          <Glyph status="bad" /> {p.error}
        </p>
      ) : null}
      {p.hint ? (
        <div className="field-hint" id={`${p.id}-hint`}>
          {p.hint}
        </div>
      ) : null}
    </div>
  );
}

export interface FieldError {
  id: string;
  message: string;
}

/** Top of a form after a refused submit: takes the focus, leads to each field. */
export function ErrorSummary({ title, errors, ref }: { title: string; errors: FieldError[]; ref?: Ref<HTMLDivElement> }) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={ref}>
      <p>
        <Glyph status="bad" /> <strong>{title}</strong>
      </p>
      <ul>
        {errors.map((error) => (
          <li key={error.id}>
            <a
              href={`#${error.id}`}
              onClick={(event) => {
                event.preventDefault();
                window.document.getElementById(error.id)?.focus();
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
