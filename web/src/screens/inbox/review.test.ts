import { describe, expect, it } from 'vitest';
import type { Reading } from '../../api/types';
import { emptyValues } from '../incoming/fields';
import { isBadScan } from './columns';
import { shareDone } from './ReadProgress';
import { leastCertain, nextInLine, whyUnsure } from './review';

const full = { ...emptyValues('2026-11-20'), symbol: '412-CV/TU', date: '2026-11-17', issuer: 'Tỉnh ủy Minh Họa', subject: 'Về việc họp' };
const reading = (fields: [string, number][], suspect = false): Reading => ({ format: 'scan', kind: 'official', fields: fields.map(([field, confidence]) => ({ field, confidence, start: 0, end: 1 })), ocr: { used: true, suspect } });

describe('where to look first', () => {
  it('at the lowest figure, not at the first doubtful field', () => {
    expect(leastCertain(null, reading([['symbol', 0.8], ['issuer', 0.3], ['date', 0.7]]), full)).toBe('issuer');
  });
  it('at what the server named, when it is a field of the form', () => {
    expect(leastCertain({ weakest_field: 'date' }, reading([['date', 0.6], ['issuer', 0.5]]), full)).toBe('date');
    expect(leastCertain({ weakest_field: 'signer' }, reading([['issuer', 0.5]]), full)).toBe('issuer');
  });
  it('at what was not read at all before what was read badly', () => {
    expect(leastCertain(null, reading([['symbol', 0.4]]), { ...full, date: '' })).toBe('date');
    expect(leastCertain({ weakest_field: 'document_type' }, reading([]), full)).toBe('document_type');
  });
  it('at the handler when all is sure', () => {
    expect(leastCertain({ weakest_field: 'subject' }, reading([['symbol', 0.99]]), full)).toBe('handler');
  });
});

describe('why', () => {
  it('names each reason', () => {
    expect(whyUnsure('date', reading([['date', 0.62]]), full, 2)).toEqual([{ kind: 'unsure', field: 'date', confidence: 0.62 }, { kind: 'several_dates' }]);
    expect(whyUnsure('date', reading([], true), { ...full, date: '' }, 0)).toEqual([{ kind: 'missing', field: 'date' }, { kind: 'bad_scan' }]);
    expect(whyUnsure('handler', reading([['symbol', 0.99]]), full, 3)).toEqual([{ kind: 'sure' }]);
  });
});

describe('the next one', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  it('follows, turns at the end, leaves out what is done', () => {
    expect(nextInLine(items, 'b', new Set(), new Set())).toBe('c');
    expect(nextInLine(items, 'd', new Set(), new Set())).toBe('a');
    expect(nextInLine(items, 'd', new Set(['a']), new Set())).toBe('b');
  });
  it('comes back to what was set aside only when nothing else is left', () => {
    expect(nextInLine(items, 'c', new Set(), new Set(['d', 'a']))).toBe('b');
    expect(nextInLine(items, 'c', new Set(['b']), new Set(['d', 'a']))).toBe('d');
    expect(nextInLine(items, 'c', new Set(['a', 'b', 'd']), new Set())).toBeNull();
    expect(nextInLine([], 'x', new Set(), new Set())).toBeNull();
  });
});

describe('figures', () => {
  it('pages weigh more than files once they are known', () => {
    expect(shareDone({ files_done: 1, files_total: 2, pages_done: 30, pages_total: 300 })).toBe(0.1);
    expect(shareDone({ files_done: 1, files_total: 2, pages_done: 30, pages_total: undefined })).toBe(0.5);
    expect(shareDone({ files_done: 0, files_total: 0, pages_done: 0, pages_total: 0 })).toBe(0);
  });
  it('a missing field is not a bad scan', () => {
    expect(isBadScan({ ocr_used: true, confidence: 0 })).toBe(false);
    expect(isBadScan({ ocr_used: true, confidence: 0.3 })).toBe(true);
    expect(isBadScan({ ocr_used: false, confidence: 0.3 })).toBe(false);
  });
});
