// The register grid: virtual rows, one tab stop, arrows (and j k) walk, Enter opens. The rows it holds are what the server has sent so far;
// near the end it asks for more. Under 700 px each row becomes a card.
import { useVirtualizer } from '@tanstack/react-virtual';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useScale } from '../app/theme';
import { useNarrow } from './useNarrow';
import './datagrid.css';

export interface Column<R> {
  key: string;
  label: string;
  width: string; // a grid track: "88px", "minmax(160px, 1fr)"
  align?: 'left' | 'right';
  render: (row: R) => ReactNode;
}

export interface DataGridProps<R> {
  label: string;
  rows: R[];
  columns: Column<R>[];
  rowKey: (row: R) => string;
  rowHeight: number;
  cardHeight?: number;
  card?: (row: R) => ReactNode;
  selected?: string | undefined;
  onOpen?: (row: R) => void;
  total?: number | null | undefined;
  more?: boolean;
  onMore?: () => void;
  dimmed?: boolean;
  rowClass?: (row: R) => string;
  minWidth?: number;
  /** Focus comes back to this row when it changes to a new value (a panel was closed). */
  focusRow?: string | null;
}

export function DataGrid<R>(p: DataGridProps<R>) {
  const narrow = useNarrow();
  const cards = narrow && p.card !== undefined;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const height = Math.round((cards ? (p.cardHeight ?? 84) : p.rowHeight) * (useScale() / 100));
  const rows = useVirtualizer({
    count: p.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    getItemKey: (index) => {
      const row = p.rows[index];
      return row === undefined ? index : p.rowKey(row);
    },
  });
  useEffect(() => rows.measure(), [height]);

  const items = rows.getVirtualItems();
  const lastSeen = items[items.length - 1]?.index ?? 0;
  const { more, onMore } = p;
  useEffect(() => {
    if (more && onMore && lastSeen >= p.rows.length - 12) onMore();
  }, [lastSeen, more, onMore, p.rows.length]);

  const selectedIndex = p.selected === undefined ? -1 : p.rows.findIndex((row) => p.rowKey(row) === p.selected);
  useEffect(() => {
    if (selectedIndex >= 0) setActive(selectedIndex);
  }, [selectedIndex]);

  const focusAt = useCallback(
    (index: number) => {
      const to = Math.max(0, Math.min(index, p.rows.length - 1));
      setActive(to);
      rows.scrollToIndex(to);
      // the row may have to be drawn first
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus({ preventScroll: true }));
    },
    [p.rows.length, rows],
  );
  useEffect(() => {
    if (!p.focusRow) return;
    const index = p.rows.findIndex((row) => p.rowKey(row) === p.focusRow);
    if (index >= 0) focusAt(index);
  }, [p.focusRow]);

  const key = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, select, textarea')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height * 10) / height) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) focusAt(active + step);
    else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(p.rows.length - 1);
    else if (event.key === 'Enter' && !target.closest('a, button')) {
      const row = p.rows[active];
      if (row !== undefined) p.onOpen?.(row);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // widths grow with "Cỡ chữ"
  const template: CSSProperties = { gridTemplateColumns: p.columns.map((column) => column.width.replace(/(\d+)px/g, (_, px: string) => `${Number(px) / 16}rem`)).join(' ') };
  const wide = cards || p.minWidth === undefined ? undefined : `${p.minWidth / 16}rem`;
  return (
    <div
      className={`grid${cards ? ' grid-cards' : ''}${p.dimmed ? ' grid-dimmed' : ''}`}
      ref={scroller}
      role="grid"
      aria-label={p.label}
      aria-rowcount={(p.total ?? p.rows.length) + 1}
      aria-colcount={p.columns.length}
      aria-busy={p.dimmed || undefined}
      onKeyDown={key}
    >
      <div role="rowgroup" className={`grid-headgroup${cards ? ' visually-hidden' : ''}`} style={{ minWidth: wide }}>
        <div role="row" aria-rowindex={1} className="grid-head" style={template}>
          {p.columns.map((column) => (
            <div role="columnheader" key={column.key} className={column.align === 'right' ? 'num' : undefined}>
              {column.label}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: rows.getTotalSize(), minWidth: wide }}>
        {items.map((item) => {
          const row = p.rows[item.index];
          if (row === undefined) return null;
          const id = p.rowKey(row);
          return (
            <div
              key={item.key}
              role="row"
              data-index={item.index}
              aria-rowindex={item.index + 2}
              aria-selected={id === p.selected}
              tabIndex={item.index === Math.min(active, p.rows.length - 1) ? 0 : -1}
              className={`grid-row${id === p.selected ? ' grid-row-selected' : ''} ${p.rowClass?.(row) ?? ''}`}
              style={{ ...(cards ? {} : template), height: item.size, transform: `translateY(${item.start}px)` }}
              onFocus={() => setActive(item.index)}
              onClick={(event) => {
                if (!(event.target as HTMLElement).closest('a, button')) p.onOpen?.(row);
              }}
            >
              {cards ? (
                <div role="gridcell" className="grid-card" aria-colspan={p.columns.length}>
                  {p.card?.(row)}
                </div>
              ) : (
                p.columns.map((column) => (
                  <div role="gridcell" key={column.key} className={`grid-cell${column.align === 'right' ? ' num' : ''}`}>
                    {column.render(row)}
                  </div>
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
