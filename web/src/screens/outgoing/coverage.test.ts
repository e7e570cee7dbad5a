import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../api/types';
import { coverageOrder } from './coverage';

const row = (text: string, over: Partial<CoverageRow>): CoverageRow => ({
  superior: { start: 0, end: 1, text }, addressed: true, by_document: false, copied: false, state: over.own ? (over.copied ? 'copied' : 'covered') : over.by_document ? 'covered' : 'gap', has_resources: false, has_time: false, has_responsible: false, ...over,
}); // prettier-ignore
const own = { start: 0, end: 1, text: 'việc của đơn vị' };

describe('the tasks of a superior', () => {
  it('begin with what has no task here, and leave out what is for others', () => {
    const rows = [row('a', { own }), row('b', {}), row('c', { addressed: false }), row('d', { by_document: true }), row('e', { own, copied: true }), row('f', { own, state: 'doubtful' })];
    expect(coverageOrder(rows).map((one) => one.superior.text)).toEqual(['b', 'e', 'f', 'a', 'd']);
  });
});
