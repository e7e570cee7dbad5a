// What the conference being written does to the limits, from the rulebook, before anything is saved.
import { useState } from 'react';
import type { Effect, EffectLine } from '../../api/meetings';
import { m } from '../../app/messages';
import { Glyph, StatusText } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import { EffectRows } from './EffectRows';
import { isLimit, limitOf, nameOf, resultOf, statusOf } from './limits';

export function EffectBox({ effect, title, year }: { effect: Effect; title: string; year: string }) {
  const [shown, setShown] = useState<EffectLine>();
  const limits = effect.lines.filter(isLimit);
  const others = effect.lines.filter((line) => !isLimit(line));
  const open = others.filter((line) => line.outcome !== 'met');
  return (
    <section className="effect" aria-label={title}>
      <h3>{title}</h3>
      <p className="visually-hidden" role="status">
        {effect.summary}
      </p>
      <table className="table effect-table">
        <thead>
          <tr>
            {m.meetings.effectCols.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {limits.map((line) => (
            <tr key={line.norm} className={line.outcome === 'breached' ? 'effect-over' : ''}>
              <th scope="row">
                {nameOf(line)} <span className="soft">{limitOf(line)}</span>
              </th>
              <td className="figure-cell">
                <Figure value={line.now} name={nameOf(line)} onOpen={() => setShown(line)} />
              </td>
              <td className="figure-cell">
                <Figure value={line.after} name={nameOf(line)} onOpen={() => setShown(line)} />
              </td>
              <td>
                <StatusText status={statusOf(line)}>{resultOf(line)}</StatusText>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="effect-lines">
        {effect.warnings.map((text) => (
          <li key={text}>
            <Glyph status="warn" />
            <p>{text}</p>
          </li>
        ))}
        {open.map((line) => (
          <Line key={line.norm} line={line} />
        ))}
      </ul>
      {shown ? <EffectRows norm={shown.norm} name={nameOf(shown)} year={year} onClose={() => setShown(undefined)} /> : null}
      {others.length > open.length ? <p className="soft">{m.meetings.more(others.length - open.length)}</p> : null}
    </section>
  );
}

function Figure({ value, name, onOpen }: { value: string | null | undefined; name: string; onOpen: () => void }) {
  if (value === null || value === undefined) return '–';
  return (
    <button type="button" className="link" aria-label={m.fill.openRows(name, value)} onClick={onOpen}>
      {value}
    </button>
  );
}

function Line({ line }: { line: EffectLine }) {
  return (
    <li>
      <Glyph status={line.outcome === 'breached' && line.force !== 'obligation' && line.force !== 'prohibition' ? 'warn' : statusOf(line)} />
      <div>
        <p>{line.message}</p>
        {line.invitees.length > 0 ? <p className="effect-names">{m.meetings.named(line.invitees.join(', '), line.invitees_total, line.invitees.length)}</p> : null}
        <ClauseLink text={line.clause} norm={line.norm} short />
      </div>
    </li>
  );
}
