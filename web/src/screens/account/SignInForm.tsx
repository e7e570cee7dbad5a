import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import { keys, queryClient } from '../../api/queries';
import type { Me } from '../../api/types';
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/controls';
import { describe } from '../../ui/states';

export function SignInForm({ username: known, onDone }: { username?: string; onDone: (me: Me) => void }) {
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [touched, setTouched] = useState(false);
  const [wait, setWait] = useState(0);
  const signIn = useMutation({
    mutationFn: api.signIn,
    onSuccess: (me) => {
      queryClient.setQueryData(keys.me, me);
      onDone(me);
    },
    onError: (error) => {
      setPassword('');
      if (error instanceof ApiError && error.retryAfter !== null) setWait(error.retryAfter);
      window.document.getElementById('mat-khau')?.focus();
    },
  });
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const noName = touched && username.trim() === '' ? m.signIn.needUsername : undefined;
  const noPassword = touched && password === '' && !signIn.isError ? m.signIn.needPassword : undefined;
  const problem = signIn.isError ? describe(signIn.error) : null;
  return (
    <form
      className="account-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTouched(true);
        if (username.trim() === '' || password === '' || wait > 0) {
          window.document.getElementById(username.trim() === '' ? 'ten-dang-nhap' : 'mat-khau')?.focus();
          return;
        }
        signIn.mutate({ username: username.trim(), password });
      }}
    >
      {problem ? (
        <div className="error-summary" role="alert">
          <p>
            <strong>{m.signIn.failed}</strong>
          </p>
          <p>{problem.text}</p>
          {wait > 0 ? <p>{m.signIn.wait(wait)}</p> : null}
          <p className="error-code">
            {m.state.code} {problem.code}
          </p>
        </div>
      ) : null}
      <Field id="ten-dang-nhap" label={m.signIn.username} error={noName}>
        <Input id="ten-dang-nhap" value={username} onChange={setUsername} autoComplete="username" autoFocus={!known} invalid={noName !== undefined} />
      </Field>
      <Field id="mat-khau" label={m.signIn.password} error={noPassword}>
        <Input
          id="mat-khau"
          type={shown ? 'text' : 'password'}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          autoFocus={Boolean(known)}
          invalid={noPassword !== undefined}
        />
      </Field>
      <label className="checkbox">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {m.signIn.show}
      </label>
      <Button kind="primary" submit block busy={signIn.isPending} disabled={wait > 0} why={m.signIn.wait(wait)}>
        {m.signIn.go}
      </Button>
    </form>
  );
}
