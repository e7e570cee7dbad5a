import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onNews, tell } from '../../api/client';
import { todayQuery } from '../../api/queries';
import { Toasts } from '../../ui/toast';
import { useKeys } from '../keyboard';
import { m } from '../messages';
import { useOutboxSender } from '../outbox';
import { focusHeading } from '../page';
import { SessionProvider, useSession } from '../session';
import { Bars } from './Bars';
import { SideMenu, TabBar } from './SideMenu';
import { TopBar } from './TopBar';
import './shell.css';

const Palette = lazy(() => import('./Palette'));
const Shortcuts = lazy(() => import('./Shortcuts'));
const SessionOver = lazy(() => import('./SessionOver'));

export default function Shell() {
  return (
    <SessionProvider>
      <Frame />
    </SessionProvider>
  );
}

/** The part of a path that is one screen: a panel opened in a list is the same screen. */
export function screenOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return second === 'soan' || second === 'so-lieu' || first === 'can-cu' || first === 'quan-tri' ? `${first}/${second}` : first;
}

function Frame() {
  const { unit } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [over, setOver] = useState(false);
  const today = useQuery(todayQuery(unit.code));
  useOutboxSender();

  useEffect(
    () =>
      onNews((news) => {
        if (news.kind === 'signed_out') setOver(true);
      }),
    [],
  );

  const screen = screenOf(path);
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    focusHeading();
  }, [screen]);

  const go = (to: string) => () => void navigate({ to } as never);
  useKeys({
    'ctrl+k': () => setPalette(true),
    '?': () => setShortcuts(true),
    n: go('/van-ban-den/moi'),
    '/': () => window.document.querySelector<HTMLElement>('[data-filter]')?.focus(),
    'g h': go('/hom-nay'),
    'g v': go('/van-ban-den'),
    'g q': go('/hop-quet'),
    'g d': go('/van-ban-di'),
    'g t': go('/toan-canh'),
    'g c': go('/quan-tri/quy-tac'),
  });

  return (
    <div className="shell">
      <a className="skip-link" href="#noi-dung">
        {m.shell.skip}
      </a>
      <TopBar today={today.data} onSearch={() => setPalette(true)} onShortcuts={() => setShortcuts(true)} />
      <SideMenu today={today.data} />
      <main id="noi-dung" tabIndex={-1} className="shell-main">
        <Bars />
        <div className="shell-content">
          <Outlet />
        </div>
      </main>
      <TabBar today={today.data} onSearch={() => setPalette(true)} onShortcuts={() => setShortcuts(true)} />
      <Toasts />
      <Suspense fallback={null}>
        {palette ? <Palette onClose={() => setPalette(false)} onShortcuts={() => setShortcuts(true)} /> : null}
        {shortcuts ? <Shortcuts onClose={() => setShortcuts(false)} /> : null}
        {over ? (
          <SessionOver
            onDone={() => {
              setOver(false);
              tell({ kind: 'signed_in' });
              void client.invalidateQueries();
            }}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
