// The thin layer under every call: the client generated from the server's own description, problem+json into one error class,
// a limit of time, and the news "session over" and "line lost" for the shell.
import createClient from 'openapi-fetch';
import type { paths } from './schema';
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

export type News = { kind: 'signed_out' } | { kind: 'signed_in' } | { kind: 'line'; up: boolean; at: number };
type Listener = (news: News) => void;
const listeners = new Set<Listener>();
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const tell = (news: News): void => listeners.forEach((listener) => listener(news));

/** fetch with a limit. AbortSignal.any is younger than the browsers we support, so the two reasons to stop are joined by hand. */
function guarded(limitMs: number) {
  return async (request: Request): Promise<Response> => {
    const stop = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      stop.abort();
    }, limitMs);
    const passOn = (): void => stop.abort();
    if (request.signal.aborted) passOn();
    request.signal.addEventListener('abort', passOn, { once: true });
    try {
      const response = await fetch(request, { signal: stop.signal });
      tell({ kind: 'line', up: true, at: Date.now() });
      if (response.status === 401 && !/\/api\/v1\/(session|me|sign-in-link|first-run)$/.test(new URL(request.url).pathname)) tell({ kind: 'signed_out' });
      return response;
    } catch (error) {
      if (request.signal.aborted) throw error; // the page itself lost interest
      tell({ kind: 'line', up: false, at: Date.now() });
      throw new LineError(timedOut);
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', passOn);
    }
  };
}

const common = { baseUrl: typeof window === 'undefined' ? 'http://localhost' : window.location.origin, credentials: 'same-origin', cache: 'no-store' } as const;
export const http = createClient<paths>({ ...common, fetch: guarded(60_000) });
/** For files: reading one may take its time. */
export const slow = createClient<paths>({ ...common, fetch: guarded(180_000) });

/** Every write carries it; a foreign page cannot. */
export const csrf = { 'X-Sauro': '1' } as const;
/** With a key the server does the same request once, however often it is sent. */
export const once = (key?: string): { 'X-Sauro': '1'; 'Idempotency-Key'?: string } => (key ? { ...csrf, 'Idempotency-Key': key } : csrf);

type Answer = { data?: unknown; error?: unknown; response: Response };

/** The body of a good answer as the type the screens use, or an ApiError. */
export async function body<T>(call: Promise<Answer>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const known = typeof error === 'object' && error !== null && 'code' in error;
  // not a problem+json: a proxy answered, or the server died in the middle
  const problem: Problem = known ? (error as Problem) : { code: `http.${response.status}`, detail: '', status: response.status };
  const wait = Number(response.headers.get('Retry-After'));
  throw new ApiError(response.status, problem, Number.isFinite(wait) && wait > 0 ? wait : null);
}

/** For links and downloads. */
export function address(path: string, query: object = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}
