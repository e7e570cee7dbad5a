// Writes dev/, held/ and held2/ anew: node tests/format/make.mjs [--office]. Without --office what LibreOffice makes (the PDF files, the docx of held2) stays as it is.
// --office needs LibreOffice and a font with Vietnamese letters whose family is "Times New Roman": a PDF names the font it was set in.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heldParty, heldState, lengthen, party, state } from './make/documents.mjs';
import * as otherHands from './make/documents2.mjs';
import * as otherPrograms from './make/documents3.mjs';
import { toDocx } from './make/docx.mjs';
import { faults } from './make/faults.mjs';
import { shapes, toHand } from './make/hands.mjs';
import { all, asText, layOut, quote } from './make/model.mjs';
import { offices } from './make/offices_sets.mjs';
import { dev, held, held2 } from './make/sets.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const pools = { dev: { state, party }, held: { state: heldState, party: heldParty }, held2: otherHands };
const pick = (list, i) => list[i % list.length];

function dialectOf(i, options, d) {
  // Two tab stops hold short names only.
  const head = Math.max(d.issuer.length, d.parent?.length ?? 0) > 24 ? 'table' : pick(['table', 'tabs', 'tabs', 'table'], i);
  return {
    name: pick(['direct', 'styles', 'defaults', 'theme', 'libre'], i),
    head,
    rule: pick(['drawing', 'border', 'vml', 'own', 'underline', 'drawing', 'border'], i),
    number: pick(['complex', 'simple', 'frame', 'complex'], i),
    end: d.cosign ? 'table' : pick(['table', 'table', 'flow', 'table', 'flow'], i),
    sections: options.sections,
  };
}

function make(set, entry, i) {
  const [key, choice, wanted, options = {}] = entry;
  const pool = key in otherPrograms.state || key in otherPrograms.party ? otherPrograms : pools[set];
  const system = key in pool.state ? 'state' : 'party';
  let d = { system, ...pool[system][key] };
  if (options.long) d = lengthen(d, pool[system], options.long);
  if (options.auto) d = { ...d, body: d.body.map((t) => (typeof t === 'string' && /^\d+\. /.test(t) ? { num: t.replace(/^\d+\. /, '') } : t)) };
  if (options.table) d = { ...d, body: [...d.body.slice(0, 2), { table: options.table }, ...d.body.slice(2)] };
  if (options.landscape) d = { ...d, body: [...d.body.slice(0, -4), { landscape: options.landscape }, ...d.body.slice(-4)] };
  const model = layOut(d, choice);
  if (options.blank) {
    for (const [block, from, to] of [[model.numberRow[0], /\d+/, '      '], [model.placeRow[0], /ngày \d+/, 'ngày     ']]) block.runs[0].t = block.runs[0].t.replace(from, to);
  }
  if (options.shape) shapes[options.shape](model);
  const spoilt = wanted.map((w) => {
    const [fault, ...param] = w.split(':');
    if (!faults[fault]) throw new Error(`${set} ${key}: ${fault}`);
    const before = JSON.stringify(model);
    const where = faults[fault](model, param.length ? param.join(':') : undefined);
    if (!where || JSON.stringify(model) === before) throw new Error(`${set} ${i + 1} ${key}: ${w} changes nothing`);
    return { fault, where };
  });
  // A later fault may change the words an earlier one stands at: quotes are taken from the text as it ended up.
  const labels = spoilt.map(({ fault, where }) => ({ fault, where: typeof where === 'string' ? where : quote(where) }));
  for (const fault of options.also ?? []) labels.push({ fault, where: quote(model.body.find((b) => b.role === 'body')) });
  const text = all(model).map((b) => (b.runs ?? []).map((r) => r.t).join('')).join('\n');
  for (const l of labels) if (l.where !== 'page' && !text.includes(l.where)) throw new Error(`${set} ${i} ${key}: ${l.fault} ${l.where}`);
  const kebab = key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  const name = `${String(i + 1).padStart(2, '0')}-${options.name ?? kebab}`;
  const dialect = dialectOf(i, options, d);
  return { name, label: { system, type: d.type, faults: labels }, model, options, dialect, wide: i % 2 === 0 };
}

// The day a PDF was made is no part of the set.
const undated = (pdf) => Buffer.from(pdf.toString('latin1').replace(/\/CreationDate ?\(D:\d{14}/g, (m) => m.replace(/\d{14}/, '20260601080000')), 'latin1');

const withOffice = process.argv.includes('--office');
const scratch = withOffice ? mkdtempSync(join(tmpdir(), 'sauro-format-')) : null;
function convert(name, bytes, from, to) {
  const source = join(scratch, `${name}.${from}`);
  const out = join(scratch, 'out');
  writeFileSync(source, bytes);
  execFileSync('soffice', [`-env:UserInstallation=file://${scratch}/profile`, '--headless', '--convert-to', to, '--outdir', out, source], { stdio: 'ignore' });
  return readFileSync(join(out, `${name}.${to}`));
}

for (const [set, entries] of Object.entries({ dev, held, held2 })) {
  const folder = join(here, set);
  const ofOffice = (f) => f.endsWith('.pdf') || (set === 'held2' && f.endsWith('.docx'));
  mkdirSync(folder, { recursive: true });
  // What was made by a program that is no part of this project stays as it is.
  const kept = (f) => !f.endsWith('.json') && (entries[parseInt(f, 10) - 1]?.[3]?.by || offices[parseInt(f, 10) - 1 - dev.length]?.way);
  for (const f of readdirSync(folder)) if (!kept(f) && (withOffice || !ofOffice(f))) rmSync(join(folder, f));
  entries.forEach((entry, i) => {
    const made = make(set, entry, i);
    const write = (ext, data) => writeFileSync(join(folder, `${made.name}.${ext}`), data);
    write('json', `${JSON.stringify(made.label, null, 1)}\n`);
    if (made.options.text) return write('txt', asText(made.model, made.wide));
    if (made.options.by) return;
    const docx = made.options.hand ? toHand(made.model, made.options.hand) : toDocx(made.model, made.dialect);
    if (made.options.pdf) return withOffice && write('pdf', undated(convert(made.name, docx, 'docx', 'pdf')));
    if (set !== 'held2') return write('docx', docx);
    if (!withOffice) return;
    const way = pick(['odt', 'rtf', 'doc', 'odt'], i);
    write('docx', convert(made.name, convert(made.name, docx, 'docx', way), way, 'docx'));
  });
}
// As offices type them: behind the others of dev. What LibreOffice makes of some is made once more with --office.
offices.forEach((o, i) => {
  const name = `${dev.length + 1 + i}-${o.name}`;
  const write = (ext, data) => writeFileSync(join(here, 'dev', `${name}.${ext}`), data);
  write('json', `${JSON.stringify(o.label, null, 1)}\n`);
  if (!o.way) return write('docx', o.bytes());
  if (!withOffice) return;
  if (o.way === 'pdf') return write('pdf', undated(convert(name, o.bytes(), 'docx', 'pdf')));
  write('docx', convert(name, convert(name, o.bytes(), 'docx', o.way), o.way, o.way === 'html' ? 'docx:MS Word 2007 XML' : 'docx'));
});
if (scratch) rmSync(scratch, { recursive: true });
