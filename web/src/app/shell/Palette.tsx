import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useDeferredValue, useEffect, useId, useState } from 'react';
import * as api from '../../api/endpoints';
import { matches } from '../../lib/text';
import { Dialog } from '../../ui/Dialog';
import type { IconName } from '../../ui/icons';
import { Icon } from '../../ui/icons';
import { describe } from '../../ui/states';
import { withUnit } from '../HrefLink';
import { composing } from '../keyboard';
import { m } from '../messages';
import { useSession } from '../session';
import { setTheme, useIsDark } from '../theme';
import { menuGroups } from './SideMenu';

interface Entry {
  key: string;
  group: string;
  title: string;
  sub?: string | undefined;
  icon: IconName;
  run: () => void;
}

const icons: Record<string, IconName> = { document: 'document', document_in: 'inbox', document_out: 'document', draft: 'edit', unit: 'user', norm: 'book' };

/** Ctrl K: documents, units, screens and actions in one box. */
export default function Palette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const router = useRouter();
  const navigate = useNavigate();
  const dark = useIsDark();
  const { can, unit } = useSession();
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const query = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => api.search({ q: query, limit: 20 }, signal),
    enabled: query.length >= 2,
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
  useEffect(() => setAt(0), [query]);

  const go = (to: string) => () => {
    onClose();
    void navigate({ to } as never);
  };
  const screens: Entry[] = menuGroups
    .flatMap((group) => group.items)
    .filter((item) => !item.needs || can(item.needs))
    .map((item) => ({ key: item.to, group: m.palette.screens, title: item.label, icon: item.icon, run: go(item.to) }));
  const actions: Entry[] = [
    ...(can('register_document')
      ? [{ key: 'new', group: m.palette.actions, title: m.incoming.register, icon: 'plus' as const, run: go('/van-ban-den/moi') }]
      : []),
    {
      key: 'theme',
      group: m.palette.actions,
      title: dark ? m.shell.toLight : m.shell.toDark,
      icon: dark ? ('sun' as const) : ('moon' as const),
      run: () => {
        setTheme(dark ? 'light' : 'dark');
        onClose();
      },
    },
    {
      key: 'keys',
      group: m.palette.actions,
      title: m.shell.shortcuts,
      icon: 'keyboard' as const,
      run: () => {
        onClose();
        onShortcuts();
      },
    },
  ];
  const results: Entry[] = (query.length >= 2 ? (found.data?.items ?? []) : []).map((item) => ({
    key: `${item.kind} ${item.id}`,
    group: m.palette.found,
    title: item.title,
    sub: item.snippet ?? item.subtitle ?? undefined,
    icon: icons[item.kind] ?? 'document',
    run: () => {
      onClose();
      router.history.push(withUnit(item.href, item.unit?.code ?? unit.code));
    },
  }));
  if (query.length >= 2) {
    results.push({
      key: 'all',
      group: m.palette.found,
      title: m.search.all(query),
      icon: 'search',
      run: () => {
        onClose();
        void navigate({ to: '/tim-kiem', search: (before: { 'don-vi'?: string }) => ({ 'don-vi': before['don-vi'], q: query }) } as never);
      },
    });
  }
  const entries = [...results, ...[...screens, ...actions].filter((entry) => matches(query, entry.title))];
  const active = Math.min(at, entries.length - 1);

  const key = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = (active + (event.key === 'ArrowDown' ? 1 : entries.length - 1)) % Math.max(1, entries.length);
      setAt(next);
      window.document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      entries[active]?.run();
    }
  };

  let group = '';
  return (
    <Dialog title={m.palette.title} bare top width={600} onClose={onClose}>
      <div className="palette">
        <div className="palette-box">
          <Icon name="search" />
          <input
            autoFocus
            value={text}
            placeholder={m.palette.placeholder}
            aria-label={m.palette.title}
            role="combobox"
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={entries.length > 0 ? `${list}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={key}
          />
          <kbd>Esc</kbd>
        </div>
        <div className="palette-list" role="listbox" id={list} aria-label={m.palette.results} tabIndex={0}>
          {entries.map((entry, index) => {
            const title = entry.group === group ? null : entry.group;
            group = entry.group;
            return (
              <div key={entry.key} role="presentation">
                {title ? (
                  <p className="menu-title" role="presentation">
                    {title}
                  </p>
                ) : null}
                <div
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className={`menu-item${index === active ? ' active' : ''}`}
                  onPointerMove={() => setAt(index)}
                  onClick={entry.run}
                >
                  <Icon name={entry.icon} />
                  <span className="grow">
                    {entry.title}
                    {entry.sub ? <span className="sub">{entry.sub}</span> : null}
                  </span>
                </div>
              </div>
            );
          })}
        </div>
        <p className="palette-note" role="status">
          {found.isError && query.length >= 2
            ? describe(found.error).text
            : found.isFetching && query.length >= 2
              ? m.palette.searching
              : query.length >= 2 && results.length === 1
                ? m.palette.none(query)
                : m.palette.hint}
        </p>
      </div>
    </Dialog>
  );
}
