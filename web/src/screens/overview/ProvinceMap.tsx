// 34 units in SVG. One tab stop; arrows move to the nearest unit in that direction; Enter opens it. The strip below says in words what the colour says.
import { useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useMemo, useState } from 'react';
import type { AreaRow } from '../../api/types';
import { m } from '../../app/messages';
import { Legend, nameOf } from './AreaTable';
import map from './provinces.map.json';

export type Shape = {
  code: string;
  name: string;
  d: string;
  x: number;
  y: number;
  dots?: number[][];
  hoang_sa?: number[][];
  truong_sa?: number[][];
};
const shapes = map.provinces as Shape[];

/** Nearest shape whose middle lies within 45 degrees of the arrow; straight ahead counts more than sideways. */
export function nearest(from: Pick<Shape, 'x' | 'y'>, key: string, all: readonly Shape[]): Shape | null {
  const direction = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  if (!direction) return null;
  const [dx, dy] = direction as [number, number];
  let best: Shape | null = null;
  let least = Infinity;
  for (const shape of all) {
    const [vx, vy] = [shape.x - from.x, shape.y - from.y];
    const ahead = vx * dx + vy * dy;
    const aside = Math.abs(vx * dy) + Math.abs(vy * dx);
    if (ahead <= 0.5 || aside > ahead * 1.2) continue;
    const cost = ahead + aside * 1.5;
    if (cost < least) [least, best] = [cost, shape];
  }
  return best;
}

export function ProvinceMap({ rows }: { rows: AreaRow[] }) {
  const navigate = useNavigate();
  const byCode = useMemo(() => new Map(rows.map((row) => [row.area, row])), [rows]);
  const [at, setAt] = useState<string>(() => rows.find((row) => row.state === 'over')?.area ?? shapes[0]?.code ?? '');
  const current = shapes.find((shape) => shape.code === at) ?? shapes[0];
  const row = byCode.get(at);
  const state = row?.state ?? 'none';

  const open = (code: string): void => {
    const unit = byCode.get(code)?.unit;
    if (unit) void navigate({ to: '/toan-canh', search: { 'don-vi': unit } } as never);
  };
  const key = (event: KeyboardEvent): void => {
    if (!current) return;
    if (event.key === 'Enter') open(current.code);
    else {
      const next = nearest(current, event.key, shapes);
      if (!next) return;
      setAt(next.code);
    }
    event.preventDefault();
  };
  const spoken = current ? `${row ? nameOf(row) : current.name}: ${row?.text ?? m.overview.states.none}` : '';
  const isles = (name: 'hoang_sa' | 'truong_sa') => shapes.find((shape) => shape[name])?.[name] ?? [];
  const mid = (points: number[][]) => points.reduce((sum, point) => sum + (point[0] ?? 0), 0) / Math.max(1, points.length);
  const top = (points: number[][]) => Math.min(...points.map((point) => point[1] ?? 0));
  const bottom = (points: number[][]) => Math.max(...points.map((point) => point[1] ?? 0));

  return (
    <>
      <div className="map">
        <div className="map-legend">
          <Legend rows={rows} />
        </div>
        <svg
          viewBox={`-4 -4 ${map.width + 8} ${map.height + 8}`}
          role="application"
          aria-label={`${m.overview.mapLabel}. ${spoken}`}
          aria-roledescription={m.overview.mapView}
          tabIndex={0}
          onKeyDown={key}
        >
          <defs>
            <pattern id="map-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" className="hatch-back" />
              <rect width="1.600" height="5" className="hatch-line" />
            </pattern>
          </defs>
          {shapes.map((shape) => {
            const own = byCode.get(shape.code)?.state ?? 'none';
            return (
              <g key={shape.code} className={`map-unit m-${own}`} onPointerEnter={() => setAt(shape.code)} onClick={() => open(shape.code)}>
                <path d={shape.d} />
                {[...(shape.dots ?? []), ...(shape.hoang_sa ?? []), ...(shape.truong_sa ?? [])].map(([x, y]) => (
                  <circle key={`${x} ${y}`} cx={x} cy={y} r="2" />
                ))}
              </g>
            );
          })}
          {current ? <path d={current.d} className="map-current" /> : null}
          <g className="map-names">
            <text x={mid(isles('hoang_sa'))} y={bottom(isles('hoang_sa')) + 24}>
              {m.overview.hoangSa}
              <tspan x={mid(isles('hoang_sa'))} dy="17" className="map-of">
                {m.overview.hoangSaOf}
              </tspan>
            </text>
            <text x={mid(isles('truong_sa'))} y={top(isles('truong_sa')) - 44}>
              {m.overview.truongSa}
              <tspan x={mid(isles('truong_sa'))} dy="17" className="map-of">
                {m.overview.truongSaOf}
              </tspan>
            </text>
          </g>
        </svg>
      </div>
      <p className="map-strip" role="status">
        <span className={`legend-swatch m-${state}`} aria-hidden="true" />
        <strong>{row ? nameOf(row) : current?.name}</strong>
        <span>{row?.text ?? m.overview.states.none}</span>
        {row?.children ? <span className="map-children">{m.overview.children(row.children)}</span> : null}
      </p>
    </>
  );
}
