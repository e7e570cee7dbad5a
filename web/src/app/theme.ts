// Theme and type size: kept on the account, mirrored in the browser so that the first paint is right (public/theme.js).
import { useSyncExternalStore } from 'react';
import type { FontScale, Theme } from '../api/types';

const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored<T extends string>(key: string): T | null {
  try {
    return localStorage.getItem(key) as T | null;
  } catch {
    return null;
  }
}
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a closed storage only costs the memory of the choice
  }
}

export function currentTheme(): Theme {
  const value = stored<Theme>('sauro.theme');
  return value === 'light' || value === 'dark' ? value : 'system';
}
export function currentScale(): FontScale {
  const value = stored('sauro.scale');
  return value === '115' ? 115 : value === '130' ? 130 : 100;
}
function apply(): void {
  const theme = currentTheme();
  const root = window.document.documentElement;
  root.dataset['theme'] = theme === 'dark' || (theme === 'system' && system.matches) ? 'dark' : 'light';
  const scale = currentScale();
  if (scale === 100) delete root.dataset['scale'];
  else root.dataset['scale'] = String(scale);
  listeners.forEach((listener) => listener());
}
export function setTheme(theme: Theme): void {
  keep('sauro.theme', theme);
  apply();
}
export function setScale(scale: FontScale): void {
  keep('sauro.scale', String(scale));
  apply();
}
system.addEventListener('change', apply);
apply();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme);
export const useScale = (): FontScale => useSyncExternalStore(subscribe, currentScale);
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, () => window.document.documentElement.dataset['theme'] === 'dark');
