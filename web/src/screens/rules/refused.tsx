// What the dialogs that change a rule share: a refusal beside its fields, and above the form what belongs to none.
import type { ReactNode, RefObject } from 'react';
import { ApiError } from '../../api/client';
import { m } from '../../app/messages';
import { ErrorSummary } from '../../ui/controls';
import type { FieldError } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';

export const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** What stands in the refusal beside its field; ids of fields begin with `form`. */
export function problems(error: unknown, form: string): FieldError[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem.fields ?? []).map((one) => ({ id: `${form}-${one.path.replace(/^\//, '')}`, message: one.message }));
}

export function Refused({ error, errors, box }: { error: unknown; errors: FieldError[]; box: RefObject<HTMLDivElement | null> }): ReactNode {
  if (errors.length > 0) return <ErrorSummary title={m.rules.refused} errors={errors} ref={box} />;
  return error ? <ErrorBox compact error={error} /> : null;
}
