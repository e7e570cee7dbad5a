import { describe, expect, it } from 'vitest';
import { dpiFor, stepZoom } from './zoom';

describe('zoom of a page', () => {
  it('goes by steps and stops at the ends', () => {
    expect(stepZoom(1, 1)).toBe(1.25);
    expect(stepZoom(1, -1)).toBe(1);
    expect(stepZoom(3, 1)).toBe(3);
    expect(stepZoom(2, -1)).toBe(1.5);
  });
  it('asks for as many dots as are shown, never more than 300', () => {
    expect(dpiFor(320, 1, 1, 595)).toBe(75);
    expect(dpiFor(640, 1, 1, 595)).toBe(75);
    expect(dpiFor(700, 1, 1, 595)).toBe(110);
    expect(dpiFor(700, 2, 1, 595)).toBe(200);
    expect(dpiFor(2000, 3, 3, 595)).toBe(300);
    expect(dpiFor(640, 1, 1, 1191)).toBe(75);
  });
});
