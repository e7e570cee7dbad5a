// How figures, dates and sizes are written (dd/mm/yyyy, 1.234,5).

const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const loose = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });
const one = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = (n: number): string => whole.format(n);
export const number = (n: number): string => loose.format(n);
export const percent = (n: number): string => `${one.format(n)}%`;

export function date(iso: string | null | undefined): string {
  if (!iso) return '';
  const [y, m, d] = iso.slice(0, 10).split('-');
  return `${d}/${m}/${y}`;
}

/** Day and month when the year is this year's, as in narrow lists. */
export function shortDate(iso: string | null | undefined, today: string): string {
  if (!iso) return '';
  return iso.slice(0, 4) === today.slice(0, 4) ? date(iso).slice(0, 5) : date(iso);
}

const pad = (n: number): string => String(n).padStart(2, '0');

export function time(ms: number): string {
  const at = new Date(ms);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

export function timeSeconds(ms: number): string {
  return `${time(ms)}:${pad(new Date(ms).getSeconds())}`;
}

export function dateTime(ms: number): string {
  const at = new Date(ms);
  return `${time(ms)} ${pad(at.getDate())}/${pad(at.getMonth() + 1)}/${at.getFullYear()}`;
}

const days = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
export function longDate(iso: string): string {
  const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
  return `${days[new Date(Date.UTC(y, m - 1, d)).getUTCDay()]}, ${date(iso)}`;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${whole.format(bytes / 1024)} KB`;
  return `${one.format(bytes / 1024 / 1024)} MB`;
}
