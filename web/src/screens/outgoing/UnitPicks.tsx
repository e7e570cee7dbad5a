// Several units of the system: typed, picked, shown as removable lines.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import * as api from '../../api/endpoints';
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import type { Choice } from '../../ui/Combobox';
import { Combobox } from '../../ui/Combobox';

export interface Picked {
  code: string;
  name: string;
}

export function UnitPicks(p: { id: string; picked: Picked[]; onChange: (picked: Picked[]) => void; except: string; invalid?: boolean }) {
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['unit-search', 'all', query],
    queryFn: ({ signal }) => api.searchUnits({ q: query, limit: 30, all: true }, signal),
    enabled: query.length >= 2,
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
  });
  const known = new Set([p.except, ...p.picked.map((one) => one.code)]);
  const choices: Choice[] = (query.length >= 2 ? (found.data?.items ?? []) : [])
    .filter((one) => !known.has(one.code))
    .map((one) => ({ value: one.code, label: one.name, sub: [...one.path_names].reverse().join(', ') || one.area.full_name }));
  return (
    <>
      <Combobox
        key={p.picked.length} // a picked unit leaves an empty field behind
        id={p.id}
        value={typed}
        choices={choices}
        filtered
        free
        busy={found.isFetching}
        placeholder={m.issuing.askUnitsHint}
        invalid={p.invalid ?? false}
        onType={setTyped}
        onPick={(choice) => {
          p.onChange([...p.picked, { code: choice.value, name: choice.label }]);
          setTyped('');
          requestAnimationFrame(() => window.document.getElementById(p.id)?.focus());
        }}
      />
      {p.picked.length > 0 ? (
        <ul className="picks">
          {p.picked.map((one) => (
            <li key={one.code}>
              {one.name}
              <Button small kind="quiet" icon="close" label={m.issuing.remove(one.name)} onClick={() => p.onChange(p.picked.filter((other) => other.code !== one.code))} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
