// Success only, for 8 seconds. Errors stay in the page, where they belong.
import { useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { m } from '../app/messages';
import { Icon } from './icons';
import { Glyph } from './status';
import './toast.css';

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void } | undefined;
}
let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const set = (value: Toast[]): void => {
  toasts = value;
  listeners.forEach((listener) => listener());
};

export function toast(text: string, action?: Toast['action']): void {
  const id = next++;
  set([...toasts.slice(-2), { id, text, action }]);
  setTimeout(() => set(toasts.filter((one) => one.id !== id)), 8000);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return createPortal(
    <div className="toasts no-print" role="status">
      {shown.map((one) => (
        <div className="toast" key={one.id}>
          <Glyph status="ok" size={16} />
          <span>{one.text}</span>
          {one.action ? (
            <button
              type="button"
              className="link"
              onClick={() => {
                one.action?.run();
                set(toasts.filter((other) => other.id !== one.id));
              }}
            >
              {one.action.label}
            </button>
          ) : null}
          <button type="button" className="toast-close" aria-label={m.close} onClick={() => set(toasts.filter((other) => other.id !== one.id))}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>,
    window.document.body,
  );
}
