// The filters as chips: closed they say what is chosen, open they hold one control. Everything chosen stands in the address.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { todayIso } from '../../lib/dates';
import { documentTypes, shownType, storedType } from '../../lib/documentTypes';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import type { Choice } from '../../ui/Combobox';
import { Combobox } from '../../ui/Combobox';
import { Field } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { Floating } from '../../ui/Floating';
import { Icon } from '../../ui/icons';
import type { Filters as Values } from './query';

type Set = (change: Partial<ListSearch>) => void;

function useUnitChoices(text: string, all: boolean): { choices: Choice[]; busy: boolean } {
  const typed = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['unit-search', all ? 'all' : 'mine', typed],
    queryFn: ({ signal }) => api.searchUnits({ q: typed, limit: 30, ...(all ? { all: true } : {}) }, signal),
    enabled: typed.length >= 2,
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
  });
  const choices = useMemo(
    () => (typed.length >= 2 ? (found.data?.items ?? []) : []).map((one) => ({ value: one.code, label: one.name, sub: [...one.path_names].reverse().join(', ') || one.area.full_name })),
    [found.data, typed],
  );
  return { choices, busy: found.isFetching };
}

/** The name of a unit known by its code from the address. */
function useUnitName(code: string): string {
  const { me } = useSession();
  const own = me.units.find((grant) => grant.unit.code === code)?.unit.name;
  const other = useQuery({ queryKey: ['unit', code, 'self'], queryFn: ({ signal }) => api.unit(code, signal), enabled: code !== '' && own === undefined, staleTime: 10 * 60_000, retry: false });
  return own ?? other.data?.name ?? code;
}

export function Filters({ filters, set, onClear }: { filters: Values; set: Set; onClear?: (() => void) | undefined }) {
  const { me } = useSession();
  const [unitText, setUnitText] = useState('');
  const [issuerText, setIssuerText] = useState<string | null>(null);
  const units = useUnitChoices(unitText, false);
  const issuers = useUnitChoices(issuerText ?? '', true);
  const unitName = useUnitName(filters.thuoc);
  const own = useMemo<Choice[]>(() => [...new Map(me.units.map((grant) => [grant.unit.code, { value: grant.unit.code, label: grant.unit.name, sub: grant.unit.area.full_name }])).values()], [me]);
  const types = useMemo<Choice[]>(() => documentTypes().map((type) => ({ value: type, label: shownType(type) })), []);
  return (
    <div className="search-filters" role="group" aria-label={m.search.filters}>
      <Chip label={m.search.filter.unit} value={filters.thuoc ? unitName : ''} onRemove={() => set({ thuoc: undefined })}>
        {(close) => (
          <Field id="loc-don-vi" label={m.search.filter.unit}>
            <Combobox
              id="loc-don-vi"
              filtered
              value={filters.thuoc ? unitName : ''}
              choices={unitText.trim().length >= 2 ? units.choices : own}
              busy={units.busy}
              placeholder={m.search.anyUnit}
              onType={setUnitText}
              onClear={() => set({ thuoc: undefined })}
              onPick={(choice) => {
                set({ thuoc: choice.value });
                setUnitText('');
                close();
              }}
            />
          </Field>
        )}
      </Chip>
      <Chip label={m.search.filter.type} value={shownType(filters.loai)} onRemove={() => set({ loai: undefined })}>
        {(close) => (
          <Field id="loc-loai" label={m.search.filter.type}>
            <Combobox
              id="loc-loai"
              value={shownType(filters.loai)}
              choices={types}
              onClear={() => set({ loai: undefined })}
              onPick={(choice) => {
                set({ loai: storedType(choice.value) });
                close();
              }}
            />
          </Field>
        )}
      </Chip>
      <Chip
        label={m.search.filter.dates}
        value={filters.tu || filters.den ? m.search.range(date(filters.tu), date(filters.den)) : ''}
        onRemove={() => set({ tu: undefined, den: undefined })}
      >
        {(close) => <Dates filters={filters} set={set} close={close} />}
      </Chip>
      <Chip label={m.search.filter.issuer} value={filters['co-quan']} onRemove={() => set({ 'co-quan': undefined })}>
        {(close) => {
          const take = (text: string): void => {
            set({ 'co-quan': text.normalize('NFC').trim() || undefined });
            setIssuerText(null);
            close();
          };
          return (
            <Field id="loc-co-quan" label={m.search.filter.issuer}>
              <Combobox
                id="loc-co-quan"
                free
                filtered
                value={issuerText ?? filters['co-quan']}
                choices={issuers.choices}
                busy={issuers.busy}
                placeholder={m.search.anyUnit}
                onType={setIssuerText}
                onPick={(choice) => take(choice.label)}
                onEnter={() => take(issuerText ?? filters['co-quan'])}
              />
            </Field>
          );
        }}
      </Chip>
      {onClear ? (
        <button type="button" className="link search-clear" onClick={onClear}>
          {m.state.clearFilter}
        </button>
      ) : null}
    </div>
  );
}

function Dates({ filters, set, close }: { filters: Values; set: Set; close: () => void }) {
  const [from, setFrom] = useState(filters.tu);
  const [to, setTo] = useState(filters.den);
  const [problem, setProblem] = useState<{ from: string; to: string }>({ from: '', to: '' });
  const wrong = from !== '' && to !== '' && from > to;
  const today = todayIso();
  const apply = (): void => {
    // a date still being typed settles when its box is left
    (window.document.activeElement as HTMLElement | null)?.blur();
    setTimeout(() => latest.current(), 0);
  };
  const latest = useRef<() => void>(() => undefined);
  latest.current = () => {
    if (wrong || problem.from || problem.to) return;
    set({ tu: from || undefined, den: to || undefined });
    close();
  };
  return (
    <div className="search-dates">
      <Field id="loc-tu" label={m.search.from} error={problem.from || undefined}>
        <DateField id="loc-tu" value={from} today={today} onChange={setFrom} onProblem={(text) => setProblem((before) => ({ ...before, from: text ?? '' }))} onEnter={() => window.document.getElementById('loc-den')?.focus()} />
      </Field>
      <Field id="loc-den" label={m.search.to} error={problem.to || (wrong ? m.search.rangeWrong : undefined)}>
        <DateField id="loc-den" value={to} today={today} onChange={setTo} onProblem={(text) => setProblem((before) => ({ ...before, to: text ?? '' }))} onEnter={apply} />
      </Field>
      <Button kind="primary" onClick={apply}>
        {m.search.apply}
      </Button>
    </div>
  );
}

function Chip({ label, value, onRemove, children }: { label: string; value: string; onRemove: () => void; children: (close: () => void) => ReactNode }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    anchor.current?.focus();
  };
  useEffect(() => {
    if (open) body.current?.querySelector<HTMLElement>('input')?.focus();
  }, [open]);
  return (
    <span className={`chip${value ? ' chip-on' : ''}`}>
      <button ref={anchor} type="button" className="chip-button" aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
        <span className="ellipsis">{value ? `${label}: ${value}` : label}</span>
        <Icon name="down" size={14} />
      </button>
      {value ? (
        <button type="button" className="chip-remove" aria-label={m.search.remove(label)} title={m.search.remove(label)} onClick={onRemove}>
          <Icon name="close" size={14} />
        </button>
      ) : null}
      {open ? (
        <Floating anchor={anchor} width={320} label={label} onClose={(reason) => (reason === 'escape' ? close() : setOpen(false))}>
          <div className="chip-body" ref={body}>
            {children(close)}
          </div>
        </Floating>
      ) : null}
    </span>
  );
}
