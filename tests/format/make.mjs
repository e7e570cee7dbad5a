// Writes dev/ and held/ anew: node tests/format/make.mjs [--pdf]. Without --pdf the PDF files stay as they are, their labels are written.
// --pdf needs LibreOffice and a font with Vietnamese letters whose family is "Times New Roman": a PDF names the font it was set in.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heldParty, heldState, lengthen, party, state } from './make/documents.mjs';
import { toDocx } from './make/docx.mjs';
import { faults } from './make/faults.mjs';
import { all, asText, layOut, quote } from './make/model.mjs';
import { dev, held } from './make/sets.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const pools = { dev: { state, party }, held: { state: heldState, party: heldParty } };
const pick = (list, i) => list[i % list.length];

function dialectOf(i, options, d) {
  // Two tab stops hold short names only.
  const head = d.issuer.length > 24 ? 'table' : pick(['table', 'tabs', 'tabs', 'table'], i);
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
  const system = key in pools[set].state ? 'state' : 'party';
  let d = { system, ...pools[set][system][key] };
  if (options.long) d = lengthen(d, pools[set][system], options.long);
  if (options.auto) d = { ...d, body: d.body.map((t) => (typeof t === 'string' && /^\d+\. /.test(t) ? { num: t.replace(/^\d+\. /, '') } : t)) };
  if (options.table) d = { ...d, body: [...d.body.slice(0, 2), { table: options.table }, ...d.body.slice(2)] };
  if (options.landscape) d = { ...d, body: [...d.body.slice(0, -4), { landscape: options.landscape }, ...d.body.slice(-4)] };
  const model = layOut(d, choice);
  const spoilt = wanted.map((w) => {
    const [fault, ...param] = w.split(':');
    if (!faults[fault]) throw new Error(`${set} ${key}: ${fault}`);
    const where = faults[fault](model, param.length ? param.join(':') : undefined);
    if (!where) throw new Error(`${set} ${key}: ${w} has no place`);
    return { fault, where };
  });
  // A later fault may change the words an earlier one stands at: quotes are taken from the text as it ended up.
  const labels = spoilt.map(({ fault, where }) => ({ fault, where: typeof where === 'string' ? where : quote(where) }));
  const text = all(model).map((b) => (b.runs ?? []).map((r) => r.t).join('')).join('\n');
  for (const l of labels) if (l.where !== 'page' && !text.includes(l.where)) throw new Error(`${set} ${i} ${key}: ${l.fault} ${l.where}`);
  const kebab = key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  const name = `${String(i + 1).padStart(2, '0')}-${options.name ?? kebab}`;
  const dialect = dialectOf(i, options, d);
  return { name, label: { system, type: d.type, faults: labels }, model, options, dialect, wide: i % 2 === 0 };
}

// The day a PDF was made is no part of the set.
const undated = (pdf) => Buffer.from(pdf.toString('latin1').replace(/\/CreationDate ?\(D:\d{14}/g, (m) => m.replace(/\d{14}/, '20260601080000')), 'latin1');

const withPdf = process.argv.includes('--pdf');
for (const [set, entries] of [['dev', dev], ['held', held]]) {
  const folder = join(here, set);
  mkdirSync(folder, { recursive: true });
  for (const f of readdirSync(folder)) if (/\.(docx|json|txt)$/.test(f) || (withPdf && f.endsWith('.pdf'))) rmSync(join(folder, f));
  entries.forEach((entry, i) => {
    const made = make(set, entry, i);
    const file = (ext) => join(folder, `${made.name}.${ext}`);
    writeFileSync(file('json'), `${JSON.stringify(made.label, null, 1)}\n`);
    if (made.options.text) return writeFileSync(file('txt'), asText(made.model, made.wide));
    const docx = toDocx(made.model, made.dialect);
    if (!made.options.pdf) return writeFileSync(file('docx'), docx);
    if (!withPdf) return;
    const place = mkdtempSync(join(tmpdir(), 'sauro-format-'));
    writeFileSync(join(place, `${made.name}.docx`), docx);
    execFileSync('soffice', [`-env:UserInstallation=file://${place}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', place, join(place, `${made.name}.docx`)], { stdio: 'ignore' });
    writeFileSync(file('pdf'), undated(readFileSync(join(place, `${made.name}.pdf`))));
    rmSync(place, { recursive: true });
  });
}
