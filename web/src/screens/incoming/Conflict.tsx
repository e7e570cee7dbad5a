// Somebody else saved first: both versions side by side, field by field; nothing that was typed is lost.
import { useState } from 'react';
import { m } from '../../app/messages';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/states';
import type { FieldName, Values } from './fields';
import { order } from './fields';

/** Fields where my text and the server's differ. Where I changed nothing, theirs is taken without asking. */
export function merge(base: Values, mine: Values, theirs: Values): { start: Values; open: FieldName[] } {
  const start: Values = { ...mine };
  const open: FieldName[] = [];
  for (const name of order) {
    if (mine[name] === theirs[name]) continue;
    if (mine[name] === base[name]) (start as unknown as Record<string, string>)[name] = theirs[name];
    else if (theirs[name] !== base[name]) open.push(name);
  }
  if (start.handler === theirs.handler) start.handler_unit = theirs.handler_unit;
  return { start, open };
}

export const show = (name: FieldName, values: Values): string =>
  name === 'date' || name === 'due' || name === 'arrival_date' ? date(values[name]) : name === 'urgency' ? m.urgency[values.urgency] : values[name];

export function Conflict(p: { mine: Values; theirs: Values; base: Values; onResolve: (values: Values) => void }) {
  const { start, open } = merge(p.base, p.mine, p.theirs);
  const [take, setTake] = useState<Partial<Record<FieldName, 'mine' | 'theirs'>>>({});
  return (
    <section className="conflict" role="alert" aria-label={m.conflict.title}>
      <h3>{m.conflict.title}</h3>
      <p className="soft small">{m.conflict.hint}</p>
      {open.length === 0 ? (
        <Empty>{m.conflict.none}</Empty>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.conflict.field}</th>
              <th scope="col">{m.conflict.mine}</th>
              <th scope="col">{m.conflict.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {open.map((name) => (
              <tr key={name}>
                <th scope="row">{m.entry.fields[name]}</th>
                {(['mine', 'theirs'] as const).map((side) => (
                  <td key={side}>
                    <label className="conflict-choice">
                      <input type="radio" name={`conflict-${name}`} checked={(take[name] ?? 'mine') === side} onChange={() => setTake({ ...take, [name]: side })} />
                      {show(name, p[side]) || m.none}
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button
        kind="primary"
        onClick={() => {
          const chosen = { ...start };
          for (const name of open) {
            if (take[name] !== 'theirs') continue;
            (chosen as unknown as Record<string, string>)[name] = p.theirs[name];
            if (name === 'handler') chosen.handler_unit = p.theirs.handler_unit;
          }
          p.onResolve(chosen);
        }}
      >
        {m.conflict.keep}
      </Button>
    </section>
  );
}
