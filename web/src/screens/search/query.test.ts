import { describe, expect, it } from 'vitest';
import { filtersOf, parts, queryOf } from './query';

describe('the address', () => {
  it('gives the filters; a date that is none is left out', () => {
    expect(filtersOf({ thuoc: 'MH01.DU', tu: '2026-01-01', den: 'hôm nay' })).toEqual({ thuoc: 'MH01.DU', loai: '', tu: '2026-01-01', den: '', 'co-quan': '' });
  });
  it('becomes what the server is asked, without empty members', () => {
    const filters = filtersOf({ loai: 'kế hoạch', den: '2026-06-30', 'co-quan': 'Tỉnh ủy' });
    expect(queryOf('  điều hành '.normalize('NFD'), filters, 20)).toEqual({ q: 'điều hành'.normalize('NFC'), kind: 'document', limit: 20, document_type: 'kế hoạch', to: '2026-06-30', issuer: 'Tỉnh ủy' });
  });
});

describe('highlights', () => {
  const shown = (text: string, ranges: [number, number][]) => parts(text, ranges).map((part) => (part.hit ? `[${part.text}]` : part.text)).join('');
  it('count code points', () => {
    expect(shown('😀 điều hành họp', [[2, 11]])).toBe('😀 [điều hành] họp');
  });
  it('join, and wrong ones lose no letter', () => {
    expect(shown('một hai ba', [[4, 7], [0, 3], [3, 5]])).toBe('[một hai] ba');
    expect(shown('một hai', [[5, 99], [3, 3], [6, 2]])).toBe('một h[ai]');
    expect(parts('', [[0, 1]])).toEqual([]);
    expect(shown('không', [])).toBe('không');
  });
});
