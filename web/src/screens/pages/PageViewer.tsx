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

/** A box over the page, in twips (1/20 pt) from its left and top; no box: the whole sheet. */
export interface PageBox {
  page: number;
  box: { left: number; top: number; right: number; bottom: number } | null;
  item: number;
  severity: 'error' | 'warning' | 'info';
  label: string;
}

// A little air around the words, in twips.
const air = 40;
function placed(box: NonNullable<PageBox['box']>, page: { widthPt: number; heightPt: number }): React.CSSProperties {
  const percent = (twips: number, points: number): string => `${(Math.max(0, Math.min(1, twips / (points * 20))) * 100).toFixed(2)}%`;
  return {
    left: percent(box.left - air, page.widthPt),
    top: percent(box.top - air, page.heightPt),
    width: percent(box.right - box.left + 2 * air, page.widthPt),
    height: percent(box.bottom - box.top + 2 * air, page.heightPt),
  };
}

export function PageViewer({
  owner,
  pages: told,
  boxes = [],
  current = null,
  target = null,
  onPick,
}: {
  owner: PageOwner;
  pages?: number | null | undefined;
  boxes?: readonly PageBox[];
  current?: number | null; // item of the box that is open
  target?: PageBox | null; // turn to this page and bring this box into view; a new object each time
  onPick?: (item: number) => void;
}) {
  const [page, setPage] = useState(target?.page ?? 1);
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

  useEffect(() => {
    if (target) setPage(target.page);
  }, [target]);
  const shownPage = image && !query.isPlaceholderData ? page : 0;
  useEffect(() => {
    if (target?.box && target.page === shownPage) frame.current?.querySelector('.page-box-current')?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [target, shownPage, url]);

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
          <div className="page-sheet" style={{ width: `${zoom * 100}%`, aspectRatio: `${image.widthPt} / ${image.heightPt}` }}>
            <img src={url} alt={m.pages.alt(page, pages)} className={`page-image${turning ? ' grid-dimmed' : ''}`} />
            {turning
              ? null
              : boxes
                  .filter((one) => one.page === page)
                  .map((one, index) => (
                    <button
                      key={`${one.item} ${index}`}
                      type="button"
                      tabIndex={-1}
                      data-item={one.item}
                      aria-label={one.label}
                      title={one.label}
                      className={`page-box page-box-${one.severity}${one.item === current ? ' page-box-current' : ''}${one.box ? '' : ' page-box-sheet'}`}
                      style={one.box ? placed(one.box, image) : { inset: 0 }}
                      onClick={() => onPick?.(one.item)}
                    />
                  ))}
          </div>
        ) : (
          <Loading lines={12} onRetry={() => void query.refetch()} />
        )}
      </div>
    </div>
  );
}
