// Pages of kept originals as pictures. The browser asks each time and is told when nothing changed.
import { ApiError, http } from './client';
import type { Problem } from './types';

export type PageKind = 'inbox' | 'intake' | 'documents';
export interface PageOwner {
  kind: PageKind;
  unit: string;
  id: string;
}
export interface PageImage {
  blob: Blob;
  pages: number;
  widthPt: number;
  heightPt: number;
}

export async function pageImage(owner: PageOwner, page: number, dpi: number, signal?: AbortSignal): Promise<PageImage> {
  const init = { params: { path: { unit: owner.unit, id: owner.id, page }, query: { dpi } }, parseAs: 'blob', cache: 'no-cache', ...(signal ? { signal } : {}) } as const;
  const { data, error, response } = await (owner.kind === 'inbox'
    ? http.GET('/api/v1/units/{unit}/inbox/{id}/pages/{page}', init)
    : owner.kind === 'intake'
      ? http.GET('/api/v1/units/{unit}/intake/{id}/pages/{page}', init)
      : http.GET('/api/v1/units/{unit}/documents/{id}/pages/{page}', init));
  if (!response.ok) {
    const known = typeof error === 'object' && error !== null && 'code' in error;
    throw new ApiError(response.status, known ? (error as Problem) : { code: `http.${response.status}`, detail: '', status: response.status });
  }
  const [widthPt = 595, heightPt = 842] = (response.headers.get('X-Page-Points') ?? '').split('x').map(Number).filter((n) => n > 0);
  return { blob: data as unknown as Blob, pages: Math.max(1, Number(response.headers.get('X-Page-Count')) || 1), widthPt, heightPt };
}

/** Only sheets have pictures; a Word file or a plain text has none. */
export const hasPages = (format: string | null | undefined, mediaType: string | null | undefined): boolean =>
  format === 'pdf' || format === 'scan' || /^(application\/pdf|image\/(png|jpeg|tiff|bmp))/.test(mediaType ?? '');
