// How a page is fitted and how sharp it is drawn. Pure.
export const zooms = [1, 1.25, 1.5, 2, 3] as const; // 1 = as wide as the frame
const sharpness = [75, 110, 150, 200, 300] as const; // dots an inch; few steps, so that what was drawn once serves again

export function stepZoom(now: number, by: 1 | -1): number {
  const at = zooms.findIndex((one) => one >= now);
  return zooms[Math.max(0, Math.min(zooms.length - 1, (at < 0 ? zooms.length - 1 : at) + by))] ?? 1;
}

/** Enough dots for a page of so many points shown so many pixels wide. */
export function dpiFor(width: number, zoom: number, density: number, widthPt: number): number {
  const wanted = (width * zoom * Math.min(density, 2)) / (widthPt / 72);
  return sharpness.find((one) => one >= wanted * 0.95) ?? 300;
}
