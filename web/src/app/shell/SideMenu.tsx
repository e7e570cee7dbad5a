import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { onNews } from '../../api/client';
import { inboxProgressQuery } from '../../api/queries';
import type { TodayAnswer } from '../../api/types';
import { time } from '../../lib/format';
import { Floating } from '../../ui/Floating';
import type { IconName } from '../../ui/icons';
import { Icon } from '../../ui/icons';
import { Count } from '../../ui/status';
import { m } from '../messages';
import type { Verb } from '../session';
import { useSession } from '../session';
import { AccountMenu } from './TopBar';

interface Item {
  to: string;
  label: string;
  short: string;
  icon: IconName;
  needs?: Verb;
  also?: string; // another address of the same screen
  matches?: (path: string) => boolean; // further addresses of the same screen
  but?: (path: string) => boolean; // addresses below that belong to another line
  tab?: boolean; // one of the four places at the bottom of a phone
  count?: (today: TodayAnswer) => { value: number; late: boolean };
}
const isHall = (path: string): boolean => /^\/hoi-nghi\/[^/]+\/dieu-hanh$/.test(path);
const all = (today: TodayAnswer) => [...today.overdue, ...today.today, ...today.upcoming];

// Only what exists. A later module adds its line here.
const groups: { label: string; items: Item[] }[] = [
  {
    label: m.menu.daily,
    items: [
      {
        to: '/hom-nay',
        label: m.menu.today,
        short: m.menu.todayShort,
        icon: 'home',
        tab: true,
        count: (today) => ({ value: today.counts.all, late: false }),
      },
      {
        to: '/van-ban-den',
        label: m.menu.incoming,
        short: m.menu.incomingShort,
        icon: 'inbox',
        tab: true,
        count: (today) => ({
          value: all(today).filter((item) => item.kind === 'document_in').length,
          late: today.overdue.some((item) => item.kind === 'document_in'),
        }),
      },
      { to: '/hop-quet', label: m.menu.inbox, short: m.menu.inboxShort, icon: 'scan', needs: 'register_document' },
      {
        to: '/van-ban-di',
        label: m.menu.outgoing,
        short: m.menu.outgoingShort,
        icon: 'document',
        tab: true,
        count: (today) => ({
          value: all(today).filter((item) => item.kind === 'draft').length,
          late: today.overdue.some((item) => item.kind === 'draft'),
        }),
      },
      { to: '/ra-soat', label: m.menu.reviews, short: m.menu.reviewsShort, icon: 'compare' },
    ],
  },
  {
    label: m.menu.meetingGroup,
    items: [
      { to: '/hoi-nghi', label: m.menu.meetings, short: m.menu.meetingsShort, icon: 'calendar', but: isHall },
      { to: '/phong-hop', label: m.menu.halls, short: m.menu.hallsShort, icon: 'message', matches: isHall },
    ],
  },
  {
    label: m.menu.follow,
    items: [
      { to: '/toan-canh', label: m.menu.overview, short: m.menu.overview, icon: 'flag', tab: true },
      { to: '/phat-hien', label: m.menu.findings, short: m.menu.findings, icon: 'alert', count: (today) => ({ value: all(today).filter((item) => item.kind === 'finding').length, late: today.overdue.some((item) => item.kind === 'finding') }) },
    ],
  },
  { label: m.menu.system, items: [{ to: '/quan-tri/quy-tac', label: m.menu.rules, short: m.menu.rules, icon: 'book', also: '/can-cu' }] },
];

const here = (path: string, to: string): boolean => path === to || path.startsWith(`${to}/`);
const isCurrent = (path: string, item: Item): boolean => (here(path, item.to) && item.but?.(path) !== true) || (item.also !== undefined && here(path, item.also)) || item.matches?.(path) === true;

/** Scanned documents waiting for review; asked for now and then, and kept fresh by the events while their screen is open. */
function useInboxCount(): number {
  const { unit, can } = useSession();
  const progress = useQuery({ ...inboxProgressQuery(unit.code), enabled: can('register_document'), refetchInterval: 60_000 });
  return progress.data?.review ?? 0;
}

export function SideMenu({ today }: { today: TodayAnswer | undefined }) {
  const { can } = useSession();
  const scanned = useInboxCount();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className="sidemenu no-print" aria-label={m.menu.label}>
      {groups.map((group) => (
        <div key={group.label} className="sidemenu-group">
          <p className="sidemenu-title">{group.label}</p>
          <ul>
            {group.items.filter((item) => !item.needs || can(item.needs)).map((item) => {
              const current = isCurrent(path, item);
              const count = item.to === '/hop-quet' ? { value: scanned, late: false } : today ? item.count?.(today) : undefined;
              return (
                <li key={item.to}>
                  <Link to={item.to as never} className={`sidemenu-item${current ? ' current' : ''}`} aria-current={current ? 'page' : undefined} title={item.label}>
                    <Icon name={item.icon} />
                    <span className="sidemenu-label">{item.label}</span>
                    {count && count.value > 0 ? <Count value={count.value} tone={count.late ? 'bad' : 'plain'} /> : null}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      <Sync />
    </nav>
  );
}

function Sync() {
  const [state, setState] = useState<{ up: boolean; at: number }>({ up: true, at: Date.now() });
  useEffect(() => onNews((news) => (news.kind === 'line' ? setState((before) => ({ up: news.up, at: news.up ? news.at : before.at })) : undefined)), []);
  return (
    <p className="sidemenu-sync">
      <span className={`dot ${state.up ? 'dot-ok' : 'dot-bad'}`} aria-hidden="true" />
      <span className="sidemenu-label">{state.up ? m.shell.synced(time(state.at)) : m.shell.notSynced(time(state.at))}</span>
    </p>
  );
}

/** Five places at the bottom of a phone. */
export function TabBar(p: { today: TodayAnswer | undefined; onSearch: () => void; onShortcuts: () => void }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const more = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { can } = useSession();
  const items = groups.flatMap((group) => group.items).filter((item) => !item.needs || can(item.needs));
  const tabs = items.filter((item) => item.tab);
  const rest = items.filter((item) => !item.tab);
  return (
    <nav className="tabbar no-print" aria-label={m.menu.label}>
      {tabs.map((item) => {
        const current = here(path, item.to);
        return (
          <Link key={item.to} to={item.to as never} className={`tab${current ? ' current' : ''}`} aria-current={current ? 'page' : undefined}>
            <Icon name={item.icon} size={22} />
            {item.short}
          </Link>
        );
      })}
      <button ref={more} type="button" className={`tab${rest.some((item) => here(path, item.to)) ? ' current' : ''}`} aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
        <Icon name="more" size={22} />
        {m.menu.more}
      </button>
      {open ? (
        <Floating anchor={more} align="end" width={320} label={m.menu.more} onClose={() => setOpen(false)}>
          <div className="menu-list">
            <button
              type="button"
              className="menu-item"
              onClick={() => {
                setOpen(false);
                p.onSearch();
              }}
            >
              <Icon name="search" /> {m.shell.searchShort}
            </button>
            {rest.map((item) => (
              <Link key={item.to} to={item.to as never} className="menu-item" onClick={() => setOpen(false)}>
                <Icon name={item.icon} /> {item.label}
              </Link>
            ))}
            <div className="menu-line" />
          </div>
          <AccountMenu onShortcuts={p.onShortcuts} onDone={() => setOpen(false)} />
        </Floating>
      ) : null}
    </nav>
  );
}

export { groups as menuGroups };
