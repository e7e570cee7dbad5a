// Files on their way to the scan inbox: hundreds at once, two at a time, a failed one is tried again, a refused one keeps its reason.
// No screen in here: it goes on while the person works elsewhere in the page.
import { ApiError, LineError } from '../../api/client';

export const atOnce = 2;
export const tries = 4; // the first included
export const largest = 64 * 1024 * 1024;
const waits = [2_000, 8_000, 20_000];

export type UploadState = 'queued' | 'sending' | 'sent' | 'refused' | 'failed';
export interface Upload {
  key: number;
  unit: string;
  name: string; // with its folder, as the person sees it
  file: File;
  state: UploadState;
  tries: number;
  waiting: boolean; // for its next try
  error: unknown;
  local: 'empty' | 'too_large' | null; // refused before it was sent
}
export interface UploadCounts {
  total: number;
  sent: number;
  left: number;
  refused: number;
  failed: number;
}

/** What a folder of scans holds besides scans. */
export const isJunk = (name: string): boolean => /(^|\/)(\.|~\$|thumbs\.db$|desktop\.ini$|__MACOSX\/)/i.test(name);

/** The line, a busy or restarting server: worth another try. A clear "no" is not. */
export function worthRetry(error: unknown): boolean {
  if (error instanceof LineError) return true;
  return error instanceof ApiError && (error.status >= 500 || error.status === 429 || error.status === 408);
}

export function countUploads(list: readonly Upload[]): UploadCounts {
  const out: UploadCounts = { total: list.length, sent: 0, left: 0, refused: 0, failed: 0 };
  for (const one of list) {
    if (one.state === 'sent') out.sent += 1;
    else if (one.state === 'refused') out.refused += 1;
    else if (one.state === 'failed') out.failed += 1;
    else out.left += 1;
  }
  return out;
}

export interface UploadTools {
  send: (unit: string, file: File) => Promise<unknown>;
  later: (run: () => void, ms: number) => void;
  onSent?: (unit: string) => void;
}

export class Uploads {
  private list: Upload[] = [];
  private next = 1;
  private running = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly tools: UploadTools) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): readonly Upload[] => this.list;

  /** Answers how many were left out because they are not documents at all. */
  add(unit: string, files: readonly { file: File; name: string }[]): number {
    const wanted = files.filter(({ name }) => !isJunk(name));
    const fresh = wanted.map(({ file, name }): Upload => {
      const local = file.size === 0 ? 'empty' : file.size > largest ? 'too_large' : null;
      return { key: this.next++, unit, name, file, state: local ? 'refused' : 'queued', tries: 0, waiting: false, error: null, local };
    });
    // what is done makes room for the new run
    const before = this.list.some((one) => one.state === 'queued' || one.state === 'sending') ? this.list : this.list.filter((one) => one.state === 'failed');
    this.set([...before, ...fresh]);
    this.pump();
    return files.length - wanted.length;
  }

  retry(key?: number): void {
    this.set(this.list.map((one) => (one.local === null && (one.state === 'failed' || one.state === 'refused') && (key === undefined ? one.state === 'failed' : one.key === key) ? { ...one, state: 'queued', tries: 0, waiting: false, error: null } : one)));
    this.pump();
  }

  /** Forgets what is done or was refused; what is under way stays. */
  clear(): void {
    this.set(this.list.filter((one) => one.state === 'queued' || one.state === 'sending'));
  }

  private set(list: Upload[]): void {
    this.list = list;
    this.listeners.forEach((listener) => listener());
  }
  private change(key: number, change: Partial<Upload>): void {
    this.set(this.list.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  private pump(): void {
    while (this.running < atOnce) {
      const one = this.list.find((each) => each.state === 'queued' && !each.waiting);
      if (!one) return;
      this.running += 1;
      this.change(one.key, { state: 'sending', tries: one.tries + 1 });
      void this.tools
        .send(one.unit, one.file)
        .then(
          () => {
            this.change(one.key, { state: 'sent', error: null });
            this.tools.onSent?.(one.unit);
          },
          (error: unknown) => this.failed(one.key, one.tries + 1, error),
        )
        .finally(() => {
          this.running -= 1;
          this.pump();
        });
    }
  }

  private failed(key: number, tried: number, error: unknown): void {
    // the session ended: nothing is wrong with the file, it goes again once the person has signed in
    if (error instanceof ApiError && error.status === 401) return this.change(key, { state: 'failed', error });
    if (!worthRetry(error)) return this.change(key, { state: 'refused', error });
    if (tried >= tries) return this.change(key, { state: 'failed', error });
    const asked = error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1000 : 0;
    this.change(key, { state: 'queued', waiting: true, error });
    this.tools.later(
      () => {
        this.change(key, { waiting: false });
        this.pump();
      },
      Math.max(asked, waits[tried - 1] ?? 20_000),
    );
  }
}
