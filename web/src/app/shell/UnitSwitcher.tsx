import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { matches } from '../../lib/text';
import { Input } from '../../ui/controls';
import { Floating } from '../../ui/Floating';
import { Icon } from '../../ui/icons';
import { composing } from '../keyboard';
import { m } from '../messages';
import { useSession } from '../session';

interface Choice {
  value: string;
  label: string;
  sub: string;
}

function walk(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(window.document.activeElement as HTMLButtonElement);
  buttons[(at + (event.key === 'ArrowDown' ? 1 : buttons.length - 1)) % buttons.length]?.focus();
}

/** The unit's name is always readable; a press opens my units and a search over all I may see. */
export function UnitSwitcher() {
  const { me, unit, setUnit } = useSession();
  const anchor = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['unit-search', 'mine', query],
    queryFn: ({ signal }) => api.searchUnits({ q: query, limit: 20 }, signal),
    enabled: open && query.length >= 2,
    staleTime: 60_000,
  });
  useEffect(() => {
    if (open) input.current?.focus();
  }, [open]);

  // several roles at one unit are one line
  const mine: Choice[] = [...new Map(me.units.map((grant) => [grant.unit.code, grant.unit])).values()]
    .filter((one) => matches(query, one.name))
    .map((one) => ({
      value: one.code,
      label: one.name,
      sub: [...me.units.filter((grant) => grant.unit.code === one.code).map((grant) => grant.role_name), one.area.full_name].join(', '),
    }));
  const others: Choice[] = (query.length >= 2 ? (found.data?.items ?? []) : [])
    .filter((one) => !mine.some((own) => own.value === one.code))
    .map((one) => ({ value: one.code, label: one.name, sub: [...one.path_names].reverse().join(', ') || one.area.full_name }));

  const close = (): void => {
    setOpen(false);
    setText('');
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="topbar-unit"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={m.shell.unit(unit.name)}
        onClick={() => (open ? close() : setOpen(true))}
      >
        <span className="topbar-unit-product" aria-hidden="true">
          {m.product}
        </span>
        <span className="topbar-unit-name">{unit.name}</span>
        <Icon name="down" size={14} />
      </button>
      {open ? (
        <Floating
          anchor={anchor}
          width={360}
          label={m.shell.chooseUnit}
          className="unit-switcher"
          onClose={(reason) => {
            close();
            if (reason === 'escape') anchor.current?.focus();
          }}
        >
          <div className="unit-switcher-box">
            <Input
              ref={input}
              label={m.shell.chooseUnit}
              value={text}
              placeholder={m.shell.chooseUnitHint}
              onChange={setText}
              onKeyDown={(event) => {
                if (composing(event)) return;
                const first = [...mine, ...others][0];
                if (event.key === 'Enter' && first) {
                  setUnit(first.value);
                  close();
                } else if (event.key === 'ArrowDown') {
                  event.preventDefault();
                  list.current?.querySelector('button')?.focus();
                }
              }}
            />
          </div>
          <ul className="menu-list" ref={list} onKeyDown={walk}>
            {[...mine, ...others].map((one) => (
              <li key={one.value}>
                <button
                  type="button"
                  className={`menu-item${one.value === unit.code ? ' active' : ''}`}
                  aria-current={one.value === unit.code || undefined}
                  onClick={() => {
                    setUnit(one.value);
                    close();
                  }}
                >
                  <span className="grow">
                    {one.label}
                    <span className="sub">{one.sub}</span>
                  </span>
                  {one.value === unit.code ? <Icon name="check" size={16} /> : null}
                </button>
              </li>
            ))}
            {mine.length + others.length === 0 ? <li className="menu-item">{found.isFetching ? m.state.loading : m.combobox.empty}</li> : null}
          </ul>
        </Floating>
      ) : null}
    </>
  );
}
