// The labelled documents of this folder, read by the built program and held to the thresholds of the score: one test a
// field and set. `node tests/reading/score.mjs --misses` shows what was read otherwise.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { defaultReader, documentsOf, readAll, score, thresholds } from './score.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sets = ['dev', 'held'].filter((name) => existsSync(join(here, name)));
const percent = (x) => `${(100 * x).toFixed(1)} %`;
const sample = (misses, what) =>
  misses
    .filter((m) => m.what === what || (what === 'tasks' && m.what.startsWith('task ')))
    .slice(0, 5)
    .map((m) => `${m.name}: ${JSON.stringify(m.want)} / ${JSON.stringify(m.got)}`)
    .join('\n');

test('labelled documents are there, and the reader is built', () => {
  assert.ok(documents.length >= 60, `${documents.length} documents under tests/reading`);
  assert.ok(defaultReader(), 'read_driver is not built');
});

// All labelled documents together; the sets apart are a matter of score.mjs.
const documents = sets.flatMap((set) => documentsOf(join(here, set)));
const result = score(documents, readAll(defaultReader(), documents.map((d) => d.file)));
for (const [field, rate] of Object.entries(result.fields)) {
  const least = field === 'kind' ? thresholds.kind : thresholds.field;
  test(`${field} ≥ ${percent(least)}`, () => {
    assert.ok(rate >= least, `${percent(rate)}\n${sample(result.misses, field)}`);
  });
}
test(`assignments F1 ≥ ${thresholds.tasks}`, () => {
  assert.ok(result.tasks.f1 >= thresholds.tasks, `${result.tasks.f1.toFixed(3)}\n${sample(result.misses, 'tasks')}`);
});
test(`due dates ≥ ${percent(thresholds.due)}`, () => {
  assert.ok(result.tasks.dueRate >= thresholds.due, `${percent(result.tasks.dueRate)}\n${sample(result.misses, 'due')}`);
});

// The score itself: what it forgives and what it does not.
test('the score tells a right reading from a wrong one', () => {
  const text = 'Giao Sở Y tế rà soát, xong trước ngày 30/6/2026. Giao Sở Nội vụ tổng hợp.';
  const label = {
    kind: 'official',
    subject: 'rà soát',
    signer: { form: 'T/M', body: 'ỦY BAN NHÂN DÂN', title: 'CHỦ TỊCH', name: 'Lê Mẫu' },
    tasks: [
      { lead: 'Sở Y tế', contributors: [], due: '2026-06-30', due_exclusive: true, recurrence: null, clause: null, quote: 'Giao Sở Y tế rà soát' },
      { lead: 'Sở Nội vụ', contributors: [], due: null, due_exclusive: false, recurrence: null, clause: null, quote: 'Giao Sở Nội vụ tổng hợp' },
    ],
  };
  const task = (lead, start, end, due) => ({ lead, contributors: [], due, due_exclusive: due !== null, recurrence: null, clause: null, start, end });
  const read = {
    kind: 'official',
    subject: 'về việc rà soát',
    signer: { form: 'TM.', body: 'ỦY BAN NHÂN DÂN', title: 'CHỦ TỊCH', name: 'Lê Mẫu' },
    sections: [],
    text,
    tasks: [task('Sở Y tế', 0, 48, '2026-06-30'), task('Sở Tài chính', 50, 73, null)],
  };
  const result = score([{ name: 'x', label }], [read]);
  assert.equal(result.fields.subject, 1);
  assert.equal(result.fields.signer, 1);
  assert.equal(result.tasks.hit, 1);
  assert.equal(result.tasks.missed, 1);
  assert.equal(result.tasks.extra, 1);
  assert.equal(result.tasks.dueRate, 1);
  const late = score([{ name: 'x', label }], [{ ...read, subject: 'khác', tasks: [task('Sở Y tế', 0, 48, '2026-07-01')] }]);
  assert.equal(late.fields.subject, 0);
  assert.equal(late.tasks.dueRate, 0);
});
