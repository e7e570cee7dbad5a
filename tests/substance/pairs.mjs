// Learns by which signs a stretch of a draft is known to carry out a task of its superior, from the labelled pairs of
// pairs/ (README.md).   node tests/substance/pairs.mjs [--write] [--errors] [--driver PROGRAM]
// Prints what weights learned from some writers do on another writer's drafts; --write puts weights learned from all
// into the rulebook. The same input gives the same weights.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentsOf, spanOf } from './score.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const rulebook = join(here, '../../rulebook/226-KL-TW.yaml');
const argv = process.argv.slice(2);
const flag = (name) => argv.includes(name) && argv.splice(argv.indexOf(name), 1).length > 0;
const option = (name) => (argv.includes(name) ? argv.splice(argv.indexOf(name), 2)[1] : undefined);
const [write, errors] = [flag('--write'), flag('--errors')];
const driver = option('--driver') ?? join(here, '../../build/tests/substance/pair_driver');

export const writerOf = (name) => ['040', '075', '110', '140', '171', '221', '300', '400', '500', '530', '650', '728', '772', '804'].find((last) => name.slice(0, 3) <= last) ?? '821–';
const common = (a, b) => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));

// Every place where a quote stands.
function places(text, quote) {
  const out = [];
  for (let from = 0, span; (span = spanOf([...text].slice(from).join(''), quote)); from = out.at(-1)[1]) out.push([from + span.start, from + span.end]);
  return out;
}

// Of every draft with labelled pairs the rows (tasks of the superior) with the stretches of the draft.
// Each passage that carries out a task of its own is cut out once: its task is then carried out nowhere.
function withoutOne(drafts, folder) {
  const out = [];
  for (const draft of drafts) {
    const places = draft.tasks.flatMap((t) => t.places.map((p) => ({ t, p })));
    draft.tasks.forEach((task, n) => {
      if (!task.places.length || !task.span) return;
      if (places.some(({ t, p }) => t !== task && task.places.some((q) => common(p, q) > 0))) return;
      const letters = [...draft.mine];
      for (const [from, to] of [...task.places].sort((a, b) => b[0] - a[0])) letters.splice(from, to - from, '.');
      const file = join(folder, `${draft.name}-${n}.txt`);
      writeFileSync(file, letters.join(''));
      out.push({ ...draft, file, mine: letters.join(''), cut: task });
    });
  }
  return out;
}

export function loadPairs() {
  const labelled = new Set(readdirSync(join(here, 'pairs')));
  const known = documentsOf(join(here, 'dev')).filter((d) => d.label.against.length && labelled.has(`${d.name}.json`)).map(({ name, file, label }) => {
    const told = JSON.parse(readFileSync(join(here, 'pairs', `${name}.json`), 'utf8'));
    const [mine, theirs] = [readFileSync(file, 'utf8'), readFileSync(label.against[0], 'utf8')];
    const place = (text, quote) => {
      const span = spanOf(text, quote);
      return span && [span.start, span.end];
    };
    return { name, file, label, mine, writer: writerOf(name),
      tasks: told.pairs.map((p) => ({ ...p, span: place(theirs, p.task), places: p.own.map((q) => place(mine, q)).filter(Boolean) })),
      figures: (told.figures ?? []).map((f) => ({ ...f, mine: places(mine, f.draft), theirs: places(theirs, f.superior) })),
      faults: label.expect.filter((e) => e.kind === 'number-differs' && e.span).map((e) => [e.span.start, e.span.end]),
      others: (told.other ?? []).map((q) => place(theirs, q)).filter(Boolean),
      gaps: label.expect.filter((e) => e.kind === 'not-covered').map((e) => [e.span.start, e.span.end]),
      unjudged: (label.unjudged ?? []).some((u) => u === 'D10' || u === 'D10/not-covered') };
  });
  const folder = mkdtempSync(join(tmpdir(), 'pairs-'));
  const all = [...known, ...withoutOne(known, folder)];
  const lines = all.map((d) => [d.file, d.label.as?.level ?? '', d.label.as?.bloc ?? '', d.label.against[0]].join('\t'));
  const run = spawnSync(driver, [], { input: lines.join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 30 });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(`pair_driver: ${run.stderr}`);
  return run.stdout.trim().split('\n').map((line, i) => rowsOf(all[i], JSON.parse(line)));
}

function rowsOf(draft, seen) {
  const rows = seen.rows.flatMap((row) => {
    const meant = draft.tasks.filter((t) => t.span && common(t.span, row.span) >= 0.5 * Math.min(t.span[1] - t.span[0], row.span[1] - row.span[0]));
    const asked = draft.cut ? meant.length > 0 && meant.every((t) => t === draft.cut) : meant.length > 0;
    const places = draft.cut ? [] : meant.flatMap((t) => t.places);
    const stretches = row.signs.map((f, j) => {
      const span = seen.stretches[j];
      const meets = places.filter((p) => common(p, span) > 0);
      const near = meets.some((p) => common(p, span) >= 0.5 * (p[1] - p[0]) || common(p, span) >= 0.8 * (span[1] - span[0]));
      const tight = meets.some((p) => common(p, span) >= 0.35 * (span[1] - span[0]));
      return { f, span, y: near && tight ? 1 : meets.length ? null : 0 };
    });
    return [{ ...row, stretches, known: asked, cut: Boolean(draft.cut), covered: places.length > 0, how: meant.map((t) => t.how).join('+'),
      other: draft.others.some((o) => common(o, row.span) > 0), gap: draft.gaps.some((g) => common(g, row.span) > 0) }];
  });
  // A quote that stands in several places may mean any of them: those teach nothing.
  const numbers = seen.figures.map((p) => {
    const told = draft.figures.filter((f) => f.mine.some((m) => common(m, p.own) > 0) && f.theirs.some((t) => common(t, p.theirs) > 0));
    const sure = told.some((f) => f.mine.length === 1 && f.theirs.length === 1);
    return { ...p, f: p.signs, y: sure ? 1 : told.length ? null : 0, fault: draft.faults.find((e) => common(e, p.own) > 0) };
  });
  return { ...draft, numbers, figureNames: seen.figure_names, names: seen.names, spans: seen.stretches, rows, implements: seen.implements };
}

// Logistic weights of numbered signs (hundredths); each pair counts `weight`.
export function learn(pairs, names, { l2 = 2, rounds = 400 } = {}) {
  const n = names.length;
  const w = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  w[n] = -3;
  for (let round = 0; round < rounds; round++) {
    const slope = new Float64Array(n + 1);
    for (const { f, y, weight } of pairs) {
      let z = w[n];
      for (let i = 0; i < n; i++) z += (w[i] * f[i]) / 100;
      const off = (1 / (1 + Math.exp(-z)) - y) * weight;
      slope[n] += off;
      for (let i = 0; i < n; i++) slope[i] += (off * f[i]) / 100;
    }
    for (let i = 0; i <= n; i++) {
      if (i < n) slope[i] += l2 * w[i];
      squares[i] += slope[i] ** 2;
      w[i] -= (0.3 * slope[i]) / Math.sqrt(squares[i] + 1e-9);
    }
  }
  return { base: w[n], weights: Array.from(w.slice(0, n)) };
}
export const sumOf = (model, f) => f.reduce((sum, x, i) => sum + (model.weights[i] * x) / 100, model.base);

// Of the stretches of one place the pairs that teach: all that carry it out share one weight.
export function lessons(draft) {
  return draft.rows.flatMap((row) => {
    if (!row.known || row.by_document) return [];
    const yes = row.stretches.filter((s) => s.y === 1), no = row.stretches.filter((s) => s.y === 0);
    return [...yes.map((s) => ({ f: s.f, y: 1, weight: 1 / Math.max(1, yes.length) * 1.5 })), ...no.map((s) => ({ f: s.f, y: 0, weight: 1 / Math.max(1, no.length) * 3 }))];
  });
}

// Of the figures the pairs that teach; one that speaks of the same thing is rarer.
export const figureLessons = (draft) => draft.numbers.filter((p) => p.y !== null).map((p) => ({ f: p.f, y: p.y, weight: p.y ? 2 : 1 }));

// The figures of a draft that do not keep the one of the superior they surely belong to (analysers_superior.cpp).
export function unkept(draft, model) {
  const own = new Map();
  for (const pair of draft.numbers.filter((p) => p.like >= 0.3)) {
    if (!own.has(pair.own[0])) own.set(pair.own[0], []);
    own.get(pair.own[0]).push({ ...pair, sum: sumOf(model, pair.f), name: draft.name });
  }
  return [...own.values()].flatMap((pairs) => {
    const best = pairs.reduce((a, b) => (b.sum > a.sum ? b : a));
    return pairs.some((p) => p.keeps && p.sum > best.sum - 0.3) ? [] : [best];
  });
}

// The surest pairs first, each stretch for one task: what task_coverage.cpp does.
export function assign(draft, model) {
  const pairs = [];
  draft.rows.forEach((row, i) => {
    if (row.by_document) return;
    row.stretches.forEach((s, j) => pairs.push({ i, j, sum: sumOf(model, s.f) + (row.addressed ? 0 : -100) }));
  });
  pairs.sort((a, b) => b.sum - a.sum);
  const out = draft.rows.map(() => null);
  const taken = [];
  for (const p of pairs) {
    if (out[p.i]) continue;
    const span = draft.rows[p.i].stretches[p.j].span;
    if (taken.some((t) => common(t, span) > 0)) continue;
    out[p.i] = { ...p, y: draft.rows[p.i].stretches[p.j].y, span };
    taken.push(span);
  }
  return out;
}

if (process.argv[1] && fileURLToPath(import.meta.url).endsWith(process.argv[1].split('/').pop())) {
  const drafts = loadPairs();
  const names = drafts[0].names;
  const missing = drafts.flatMap((d) => d.tasks.filter((t) => !t.span).map((t) => `${d.name}: ${t.task}`));
  if (missing.length) console.log('không thấy:', missing);
  const addressed = drafts.flatMap((d) => d.rows.filter((r) => r.known && !r.addressed).map((r) => `${d.name}: ${r.text}`));
  const wrongly = drafts.flatMap((d) => d.rows.filter((r) => !r.known && r.other && r.addressed).map((r) => `${d.name}: ${r.text}`));
  const neither = drafts.flatMap((d) => d.rows.filter((r) => !r.known && !r.other && r.addressed).map((r) => `${d.name}: ${r.text}`));
  const unread = drafts.flatMap((d) => d.tasks.filter((t) => t.span && !d.rows.some((r) => common(r.span, t.span) > 0)).map((t) => `${d.name}: ${t.task} (${t.how})`));
  if (errors) console.log('KHÔNG GIAO Ở ĐÂY:', addressed, 'GIAO NƠI KHÁC:', wrongly, 'CHƯA GHI:', neither, 'CHƯA ĐỌC:', unread);
  else console.log({ addressed: addressed.length, wrongly: wrongly.length, neither: neither.length, unread: unread.length });
  const rows = [];
  for (const writer of [...new Set(drafts.map((d) => d.writer))]) {
    const model = learn(drafts.filter((d) => d.writer !== writer).flatMap(lessons), names);
    for (const draft of drafts.filter((d) => d.writer === writer)) {
      const found = assign(draft, model);
      const counted = draft.rows.map((row, i) => (row.addressed && !row.by_document ? Math.min(found[i]?.sum ?? -5, 6) : null));
      const count = counted.filter((c) => c !== null).length, all = counted.reduce((sum, c) => sum + (c ?? 0), 0);
      found.forEach((a, i) => {
        const row = draft.rows[i];
        // As in PairWeights::maybe_beside: how the others stand moves the bar, here the sum.
        const beside = -0.3 * ((all - (counted[i] ?? 0) + 3.7) / Math.max(1, count) - 3.7);
        if (!row.addressed || row.by_document || !draft.implements) return;
        if (draft.cut ? !row.known : draft.unjudged) return;
        rows.push({ cut: Boolean(draft.cut), writer, name: draft.name, text: row.text, sum: a ? a.sum + beside : -9, y: a?.y, gap: draft.cut ? true : row.gap, known: row.known, covered: row.covered, how: row.how, got: a && [...draft.mine].slice(...a.span).join('') });
      });
    }
  }
  const gaps = rows.filter((r) => r.gap && !r.cut).length, cuts = rows.filter((r) => r.cut).length;
  for (const bar of [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5]) {
    const claimed = rows.filter((r) => r.sum < bar);
    const right = claimed.filter((r) => r.gap && !r.cut);
    console.log(`${bar}: thấy ${right.length}/${gaps}, bỏ thử ${claimed.filter((r) => r.cut).length}/${cuts}, nhầm ${claimed.filter((r) => !r.gap).length}/${rows.filter((r) => !r.gap).length}   ` + [...new Set(rows.map((r) => r.writer))].map((w) => {
      const c = claimed.filter((r) => r.writer === w), g = rows.filter((r) => r.writer === w && r.gap).length;
      return `${w} ${c.filter((r) => r.gap).length}/${g} (${c.filter((r) => !r.gap).length})`; // cả bỏ thử
    }).join(' · '));
  }
  const chosen = rows.filter((r) => r.covered);
  console.log(`đúng chỗ ${chosen.filter((r) => r.y !== 0).length}/${chosen.length}`);
  if (errors) for (const r of rows.sort((a, b) => a.sum - b.sum)) if (!r.cut && (r.gap !== (r.sum < -1) || (r.covered && r.y === 0))) console.log(r.gap ? 'SÓT ' : r.sum < -1 ? 'NHẦM' : 'LẠC', r.sum.toFixed(2), r.name, '|', r.text.slice(0, 130), '|', r.how, '|', r.got?.replace(/\s+/g, ' ').slice(0, 130));
  // The same for figures: what would be claimed, of one writer's drafts by weights of the others.
  const numbered = drafts.filter((d) => !d.cut), figureNames = drafts[0].figureNames;
  const claims = [...new Set(numbered.map((d) => d.writer))].flatMap((writer) => {
    const model = learn(numbered.filter((d) => d.writer !== writer).flatMap(figureLessons), figureNames);
    return numbered.filter((d) => d.writer === writer).flatMap((d) => unkept(d, model));
  });
  const faults = numbered.reduce((sum, d) => sum + d.faults.length, 0);
  for (const bar of [-1, -0.5, 0, 0.5, 1]) {
    const told = claims.filter((c) => c.sum >= bar);
    console.log(`số liệu ${bar}: thấy ${new Set(told.filter((c) => c.fault).map((c) => c.fault)).size}/${faults}, nhầm ${told.filter((c) => !c.fault).length}`);
  }
  if (errors) for (const c of claims.sort((a, b) => a.sum - b.sum)) if (Boolean(c.fault) !== c.sum >= 0.5) console.log(c.fault ? 'SÓT ' : 'NHẦM', c.sum.toFixed(2), c.name, '|', c.text.replace(/\s+/g, ' ').slice(0, 110), '|', c.asked.replace(/\s+/g, ' ').slice(0, 110));
  const model = learn(drafts.flatMap(lessons), names);
  const figures = learn(numbered.flatMap(figureLessons), figureNames);
  if (write) {
    const put = (text, list, { base, weights }, of) => text.replace(new RegExp(`^( {4}${list}: )\\["base [^"]*", ("sure [^"]*", "maybe [^"]*", "least [^"]*"(?:, "others [^"]*", "usual [^"]*")?)[^\\]]*\\]$`, 'mu'),
      (_, key, bars) => `${key}["base ${base.toFixed(2)}", ${bars}, ${of.map((name, i) => `"${name} ${weights[i].toFixed(2)}"`).join(', ')}]`);
    const text = readFileSync(rulebook, 'utf8');
    const next = put(put(text, 'pair_weights', model, names), 'figure_weights', figures, figureNames);
    if (next === text) console.log('hệ số không đổi');
    writeFileSync(rulebook, next);
  }
  console.log(figureNames.map((name, i) => `${name} ${figures.weights[i].toFixed(2)}`).join(', '), 'base', figures.base.toFixed(2));
  console.log(names.map((name, i) => `${name} ${model.weights[i].toFixed(2)}`).join(', '), 'base', model.base.toFixed(2));
}
