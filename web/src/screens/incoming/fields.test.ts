import { describe, expect, it } from 'vitest';
import type { Reading } from '../../api/types';
import { merge } from './Conflict';
import { certaintyOf, digits, emptyValues, fieldOfDigit, firstToCheck, inputOf, marksOf, needsReason, neighbour, order, shownDuplicates, valuesOf } from './fields';

const today = '2026-11-20';
const reading: Reading = {
  format: 'txt',
  kind: 'official',
  symbol: '412-CV/TU',
  document_type: 'Công văn',
  issuer: 'Tỉnh ủy Minh Họa',
  date: '2026-11-17',
  subject: 'Chuẩn bị hội nghị',
  urgency: 'hỏa tốc',
  fields: [
    { field: 'symbol', confidence: 0.97, start: 2, end: 11 },
    { field: 'date', confidence: 0.6, start: 12, end: 15 },
    { field: 'issuer', confidence: 0.9, start: 0, end: 0 },
    { field: 'subject', confidence: 0.9, start: 15, end: 18 },
    { field: 'place', confidence: 0.9, start: 1, end: 2 },
  ],
  text: '😀 412-CV/TU ngày xyz',
};

describe('order of the entry form', () => {
  it('walks forward and back and stops at the ends', () => {
    expect(neighbour('symbol', 1)).toBe('date');
    expect(neighbour('date', -1)).toBe('symbol');
    expect(neighbour('symbol', -1)).toBeNull();
    expect(neighbour('handler', 1)).toBeNull();
    let name = order[0] as (typeof order)[number] | null;
    const seen: string[] = [];
    while (name) {
      seen.push(name);
      name = neighbour(name, 1);
    }
    expect(seen).toEqual([...order]);
  });
  it('numbers the fields without a gap', () => {
    expect(Object.values(digits).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (let digit = 1; digit <= 8; digit += 1) expect(digits[fieldOfDigit(digit) as 'symbol']).toBe(digit);
    expect(fieldOfDigit(9)).toBeUndefined();
  });
});

describe('where the focus goes first', () => {
  const values = valuesOf(reading, today);
  it('goes to the first doubtful field, not to the first field', () => {
    expect(firstToCheck(reading, values)).toBe('date');
  });
  it('goes to a field that was not read', () => {
    const sure = { ...reading, fields: (reading.fields ?? []).map((one) => ({ ...one, confidence: 0.95 })) };
    expect(firstToCheck(sure, { ...values, subject: '' })).toBe('subject');
    expect(firstToCheck(sure, values)).toBe('handler');
  });
  it('starts at the top without a file', () => {
    expect(firstToCheck(null, emptyValues(today))).toBe('symbol');
  });
});

describe('what was read', () => {
  it('tells sure from doubtful from not read', () => {
    expect(certaintyOf(reading, 'symbol', '412-CV/TU')).toBe('sure');
    expect(certaintyOf(reading, 'date', '2026-11-17')).toBe('doubt');
    expect(certaintyOf(reading, 'handler', 'x')).toBe('none');
    expect(certaintyOf(reading, 'symbol', '')).toBe('none');
  });
  it('takes urgency words and keeps types in lower case', () => {
    expect(valuesOf(reading, today).urgency).toBe('hoa_toc');
    expect(valuesOf(reading, today).document_type).toBe('công văn');
  });
  it('takes the nearest due date of the tasks that still lies ahead', () => {
    const tasks = { ...reading, tasks: [{ due: '2026-12-30' }, { due: '2026-11-25' }, { due: '2026-01-01' }, { due: null }] };
    expect(valuesOf(tasks as Reading, today).due).toBe('2026-11-25');
  });
  it('shows where a due date of a task stands', () => {
    const text = 'Gửi trước ngày 25/11/2026.';
    const marks = marksOf({ ...reading, fields: [], text, tasks: [{ due: '2026-11-24', due_text: 'trước ngày 25/11/2026', start: 0, end: 26 }] });
    expect(marks.map((mark) => [mark.digit, text.slice(mark.start, mark.end)])).toEqual([[7, 'trước ngày 25/11/2026']]);
  });
  it('turns code points into places of the text and skips marks without a number', () => {
    const marks = marksOf(reading);
    expect(marks.map((mark) => mark.field)).toEqual(['symbol', 'date', 'subject']);
    const first = marks[0];
    expect(first && reading.text?.slice(first.start, first.end)).toBe('412-CV/TU');
  });
});

describe('what is sent', () => {
  it('leaves out what is empty, stores NFC, sends one handler', () => {
    const input = inputOf({ ...emptyValues(today), subject: '  Về việc\nhội   nghị '.normalize('NFD'), handler: 'Bình', pages: '0' }, 'i1');
    expect(input.subject).toBe('Về việc hội nghị'.normalize('NFC'));
    expect(input.handler_name).toBe('Bình');
    expect(input.symbol).toBeUndefined();
    expect(input.pages).toBeUndefined();
    expect(inputOf({ ...emptyValues(today), subject: 'x', handler: 'VP', handler_unit: 'MH.VP' }, undefined)).toMatchObject({ handler_unit: 'MH.VP', handler_name: undefined });
  });
});

describe('somebody else saved first', () => {
  const base = { ...emptyValues(today), subject: 'cũ', note: 'a', due: '2026-11-25' };
  it('asks only where both changed', () => {
    const { start, open } = merge(base, { ...base, subject: 'của tôi' }, { ...base, subject: 'của họ', due: '2026-12-01' });
    expect(open).toEqual(['subject']);
    expect(start.due).toBe('2026-12-01');
    expect(start.subject).toBe('của tôi');
  });
  it('keeps mine where only I changed', () => {
    const { start, open } = merge(base, { ...base, subject: 'của tôi' }, base);
    expect(open).toEqual([]);
    expect(start.subject).toBe('của tôi');
  });
});

describe('what the book has already', () => {
  const one = (id: string, reason: string, symbol: string, match_percent = 0) => ({ id, unit: 'u', subject: 's', reason, symbol, match_percent }) as Parameters<typeof needsReason>[0][number];
  it('forgets twins of a corrected symbol, keeps copies, puts what is the same first', () => {
    const found = [one('a', 'overlap', '1-KH/TU', 20), one('b', 'same_symbol', '9-CV/TU'), one('c', 'copy', '2-KH/TU', 71), one('d', 'same_text', '3-CV/TU')];
    expect(shownDuplicates(found, [one('e', 'same_symbol', '7-CV/TU'), one('d', 'same_symbol', '7-CV/TU')], '7-CV/TU').map((each) => each.id)).toEqual(['d', 'e', 'c', 'a']);
  });
  it('asks for a reason only where it is the same document', () => {
    expect(needsReason([one('a', 'copy', 'x', 71)])).toBe(false);
    expect(needsReason([one('a', 'copy', 'x', 71), one('b', 'same_file', 'y')])).toBe(true);
  });
});
