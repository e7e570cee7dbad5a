// One interpretation decided, or a decision taken back: what would change in the findings is shown before it is put in force.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideReading, previewDecision } from '../../api/rules';
import type { Deciding, Reading, ReadingPreview } from '../../api/rules';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { DateField } from '../../ui/DateField';
import { Dialog } from '../../ui/Dialog';
import { Field, Input, TextArea } from '../../ui/controls';
import { ChangedRows, EffectLine, today, useLookThenApply } from './steps';
import { parameterName, valueText } from './words';

const valueId = (norm: string): string => `quyet-muc-${norm}`;

export function DecideDialog({ reading, revoke, onClose }: { reading: Reading; revoke: boolean; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const proposed = reading.choices.find((one) => one.proposed);
  const [choice, setChoice] = useState((reading.status === 'decided' ? reading.choices.find((one) => one.text === reading.choice)?.letter : undefined) ?? proposed?.letter ?? '');
  const [values, setValues] = useState<Record<string, string>>({});
  const [said, setSaid] = useState({ owner: unit.name, symbol: '', issued_on: '', reason: '' });
  const open = !revoke && choice === proposed?.letter ? reading.values : [];
  const wanted = (): Deciding => ({
    interpretation: reading.id,
    ...(revoke ? {} : { choice }),
    values: open.flatMap((one) => {
      const value = nfc((values[one.norm] ?? '').trim());
      return value ? [{ norm: one.norm, parameter: one.parameter, value: value.replace(',', '.') }] : [];
    }),
    owner: nfc(said.owner.trim()),
    symbol: nfc(said.symbol.trim()),
    issued_on: said.issued_on,
    reason: nfc(said.reason.trim()),
  });
  const steps = useLookThenApply({
    form: 'quyet',
    missing: () => (['owner', 'symbol', 'issued_on', 'reason'] as const).filter((name) => said[name].trim() === '').map((name) => ({ id: `quyet-${name}`, message: m.rules.decideMissing[name] })),
    look: () => previewDecision(unit.code, wanted()),
    apply: () => decideReading(unit.code, wanted()),
    done: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const { changed, said: message } = steps;
  const put = (name: keyof typeof said) => changed((value: string) => setSaid((before) => ({ ...before, [name]: value })));
  return (
    <Dialog
      title={revoke ? m.rules.revokeTitle(reading.id) : m.rules.decideTitle(reading.id)}
      onClose={onClose}
      width={680}
      footer={steps.footer(onClose, revoke ? m.rules.revoke : m.rules.apply)}
    >
      <div className="tighten">
        <p>{reading.question}</p>
        {steps.refused}
        {revoke ? (
          <p>{m.rules.revokeNote}</p>
        ) : (
          <fieldset className="reading-choices" id="quyet-choice">
            <legend>{m.rules.choices}</legend>
            {reading.choices.map((one) => (
              <label key={one.letter}>
                <input type="radio" name="quyet-choice" checked={choice === one.letter} onChange={() => changed(setChoice)(one.letter)} />
                <span>
                  {one.text}
                  <span className="muted small">{[one.proposed ? m.rules.isProposed : '', one.counted ? '' : m.rules.notCounted].filter(Boolean).map((part) => ` (${part})`).join('')}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {open.length > 0 ? (
          <div className="reading-values" id="quyet-values">
            <p>{m.rules.openValues}</p>
            {open.map((one) => (
              <Field
                key={one.norm}
                id={valueId(one.norm)}
                label={one.statement}
                hint={m.rules.openValue(`${one.clause}, ${parameterName(one.parameter)}`, valueText(one.value), valueText(one.least), valueText(one.most))}
                error={message('values')?.includes(one.norm) ? message('values') : undefined}
              >
                <Input id={valueId(one.norm)} value={values[one.norm] ?? ''} placeholder={valueText(one.value)} onChange={changed((value: string) => setValues((before) => ({ ...before, [one.norm]: value })))} />
              </Field>
            ))}
          </div>
        ) : null}
        <Field id="quyet-owner" label={m.rules.owner} error={message('owner')}>
          <Input id="quyet-owner" value={said.owner} onChange={put('owner')} />
        </Field>
        <Field id="quyet-symbol" label={m.rules.decisionSymbol} error={message('symbol')}>
          <Input id="quyet-symbol" value={said.symbol} placeholder="12-QĐ/TU" onChange={put('symbol')} />
        </Field>
        <Field id="quyet-issued_on" label={m.rules.decisionDay} error={message('issued_on')}>
          <DateField id="quyet-issued_on" value={said.issued_on} today={today()} onChange={put('issued_on')} />
        </Field>
        <Field id="quyet-reason" label={m.rules.reason} error={message('reason')}>
          <TextArea id="quyet-reason" rows={2} value={said.reason} onChange={put('reason')} />
        </Field>
        {steps.found ? <Effect found={steps.found} /> : null}
      </div>
    </Dialog>
  );
}

function Effect({ found }: { found: ReadingPreview }) {
  return (
    <div className="tighten-preview" role="status">
      {found.counted_by ? (
        <p>{m.rules.nothingFollows(found.counted_by)}</p>
      ) : (
        <EffectLine of={found} />
      )}
      {found.touched.map((one) => (
        <div key={one.norm}>
          <p>
            {one.clause}: {one.statement} <span className="muted">{m.rules.effectShort(one.appearing, one.vanishing, one.other)}</span>
          </p>
          <ChangedRows rows={one.rows} most={4} />
        </div>
      ))}
    </div>
  );
}
