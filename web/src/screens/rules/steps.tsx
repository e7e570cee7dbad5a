// What the dialogs that change a rule share: first a look at what would change, then the change; a refusal beside its fields, and above the
// form what belongs to none.
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from '../../api/client';
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import { ErrorSummary } from '../../ui/controls';
import type { FieldError } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';
import { outcomeText } from './words';

export const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** What stands in the refusal beside its field; ids of fields begin with `form`. */
function problems(error: unknown, form: string): FieldError[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem.fields ?? []).map((one) => ({ id: `${form}-${one.path.replace(/^\//, '')}`, message: one.message }));
}

interface Steps<Found> {
  form: string;
  missing: () => FieldError[]; // fields still to fill in
  look?: () => Promise<Found>; // absent: the change is made at once
  apply: () => Promise<unknown>;
  done: () => Promise<unknown> | void;
}

/** Whatever is edited after the look (`changed`) asks for another one. */
export function useLookThenApply<Found = never>(p: Steps<Found>) {
  const [early, setEarly] = useState<FieldError[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const look = useMutation({ mutationFn: p.look ?? (() => Promise.reject(new Error('no look'))) });
  const apply = useMutation({ mutationFn: p.apply, onSuccess: p.done });
  const error = apply.error ?? look.error;
  const errors = early.length > 0 ? early : problems(error, p.form);
  const submit = (then: () => void): void => {
    const found = p.missing();
    setEarly(found);
    if (found.length === 0) then();
    else requestAnimationFrame(() => box.current?.focus());
  };
  return {
    found: look.data,
    said: (name: string): string | undefined => errors.find((one) => one.id === `${p.form}-${name}`)?.message,
    refused: errors.length > 0 ? <ErrorSummary title={m.rules.refused} errors={errors} ref={box} /> : error ? <ErrorBox compact error={error} /> : null,
    changed:
      <T,>(then: (value: T) => void) =>
      (value: T): void => {
        look.reset();
        apply.reset();
        setEarly([]);
        then(value);
      },
    footer: (onClose: () => void, applyLabel: string): ReactNode => (
      <>
        <Button onClick={onClose}>{m.cancel}</Button>
        {look.data !== undefined || !p.look ? (
          <Button kind="primary" busy={apply.isPending} onClick={() => submit(() => apply.mutate())}>
            {applyLabel}
          </Button>
        ) : (
          <Button kind="primary" busy={look.isPending} onClick={() => submit(() => look.mutate())}>
            {m.rules.preview}
          </Button>
        )}
      </>
    ),
  };
}

interface Row {
  change: string;
  area?: string | undefined;
  unit?: string | undefined;
  subject?: string | undefined;
  before: string;
  after: string;
}
/** Findings that come, go or change, the first of them. */
export function ChangedRows({ rows, most }: { rows: readonly Row[]; most?: number }) {
  return (
    <ul>
      {[...rows].sort((a, b) => a.change.localeCompare(b.change)).slice(0, most).map((one, i) => (
        <li key={i}>
          {[one.area ?? one.unit, one.subject].filter(Boolean).join(' ')}: {outcomeText(one.before)} → {outcomeText(one.after)}
        </li>
      ))}
    </ul>
  );
}

export function EffectLine({ of }: { of: { period: string; appearing: number; vanishing: number; other: number } }) {
  return (
    <p>
      <strong>{m.rules.effect(of.period)}</strong> {m.rules.effectOf(of.appearing, of.vanishing, of.other)}
    </p>
  );
}
