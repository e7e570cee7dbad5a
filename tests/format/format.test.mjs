// The labelled files of this folder, checked by the built program and held to the targets. `node tests/format/score.mjs dev --misses` shows each miss.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf, scoreFolder, scoreOne, thresholds } from './score.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sets = { dev: { files: 60, faults: 120, kinds: 60, clean: 20 }, held: { files: 40, faults: 70, kinds: 40, clean: 10 } };

for (const [set, least] of Object.entries(sets)) {
  test(`${set}: the set is as large and as varied as it says`, () => {
    const labels = filesOf(join(here, set)).map((f) => f.label);
    const faults = labels.flatMap((l) => l.faults);
    assert.ok(labels.length >= least.files, `${labels.length} files`);
    assert.ok(faults.length >= least.faults, `${faults.length} faults`);
    assert.ok(new Set(faults.map((f) => f.fault)).size >= least.kinds, `${new Set(faults.map((f) => f.fault)).size} kinds`);
    assert.ok(labels.filter((l) => !l.faults.length).length >= least.clean);
  });
  test(`${set}: faults found, clean files left alone`, () => {
    const result = scoreFolder(join(here, set));
    const shown = result.misses.slice(0, 12).map((m) => JSON.stringify(m)).join('\n');
    assert.ok(result.recall >= thresholds.recall, `recall ${result.recall}\n${shown}`);
    assert.ok(result.falseAlarmsPerClean <= thresholds.falseAlarmsPerClean, `${result.falseAlarmsPerClean} false alarms a clean file\n${shown}`);
  });
}

test('the score tells a right finding from a wrong one', () => {
  const label = { faults: [{ fault: 'number-colon', where: 'Số 12/KH-UBND' }, { fault: 'margin-left', where: 'page' }] };
  const norms = { 'ND30.number.colon': 'number-colon', 'ND30.page.margins': ['margin-left', 'margin-right'] };
  const finding = (norm, quote, outcome = 'breached') => ({ norm, outcome, passages: quote ? [{ start: 0, end: 1, quote }] : [] });
  const good = scoreOne(label, { findings: [finding('ND30.number.colon', 'Số 12/KH'), finding('ND30.page.margins'), finding('ND30.page.size', null, 'met')] }, norms);
  assert.deepEqual(good.faults.map((f) => f.hit), [true, true]);
  assert.equal(good.wrong.length, 0);
  const bad = scoreOne(label, { findings: [finding('ND30.number.colon', 'Nơi nhận'), finding('ND30.unknown')] }, norms);
  assert.deepEqual(bad.faults.map((f) => f.hit), [false, false]);
  assert.equal(bad.wrong.length, 2);
});
