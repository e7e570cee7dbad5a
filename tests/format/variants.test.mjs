// What other word processors write for the same page: clean files of dev/ with their main part rewritten, as strict files, WPS, trackers of changes and
// converters do. No rewriting may bring a finding that the file did not have.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { zip } from './make/zip.mjs';
import { check, defaultSauro, filesOf } from './score.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sauro-variants-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function unzip(bytes) {
  const parts = {};
  let at = bytes.readUInt32LE(bytes.length - 6);
  for (let n = bytes.readUInt16LE(bytes.length - 12); n > 0; n--) {
    const [packed, name, extra, note, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const raw = bytes.subarray(start, start + packed);
    parts[bytes.toString('utf8', at + 46, at + 46 + name)] = (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : raw).toString('utf8');
    at += 46 + name + extra + note;
  }
  return parts;
}

const runs = /<w:r>(?:(?!<\/w:r>)[^])*<w:t(?:(?!<\/w:r>)[^])*<\/w:r>/g;
const outsideTables = (xml, change) => xml.split(/(<w:tbl>[^]*?<\/w:tbl>)/).map((part) => (part.startsWith('<w:tbl>') ? part : change(part))).join('');
const paragraphs = /<w:p[ >](?:(?!<\/w:p>)[^])*<\/w:p>/g;
const ways = {
  'strict files give lengths with their unit': (xml) => xml.replace(/w:(top|bottom|left|right|before|firstLine)="(\d+)"/g, (_, name, n) => `w:${name}="${n / 20}pt"`).replace(/<w:sz w:val="(\d+)"/g, (_, n) => `<w:sz w:val="${n / 2}pt"`),
  'WPS gives the indent in letters': (xml) => xml.replace(/w:firstLine="(\d{3})"/g, (_, n) => `w:firstLineChars="${Math.round((n / 280) * 100)}"`),
  'one run a word, spelling marks between': (xml) =>
    xml.replace(/<w:r>(<w:rPr>(?:(?!<\/w:rPr>)[^])*<\/w:rPr>)?<w:t(?: xml:space="preserve")?>([^<]*)<\/w:t><\/w:r>/g, (_, look, text) =>
      (text.match(/\S+\s*|\s+/g) ?? []).map((word) => `<w:r w:rsidR="00A1">${look ?? ''}<w:t xml:space="preserve">${word}</w:t></w:r><w:proofErr w:type="spellStart"/>`).join('')),
  'tracked insertions': (xml) => xml.replace(runs, (run) => `<w:ins w:id="1" w:author="a">${run}</w:ins>`),
  'content controls around paragraphs': (xml) => outsideTables(xml, (part) => part.replace(paragraphs, (p) => (/sectPr|txbx/.test(p) ? p : `<w:sdt><w:sdtPr/><w:sdtContent>${p}</w:sdtContent></w:sdt>`))),
  'start and end for left and right, on for true': (xml) => xml.replaceAll('<w:jc w:val="left"/>', '<w:jc w:val="start"/>').replaceAll('<w:jc w:val="right"/>', '<w:jc w:val="end"/>').replaceAll('<w:b/>', '<w:b w:val="true"/>').replaceAll('<w:i/>', '<w:i w:val="on"/>'),
  'empty paragraphs between those of the text': (xml) => outsideTables(xml, (part) => part.replace(paragraphs, (p) => (p.includes('<w:jc w:val="both"/>') ? `${p}<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>` : p))),
};

const breached = (path) => check(defaultSauro(), path).findings.filter((one) => one.outcome === 'breached' && /^(ND30|HD05)\./.test(one.norm)).map((one) => one.norm);
const clean = filesOf(join(here, 'dev'), 'docx').filter((one) => one.label.faults.length === 0).filter((_, i) => i % 3 === 0);

for (const [way, rewrite] of Object.entries(ways)) {
  test(way, () => {
    let changed = 0;
    for (const { name, file } of clean) {
      const parts = unzip(readFileSync(file));
      const before = parts['word/document.xml'];
      parts['word/document.xml'] = rewrite(before);
      if (parts['word/document.xml'] !== before) changed++;
      const path = join(folder, 'a.docx');
      writeFileSync(path, zip(parts));
      const known = breached(file);
      assert.deepEqual(breached(path).filter((norm) => !known.includes(norm)), [], name);
    }
    assert.ok(changed >= 3, `${changed} tệp khác đi`);
  });
}
