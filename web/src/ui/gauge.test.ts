import { describe, expect, it } from 'vitest';
import { sectionOf, sourceOf } from '../screens/basis/ClauseLink';
import { nearest } from '../screens/overview/ProvinceMap';
import { barShape, shortClause, splitFigure } from './Gauge';

describe('gauge', () => {
  it('splits the figure from its unit', () => {
    expect(splitFigure('13,2 %')).toEqual(['13,2', '%']);
    expect(splitFigure('31 / 34 tỉnh')).toEqual(['31', '/ 34 tỉnh']);
    expect(splitFigure('')).toEqual(['', '']);
    expect(splitFigure('-4,5 %')).toEqual(['-4,5', '%']);
  });
  it('keeps bar and tick on one scale inside the track', () => {
    expect(barShape({ measured: 31, limit: 34, max: 34, kind: 'count', direction: 'at_least' })).toEqual({ fill: (31 / 34) * 100, tick: 100 });
    expect(barShape({ measured: 61.8, limit: 60, max: undefined, kind: 'percent', direction: 'at_least' })).toEqual({ fill: 61.8, tick: 60 });
    expect(barShape({ measured: -5, limit: 15, max: undefined, kind: 'percent', direction: 'at_least' }).fill).toBe(0);
    expect(barShape({ measured: 130, limit: 100, max: 100, kind: 'percent', direction: 'at_most' })).toEqual({ fill: 100, tick: (100 / 130) * 100 });
    expect(barShape({ measured: undefined, limit: undefined, max: undefined, kind: 'percent', direction: 'at_least' })).toEqual({ fill: 0, tick: null });
  });
  it('shortens a citation', () => {
    expect(shortClause('KL 226, mục 2.1')).toBe('Mục 2.1');
    expect(shortClause('30/2020/NĐ-CP, Điều 5')).toBe('Điều 5');
    expect(shortClause('KL 226')).toBe('KL 226');
  });
});

describe('citations', () => {
  it('name their source and section', () => {
    expect(sourceOf('KL 226, mục 2.2')).toBe('226-KL/TW');
    expect(sourceOf('30/2020/NĐ-CP, Điều 5')).toBe('30/2020/NĐ-CP');
    expect(sourceOf('không rõ')).toBeNull();
    expect(sectionOf('KL 226, mục 2.2, gạch đầu dòng 1')).toBe('2.2');
  });
});

describe('the map by arrow keys', () => {
  const shapes = [
    { code: 'a', name: 'a', d: '', x: 0, y: 0 },
    { code: 'b', name: 'b', d: '', x: 10, y: 2 },
    { code: 'c', name: 'c', d: '', x: 4, y: 20 },
    { code: 'd', name: 'd', d: '', x: 30, y: 0 },
  ];
  const from = shapes[0] as (typeof shapes)[0];
  it('goes to the nearest one in that direction', () => {
    expect(nearest(from, 'ArrowRight', shapes)?.code).toBe('b');
    expect(nearest(from, 'ArrowDown', shapes)?.code).toBe('c');
    expect(nearest(from, 'ArrowLeft', shapes)).toBeNull();
    expect(nearest(from, 'x', shapes)).toBeNull();
  });
});
