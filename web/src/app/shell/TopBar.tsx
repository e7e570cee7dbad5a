import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { forgetMe, queryClient } from '../../api/queries';
import type { FontScale, Theme, TodayAnswer } from '../../api/types';
import { initials } from '../../lib/text';
import { Floating } from '../../ui/Floating';
import { Icon, Logo } from '../../ui/icons';
import { Segmented } from '../../ui/controls';
import { Count, Glyph } from '../../ui/status';
import { HrefLink } from '../HrefLink';
import { m } from '../messages';
import { useSession } from '../session';
import { setScale, setTheme, useIsDark, useScale, useTheme } from '../theme';
import { UnitSwitcher } from './UnitSwitcher';

function useToggle() {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = (reason?: 'escape' | 'outside'): void => {
    setOpen(false);
    if (reason !== 'outside') anchor.current?.focus();
  };
  return { anchor, open, close, toggle: () => setOpen((value) => !value) };
}

export function TopBar(p: { today: TodayAnswer | undefined; onSearch: () => void; onShortcuts: () => void }) {
  const dark = useIsDark();
  return (
    <header className="topbar no-print">
      <Link to="/hom-nay" className="topbar-brand" aria-label={m.shell.home}>
        <Logo />
        <span className="topbar-name">{m.product}</span>
      </Link>
      <UnitSwitcher />
      <button type="button" className="topbar-search" onClick={p.onSearch} aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        <Icon name="search" size={16} />
        <span className="topbar-search-text">{m.shell.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <button
        type="button"
        className="topbar-button topbar-theme"
        aria-label={dark ? m.shell.toLight : m.shell.toDark}
        title={dark ? m.shell.toLight : m.shell.toDark}
        onClick={() => {
          setTheme(dark ? 'light' : 'dark');
          void api.savePreferences({ theme: dark ? 'light' : 'dark' }).catch(() => undefined); // the browser keeps it all the same
        }}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
      </button>
      <Bell today={p.today} />
      <Account onShortcuts={p.onShortcuts} />
    </header>
  );
}

function Bell({ today }: { today: TodayAnswer | undefined }) {
  const { anchor, open, close, toggle } = useToggle();
  const urgent = [...(today?.overdue ?? []), ...(today?.today ?? [])];
  const overdue = today?.overdue.length ?? 0;
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="topbar-button"
        aria-label={m.shell.bell(urgent.length)}
        title={m.shell.bell(urgent.length)}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={toggle}
      >
        <Icon name="bell" />
        {urgent.length > 0 ? <Count value={urgent.length} tone="gold" /> : null}
      </button>
      {open ? (
        <Floating anchor={anchor} align="end" width={360} onClose={close} label={m.shell.bellTitle}>
          <div className="menu-list">
            <p className="menu-title">{m.shell.bellTitle}</p>
            {urgent.length === 0 ? <p className="menu-item">{m.today.none}</p> : null}
            {urgent.slice(0, 7).map((item, index) => (
              <HrefLink key={item.id} href={item.href || '/hom-nay'} className="menu-item" onClick={() => close('outside')}>
                <Glyph status={index < overdue ? 'bad' : 'warn'} />
                <span className="grow">
                  {item.title}
                  <span className="sub">{item.due_text}</span>
                </span>
              </HrefLink>
            ))}
            <div className="menu-line" />
            <Link to="/hom-nay" className="menu-item" onClick={() => close('outside')}>
              {m.shell.allToday}
            </Link>
          </div>
        </Floating>
      ) : null}
    </>
  );
}

export function AccountMenu({ onShortcuts, onDone }: { onShortcuts: () => void; onDone: () => void }) {
  const theme = useTheme();
  const scale = useScale();
  const { me } = useSession();
  return (
    <div className="menu-list account-menu">
      <p className="menu-title">{m.shell.signedInAs(me.username)}</p>
      <div className="account-choice">
        <span>{m.shell.theme}</span>
        <Segmented<Theme>
          label={m.shell.theme}
          value={theme}
          options={[
            { value: 'light', label: m.shell.themes.light },
            { value: 'dark', label: m.shell.themes.dark },
            { value: 'system', label: m.shell.themes.system },
          ]}
          onChange={(value) => {
            setTheme(value);
            void api.savePreferences({ theme: value }).catch(() => undefined);
          }}
        />
      </div>
      <div className="account-choice">
        <span>{m.shell.scale}</span>
        <Segmented<'100' | '115' | '130'>
          label={m.shell.scale}
          value={String(scale) as '100'}
          options={[
            { value: '100', label: '100%' },
            { value: '115', label: '115%' },
            { value: '130', label: '130%' },
          ]}
          onChange={(value) => {
            setScale(Number(value) as FontScale);
            void api.savePreferences({ font_scale: Number(value) as FontScale }).catch(() => undefined);
          }}
        />
      </div>
      <div className="menu-line" />
      <Link to="/lich-hop" className="menu-item" onClick={onDone}>
        <Icon name="calendar" /> <span className="grow">{m.calendar.open}</span>
      </Link>
      <button
        type="button"
        className="menu-item"
        onClick={() => {
          onDone();
          onShortcuts();
        }}
      >
        <Icon name="keyboard" /> <span className="grow">{m.shell.shortcuts}</span> <kbd>?</kbd>
      </button>
      <button
        type="button"
        className="menu-item"
        onClick={() => {
          void api.signOut().finally(async () => {
            await forgetMe();
            queryClient.clear();
            window.location.assign('/dang-nhap');
          });
        }}
      >
        <Icon name="leave" /> {m.shell.signOut}
      </button>
    </div>
  );
}

function Account({ onShortcuts }: { onShortcuts: () => void }) {
  const { me, grant } = useSession();
  const { anchor, open, close, toggle } = useToggle();
  const title = me.title || grant?.role_name || '';
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="topbar-account"
        aria-expanded={open}
        aria-haspopup="dialog"
        aria-label={m.shell.account(me.name, title)}
        onClick={toggle}
      >
        <span className="topbar-avatar" aria-hidden="true">
          {initials(me.name)}
        </span>
        <span className="topbar-person">
          <span>{me.name}</span>
          <span className="topbar-title">{title}</span>
        </span>
      </button>
      {open ? (
        <Floating anchor={anchor} align="end" width={330} onClose={close} label={m.shell.accountMenu}>
          <AccountMenu onShortcuts={onShortcuts} onDone={() => close('outside')} />
        </Floating>
      ) : null}
    </>
  );
}
