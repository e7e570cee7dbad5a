// Between the two pages: both texts as bars, each shared passage as a ribbon, the part on the screen framed. The same is said by the marks
// and reached by F8, so it is a picture only.
import { memo } from 'react';
import type { Span } from '../../lib/offsets';
import type { Passage } from './passages';

const height = 1000;
const mostRibbons = 300; // the longest ones; more than that is a grey area anyway
const mostLabels = 26; // more would cover each other
const bar = 16;
const width = 92;

interface MapProps {
  passages: Passage[];
  lengthA: number;
  lengthB: number;
  current: number | null;
  onPick: (index: number) => void;
}

/** Scrolling moves the frames only; hundreds of ribbons stay as they are. */
const Ribbons = memo(function Ribbons(p: MapProps) {
  const scaleA = height / Math.max(1, p.lengthA);
  const scaleB = height / Math.max(1, p.lengthB);
  const box = (span: Span, scale: number): [number, number] => [span.start * scale, Math.max(3, (span.end - span.start) * scale)];
  const drawn = p.passages.length <= mostRibbons ? p.passages : [...p.passages].sort((x, y) => y.a.end - y.a.start - (x.a.end - x.a.start)).slice(0, mostRibbons);
  const left = bar;
  const right = width - bar;
  const bend = (left + right) / 2;
  return [...drawn]
    .sort((x, y) => Number(x.index === p.current) - Number(y.index === p.current))
    .map((one) => {
      const [ya, ha] = box(one.a, scaleA);
      const [yb, hb] = box(one.b, scaleB);
      return (
        <g key={one.index} className={one.index === p.current ? 'map-current' : undefined} onClick={() => p.onPick(one.index)}>
          <path className="map-ribbon" d={`M${left} ${ya}C${bend} ${ya} ${bend} ${yb} ${right} ${yb}V${yb + hb}C${bend} ${yb + hb} ${bend} ${ya + ha} ${left} ${ya + ha}Z`} />
          <rect className="map-part" x={0} y={ya} width={bar} height={ha} />
          <rect className="map-part" x={right} y={yb} width={bar} height={hb} />
        </g>
      );
    });
});

export function PassageMap(p: MapProps & { viewA: Span; viewB: Span }) {
  const scaleA = height / Math.max(1, p.lengthA);
  const scaleB = height / Math.max(1, p.lengthB);
  const labels = p.passages.length <= mostLabels ? p.passages : p.passages.filter((one) => one.index === p.current);
  const middle = (one: Passage): number => ((one.a.start + one.a.end) * scaleA + (one.b.start + one.b.end) * scaleB) / 4;
  const views: [number, Span, number][] = [
    [0, p.viewA, scaleA],
    [width - bar, p.viewB, scaleB],
  ];
  return (
    <div className="compare-map" aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
        <Ribbons passages={p.passages} lengthA={p.lengthA} lengthB={p.lengthB} current={p.current} onPick={p.onPick} />
        {views.map(([x, view, scale]) => (
          <g key={x}>
            <rect className="map-bar" x={x} y={0} width={bar} height={height} />
            <rect className="map-view" x={x} y={view.start * scale} width={bar} height={Math.max(8, (view.end - view.start) * scale)} />
          </g>
        ))}
      </svg>
      {labels.map((one) => (
        <span key={one.index} className={`map-label${one.index === p.current ? ' map-label-current' : ''}`} style={{ top: `${(middle(one) / height) * 100}%` }}>
          {one.index + 1}
        </span>
      ))}
    </div>
  );
}
