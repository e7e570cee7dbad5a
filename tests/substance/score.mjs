// Scores the checks of substance on labelled drafts (README.md of this folder).
//   node tests/substance/score.mjs dev|held|FOLDER [--sauro PROGRAM] [--misses] [--json]
// Exit 1 when precision or recall over all rows is under the target, 2 when the program does not answer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const thresholds = { precision: 0.85, recall: 0.85 };
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');

// A unit code for a level and a body: any real area serves, what the check needs is level, bloc and body.
const areas = { province: '01', commune: '00004' };
const bodies = readFileSync(join(root, 'data/standard_bodies.csv'), 'utf8').split('\n').slice(1).map((line) => line.split(','));
export function unitCode({ level, bloc, body }) {
  if (level === 'central') return 'TW';
  const row =
    bodies.find((b) => b[0] === level && b[5] === body) ?? bodies.find((b) => b[0] === level && b[4] === bloc);
  return `${areas[level]}.${row[2]}`;
}

const squeeze = (s) => s.normalize('NFC').replace(/\s+/gu, '').toLowerCase();

// Where a quote stands in a text, in code points; blanks do not count.
export function spanOf(text, quote) {
  const at = [];
  let bare = '';
  [...text].forEach((c, i) => {
    if (/\s/u.test(c)) return;
    for (const u of c.toLowerCase()) {
      bare += u;
      at.push(i);
    }
  });
  const wanted = squeeze(quote);
  const found = bare.indexOf(wanted);
  if (found < 0) return null;
  // `indexOf` counts code units; Vietnamese letters in NFC are one unit each.
  return { start: at[found], end: at[found + [...wanted].length - 1] + 1 };
}

const meets = (a, b) => a && b && a.start < b.end && b.start < a.end;
const oneHolds = (a, b) => a.length > 7 && b.length > 7 && (a.includes(b) || b.includes(a));

// A claim is one passage of one breached finding, with the row and the kinds its norm stands for.
function claimsOf(report, norms) {
  const claims = [];
  for (const finding of report.findings) {
    const norm = norms[finding.norm];
    if (finding.outcome !== 'breached' || !norm) continue;
    const passages = finding.passages?.length ? finding.passages : [null];
    for (const passage of passages) claims.push({ norm: finding.norm, row: norm.row, kinds: norm.kinds, passage, measured: finding.measured });
  }
  return claims;
}

function touches(claim, label, file) {
  if (claim.row !== label.row || !claim.kinds.includes(label.kind)) return false;
  if (label.share && claim.measured != null && Number(claim.measured) < label.share) return false;
  if (label.quote === null) return true;
  const passage = claim.passage;
  if (!passage) return false;
  const own = squeeze(passage.quote ?? '');
  const wanted = squeeze(label.quote);
  if (label.in !== 'against') return meets(passage, label.span) || oneHolds(own, wanted);
  return (passage.other && meets(passage.other, label.span)) || oneHolds(own, wanted) || oneHolds(squeeze(passage.other?.quote ?? ''), wanted);
}

export function scoreOne(label, report, norms) {
  const expected = label.expect.map((e) => ({ ...e, hit: false }));
  // A task whose time or doer is vague is a fault of D8; that it has none is then unjudged in D10 (labels.md).
  const vague = { 'no-time': 'vague-time', 'no-body': 'vague-body' };
  const toldByD8 = (claim) =>
    claim.row === 'D10' && expected.some((e) => claim.kinds.some((k) => vague[k] === e.kind) && touches({ ...claim, row: 'D8', kinds: [e.kind] }, e));
  const passedOver = (claim) =>
    toldByD8(claim) ||
    (label.unjudged ?? []).some((u) => {
      const [row, kind] = u.split('/');
      return row === claim.row && (!kind || claim.kinds.every((k) => k === kind));
    });
  const wrong = [];
  const right = [];
  for (const claim of claimsOf(report, norms)) {
    const met = expected.filter((e) => touches(claim, e));
    for (const e of met) e.hit = true;
    if (met.length) right.push(claim);
    else if (!passedOver(claim)) wrong.push(claim);
  }
  return { expected, right, wrong };
}

export function documentsOf(folder) {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .flatMap((f) => {
      const file = join(folder, f.replace(/\.json$/, '.txt'));
      const label = JSON.parse(readFileSync(join(folder, f), 'utf8'));
      label.against = (label.against ?? []).map((a) => resolve(folder, a));
      label.register = label.register ? resolve(folder, label.register) : null;
      // The directives lie outside the repository; where they are not there, their drafts cannot be scored.
      const missing = label.against.filter((a) => !existsSync(a));
      if (missing.length) {
        console.error(`${f}: bỏ qua, không có văn bản cấp trên ${missing.join(', ')}`);
        return [];
      }
      const texts = { draft: readFileSync(file, 'utf8'), against: label.against.map((a) => readFileSync(a, 'utf8')) };
      for (const e of label.expect) {
        if (e.quote === null) continue;
        e.span = (e.in === 'against' ? texts.against : [texts.draft]).map((t) => spanOf(t, e.quote)).find(Boolean);
        if (!e.span) throw new Error(`${f}: trích dẫn không có trong văn bản: ${e.quote}`);
      }
      return [{ name: basename(f, '.json'), file, label }];
    });
}

export function check(sauro, { file, label }) {
  const args = ['check', file, '--json'];
  if (label.as) args.push('--as', unitCode(label.as));
  for (const a of label.against) args.push('--against', a);
  if (label.register) args.push('--register', label.register);
  const run = spawnSync(sauro, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0 && run.status !== 1) throw new Error(`${file}: mã ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

export function score(documents, reports, norms) {
  const rows = {};
  const kinds = {};
  const hard = { drafts: 0, claims: 0 };
  const misses = [];
  const of = (table, key) => (table[key] ??= { expected: 0, found: 0, right: 0, wrong: 0 });
  documents.forEach((document, i) => {
    const { expected, right, wrong } = scoreOne(document.label, reports[i], norms);
    for (const e of expected) {
      for (const cell of [of(rows, e.row), of(kinds, `${e.row}/${e.kind}`), of(rows, 'all')]) {
        cell.expected++;
        if (e.hit) cell.found++;
      }
      if (!e.hit) misses.push({ name: document.name, missed: `${e.row}/${e.kind}`, quote: e.quote });
    }
    for (const [list, field] of [[right, 'right'], [wrong, 'wrong']]) {
      for (const claim of list) for (const cell of [of(rows, claim.row), of(kinds, `${claim.row}/${claim.kinds.join('|')}`), of(rows, 'all')]) cell[field]++;
    }
    for (const claim of wrong) misses.push({ name: document.name, wrong: claim.norm, quote: claim.passage?.quote ?? null });
    for (const row of document.label.clean_of ?? []) {
      hard.drafts++;
      hard.claims += wrong.filter((claim) => claim.row === row).length;
    }
  });
  const rate = (a, b) => (b ? a / b : null);
  for (const table of [rows, kinds]) {
    for (const cell of Object.values(table)) {
      cell.recall = rate(cell.found, cell.expected);
      cell.precision = rate(cell.right, cell.right + cell.wrong);
    }
  }
  return { drafts: documents.length, rows, kinds, hard, misses };
}

export const defaultSauro = () => process.env.SAURO ?? join(root, 'build/sauro');
export const normsFile = join(here, 'norms.json');
export const readNorms = () => JSON.parse(readFileSync(normsFile, 'utf8'));

export function scoreFolder(folder, sauro = defaultSauro()) {
  const documents = documentsOf(folder);
  return score(documents, documents.map((d) => check(sauro, d)), readNorms());
}

export const reached = (result) =>
  (result.rows.all?.recall ?? 0) >= thresholds.recall && (result.rows.all?.precision ?? 0) >= thresholds.precision;

function main(argv) {
  const option = (name) => (argv.includes(name) ? argv.splice(argv.indexOf(name), 2)[1] : undefined);
  const flag = (name) => argv.includes(name) && argv.splice(argv.indexOf(name), 1).length > 0;
  const sauro = option('--sauro') ?? defaultSauro();
  const [showMisses, asJson] = [flag('--misses'), flag('--json')];
  const name = argv[0] ?? 'dev';
  const result = scoreFolder(existsSync(join(here, name)) ? join(here, name) : name, sauro);
  if (asJson) return console.log(JSON.stringify(result, null, 1)), reached(result) ? 0 : 1;
  const percent = (x) => (x === null ? '     –' : `${(100 * x).toFixed(1)} %`.padStart(7));
  const line = (key, c) =>
    console.log(`${key.padEnd(34)} chờ ${String(c.expected).padStart(4)}  đủ ${percent(c.recall)}  đúng ${percent(c.precision)}  (nhầm ${c.wrong})`);
  for (const key of Object.keys(result.kinds).sort()) line(key, result.kinds[key]);
  console.log('');
  for (const key of Object.keys(result.rows).sort()) line(key, result.rows[key]);
  console.log(`\n${result.drafts} dự thảo; chỗ dễ nhầm: ${result.hard.claims} phát hiện nhầm ở ${result.hard.drafts} dòng phải sạch`);
  if (showMisses) for (const m of result.misses) console.log(JSON.stringify(m));
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
