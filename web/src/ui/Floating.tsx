// A small surface tied to an anchor: closes on Escape and on a press outside, gives the focus back.
import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import './floating.css';

export interface FloatingProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: (reason: 'escape' | 'outside') => void;
  children: ReactNode;
  align?: 'start' | 'end';
  width?: number | 'anchor';
  className?: string;
  label?: string;
  role?: 'dialog' | 'presentation';
}

interface Place {
  top?: number | undefined;
  bottom?: number | undefined;
  left: number;
  width?: number | undefined;
  maxHeight: number;
}

export function Floating({ anchor, onClose, children, align = 'start', width, className = '', label, role = 'dialog' }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const put = (): void => {
      const rect = anchor.current?.getBoundingClientRect();
      if (!rect) return;
      const wide = Math.min(width === 'anchor' ? rect.width : (width ?? 320), window.innerWidth - 16);
      const left = align === 'end' ? rect.right - wide : rect.left;
      const below = window.innerHeight - rect.bottom - 12;
      const above = rect.top - 12;
      const up = below < 220 && above > below;
      setPlace({
        top: up ? undefined : rect.bottom + 4,
        bottom: up ? window.innerHeight - rect.top + 4 : undefined,
        left: Math.max(8, Math.min(left, window.innerWidth - wide - 8)),
        width: wide,
        maxHeight: Math.max(120, up ? above : below),
      });
    };
    put();
    window.addEventListener('resize', put);
    window.addEventListener('scroll', put, true);
    return () => {
      window.removeEventListener('resize', put);
      window.removeEventListener('scroll', put, true);
    };
  }, [anchor, align, width]);

  useEffect(() => {
    const press = (event: PointerEvent): void => {
      const target = event.target as Node;
      // a list opened out of this surface stands behind it in the document and belongs to it
      const other = (target as Element).closest?.('.floating');
      if (other && box.current && box.current.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) return;
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) close.current('outside');
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      if ([...window.document.querySelectorAll('.floating')].at(-1) !== box.current) return; // the topmost one closes
      event.stopPropagation();
      close.current('escape');
    };
    window.document.addEventListener('pointerdown', press, true);
    window.document.addEventListener('keydown', key, true);
    return () => {
      window.document.removeEventListener('pointerdown', press, true);
      window.document.removeEventListener('keydown', key, true);
    };
  }, [anchor]);

  return createPortal(
    <div
      ref={box}
      className={`floating ${className}`}
      role={role === 'dialog' ? 'dialog' : undefined}
      aria-label={label}
      style={place === null ? { opacity: 0 } : { ...place } /* not hidden: what is hidden cannot take the focus */}
    >
      {children}
    </div>,
    anchor.current?.closest('dialog') ?? window.document.body, // what stands outside an open dialog is inert
  );
}
