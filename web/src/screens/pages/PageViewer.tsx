// The original page as a picture: one page at a time, fitted to the frame, with zoom. Keys work while a field beside it is being typed in.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PageOwner } from '../../api/pages';
import { pageImage } from '../../api/pages';
import { keys } from '../../api/queries';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import { ErrorBox, Loading } from '../../ui/states';
import { dpiFor, stepZoom } from './zoom';
import './pages.css';

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const measure = (): void => setWidth(box.clientWidth);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [element]);
  return width;
}

/** An address for the bytes, given back when they are no longer shown. */
function useObjectUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

export function PageViewer({ owner, pages: told }: { owner: PageOwner; pages?: number | null | undefined }) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [widthPt, setWidthPt] = useState(595);
  const dpi = dpiFor(Math.max(width, 240), zoom, window.devicePixelRatio || 1, widthPt);
  const query = useQuery({
    queryKey: [...keys.unit(owner.unit), 'page', owner.kind, owner.id, page, dpi],
    queryFn: ({ signal }) => pageImage(owner, page, dpi, signal),
    enabled: width > 0,
    staleTime: Infinity, // an original never changes
    gcTime: 2 * 60_000,
    placeholderData: keepPreviousData,
  });
  const image = query.data;
  const url = useObjectUrl(image?.blob);
  const pages = image?.pages ?? told ?? 1;
  useEffect(() => {
    if (image) setWidthPt(image.widthPt);
  }, [image]);
  useEffect(() => {
    frame.current?.scrollTo({ top: 0 });
  }, [page]);

  const turn = (by: 1 | -1) => (): void => setPage((now) => Math.max(1, Math.min(pages, now + by)));
  const closer = (by: 1 | -1) => (): void => setZoom((now) => stepZoom(now, by));
  const fit = (): void => setZoom(1);
  useKeys({ 'alt+pagedown': turn(1), 'alt+pageup': turn(-1), 'alt+=': closer(1), 'alt++': closer(1), 'alt+-': closer(-1), 'alt+0': fit });

  const turning = query.isPlaceholderData;
  return (
    <div className="page-viewer">
      <div className="page-tools" role="toolbar" aria-label={m.pages.tools}>
        <Button small kind="quiet" icon="left" label={m.pages.previous} disabled={page <= 1} onClick={turn(-1)} />
        <span role="status" className="nowrap">
          {m.pages.at(page, pages)}
        </span>
        <Button small kind="quiet" icon="right" label={m.pages.next} disabled={page >= pages} onClick={turn(1)} />
        <span className="grow" />
        <Button small kind="quiet" icon="minus" label={m.pages.smaller} disabled={zoom <= 1} onClick={closer(-1)} />
        <Button small kind="quiet" label={m.pages.fitLabel} pressed={zoom === 1} onClick={fit}>
          {zoom === 1 ? m.pages.fit : m.pages.percent(zoom)}
        </Button>
        <Button small kind="quiet" icon="plus" label={m.pages.larger} disabled={zoom >= 3} onClick={closer(1)} />
      </div>
      <div className="page-frame" ref={frame} tabIndex={0} role="region" aria-label={m.pages.region} aria-busy={turning || undefined}>
        {query.isError ? (
          <ErrorBox compact error={query.error} onRetry={() => void query.refetch()} />
        ) : url && image ? (
          <img
            src={url}
            alt={m.pages.alt(page, pages)}
            className={`page-image${turning ? ' grid-dimmed' : ''}`}
            style={{ width: `${zoom * 100}%`, aspectRatio: `${image.widthPt} / ${image.heightPt}` }}
          />
        ) : (
          <Loading lines={12} onRetry={() => void query.refetch()} />
        )}
      </div>
    </div>
  );
}
