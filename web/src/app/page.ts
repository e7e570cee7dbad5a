// Title and focus after a change of screen.
import { useEffect } from 'react';
import { m } from './messages';

/** "Việc - Màn hình - Sáu Rõ"; without a matter only the screen. */
export function useTitle(screen: string, matter?: string): void {
  useEffect(() => {
    window.document.title = [matter, screen, m.product].filter(Boolean).join(' - ');
  }, [screen, matter]);
}

/** Moves the focus to the page's h1, once it is there, so that a screen reader speaks the new page. */
export function focusHeading(): void {
  let tries = 0;
  const go = (): void => {
    const heading = window.document.querySelector<HTMLElement>('main h1');
    if (heading) heading.focus({ preventScroll: true });
    else if (tries++ < 60) requestAnimationFrame(go);
  };
  requestAnimationFrame(go);
}
