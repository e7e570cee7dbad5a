// Adds up what every suite reported and prints "N passed, M failed" last. A suite that left no report, a test program that died,
// and a skipped test all count as failed: silence is not success.
import { readFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...suites] = process.argv.slice(2);
let passed = 0;
let failed = 0;
const add = (name, ok, bad) => {
  passed += ok;
  failed += bad;
  if (bad > 0 || ok === 0) console.log(`${bad > 0 ? 'HỎNG' : '     '} ${name}: ${ok} passed, ${bad} failed`);
};
const lines = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []);

for (const row of lines(join(folder, 'totals'))) {
  const [ok, bad, name] = row.split(' ');
  if (Number(bad) > 0) console.log(`HỎNG ${name}`);
  passed += Number(ok);
  failed += Number(bad);
}

if (suites.includes('unit')) {
  const names = lines(join(folder, 'ctest-names'));
  if (names.length === 0) add('ctest', 0, 1);
  for (const name of names) {
    const file = join(folder, 'gtest', `test_${name}.json`);
    if (!existsSync(file)) {
      add(`${name} (không để lại kết quả, có thể đã chết giữa chừng)`, 0, 1);
      continue;
    }
    let ok = 0;
    let bad = 0;
    for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites) {
      for (const test of suite.testsuite) {
        if (test.result === 'COMPLETED' && !test.failures) ok += 1;
        else bad += 1;
      }
    }
    add(name, ok, ok + bad === 0 ? 1 : bad);
  }
}

if (suites.includes('web')) {
  const file = join(folder, 'vitest.json');
  if (!existsSync(file)) add('vitest', 0, 1);
  else {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    add('vitest', report.numPassedTests, report.numTotalTests - report.numPassedTests + (report.success || report.numFailedTests ? 0 : 1));
  }
}

for (const name of ['cli', 'reading', 'format', 'substance', 'e2e']) {
  if (!suites.includes(name)) continue;
  const text = existsSync(join(folder, `${name}.tap`)) ? readFileSync(join(folder, `${name}.tap`), 'utf8') : '';
  const count = (key) => Number(text.match(new RegExp(`^# ${key} (\\d+)`, 'm'))?.[1] ?? 0);
  const bad = count('fail') + count('cancelled') + count('skipped') + count('todo');
  add(name, count('pass'), count('tests') === 0 ? 1 : bad);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
