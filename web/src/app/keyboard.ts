// Shortcuts of the whole product. Single letters never fire in fields, during Telex or VNI typing, or while a dialog is open, and can be switched off.
import { useEffect, useRef } from 'react';

const storageKey = 'sauro.letters';

export function lettersOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}
export function setLetters(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // the choice then lasts for this page only
  }
}

/** The person is still composing a Vietnamese letter: Enter belongs to the typing method. */
export const composing = (event: KeyboardEvent | { nativeEvent: KeyboardEvent; keyCode: number }): boolean => {
  const native = 'nativeEvent' in event ? event.nativeEvent : event;
  return native.isComposing || native.keyCode === 229;
};

export function inField(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return element?.closest?.('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]') != null;
}

export type Keymap = Record<string, (event: KeyboardEvent) => void>;

/**
 * Names: "n", "/", "?", "g h" (chord), "ctrl+k", "f8", "shift+f8". A later mounted map wins, so a screen may answer a key before the shell does.
 */
const maps: { current: Keymap }[] = [];
let chord: { first: string; until: number } | null = null;

export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase();
  const single = key.length === 1;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('ctrl');
  if (event.altKey) parts.push('alt');
  // Shift is part of the character itself for "?" and the like
  if (event.shiftKey && (!single || event.ctrlKey || event.metaKey)) parts.push('shift');
  parts.push(key);
  return parts.join('+');
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || composing(event)) return;
  const name = keyName(event);
  const plain = name.length === 1;
  const dialog = window.document.querySelector('dialog[open]');
  if (plain) {
    if (dialog || inField(event.target) || !lettersOn()) return;
    if (chord !== null && chord.until > Date.now()) {
      const both = `${chord.first} ${name}`;
      chord = null;
      if (run(both, event)) return;
    }
    if (maps.some((map) => Object.keys(map.current).some((entry) => entry.startsWith(`${name} `)))) {
      chord = { first: name, until: Date.now() + 1200 };
      return;
    }
  } else if (dialog && name !== 'ctrl+k') {
    return;
  }
  run(name, event);
}

function run(name: string, event: KeyboardEvent): boolean {
  for (let i = maps.length - 1; i >= 0; i -= 1) {
    const action = maps[i]?.current[name];
    if (action) {
      event.preventDefault();
      action(event);
      return true;
    }
  }
  return false;
}

export function useKeys(map: Keymap): void {
  const held = useRef(map);
  held.current = map;
  useEffect(() => {
    if (maps.length === 0) window.addEventListener('keydown', onKey);
    maps.push(held);
    return () => {
      maps.splice(maps.indexOf(held), 1);
      if (maps.length === 0) window.removeEventListener('keydown', onKey);
    };
  }, []);
}
