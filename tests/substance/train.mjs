// Weighs the concepts of a norm by labelled sentences: tests/substance/sentences and the drafts that may be read.
//   node tests/substance/train.mjs personnel|time [--write] [--errors] [--extra FOLDER]… [--sauro PROGRAM]
// Prints how weights learned from some writers do on another writer's drafts; --write puts weights learned from all
// into the rulebook. The same input gives the same weights.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clausesOf, featuresOf, readConcepts, signsOf, sumOf, train } from './frames.mjs';
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
const subject = subjects[argv[0]];
const concepts = readConcepts(rulebook, subject.norm);
const featured = (text) => featuresOf(signsOf(text, concepts));
const letters = (s) => [...s].length;

// Drafts the norm looks at, as clauses; a label holds what its quote meets. Who wrote them, by number.
function rowsOf(folder, writerOf) {
  return documentsOf(folder).flatMap((draft) => {
    if ((draft.label.unjudged ?? []).some((u) => u === subject.row || subject.kinds.some((k) => u === `${subject.row}/${k}`))) return [];
    const finding = check(sauro, draft).findings.find((f) => f.norm === subject.norm);
    if (!finding || finding.outcome === 'not_applicable') return [];
    const text = readFileSync(draft.file, 'utf8');
    const labels = draft.label.expect.filter((e) => e.row === subject.row && subject.kinds.includes(e.kind));
    return clausesOf(text).map((clause) => {
      const [start, end] = [letters(text.slice(0, clause.start)), letters(text.slice(0, clause.end))];
      const y = labels.some((e) => start < e.span.end && e.span.start < end) ? 1 : 0;
      return { f: featured(clause.text), y, writer: writerOf(draft.name), text: `${draft.name}: ${clause.text.trim()}` };
    });
  });
}

const devWriter = (name) => ['110', '140', '171', '300', '400', '500'].find((last) => name.slice(0, 3) <= last) ?? '501–';
const written = readFileSync(join(here, `sentences/${argv[0]}.txt`), 'utf8').split('\n').filter((line) => /^[+-] /.test(line))
  .map((line) => ({ f: featured(line.slice(2)), y: line[0] === '+' ? 1 : 0, writer: 'sentences', text: line }));
const rows = [...rowsOf(join(here, 'dev'), devWriter), ...extra.flatMap((folder) => rowsOf(folder, () => folder))];

const writers = [...new Set(rows.map((r) => r.writer))];
for (const writer of writers) {
  const model = train([...written, ...rows.filter((r) => r.writer !== writer)], subject);
  const tested = rows.filter((r) => r.writer === writer).map((r) => ({ ...r, sum: sumOf(model, r.f) }));
  const line = [-1.5, -1, -0.5, 0, 0.5, 1].map((bar) => {
    const over = tested.filter((r) => r.sum >= bar);
    return `${bar}: ${over.filter((r) => r.y).length}/${tested.filter((r) => r.y).length} (nhầm ${over.filter((r) => !r.y).length})`;
  });
  console.log(`${writer.padEnd(10)} ${tested.length} ý  ${line.join('  ')}`);
  if (errors) for (const r of tested) if (r.y !== (r.sum >= 0 ? 1 : 0)) console.log(r.y ? '  SÓT ' : '  NHẦM', r.sum.toFixed(2), r.text.replace(/\s+/g, ' ').slice(0, 200), '|', signsOf(r.text, concepts).map((s) => s.name).join(' '));
}
if (write) {
  const { base, weights } = train([...written, ...rows], subject);
  const entries = Object.entries(weights).map(([name, w]) => `"${name} ${w.toFixed(2)}"`);
  const text = readFileSync(rulebook, 'utf8');
  const from = text.indexOf(`- id: ${subject.norm}\n`);
  const old = /^ {4}weights: (&\w+ )?\["base [^"]*", ("sure [^"]*", "maybe [^"]*")[^\]]*\]$/mu.exec(text.slice(from));
  const next = `    weights: ${old[1] ?? ''}["base ${base.toFixed(2)}", ${old[2]}, ${entries.join(', ')}]`;
  writeFileSync(rulebook, text.slice(0, from + old.index) + next + text.slice(from + old.index + old[0].length));
  console.log(`${entries.length} hệ số`);
}
