import { describe, expect, it } from 'vitest';
import { count, date, fileSize, longDate, number, percent, shortDate } from './format';
import { byName, fold, initials, matches, normFromPath, normInPath, sourceSlug } from './text';

describe('figures and dates as written', () => {
  it('uses the comma and the point', () => {
    expect(count(1296)).toBe('1.296');
    expect(number(1234.5)).toBe('1.234,5');
    expect(percent(61.8)).toBe('61,8%');
    expect(percent(60)).toBe('60,0%');
  });
  it('writes the day first', () => {
    expect(date('2026-11-20')).toBe('20/11/2026');
    expect(date(null)).toBe('');
    expect(shortDate('2026-11-20', '2026-01-01')).toBe('20/11');
    expect(shortDate('2025-11-20', '2026-01-01')).toBe('20/11/2025');
    expect(longDate('2026-11-20')).toBe('Thứ Sáu, 20/11/2026');
    expect(longDate('2026-11-22')).toBe('Chủ nhật, 22/11/2026');
  });
  it('writes sizes', () => {
    expect(fileSize(900)).toBe('900 B');
    expect(fileSize(18_234)).toBe('18 KB');
    expect(fileSize(3_500_000)).toBe('3,3 MB');
  });
});

describe('search without marks', () => {
  it('folds tone, case and đ', () => {
    expect(fold('Kế hoạch ĐẢNG ủy')).toBe('ke hoach dang uy');
    expect(fold('Hòa')).toBe(fold('Hoà'));
  });
  it('finds words in any order, short ones at the start of a word', () => {
    expect(matches('ke hoach', 'Kế hoạch thực hiện')).toBe(true);
    expect(matches('vp', 'Văn phòng (VPĐU)')).toBe(true);
    expect(matches('an', 'Đảng ủy xã Minh An')).toBe(true);
    expect(matches('an', 'Văn phòng')).toBe(false);
    expect(matches('xyz', 'Văn phòng')).toBe(false);
    expect(matches('', 'gì cũng được')).toBe(true);
  });
  it('sorts as Vietnamese does', () => {
    expect(['Đà Nẵng', 'Cà Mau', 'An Giang', 'Đắk Lắk', 'Điện Biên'].sort(byName)).toEqual(['An Giang', 'Cà Mau', 'Đà Nẵng', 'Đắk Lắk', 'Điện Biên']);
  });
  it('makes the address of a source', () => {
    expect(sourceSlug('226-KL/TW')).toBe('226-kl-tw');
    expect(sourceSlug('30/2020/NĐ-CP')).toBe('30-2020-nd-cp');
  });
  it('puts a norm into a path and back', () => {
    expect(normInPath('KL226.2.2.p.online-min')).not.toContain('.');
    expect(normFromPath(normInPath('KL226.2.2.p.online-min'))).toBe('KL226.2.2.p.online-min');
  });
  it('takes initials of the last two words', () => {
    expect(initials('Trần Thu Hà')).toBe('TH');
    expect(initials('Bình')).toBe('B');
    expect(initials('')).toBe('?');
  });
});
