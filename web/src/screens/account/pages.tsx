// The three pages in front of the product: sign-in, first run, sign-in by a link that is used once.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import { keys, queryClient } from '../../api/queries';
import type { Me } from '../../api/types';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import type { FieldError } from '../../ui/controls';
import { ErrorSummary, Field, Input } from '../../ui/controls';
import { Logo } from '../../ui/icons';
import { DemoBadge } from '../../ui/status';
import { describe, ErrorBox, Loading } from '../../ui/states';
import { SignInForm } from './SignInForm';
import './account.css';

function Frame({ title, children, sample, foot }: { title: string; children: ReactNode; sample?: boolean; foot?: ReactNode }) {
  useTitle(title);
  return (
    <div className="account-page">
      <header className="account-bar">
        <Logo size={30} />
        <span className="account-product">{m.product}</span>
      </header>
      <main className="account-main">
        <div className="account-card">
          <div className="page-head-title">
            <h1 tabIndex={-1}>{title}</h1>
            {sample ? <DemoBadge /> : null}
          </div>
          {children}
        </div>
        <p className="account-foot">{foot}</p>
      </main>
    </div>
  );
}

/** Only an address of this product may be returned to. */
export function safeReturn(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/hom-nay';
}

function useEnter(): (me: Me, to?: string) => void {
  const router = useRouter();
  return (me, to) => {
    queryClient.clear();
    queryClient.setQueryData(keys.me, me);
    router.history.replace(safeReturn(to));
  };
}

export function SignInPage() {
  const enter = useEnter();
  const search = useSearch({ strict: false }) as { tiep?: string };
  const first = useQuery({ queryKey: ['first-run'], queryFn: ({ signal }) => api.firstRun(signal), retry: 1 });
  return (
    <Frame title={m.signIn.title} sample={first.data?.sample ?? false} foot={first.data ? m.signIn.version(first.data.product_version) : null}>
      <p className="soft account-lead">{first.data?.needed ? m.signIn.firstRunNeeded : m.signIn.lead}</p>
      {first.isError ? <ErrorBox compact error={first.error} onRetry={() => void first.refetch()} /> : null}
      <SignInForm onDone={(me) => enter(me, search.tiep)} />
      <p className="muted account-note">{m.signIn.forgotten}</p>
    </Frame>
  );
}

export function LinkPage() {
  const enter = useEnter();
  const search = useSearch({ strict: false }) as { ma?: string; tiep?: string };
  const open = useMutation({ mutationFn: api.openSignInLink, onSuccess: (me) => enter(me, search.tiep) });
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current || !search.ma) return; // a link works once: never send it twice
    sent.current = true;
    open.mutate(search.ma);
  }, [search.ma, open]);
  const refused = open.error instanceof ApiError;
  return (
    <Frame title={open.isError || !search.ma ? m.signIn.linkUsed : m.signIn.link}>
      {!search.ma ? <p className="soft account-lead">{m.signIn.linkMissing}</p> : null}
      {search.ma && !open.isError ? <Loading lines={2} /> : null}
      {open.isError ? (
        <>
          <p className="soft account-lead">{refused ? m.signIn.linkHint : null}</p>
          <ErrorBox compact error={open.error} />
        </>
      ) : null}
      {open.isError || !search.ma ? (
        <p className="account-lead">
          <Link to="/dang-nhap">{m.signIn.toSignIn}</Link>
        </p>
      ) : null}
    </Frame>
  );
}

export function FirstRunPage() {
  const enter = useEnter();
  const search = useSearch({ strict: false }) as { ma?: string };
  const [form, setForm] = useState({ name: '', username: '', password: '', again: '' });
  const [left, setLeft] = useState<Record<string, boolean>>({});
  const summary = useRef<HTMLDivElement>(null);
  const first = useQuery({ queryKey: ['first-run'], queryFn: ({ signal }) => api.firstRun(signal), retry: 1 });
  const start = useMutation({ mutationFn: api.startFirstRun, onSuccess: (me) => enter(me) });
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const leave = (key: string) => () => setLeft((before) => ({ ...before, [key]: true }));

  const errors: FieldError[] = [];
  if (nfc(form.name).trim().length < 2) errors.push({ id: 'ho-ten', message: m.firstRun.needName });
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(form.username)) errors.push({ id: 'ten-dang-nhap', message: m.firstRun.badUsername });
  if ([...form.password].length < 12) errors.push({ id: 'mat-khau', message: m.firstRun.shortPassword });
  else if (form.password !== form.again) errors.push({ id: 'nhap-lai', message: m.firstRun.differ });
  if (start.error instanceof ApiError) {
    for (const field of start.error.problem.fields ?? []) {
      const id = { name: 'ho-ten', username: 'ten-dang-nhap', password: 'mat-khau' }[field.path.replace(/^\//, '')];
      if (id && !errors.some((one) => one.id === id)) errors.push({ id, message: field.message });
    }
  }
  const of = (id: string): string | undefined => (left[id] || left['all'] ? errors.find((one) => one.id === id)?.message : undefined);
  const problem = start.isError ? describe(start.error) : null;

  // somebody has been here before: the link is spent, the form would only be refused
  if (first.data && !first.data.needed && !start.isPending && !start.isSuccess) {
    return (
      <Frame title={m.firstRun.title}>
        <p className="account-lead">{m.firstRun.done}</p>
        <p className="account-lead">
          <Link to="/dang-nhap">{m.signIn.toSignIn}</Link>
        </p>
      </Frame>
    );
  }
  return (
    <Frame title={m.firstRun.title}>
      <p className="soft account-lead">{search.ma ? m.firstRun.lead : m.signIn.linkMissing}</p>
      <form
        className="account-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLeft({ all: true });
          if (errors.length > 0) {
            requestAnimationFrame(() => summary.current?.focus());
            return;
          }
          start.mutate({ token: search.ma ?? '', name: nfc(form.name).trim(), username: form.username, password: form.password });
        }}
      >
        {left['all'] ? <ErrorSummary ref={summary} title={m.firstRun.summary} errors={errors} /> : null}
        {problem && errors.length === 0 ? <ErrorBox compact error={start.error} /> : null}
        <Field id="ho-ten" label={m.firstRun.name} error={of('ho-ten')}>
          <Input id="ho-ten" value={form.name} onChange={set('name')} onBlur={leave('ho-ten')} autoComplete="name" autoFocus invalid={of('ho-ten') !== undefined} />
        </Field>
        <Field id="ten-dang-nhap" label={m.firstRun.username} error={of('ten-dang-nhap')} hint={m.firstRun.usernameHint}>
          <Input
            id="ten-dang-nhap"
            value={form.username}
            onChange={(value) => set('username')(value.toLowerCase())}
            onBlur={leave('ten-dang-nhap')}
            autoComplete="username"
            invalid={of('ten-dang-nhap') !== undefined}
            describedBy="ten-dang-nhap-hint"
          />
        </Field>
        <Field id="mat-khau" label={m.firstRun.password} error={of('mat-khau')} hint={m.firstRun.passwordHint}>
          <Input
            id="mat-khau"
            type="password"
            value={form.password}
            onChange={set('password')}
            onBlur={leave('mat-khau')}
            autoComplete="new-password"
            invalid={of('mat-khau') !== undefined}
            describedBy="mat-khau-hint"
          />
        </Field>
        <Field id="nhap-lai" label={m.firstRun.again} error={of('nhap-lai')}>
          <Input
            id="nhap-lai"
            type="password"
            value={form.again}
            onChange={set('again')}
            onBlur={leave('nhap-lai')}
            autoComplete="new-password"
            invalid={of('nhap-lai') !== undefined}
          />
        </Field>
        <Button kind="primary" submit block busy={start.isPending} disabled={!search.ma}>
          {m.firstRun.go}
        </Button>
      </form>
    </Frame>
  );
}
