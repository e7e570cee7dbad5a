import { describe, expect, it } from 'vitest';
import { clockOf, minutesOf, weeksOf } from './limits';

describe('the conference plan', () => {
  it('reads times as people write them, and writes them one way', () => {
    expect(['8:00', '08h30', '8', '24:00', '25:00', '8:75', 'sáng', ''].map(minutesOf)).toEqual([480, 510, 480, 1440, null, null, null, undefined]);
    expect(clockOf(510)).toBe('08:30');
    expect(clockOf(undefined)).toBe('');
  });

  it('shows every day of a year once, Monday first', () => {
    const weeks = weeksOf(2026);
    expect(weeks.flat().filter(Boolean)).toHaveLength(365);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks[0]?.[3]).toBe('2026-01-01'); // a Thursday
  });
});
