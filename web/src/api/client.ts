// The thin client under every call: JSON in and out, problem+json into one error class, and the news "session over" and "line lost" for the shell.
import type { Problem } from './types';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail);
    this.name = 'ApiError';
  }
  get code(): string {
    return this.problem.code;
  }
  get shownCode(): string {
    const id = this.problem.request_id;
    return id ? `${this.code}, ${id.slice(-6)}` : this.code;
  }
}

/** The request never got an answer: line down, server stopped, time out. */
export class LineError extends Error {
  constructor(readonly timedOut: boolean) {
    super(timedOut ? 'timeout' : 'network');
    this.name = 'LineError';
  }
}

type Listener = (news: News) => void;
export type News = { kind: 'signed_out' } | { kind: 'line'; up: boolean; at: number };
const listeners = new Set<Listener>();
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const tell = (news: News): void => listeners.forEach((listener) => listener(news));

export type Query = Record<string, string | number | boolean | null | undefined>;
export interface Call {
  query?: Query | object | undefined;
  json?: unknown;
  raw?: Blob | undefined;
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export const base = '/api/v1';

export function address(path: string, query?: Query | object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem;
  } catch {
    // not JSON: a proxy answered, or the server died in the middle
  }
  return { code: `http.${response.status}`, detail: '', status: response.status };
}

export async function request<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, call: Call = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  let body: BodyInit | undefined;
  if (call.raw !== undefined) {
    body = call.raw;
    headers['Content-Type'] = 'application/octet-stream';
  } else if (call.json !== undefined) {
    body = JSON.stringify(call.json);
    headers['Content-Type'] = 'application/json';
  }
  if (method !== 'GET') headers['X-Sauro'] = '1';
  // AbortSignal.any is younger than the browsers we support, so the two reasons to stop are joined by hand.
  const stop = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort();
  }, call.timeoutMs ?? 60_000);
  const passOn = (): void => stop.abort();
  if (call.signal?.aborted) passOn();
  call.signal?.addEventListener('abort', passOn, { once: true });
  let response: Response;
  try {
    response = await fetch(address(path, call.query), {
      method,
      headers,
      body: body ?? null,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    tell({ kind: 'line', up: false, at: Date.now() });
    throw new LineError(timedOut);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', passOn);
  }
  tell({ kind: 'line', up: true, at: Date.now() });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && path !== '/session' && path !== '/me') tell({ kind: 'signed_out' });
    const wait = Number(response.headers.get('Retry-After'));
    throw new ApiError(response.status, problem, Number.isFinite(wait) && wait > 0 ? wait : null);
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}
