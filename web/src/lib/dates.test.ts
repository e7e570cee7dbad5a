import { describe, expect, it } from 'vitest';
import { addWorkingDays, datesInHead, isoOf, parseTyped } from './dates';

const today = '2026-11-20'; // a Friday

describe('dates as a clerk types them', () => {
  const cases: [string, string | null][] = [
    ['20112026', '2026-11-20'],
    ['201126', '2026-11-20'],
    ['2011', '2026-11-20'],
    ['20/11/2026', '2026-11-20'],
    ['5/1', '2026-01-05'],
    ['20/11', '2026-11-20'],
    ['20-11-26', '2026-11-20'],
    ['20.11.2026', '2026-11-20'],
    ['20 11 2026', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
    ['hn', today],
    ['HN', today],
    ['hôm nay', today],
    ['+1', '2026-11-23'],
    ['+3', '2026-11-25'],
    ['-1', '2026-11-19'],
    ['29/02/2028', '2028-02-29'],
    ['', null],
    ['   ', null],
  ];
  it.each(cases)('%j', (typed, iso) => {
    expect(parseTyped(typed, today)).toEqual({ ok: true, iso });
  });

  it('names a day that no calendar has', () => {
    expect(parseTyped('31112026', today)).toEqual({ ok: false, reason: 'not_in_calendar', shown: '31/11/2026' });
    expect(parseTyped('29/02/2027', today)).toEqual({ ok: false, reason: 'not_in_calendar', shown: '29/02/2027' });
    expect(parseTyped('00/01/2026', today).ok).toBe(false);
  });

  it('does not guess at other words', () => {
    for (const text of ['mai', '20/', '2011202', '1/2/3/4', '20//11', '+', '99999999999']) expect(parseTyped(text, today).ok).toBe(false);
  });

  it('takes decomposed letters of another keyboard', () => {
    expect(parseTyped('hôm nay'.normalize('NFD'), today)).toEqual({ ok: true, iso: today });
  });
});

describe('working days', () => {
  it('skips the weekend both ways', () => {
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-23', -1)).toBe('2026-11-20');
    expect(addWorkingDays('2026-11-21', 0)).toBe('2026-11-21');
    expect(addWorkingDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('calendar', () => {
  it('knows the last day of a month', () => {
    expect(isoOf(2026, 2, 28)).toBe('2026-02-28');
    expect(isoOf(2026, 2, 29)).toBeNull();
    expect(isoOf(2026, 13, 1)).toBeNull();
  });
});

describe('other readings of a date', () => {
  it('looks only at the head of the letter', () => {
    const text = 'TỈNH ỦY\nMinh Họa, ngày 17 tháng 11 năm 2026\nĐến ngày 11/11/2026\nKính gửi: ai đó\nThực hiện Kế hoạch ngày 06/10/2026';
    expect(datesInHead(text)).toEqual(['2026-11-17', '2026-11-11']);
  });
});
