// The way to the check-in page for a camera; the code beside it says the same to people.
import { encode } from 'uqr';
import { useMemo } from 'react';
import { m } from '../../app/messages';

export function Qr({ code }: { code: string }) {
  const { size, path } = useMemo(() => {
    const { data, size: modules } = encode(`${window.location.origin}/diem-danh/${code}`, { ecc: 'M', border: 3 });
    const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return { size: modules, path: squares.join('') };
  }, [code]);
  return (
    <svg className="hall-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={m.votes.qr(code)} shapeRendering="crispEdges">
      <path className="hall-qr-ground" d={`M0 0h${size}v${size}H0z`} />
      <path className="hall-qr-ink" d={path} />
    </svg>
  );
}
