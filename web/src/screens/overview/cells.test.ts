import { describe, expect, it } from 'vitest';
import { alignOf, arrangeColumns, cellText, widthOf } from './cells';

describe('cells of a figure', () => {
  it('puts code words into words people read', () => {
    expect(cellText({ key: 'mode', kind: 'text' }, 'in_person')).toBe('Trực tiếp');
    expect(cellText({ key: 'digital', kind: 'number' }, 1)).toBe('Có');
    expect(cellText({ key: 'pages', kind: 'number' }, 1234)).toBe('1.234');
    expect(cellText({ key: 'date', kind: 'date' }, '2026-11-20')).toBe('20/11/2026');
    expect(cellText({ key: 'document_type', kind: 'text' }, 'kế hoạch')).toBe('Kế hoạch');
    expect(cellText({ key: 'mode', kind: 'text' }, 'something new')).toBe('something new');
    expect(cellText({ key: 'mode', kind: 'text' }, undefined)).toBe('');
    expect(['2026', '2026-Q3', '2026-H2', '2026-04'].map((code) => cellText({ key: 'period', kind: 'text' }, code))).toEqual(['2026', 'Quý III/2026', '6 tháng cuối năm 2026', 'Tháng 4/2026']);
  });
  it('begins with when, what and who, and leaves empty columns out', () => {
    const columns = ['unit', 'area', 'date', 'title', 'decision_symbol'].map((key) => ({ key, label: key, kind: 'text' as const }));
    const rows = [{ id: '1', included: true, role: 'counted', role_text: 'Được tính', unit: 'MH.TU', area: 'MH', date: '2026-01-01', title: 'x' }];
    expect(arrangeColumns(columns, rows).map((column) => column.key)).toEqual(['date', 'title', 'unit']);
    expect(arrangeColumns(columns, []).length).toBe(4);
  });
  it('leaves room for the head of a column, and sets yes and no as words', () => {
    const told = { key: 'administrative', label: 'Văn bản hành chính', kind: 'number' as const };
    expect(widthOf(told).least).toBeGreaterThan(110);
    expect(widthOf({ ...told, key: 'pages', label: 'Trang' }).least).toBe(86);
    expect([alignOf(told), alignOf({ ...told, key: 'pages' })]).toEqual(['left', 'right']);
  });
});
