// Who is signed in and for which unit the page stands. The unit is part of the address (?don-vi=), so a pasted link opens the same page.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import * as api from '../api/endpoints';
import { meQuery } from '../api/queries';
import type { Grant, Me, Role, UnitBrief } from '../api/types';
import { Button } from '../ui/Button';
import { ErrorBox, Loading } from '../ui/states';
import { m } from './messages';

export interface Session {
  me: Me;
  unit: UnitBrief;
  grant: Grant | null;
  setUnit: (code: string) => void;
  can: (verb: Verb) => boolean;
  sample: boolean;
}

export type Verb = 'register_document' | 'draft' | 'sign' | 'manage_accounts' | 'manage_rules' | 'view_audit';

// What to show, not what is allowed: the server decides. Roles the table does not know see everything and are told by the server.
const verbs: Record<Role, readonly Verb[]> = {
  clerk: ['register_document', 'draft'],
  specialist: ['draft'],
  leader: ['draft', 'sign'],
  head_of_office: ['register_document', 'draft', 'sign', 'manage_rules'],
  administrator: ['manage_accounts', 'manage_rules', 'view_audit'],
  auditor: ['view_audit'],
};

const Context = createContext<Session | null>(null);
const storageKey = 'sauro.unit';

function lastUnit(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Where a person works first: the unit used last, else the one where documents are registered, else the first. */
export function firstUnit(me: Me, last: string | null): string | null {
  if (last !== null && me.units.some((grant) => grant.unit.code === last)) return last;
  const desk = me.units.find((grant) => grant.role === 'clerk') ?? me.units.find((grant) => verbs[grant.role]?.includes('register_document'));
  return (desk ?? me.units[0])?.unit.code ?? null;
}

/** Grants reach down the tree: a right at a province holds for its communes. */
export const grantsFor = (me: Me, path: string): Grant[] => me.units.filter((grant) => path.startsWith(grant.unit.path));

export function SessionProvider({ children }: { children: ReactNode }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const search = useSearch({ strict: false }) as { 'don-vi'?: string };
  const navigate = useNavigate();
  const wanted = search['don-vi'] ?? firstUnit(me, lastUnit());
  const own = me.units.find((grant) => grant.unit.code === wanted || grant.unit.id === wanted);
  const other = useQuery({
    queryKey: ['unit-brief', wanted],
    queryFn: ({ signal }) => api.unit(wanted ?? '', signal),
    enabled: wanted !== null && own === undefined,
    staleTime: 10 * 60_000,
  });
  const unit = own?.unit ?? other.data;

  useEffect(() => {
    if (!unit) return;
    try {
      localStorage.setItem(storageKey, unit.code);
    } catch {
      // only the memory of the last unit is lost
    }
    if (search['don-vi'] !== unit.code) {
      void navigate({ to: '.', search: (before: object) => ({ ...before, 'don-vi': unit.code }), replace: true } as never);
    }
  }, [unit, search, navigate]);

  const session = useMemo<Session | null>(() => {
    if (!unit) return null;
    const grants = grantsFor(me, unit.path);
    return {
      me,
      unit,
      grant: grants.find((grant) => grant.unit.code === unit.code) ?? grants[0] ?? null,
      setUnit: (code) => void navigate({ to: '.', search: { 'don-vi': code } } as never),
      can: (verb) => grants.some((grant) => verbs[grant.role]?.includes(verb) ?? true),
      sample: me.sample || unit.sample,
    };
  }, [me, unit, navigate]);

  if (session === null) {
    if (!other.isError) return <Loading />;
    return (
      <main className="crash">
        <h1 tabIndex={-1}>{m.shell.otherUnitFailed}</h1>
        <ErrorBox error={other.error} onRetry={() => void other.refetch()} />
        <Button kind="primary" onClick={() => void navigate({ to: '/hom-nay', search: { 'don-vi': firstUnit(me, lastUnit()) } } as never)}>
          {m.shell.backToMine}
        </Button>
      </main>
    );
  }
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (session === null) throw new Error('useSession outside SessionProvider');
  return session;
}
