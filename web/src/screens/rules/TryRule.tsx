// A rule tried on a record or a text that is not saved.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { tryRule } from '../../api/rules';
import type { RuleDetail } from '../../api/rules';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/DateField';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import { ErrorBox } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { outcomeStatus } from './words';

const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

export function TryRule({ rule }: { rule: RuleDetail }) {
  const { unit } = useSession();
  const [values, setValues] = useState<Record<string, string>>({});
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const run = useMutation({
    mutationFn: () =>
      tryRule(unit.code, rule.id, rule.fact ? { values: Object.entries(values).map(([column, value]) => ({ column, value: nfc(value) })) } : { text: nfc(text) }),
  });
  const columns = rule.columns.filter((one) => all || one.used);
  const put = (name: string) => (value: string) => setValues((before) => ({ ...before, [name]: value }));
  return (
    <form
      className="rule-try"
      aria-label={m.rules.tryIt}
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate();
      }}
    >
      <p className="muted small">{rule.fact ? m.rules.tryRecord(unit.name) : m.rules.tryText}</p>
      {rule.fact ? (
        columns.map((one) => {
          const id = `thu-${one.name}`;
          const words = m.figure.cells[one.name];
          const value = values[one.name] ?? '';
          return (
            <Field key={one.name} id={id} label={m.rules.column[one.name] ?? (one.note || one.name)}>
              {one.type === 'boolean' ? (
                <Select
                  id={id}
                  value={value}
                  options={[
                    { value: '', label: m.rules.unknown },
                    { value: '1', label: m.figure.words.yes },
                    { value: '0', label: m.figure.words.no },
                  ]}
                  onChange={put(one.name)}
                />
              ) : words ? (
                <Select id={id} value={value} options={[{ value: '', label: m.rules.unknown }, ...Object.entries(words).map(([key, label]) => ({ value: key, label }))]} onChange={put(one.name)} />
              ) : one.type === 'date' ? (
                <DateField id={id} value={value} today={today()} onChange={put(one.name)} />
              ) : (
                <Input id={id} value={value} inputMode={one.type === 'number' ? 'numeric' : 'text'} onChange={put(one.name)} />
              )}
            </Field>
          );
        })
      ) : (
        <Field id="thu-loi-van" label={m.rules.text}>
          <TextArea id="thu-loi-van" rows={6} value={text} onChange={setText} />
        </Field>
      )}
      <div className="rule-actions">
        <Button kind="primary" small submit busy={run.isPending} disabled={!rule.fact && text.trim() === ''} why={m.rules.needText}>
          {m.rules.run}
        </Button>
        {rule.columns.some((one) => !one.used) ? (
          <Button small expanded={all} onClick={() => setAll(!all)}>
            {all ? m.rules.fewer : m.rules.more}
          </Button>
        ) : null}
      </div>
      {run.isError ? <ErrorBox compact error={run.error} /> : null}
      <div role="status">
        {run.data?.items.length === 0 ? <p>{m.rules.notFor}</p> : null}
        {run.data?.items.map((one, i) => (
          <div key={i} className="rule-tried">
            <StatusText status={outcomeStatus[one.outcome] ?? 'none'}>{m.rules.outcome[one.outcome] ?? one.outcome}</StatusText>
            <p>{one.message}</p>
            {one.passages.map((passage) => (
              <blockquote key={passage}>“{passage}”</blockquote>
            ))}
            {one.remedy && one.outcome === 'breached' ? <p className="muted">{one.remedy}</p> : null}
            <p className="muted small">{m.rules.measured(one.measured ?? '', one.limit ?? '', one.clause)}</p>
          </div>
        ))}
        {run.data ? <p className="muted small">{m.rules.notSaved}</p> : null}
      </div>
    </form>
  );
}
