// One line-icon set, drawn here (20x20 grid, 1.5 stroke). Decoration only: the words beside them carry the meaning.
import type { ReactNode } from 'react';

const paths = {
  home: <path d="M3 9.2 10 3.4l7 5.8M4.8 8v8.6h3.6v-5h3.2v5h3.6V8" />,
  inbox: <path d="M3 11.2h3.8c.3 1.5 1.5 2.6 3.2 2.6s2.9-1.100 3.2-2.6H17M3 11.2V16h14v-4.800L14.700 4.500H5.300z" />,
  scan: <path d="M3 6.600V3.400h3.200M13.800 3.400H17v3.200M17 13.400v3.200h-3.200M6.200 16.600H3v-3.200M2.600 10h14.800M6.400 6.800h7.200M6.400 13.200h7.200" />,
  swap: <path d="M3.400 7h12.200M12.600 4l3 3-3 3M16.600 13H4.400M7.400 10l-3 3 3 3" />,
  compare: <path d="M3 3.400h5.800v13.200H3zM11.200 3.400H17v13.200h-5.800zM5 7h1.800M5 10h1.800M13.200 7H15M13.200 10H15" />,
  document: <path d="M5 2.800h6.600L15.200 6.400V17.200H5zM11.400 2.800v3.800h3.800M7.600 10h5M7.600 13h5" />,
  outbox: <path d="M5 2.800h6.600L15.200 6.400V17.200H5zM11.400 2.800v3.800h3.800M10 14.400V9.600M8 11.400l2-2 2 2" />,
  flag: <path d="M4.600 17.400V3.200h10.800l-2.200 3.900 2.200 3.900H4.600" />,
  book: <path d="M3.600 4.200c2.400-.8 4.600-.6 6.400.7 1.800-1.300 4-1.500 6.400-.7v11.400c-2.400-.8-4.600-.6-6.400.7-1.800-1.300-4-1.500-6.400-.7zM10 4.900v11.400" />,
  tasks: <path d="M3 5l1.200 1.200L6.400 4M3 10.400l1.200 1.200 2.200-2.200M3 15.800 4.200 17l2.200-2.200M9.400 5.200H17M9.400 10.600H17M9.400 16H17" />,
  chart: <path d="M3 17h14M5.600 16.600V9.400M10 16.600V4M14.400 16.600V11" />,
  message: <path d="M3.600 4h12.800v9H9l-3.200 3v-3H3.600zM6.600 7.200h6.800M6.600 10h4.400" />,
  calendar: <path d="M3.400 4.600h13.200v12H3.400zM3.400 8h13.200M6.800 2.800v3M13.200 2.800v3" />,
  search: <path d="M8.800 14.200a5.400 5.400 0 1 0 0-10.800 5.400 5.400 0 0 0 0 10.800zM12.800 12.800 17 17" />,
  moon: <path d="M16.400 11.600A6.800 6.800 0 0 1 8.400 3.600a6.800 6.800 0 1 0 8 8z" />,
  sun: <path d="M10 13.400a3.400 3.400 0 1 0 0-6.800 3.400 3.400 0 0 0 0 6.800zM10 2.400v1.800M10 15.800v1.800M2.400 10h1.800M15.800 10h1.800M4.600 4.600l1.300 1.300M14.100 14.100l1.300 1.300M15.400 4.600l-1.300 1.300M5.900 14.100l-1.300 1.300" />,
  bell: <path d="M4 14.400h12c-1.200-1-1.700-2.100-1.700-4V8.300a4.300 4.300 0 0 0-8.600 0v2.100c0 1.900-.5 3-1.700 4zM8.400 16.800c.4.500.9.800 1.600.8s1.200-.3 1.600-.8" />,
  down: <path d="m5.400 7.800 4.600 4.600 4.600-4.600" />,
  up: <path d="m5.400 12.200 4.600-4.600 4.600 4.600" />,
  left: <path d="M12.200 5.400 7.600 10l4.600 4.600" />,
  right: <path d="m7.800 5.400 4.600 4.600-4.600 4.600" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  expand: <path d="M11.600 3.400h5v5M16.600 3.400l-6.200 6.200M8.200 4.400H4v11.800h11.800V12" />,
  shrink: <path d="M15.800 9.200h-5v-5M10.800 9.200l5.800-5.800M8.200 4.400H4v11.800h11.800V12" />,
  minus: <path d="M4 10h12" />,
  plus: <path d="M10 4v12M4 10h12" />,
  print: <path d="M5.800 7.400V3h8.400v4.400M5.800 14H3.400V7.400h13.200V14h-2.400M5.800 11.400h8.400V17H5.800z" />,
  download: <path d="M10 3v9.400M6.200 8.800l3.800 3.800 3.800-3.800M3.600 16.600h12.800" />,
  upload: <path d="M10 13V3.600M6.200 7.400 10 3.600l3.800 3.800M3.600 16.600h12.800" />,
  more: <path d="M4.400 10h.01M10 10h.01M15.600 10h.01" strokeWidth="2.6" />,
  refresh: <path d="M16.400 10a6.400 6.400 0 1 1-1.900-4.600M14.700 2.600v3h-3" />,
  keyboard: <path d="M2.600 5h14.800v10H2.600zM5.400 8h.01M8.400 8h.01M11.500 8h.01M14.500 8h.01M6.800 12h6.400" />,
  user: <path d="M10 10a3.400 3.400 0 1 0 0-6.800A3.400 3.400 0 0 0 10 10zM3.600 17c.5-3 3-4.800 6.400-4.800s5.900 1.800 6.400 4.800" />,
  leave: <path d="M11.600 3.400H4.400v13.200h7.200M8.800 10h8M14 7.200l2.800 2.800-2.800 2.800" />,
  lock: <path d="M4.800 9h10.400v7.800H4.800zM7 9V6.400a3 3 0 0 1 6 0V9" />,
  edit: <path d="m4 16 .7-3.400L13.400 4l2.600 2.600-8.700 8.700zM11.800 5.600l2.600 2.600" />,
  check: <path d="m4.400 10.400 3.600 3.600 7.600-8" />,
  alert: <path d="M10 3 1.900 16.800h16.200zM10 8.200v4M10 14.400v.2" />,
  offline: <path d="M3 3l14 14M5.200 8.600A8 8 0 0 1 8 7M2.600 6.200A12 12 0 0 1 5 4.600M17.400 6.200a11.600 11.600 0 0 0-7.600-2.600M14.800 8.800A7.800 7.800 0 0 0 12 7.100M7.600 11.700A4.600 4.600 0 0 1 10 11M10 15.400v.2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={className}
    >
      {paths[name]}
    </svg>
  );
}

/** Six dots around a tick: the six clarities. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path d="M14 4.200 22.500 9.100v9.800L14 23.800 5.500 18.900V9.100z" fill="none" stroke="#f2c14e" strokeWidth="1.8" />
      {[
        [14, 4.2],
        [22.5, 9.1],
        [22.5, 18.9],
        [14, 23.8],
        [5.5, 18.9],
        [5.5, 9.1],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="3" fill="#f2c14e" />
      ))}
      <path d="m10 14.200 3 3 5.400-6" fill="none" stroke="#fff" strokeWidth="2.400" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
