// The browser's own modal dialog: it holds the focus, makes the page behind inert and closes on Escape.
import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { m } from '../app/messages';
import { Button } from './Button';
import './dialog.css';

export interface DialogProps {
  title: string;
  onClose?: () => void; // without it the dialog cannot be dismissed
  width?: number;
  bare?: boolean; // no head: the content names itself
  top?: boolean; // near the top edge, as the search is
  children: ReactNode;
  footer?: ReactNode;
}

/** To the control that opened it; when that is gone or cannot take it, to the page, never to nothing. */
function giveBack(opener: HTMLElement | null): void {
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  if (window.document.activeElement === window.document.body) window.document.getElementById('noi-dung')?.focus({ preventScroll: true });
}

/** Mount it to open it. Only for steps that cannot be taken back, for the search and for signing in again. */
export function Dialog({ title, onClose, width = 520, bare, top, children, footer }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [opener] = useState(() => window.document.activeElement as HTMLElement | null); // before a field of its own takes the focus
  useEffect(() => {
    const dialog = box.current;
    // what asked for the focus while it was built keeps it; by itself the dialog would take its first control
    const wanted = window.document.activeElement as HTMLElement | null;
    if (dialog && !dialog.open) dialog.showModal();
    if (dialog?.contains(wanted)) wanted?.focus();
    return () => {
      dialog?.close();
      giveBack(opener);
    };
  }, [opener]);
  return (
    <dialog
      ref={box}
      className={`dialog${top ? ' dialog-top' : ''}`}
      aria-labelledby={bare ? undefined : heading}
      aria-label={bare ? title : undefined}
      style={{ width: `min(${width}px, calc(100vw - 24px))` }}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClose={() => (onClose ? onClose() : box.current?.showModal())} // a second Escape may close it without asking
      onMouseDown={(event) => {
        if (bare && event.target === box.current) onClose?.();
      }}
    >
      <div className="dialog-box">
        {bare ? null : (
          <div className="dialog-head">
            <h2 id={heading}>{title}</h2>
            {onClose ? <Button kind="quiet" icon="close" label={m.close} onClick={onClose} /> : null}
          </div>
        )}
        <div className={bare ? 'dialog-bare' : 'dialog-body'}>{children}</div>
        {footer ? <div className="dialog-foot">{footer}</div> : null}
      </div>
    </dialog>
  );
}
