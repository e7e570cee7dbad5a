import { describe, expect, it } from 'vitest';
import { anyFilter, queryOf, titleOf } from './filters';

describe('filters of the findings', () => {
  it('come from the address, and what is not a filter is dropped', () => {
    expect(queryOf({})).toEqual({ state: 'active' });
    expect(queryOf({ 'tinh-trang': 'fixed', muc: 'error', 'quy-tac': 'KL226.x', 'giao-cho': 'me', han: '2026-12-01', ky: '2026' })).toEqual({
      state: 'fixed',
      severity: 'error',
      norm: 'KL226.x',
      assigned: 'me',
      due_to: '2026-12-01',
      period: '2026',
    });
    expect(queryOf({ 'tinh-trang': 'nowhere', muc: 'big' })).toEqual({ state: 'active' });
  });
  it('know when none is set', () => {
    expect(anyFilter({ 'don-vi': 'MH.TU' })).toBe(false);
    expect(anyFilter({ muc: 'error' })).toBe(true);
  });
});

describe('title of a finding', () => {
  it('is its first sentence without the citation', () => {
    expect(titleOf('Đã mở 3 hội nghị toàn tỉnh, tối đa 2 (KL 226, mục 2.2). Tính đến 22/11/2026.')).toBe('Đã mở 3 hội nghị toàn tỉnh, tối đa 2');
    expect(titleOf('Đến 22/11/2026, hội nghị trực tiếp là 3/6 (50%), tối đa 40% (KL 226, mục 2.2).')).toBe('Hội nghị trực tiếp là 3/6 (50%), tối đa 40%');
    expect(titleOf('Giảm 2.5 điểm')).toBe('Giảm 2.5 điểm');
  });
});
