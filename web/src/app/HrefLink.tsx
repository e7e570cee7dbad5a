// A link whose address the server gave. It stays inside the page and keeps the unit.
import { useRouter } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

export function withUnit(href: string, unit?: string): string {
  if (unit === undefined) return href;
  const url = new URL(href, 'http://x');
  if (!url.searchParams.has('don-vi')) url.searchParams.set('don-vi', unit);
  return `${url.pathname}${url.search}${url.hash}`;
}

export function HrefLink(p: { href: string; unit?: string; className?: string; children: ReactNode; onClick?: () => void; ref?: Ref<HTMLAnchorElement>; label?: string }) {
  const router = useRouter();
  const href = withUnit(p.href, p.unit);
  return (
    <a
      ref={p.ref}
      href={href}
      className={p.className}
      aria-label={p.label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        p.onClick?.();
        router.history.push(href);
      }}
    >
      {p.children}
    </a>
  );
}
