// A unit tightens a rule with its own document, or ends that. Two steps: what would change is shown before it is put in force.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/queries';
import { endTightening, previewTightening, tighten } from '../../api/rules';
import type { LocalRule, RuleDetail, Tightening } from '../../api/rules';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { nfc } from '../../lib/text';
import { DateField } from '../../ui/DateField';
import { Dialog } from '../../ui/Dialog';
import type { FieldError } from '../../ui/controls';
import { Field, Input, Select } from '../../ui/controls';
import { ChangedRows, EffectLine, today, useLookThenApply } from './steps';
import { parameterName, valueText } from './words';

interface Citation {
  symbol: string;
  issued_on: string;
  issuer: string;
  clause: string;
  from: string;
}

type Day = 'from' | 'issued_on';

function useCitation(unit: string) {
  const [citation, setCitation] = useState<Citation>({ symbol: '', issued_on: '', issuer: unit, clause: '', from: '' });
  const [typed, setTyped] = useState<Partial<Record<Day, string | undefined>>>({}); // a typed day that is none, and why
  return {
    citation,
    put: (name: keyof Citation) => (value: string) => setCitation((before) => ({ ...before, [name]: value })),
    wrongDay: (name: Day) => (problem: string | undefined) => setTyped((before) => ({ ...before, [name]: problem })),
    missing: (): FieldError[] =>
      (['from', 'symbol', 'issued_on', 'issuer', 'clause'] as const).flatMap((name) => {
        const wrong = name === 'from' || name === 'issued_on' ? typed[name] : undefined;
        return wrong || citation[name].trim() === '' ? [{ id: `siet-${name}`, message: wrong ?? m.rules.missing[name] }] : [];
      }),
  };
}

interface CitationProps {
  citation: Citation;
  put: (name: keyof Citation) => (value: string) => void;
  wrongDay: (name: Day) => (problem: string | undefined) => void;
  said: (name: string) => string | undefined;
  fromLabel: string;
}

function CitationFields({ citation, put, wrongDay, said, fromLabel }: CitationProps) {
  return (
    <>
      <Field id="siet-from" label={fromLabel} error={said('from')}>
        <DateField id="siet-from" value={citation.from} today={today()} onChange={put('from')} onProblem={wrongDay('from')} />
      </Field>
      <Field id="siet-symbol" label={m.rules.symbol} error={said('symbol')}>
        <Input id="siet-symbol" value={citation.symbol} placeholder="12-QĐ/TU" onChange={put('symbol')} />
      </Field>
      <Field id="siet-issued_on" label={m.rules.issuedOn} error={said('issued_on')}>
        <DateField id="siet-issued_on" value={citation.issued_on} today={today()} onChange={put('issued_on')} onProblem={wrongDay('issued_on')} />
      </Field>
      <Field id="siet-issuer" label={m.rules.issuer} error={said('issuer')}>
        <Input id="siet-issuer" value={citation.issuer} onChange={put('issuer')} />
      </Field>
      <Field id="siet-clause" label={m.rules.localClause} error={said('clause')}>
        <Input id="siet-clause" value={citation.clause} placeholder="khoản 2, Điều 3" onChange={put('clause')} />
      </Field>
    </>
  );
}

export function TightenDialog({ rule, onClose }: { rule: RuleDetail; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const targets = [
    ...[...new Set(rule.parameters.filter((one) => one.stricter !== 'constant').map((one) => one.name))].map((name) => ({ value: `p:${name}`, label: parameterName(name) })),
    ...rule.exceptions.filter((one) => one.effect === 'waive').map((one) => ({ value: `e:${one.id}`, label: m.rules.giveUp(one.note || one.clause) })),
  ];
  const [target, setTarget] = useState(targets[0]?.value ?? '');
  const [value, setValue] = useState('');
  const { citation, put, wrongDay, missing } = useCitation(unit.name);
  const name = target.slice(2);
  const parameter = target.startsWith('p:') ? rule.parameters.filter((one) => one.name === name).at(-1) : undefined;
  // What holds here now: a document of a unit above that tightened already, else the source's own value.
  const turn = parameter?.stricter === 'lower' ? 1 : -1;
  const above = rule.local.filter((one) => one.parameter === name && one.state === 'in_force').sort((a, b) => turn * (parseFloat(a.value) - parseFloat(b.value)))[0];
  const holds = above ? m.rules.holds(valueText(above.value), `${above.symbol}, ${above.unit_name}`, parameter?.stricter === 'lower') : m.rules.holds(valueText(parameter?.value ?? ''), parameter?.clause ?? '', parameter?.stricter === 'lower');
  const wanted = (): Tightening => ({
    norm: rule.id,
    ...(parameter ? { parameter: name, value: nfc(value.trim()) } : { exception: name }),
    from: citation.from,
    symbol: nfc(citation.symbol.trim()),
    issued_on: citation.issued_on,
    issuer: nfc(citation.issuer.trim()),
    clause: nfc(citation.clause.trim()),
  });
  const steps = useLookThenApply({
    form: 'siet',
    missing: () => [...(parameter && value.trim() === '' ? [{ id: 'siet-value', message: m.rules.missing.value }] : []), ...missing()],
    look: () => previewTightening(unit.code, wanted()),
    apply: () => tighten(unit.code, wanted()),
    done: async () => {
      await client.invalidateQueries({ queryKey: keys.unit(unit.code) });
      onClose();
    },
  });
  const { changed, found, said } = steps;
  return (
    <Dialog title={m.rules.tightenTitle(unit.name)} onClose={onClose} width={620} footer={steps.footer(onClose, m.rules.apply)}>
      <div className="tighten">
        <p>{rule.statement}</p>
        {steps.refused}
        {targets.length > 1 ? (
          <Field id="siet-target" label={m.rules.target}>
            <Select id="siet-target" value={target} options={targets} onChange={changed(setTarget)} />
          </Field>
        ) : null}
        {parameter ? (
          <Field
            id="siet-value"
            label={m.rules.newValue(parameterName(name))}
            hint={holds}
            error={said('value')}
          >
            <Input id="siet-value" value={value} onChange={changed(setValue)} />
          </Field>
        ) : (
          <p>{m.rules.giveUpNote}</p>
        )}
        <CitationFields citation={citation} put={(field) => changed(put(field))} wrongDay={wrongDay} said={said} fromLabel={m.rules.from} />
        {found ? (
          <div className="tighten-preview" role="status">
            <EffectLine of={found} />
            {citation.from > today() ? <p className="soft">{m.rules.future(date(citation.from))}</p> : null}
            <ChangedRows rows={found.rows} most={8} />
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

export function EndDialog({ rule, onClose }: { rule: LocalRule; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const { citation, put, wrongDay, missing } = useCitation(unit.name);
  const steps = useLookThenApply({
    form: 'siet',
    missing,
    apply: () =>
      endTightening(unit.code, rule.id, { on: citation.from, symbol: nfc(citation.symbol.trim()), issued_on: citation.issued_on, issuer: nfc(citation.issuer.trim()), clause: nfc(citation.clause.trim()) }),
    done: async () => {
      await client.invalidateQueries({ queryKey: keys.unit(unit.code) });
      onClose();
    },
  });
  return (
    <Dialog title={m.rules.endTitle(rule.symbol)} onClose={onClose} width={620} footer={steps.footer(onClose, m.rules.end)}>
      <div className="tighten">
        <p>{m.rules.endNote(date(rule.from))}</p>
        {steps.refused}
        <CitationFields citation={citation} put={put} wrongDay={wrongDay} said={steps.said} fromLabel={m.rules.endFrom} />
      </div>
    </Dialog>
  );
}
