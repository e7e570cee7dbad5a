import { describe, expect, it } from 'vitest';
import { keyName } from './keyboard';
import { m } from './messages';

const key = (over: Partial<KeyboardEvent>) => keyName({ key: 'n', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...over });

describe('names of keys', () => {
  it('puts modifiers in one order', () => {
    expect(key({})).toBe('n');
    expect(key({ key: 'S', ctrlKey: true, shiftKey: true })).toBe('ctrl+shift+s');
    expect(key({ key: 'F8', shiftKey: true })).toBe('shift+f8');
    expect(key({ key: '?', shiftKey: true })).toBe('?');
    expect(key({ key: 'k', metaKey: true })).toBe('ctrl+k');
  });
});

describe('messages', () => {
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(m);
  it('are NFC, without exclamation marks and without English buttons', () => {
    expect(strings.length).toBeGreaterThan(300);
    for (const text of strings) {
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toMatch(/!/);
      expect(text).not.toMatch(/\b(OK|Submit|Cancel|Loading|Error)\b/);
    }
  });
});

