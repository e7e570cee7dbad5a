// Scores the reading of labelled documents: every metadata field, the assignments, their terms, press or official.
//   node tests/reading/score.mjs [FOLDER…] [--reader PROGRAM] [--misses] [--json]
// A folder holds NNN-name.txt|.html|… beside NNN-name.json (README of tests/reading). Exit 1 below a threshold.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const thresholds = { field: 0.97, tasks: 0.88, due: 0.97, kind: 0.98 };
const here = dirname(fileURLToPath(import.meta.url));

const nfc = (s) => s.normalize('NFC');
const squash = (s) => nfc(s).replace(/\s+/g, ' ').trim();
// For comparing names: case, closing marks and the seat of the tone do not count.
const bare = (s) =>
  squash(s)
    .toLowerCase()
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')
    .replace(/[\s.;:,/]+$/u, '')
    .replace(/^[-–+*\s]+/u, '');

// The State writes TM., the Party T/M: one form of signing.
const formOf = (s) => (s == null ? null : s.toUpperCase().replace(/[./\s]/g, ''));
const sameText = (a, b) => (a == null || b == null ? (a ?? null) === (b ?? null) : bare(String(a)) === bare(String(b)));
const same = sameText;
// The subject of a letter is what follows "V/v"; "về việc" before it says no more.
const subject = (s) => (s == null ? null : bare(s).replace(/^(v\/v|vê viêc|vê|ve viec|ve)[\s:]+/u, ''));
const notation = (s) => (s == null ? null : s.replace(/^\d{4}\//, ''));
// "năm" and "N": old habits of one name.
const list = (a = [], b = []) => a.length === b.length && a.every((x, i) => same(x, b[i]));

const plain = (s) => (s == null ? null : bare(s).normalize('NFD').replace(/[\u0300-\u036f]/g, ''));
function signer(want, got, suspect) {
  // A reading without marks may be mended to the name that was meant.
  const same = suspect ? (a, b) => plain(a) === plain(b) : sameText;
  if (!want || !got) return !want === !got;
  return (
    formOf(want.form) === formOf(got.form) && same(want.body, got.body) && same(want.title, got.title) && same(want.name, got.name)
  );
}

function topLabels(sections, depth = 0) {
  const out = [];
  for (const s of sections ?? []) {
    out.push(s.label);
    if (depth < 1) out.push(...topLabels(s.children, depth + 1));
  }
  return out;
}

export const fields = {
  system: (w, g) => same(w.system, g.system),
  number: (w, g) => (w.number ?? null) === (g.number ?? null),
  notation: (w, g) => same(notation(w.notation), notation(g.notation)),
  symbol: (w, g) => same(w.symbol, g.symbol),
  document_type: (w, g) => same(w.document_type, g.document_type),
  issuer: (w, g) => same(w.issuer, g.issuer),
  parent_body: (w, g) => same(w.parent_body, g.parent_body),
  place: (w, g) => same(w.place, g.place),
  date: (w, g) => (w.date ?? null) === (g.date ?? null),
  subject: (w, g) => subject(w.subject) === subject(g.subject),
  signer: (w, g) => signer(w.signer, g.signer, g.ocr?.suspect),
  recipients: (w, g) => list(w.recipients, g.recipients),
  legal_basis: (w, g) => list(w.legal_basis, (g.legal_basis ?? []).map((b) => b.symbol)),
  secrecy: (w, g) => same(w.secrecy, g.secrecy),
  urgency: (w, g) => same(w.urgency, g.urgency),
  sections: (w, g) => list(w.sections, topLabels(g.sections)),
};

// Positions of a quote in the text, blanks ignored on both sides.
function spanOf(text, quote) {
  const strip = (s) => {
    const at = [];
    let out = '';
    [...s].forEach((c, i) => {
      if (/\s/u.test(c)) return;
      out += c;
      for (let k = 0; k < c.length; k += 1) at.push(i);
    });
    return [out, at];
  };
  const [t, at] = strip(nfc(text));
  const [q] = strip(nfc(quote));
  const found = [];
  for (let i = t.indexOf(q); q && i >= 0 && found.length < 20; i = t.indexOf(q, i + 1)) found.push([at[i], at[i + q.length - 1] + 1]);
  return found;
}

const overlap = (a, b) => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
const leadOf = (s) => bare(s ?? '').replace(/^(đồng chí|đ\/c)\s+/u, '');

// Pairs tasks with labels: the same lead, and the quote lies in (or meets) the passage. Each is used once, best overlap first.
export function pairTasks(want, got, text) {
  const pairs = [];
  want.forEach((w, i) => {
    const spans = spanOf(text, w.quote);
    got.forEach((g, k) => {
      if (leadOf(w.lead) !== leadOf(g.lead)) return;
      for (const s of spans) {
        const o = overlap(s, [g.start, g.end]);
        if (o > 0) pairs.push({ i, k, weight: o / Math.max(1, Math.max(s[1], g.end) - Math.min(s[0], g.start)) });
      }
    });
  });
  pairs.sort((a, b) => b.weight - a.weight);
  const byWant = new Map();
  const used = new Set();
  for (const p of pairs) {
    if (byWant.has(p.i) || used.has(p.k)) continue;
    byWant.set(p.i, p.k);
    used.add(p.k);
  }
  return { byWant, used };
}

export function documentsOf(folder) {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((f) => {
      const stem = basename(f, '.json');
      const file = readdirSync(folder).find((x) => x !== f && basename(x, extname(x)) === stem);
      return file ? { name: stem, file: join(folder, file), label: JSON.parse(readFileSync(join(folder, f), 'utf8')) } : null;
    })
    .filter(Boolean);
}

export function readAll(reader, files) {
  const lines = execFileSync(reader, files, { maxBuffer: 1 << 28, encoding: 'utf8' }).trim().split('\n');
  return lines.map((l) => JSON.parse(l));
}

export function score(documents, read) {
  const rows = {};
  for (const name of ['kind', ...Object.keys(fields)]) rows[name] = { good: 0, all: 0 };
  const tasks = { hit: 0, missed: 0, extra: 0, due: 0, dueGood: 0, contributors: 0, recurrence: 0, clause: 0 };
  const misses = [];
  documents.forEach(({ name, label }, n) => {
    const got = read[n];
    const note = (what, want, have) => misses.push({ name, what, want: want ?? null, got: have ?? null });
    rows.kind.all += 1;
    if (label.kind === got.kind) rows.kind.good += 1;
    else note('kind', label.kind, got.kind ?? got.error);
    for (const [field, good] of Object.entries(fields)) {
      if (label.kind !== 'official') continue;
      rows[field].all += 1;
      if (good(label, got)) rows[field].good += 1;
      else note(field, label[field], field === 'sections' ? topLabels(got.sections) : got[field]);
    }
    const want = label.tasks ?? [];
    const have = got.tasks ?? [];
    const { byWant, used } = pairTasks(want, have, got.text ?? '');
    want.forEach((w, i) => {
      if (!byWant.has(i)) {
        tasks.missed += 1;
        note('task missed', `${w.lead}: ${w.quote}`, null);
        return;
      }
      const g = have[byWant.get(i)];
      tasks.hit += 1;
      tasks.due += 1;
      if ((w.due ?? null) === (g.due ?? null) && Boolean(w.due_exclusive) === Boolean(g.due_exclusive)) tasks.dueGood += 1;
      else note('due', `${w.due} ${w.due_exclusive} (${squash(w.quote).slice(0, 90)})`, `${g.due} ${g.due_exclusive} «${g.due_text}»`);
      if (list(w.contributors ?? [], g.contributors ?? [])) tasks.contributors += 1;
      else note('contributors', `${JSON.stringify(w.contributors)} (${squash(w.quote).slice(0, 80)})`, JSON.stringify(g.contributors));
      if ((w.recurrence ?? null) === (g.recurrence ?? null)) tasks.recurrence += 1;
      else note('recurrence', `${w.recurrence} (${squash(w.quote).slice(0, 80)})`, g.recurrence);
      const tail = (s) => (s == null ? null : bare(s).split(/[\s.]+(?=\S+$)/u).pop());
      if (tail(w.clause) === tail(g.clause)) tasks.clause += 1;
      else note('clause', w.clause, g.clause);
    });
    have.forEach((g, k) => {
      if (used.has(k)) return;
      tasks.extra += 1;
      note('task extra', null, `${g.lead}: ${squash([...got.text].slice(g.start, g.end).join('')).slice(0, 220)}`);
    });
  });
  const ratio = (a, b) => (b === 0 ? 1 : a / b);
  const precision = ratio(tasks.hit, tasks.hit + tasks.extra);
  const recall = ratio(tasks.hit, tasks.hit + tasks.missed);
  return {
    documents: documents.length,
    fields: Object.fromEntries(Object.entries(rows).map(([k, r]) => [k, ratio(r.good, r.all)])),
    counts: rows,
    tasks: {
      ...tasks,
      precision,
      recall,
      f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
      dueRate: ratio(tasks.dueGood, tasks.due),
      contributorsRate: ratio(tasks.contributors, tasks.hit),
      recurrenceRate: ratio(tasks.recurrence, tasks.hit),
      clauseRate: ratio(tasks.clause, tasks.hit),
    },
    misses,
  };
}

// What lies under its threshold, as sentences.
export function shortfalls(result) {
  const out = [];
  const percent = (x) => `${(100 * x).toFixed(1)} %`;
  for (const [name, rate] of Object.entries(result.fields)) {
    const least = name === 'kind' ? thresholds.kind : thresholds.field;
    if (rate < least) out.push(`${name}: ${percent(rate)} < ${percent(least)}`);
  }
  if (result.tasks.f1 < thresholds.tasks) out.push(`tasks F1: ${result.tasks.f1.toFixed(3)} < ${thresholds.tasks}`);
  if (result.tasks.dueRate < thresholds.due) out.push(`due: ${percent(result.tasks.dueRate)} < ${percent(thresholds.due)}`);
  return out;
}

export function defaultReader() {
  const root = join(here, '..', '..');
  return process.env.SAURO_READ_DRIVER ?? ['build', 'build-dev'].map((b) => join(root, b, 'tests/reading/read_driver')).find((p) => existsSync(p));
}

function main(argv) {
  const flags = argv.filter((a) => a.startsWith('--'));
  const at = argv.indexOf('--reader');
  const reader = at >= 0 ? argv[at + 1] : defaultReader();
  const folders = argv.filter((a, i) => !a.startsWith('--') && !(at >= 0 && i === at + 1));
  if (folders.length === 0) folders.push(join(here, 'dev'), join(here, 'held'));
  const documents = folders.filter((f) => existsSync(f)).flatMap(documentsOf);
  const read = readAll(reader, documents.map((d) => d.file));
  const result = score(documents, read);
  if (flags.includes('--json')) console.log(JSON.stringify(result, null, 1));
  else {
    console.log(`${result.documents} documents`);
    for (const [name, rate] of Object.entries(result.fields)) {
      const r = result.counts[name];
      console.log(`${name.padEnd(16)}${(100 * rate).toFixed(1).padStart(6)} %  ${r.good}/${r.all}`);
    }
    const t = result.tasks;
    console.log(`tasks           P ${t.precision.toFixed(3)}  R ${t.recall.toFixed(3)}  F1 ${t.f1.toFixed(3)}  (${t.hit} found, ${t.missed} missed, ${t.extra} extra)`);
    console.log(`due             ${(100 * t.dueRate).toFixed(1)} %   contributors ${(100 * t.contributorsRate).toFixed(1)} %   recurrence ${(100 * t.recurrenceRate).toFixed(1)} %   clause ${(100 * t.clauseRate).toFixed(1)} %`);
    if (flags.includes('--misses')) {
      for (const m of result.misses) console.log(`\n${m.name}  ${m.what}\n   want ${JSON.stringify(m.want)}\n   got  ${JSON.stringify(m.got)}`);
    }
  }
  const low = shortfalls(result);
  for (const line of low) console.log(`UNDER ${line}`);
  process.exit(low.length === 0 && documents.length > 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
