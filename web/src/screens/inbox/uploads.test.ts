import { describe, expect, it } from 'vitest';
import { ApiError, LineError } from '../../api/client';
import { atOnce, countUploads, isJunk, tries, Uploads, worthRetry } from './uploads';

const file = (name: string, size = 10): { file: File; name: string } => ({ file: { name, size } as File, name });
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function stage() {
  const open: { name: string; ok: () => void; no: (error: unknown) => void }[] = [];
  const later: { run: () => void; ms: number }[] = [];
  let most = 0;
  const uploads = new Uploads({
    send: (_unit, one) => {
      const promise = new Promise<void>((resolve, reject) => open.push({ name: one.name, ok: resolve, no: reject }));
      most = Math.max(most, open.length);
      return promise.finally(() => open.splice(open.findIndex((each) => each.name === one.name), 1));
    },
    later: (run, ms) => void later.push({ run, ms }),
  });
  return { uploads, open, later, most: () => most };
}
const busy = new ApiError(503, { code: 'server.busy', detail: 'Máy chủ đang bận' }, 30);

describe('files on their way', () => {
  it('go two at a time and all arrive', async () => {
    const { uploads, open, most } = stage();
    uploads.add('u', Array.from({ length: 7 }, (_, i) => file(`${i}.pdf`)));
    while (countUploads(uploads.snapshot()).left > 0) {
      expect(open.length).toBeLessThanOrEqual(atOnce);
      open[0]?.ok();
      await turn();
    }
    expect(most()).toBe(atOnce);
    expect(countUploads(uploads.snapshot())).toEqual({ total: 7, sent: 7, left: 0, refused: 0, failed: 0 });
  });
  it('a failed one waits for its turn while the others go on, and honours Retry-After', async () => {
    const { uploads, open, later } = stage();
    uploads.add('u', [file('a.pdf'), file('b.pdf'), file('c.pdf')]);
    open[0]?.no(busy);
    await turn();
    expect(later.map((one) => one.ms)).toEqual([30_000]);
    expect(open.map((one) => one.name)).toEqual(['b.pdf', 'c.pdf']);
    open[0]?.ok();
    await turn();
    later.shift()?.run();
    expect(open.map((one) => one.name)).toEqual(['c.pdf', 'a.pdf']);
  });
  it('gives up after a few tries, says so, and sends again when asked', async () => {
    const { uploads, open, later } = stage();
    uploads.add('u', [file('a.pdf')]);
    for (let i = 0; i < tries; i += 1) {
      open[0]?.no(new LineError(false));
      await turn();
      later.shift()?.run();
    }
    expect(uploads.snapshot()[0]).toMatchObject({ state: 'failed', tries });
    uploads.retry();
    expect(open).toHaveLength(1);
    open[0]?.ok();
    await turn();
    expect(countUploads(uploads.snapshot()).sent).toBe(1);
  });
  it('keeps the reason of a refusal and does not insist', async () => {
    const { uploads, open, later } = stage();
    uploads.add('u', [file('a.exe')]);
    open[0]?.no(new ApiError(415, { code: 'inbox.format', detail: 'Không nhận tệp này' }));
    await turn();
    expect(uploads.snapshot()[0]?.state).toBe('refused');
    expect(later).toHaveLength(0);
  });
  it('keeps a file for after signing in again', async () => {
    const { uploads, open } = stage();
    uploads.add('u', [file('a.pdf')]);
    open[0]?.no(new ApiError(401, { code: 'auth.required', detail: 'Cần đăng nhập' }));
    await turn();
    expect(uploads.snapshot()[0]?.state).toBe('failed');
    uploads.retry();
    expect(open).toHaveLength(1);
  });
  it('refuses empty and huge files without sending, and leaves out what is no document', () => {
    const { uploads, open } = stage();
    const left = uploads.add('u', [file('rong.pdf', 0), file('to.pdf', 65 * 1024 * 1024), file('thu-muc/.DS_Store'), file('thu-muc/Thumbs.db'), file('~$nhap.docx')]);
    expect(left).toBe(3);
    expect(uploads.snapshot().map((one) => one.local)).toEqual(['empty', 'too_large']);
    expect(open).toHaveLength(0);
    uploads.retry(uploads.snapshot()[0]?.key);
    expect(open).toHaveLength(0);
  });
  it('knows junk and errors worth another try', () => {
    expect(isJunk('a/.git/x')).toBe(true);
    expect(isJunk('quyet-dinh.pdf')).toBe(false);
    expect(worthRetry(busy)).toBe(true);
    expect(worthRetry(new ApiError(422, { code: 'x', detail: '' }))).toBe(false);
  });
});
