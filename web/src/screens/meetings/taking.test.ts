import { describe, expect, it } from 'vitest';
import { undoOrder } from './taking';

describe('taking back several suggestions', () => {
  it('goes backwards and knows the versions that the later ones left', () => {
    // "b" received "a" (version 2), then went online (version 3).
    const taken = [
      [
        { id: 'a', version: 2, restore: true },
        { id: 'b', version: 2, restore: false },
      ],
      [{ id: 'b', version: 3, restore: false }],
    ];
    expect(undoOrder(taken)).toEqual([
      [{ id: 'b', version: 3, restore: false }],
      [
        { id: 'a', version: 2, restore: true },
        { id: 'b', version: 4, restore: false },
      ],
    ]);
  });
});
