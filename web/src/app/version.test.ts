import { describe, expect, it } from 'vitest';
import { differs } from './version';

describe('another build', () => {
  it('only a clear other name counts', () => {
    expect(differs('a1', { build: 'b2' })).toBe(true);
    for (const answer of [{ build: 'a1' }, { build: '' }, { build: 7 }, {}, null, 'b2']) expect(differs('a1', answer)).toBe(false);
  });
});
