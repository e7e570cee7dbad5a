// Weighs the concepts of a norm by labelled sentences: tests/substance/sentences and the drafts that may be read.
//   node tests/substance/train.mjs personnel|time|body… [--write] [--errors] [--extra FOLDER]… [--sauro PROGRAM]
// Prints how weights learned from some writers do on another writer's drafts; --write puts weights learned from all
// into the rulebook. The same input gives the same weights.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, defaultSauro, documentsOf } from './score.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const rulebook = join(here, '../../rulebook/226-KL-TW.yaml');
export const subjects = {
  personnel: { norm: 'KL226.2.1.d1.no-personnel-policy', row: 'D3', kinds: ['personnel', 'allowance', 'policy'], l2: 1 },
  time: { norm: 'KL226.2.1.d3.brief-clear.vague-time', row: 'D8', kinds: ['vague-time'], l2: 1 },
  body: { norm: 'KL226.2.1.d3.brief-clear.vague-body', row: 'D8', kinds: ['vague-body'], l2: 1 },
};

const argv = process.argv.slice(2);
const flag = (name) => argv.includes(name) && argv.splice(argv.indexOf(name), 1).length > 0;
const option = (name) => (argv.includes(name) ? argv.splice(argv.indexOf(name), 2)[1] : undefined);
const [write, errors] = [flag('--write'), flag('--errors')];
const sauro = option('--sauro') ?? defaultSauro();
const extra = [];
for (let folder; (folder = option('--extra')); ) extra.push(folder);
const signs = process.env.SUBSTANCE_SIGNS ?? join(here, '../../build/tests/substance/substance_signs');

// The clauses of each file as the checks read them (signs.cpp).
function clausesOf(subject, files, how) {
  const run = spawnSync(signs, [subject.norm, how, ...files], { encoding: 'utf8', maxBuffer: 1 << 29 });
  if (run.status !== 0) throw new Error(`${signs}: ${run.stderr || run.error}`);
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line));
}

// Drafts the norm looks at, as clauses; a label holds what its quote meets. Who wrote them, by number.
const reports = new Map();
const reportOf = (draft) => reports.get(draft.file) ?? reports.set(draft.file, check(sauro, draft)).get(draft.file);
function rowsOf(subject, folder, writerOf) {
  const drafts = documentsOf(folder).filter((draft) => {
    if ((draft.label.unjudged ?? []).some((u) => u === subject.row || subject.kinds.some((k) => u === `${subject.row}/${k}`))) return false;
    const finding = reportOf(draft).findings.find((f) => f.norm === subject.norm);
    return finding && finding.outcome !== 'not_applicable';
  });
  const clauses = clausesOf(subject, drafts.map((draft) => draft.file), 'text');
  return drafts.flatMap((draft, i) => {
    const text = [...readFileSync(draft.file, 'utf8')];
    const labels = draft.label.expect.filter((e) => e.row === subject.row && subject.kinds.includes(e.kind));
    return clauses[i].map(({ start, end, features }) => {
      const y = labels.some((e) => start < e.span.end && e.span.start < end) ? 1 : 0;
      return { f: features, y, writer: writerOf(draft.name), text: `${draft.name}: ${text.slice(start, end).join('')}` };
    });
  });
}

// Logistic regression, full batch, Adagrad, L2: the same rows give the same weights. Rows: {f: features, y: 0|1}.
function train(rows, { l2 = 1, rounds = 300, fewest = 3 } = {}) {
  const count = {};
  for (const { f } of rows) for (const name of f) count[name] = (count[name] ?? 0) + 1;
  const names = Object.keys(count).filter((name) => count[name] >= fewest).sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const inputs = rows.map(({ f }) => f.map((name) => index.get(name)).filter((i) => i !== undefined));
  const w = new Float64Array(names.length + 1); // the last one is the base
  const squares = new Float64Array(names.length + 1);
  w[names.length] = -3;
  for (let round = 0; round < rounds; round++) {
    const slope = new Float64Array(names.length + 1);
    rows.forEach(({ y }, r) => {
      const z = inputs[r].reduce((sum, i) => sum + w[i], w[names.length]);
      const off = 1 / (1 + Math.exp(-z)) - y;
      slope[names.length] += off;
      for (const i of inputs[r]) slope[i] += off;
    });
    for (let i = 0; i <= names.length; i++) {
      if (i < names.length) slope[i] += l2 * w[i];
      squares[i] += slope[i] ** 2;
      w[i] -= (0.5 * slope[i]) / Math.sqrt(squares[i] + 1e-9);
    }
  }
  const weights = {};
  names.forEach((name, i) => {
    if (Math.abs(w[i]) >= 0.05) weights[name] = +w[i].toFixed(2);
  });
  return { base: +w[names.length].toFixed(2), weights };
}
const sumOf = ({ base, weights }, features) => features.reduce((sum, name) => sum + (weights[name] ?? 0), base);

const devWriter = (name) => ['110', '140', '171', '300', '400', '500'].find((last) => name.slice(0, 3) <= last) ?? '501–';
function learn(name) {
  const subject = subjects[name];
  const sentences = join(here, `sentences/${name}.txt`);
  const [weighed] = clausesOf(subject, [sentences], 'lines');
  // "# writer" stands above the sentences of each.
  let hand = 'sentences';
  const written = readFileSync(sentences, 'utf8').split('\n').flatMap((line, i) => {
    if (line.startsWith('# ')) hand = line.slice(2);
    return /^[+-] /.test(line) ? [{ f: weighed[i].features, y: line[0] === '+' ? 1 : 0, writer: hand, text: line }] : [];
  });
  const rows = [...written, ...rowsOf(subject, join(here, 'dev'), devWriter), ...extra.flatMap((folder) => rowsOf(subject, folder, () => folder))];

  const writers = [...new Set(rows.map((r) => r.writer))];
  for (const writer of writers) {
    const model = train(rows.filter((r) => r.writer !== writer), subject);
    const tested = rows.filter((r) => r.writer === writer).map((r) => ({ ...r, sum: sumOf(model, r.f) }));
    const line = [-1.5, -1, -0.5, 0, 0.5, 1].map((bar) => {
      const over = tested.filter((r) => r.sum >= bar);
      return `${bar}: ${over.filter((r) => r.y).length}/${tested.filter((r) => r.y).length} (nhầm ${over.filter((r) => !r.y).length})`;
    });
    console.log(`${writer.padEnd(10)} ${tested.length} ý  ${line.join('  ')}`);
    if (errors) for (const r of tested) if (r.y !== (r.sum >= 0 ? 1 : 0)) console.log(r.y ? '  SÓT ' : '  NHẦM', r.sum.toFixed(2), r.text.replace(/\s+/g, ' ').slice(0, 200), '|', r.f.filter((name) => !/[>^]/.test(name)).join(' '));
  }
  if (write) {
    const { base, weights } = train(rows, subject);
    const entries = Object.entries(weights).map(([name, w]) => `"${name} ${w.toFixed(2)}"`);
    const text = readFileSync(rulebook, 'utf8');
    const from = text.indexOf(`- id: ${subject.norm}\n`);
    const old = /^ {4}weights: (&\w+ )?\["base [^"]*", ("sure [^"]*", "maybe [^"]*")[^\]]*\]$/mu.exec(text.slice(from));
    const next = `    weights: ${old[1] ?? ''}["base ${base.toFixed(2)}", ${old[2]}, ${entries.join(', ')}]`;
    writeFileSync(rulebook, text.slice(0, from + old.index) + next + text.slice(from + old.index + old[0].length));
    console.log(`${entries.length} hệ số`);
  }
}

for (const name of argv) {
  console.log(`== ${name}`);
  learn(name);
}
