// Scores the checks of presentation on labelled files (README.md of this folder).
//   node tests/format/score.mjs dev|held|FOLDER [--sauro PROGRAM] [--only docx|pdf|txt] [--misses] [--json]
// Exit 1 under a target, 2 when the program does not answer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const thresholds = { recall: 0.95, falseAlarmsPerClean: 0.2 };
const here = dirname(fileURLToPath(import.meta.url));

const squeeze = (s) => (s ?? '').normalize('NFC').replace(/\s+/gu, '').toLowerCase();
// Two passages meet when one holds the other, or a good piece of it: a label quotes 70 letters at most, a finding may quote a line or a word.
function meets(a, b) {
  if (!a || !b) return false;
  return a.includes(b) || b.includes(a) || (a.length > 20 && b.length > 20 && (a.includes(b.slice(0, 20)) || b.includes(a.slice(0, 20)) || a.includes(b.slice(-20)) || b.includes(a.slice(-20))));
}

export const isFormat = (norm, norms) => norm in norms || /^(ND30|HD05)\./.test(norm);

export function scoreOne(label, report, norms) {
  const faults = label.faults.map((f) => ({ ...f, hit: false }));
  const wrong = [];
  let right = 0;
  for (const finding of report.findings) {
    if (finding.outcome !== 'breached' || !isFormat(finding.norm, norms)) continue;
    const words = [norms[finding.norm] ?? []].flat();
    const passages = (finding.passages ?? []).map((p) => squeeze(p.quote)).filter(Boolean);
    const met = faults.filter((f) => words.includes(f.fault) && (f.where === 'page' || !passages.length || passages.some((p) => meets(p, squeeze(f.where)))));
    for (const f of met) f.hit = true;
    if (met.length) right++;
    else wrong.push({ norm: finding.norm, message: finding.message, quote: finding.passages?.[0]?.quote ?? null });
  }
  return { faults, wrong, right };
}

export function filesOf(folder, only) {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((f) => {
      const file = ['.docx', '.pdf', '.txt'].map((e) => join(folder, f.replace(/\.json$/, e))).find((p) => existsSync(p));
      if (!file) throw new Error(`${f}: không có tệp bên cạnh`);
      return { name: f.replace(/\.json$/, ''), file, label: JSON.parse(readFileSync(join(folder, f), 'utf8')) };
    })
    .filter(({ file }) => !only || extname(file) === `.${only}`);
}

export function check(sauro, file) {
  const run = spawnSync(sauro, ['check', file, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0 && run.status !== 1) throw new Error(`${file}: mã ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

export function score(files, reports, norms) {
  const kinds = {};
  const misses = [];
  let [clean, cleanAlarms, expected, found, right, alarms] = [0, 0, 0, 0, 0, 0];
  files.forEach(({ name, label }, i) => {
    const result = scoreOne(label, reports[i], norms);
    for (const f of result.faults) {
      const cell = (kinds[f.fault] ??= { expected: 0, found: 0, wrong: 0 });
      cell.expected++;
      expected++;
      if (f.hit) {
        cell.found++;
        found++;
      } else misses.push({ name, missed: f.fault, where: f.where });
    }
    for (const w of result.wrong) {
      for (const word of [norms[w.norm] ?? `(${w.norm})`].flat().slice(0, 1)) (kinds[word] ??= { expected: 0, found: 0, wrong: 0 }).wrong++;
      misses.push({ name, wrong: w.norm, quote: w.quote, message: w.message });
    }
    right += result.right;
    alarms += result.wrong.length;
    if (!label.faults.length) {
      clean++;
      cleanAlarms += result.wrong.length;
    }
  });
  const rate = (a, b) => (b ? a / b : null);
  return { files: files.length, clean, expected, found, recall: rate(found, expected), precision: rate(right, right + alarms), falseAlarmsPerClean: rate(cleanAlarms, clean), kinds, misses };
}

export const defaultSauro = () => process.env.SAURO ?? join(here, '../../build/sauro');
export const readNorms = () => JSON.parse(readFileSync(join(here, 'norms.json'), 'utf8'));

export function scoreFolder(folder, sauro = defaultSauro(), only = undefined) {
  const files = filesOf(folder, only);
  return score(files, files.map((f) => check(sauro, f.file)), readNorms());
}

export const reached = (r) => (r.recall ?? 0) >= thresholds.recall && (r.falseAlarmsPerClean ?? 0) <= thresholds.falseAlarmsPerClean;

function main(argv) {
  const option = (name) => (argv.includes(name) ? argv.splice(argv.indexOf(name), 2)[1] : undefined);
  const flag = (name) => argv.includes(name) && argv.splice(argv.indexOf(name), 1).length > 0;
  const [sauro, only, showMisses, asJson] = [option('--sauro') ?? defaultSauro(), option('--only'), flag('--misses'), flag('--json')];
  const name = argv[0] ?? 'dev';
  const result = scoreFolder(existsSync(join(here, name)) ? join(here, name) : name, sauro, only);
  if (asJson) console.log(JSON.stringify(result, null, 1));
  else {
    for (const [word, c] of Object.entries(result.kinds).sort()) console.log(`${word.padEnd(26)} ${String(c.found).padStart(3)} / ${String(c.expected).padEnd(3)} nhầm ${c.wrong}`);
    const percent = (x) => (x === null ? '–' : `${(100 * x).toFixed(1)} %`);
    console.log(`\n${result.files} tệp, ${result.expected} lỗi thuộc ${Object.values(result.kinds).filter((c) => c.expected).length} loại: tìm được ${percent(result.recall)}, đúng ${percent(result.precision)}; báo nhầm ${result.falseAlarmsPerClean?.toFixed(2)} một tệp sạch (${result.clean} tệp)`);
    if (showMisses) for (const m of result.misses) console.log(JSON.stringify(m));
  }
  return reached(result) ? 0 : 1;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
