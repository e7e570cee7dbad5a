import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, dataFolder, file, folder, lines, sauro, sauroJson } from './support.mjs';

const world = [
  { kind: 'area', code: 'A01', name: 'Tỉnh Mẫu', level: 'province', parent: null, merged: false, valid_from: '2024-01-01' },
  { kind: 'unit', code: 'T01', area: 'A01', name: 'Tỉnh ủy Mẫu', level: 'province', bloc: 'party', parent: 'TW', valid_from: '2024-01-01' },
  { kind: 'unit', code: 'H01', area: 'A01', name: 'Hội đồng nhân dân tỉnh Mẫu', level: 'province', bloc: 'elected', parent: 'T01', valid_from: '2024-01-01' },
];
const conference = (id, extra = {}) => ({ kind: 'conference', id, unit: 'T01', date: '2026-03-02', title: 'Hội nghị', type: 'professional', scope: 'province_wide', mode: 'online', statutory_kind: null, actual_minutes: 240, status: 'held', ...extra });
const cap = 'KL226.2.2.d1.province-wide-cap';
const evaluate = (data, norm, extra = []) => sauroJson(['evaluate', '--data', data, '--period', '2026', '--as-of', '2026-11-21', '--norm', norm, ...extra]).json;
const load = (t, data, rows, extra = []) => sauroJson(['load', file(t, 'su-viec.jsonl', lines(rows)), '--data', data, ...extra]);

test('load, evaluate: the cap on province-wide conferences counts the area, leaves out the council, waives with a full decision', (t) => {
  const data = dataFolder(t);
  const first = load(t, data, [...world, conference('c1'), conference('c2', { unit: 'H01', statutory_kind: 'peoples_council' }), conference('c3')]);
  assert.equal(first.code, 0, first.err);
  const two = evaluate(data, cap).results.find((r) => r.area === 'A01');
  assert.equal(two.outcome, 'met');
  assert.equal(two.measured, '2');
  assert.equal(two.excluded, 1);
  assert.equal(two.unit, null);
  assert.equal(two.row, 'M8');
  assert.deepEqual([...two.facts].sort(), ['c1', 'c3']);

  load(t, data, [conference('c4', { decision: { by: 'provincial_standing_committee', symbol: null, date: null } })]);
  const three = evaluate(data, cap).results.find((r) => r.area === 'A01');
  assert.equal(three.outcome, 'breached');
  assert.equal(three.measured, '3');
  assert.equal(three.limit, '2');
  assert.match(three.message, /3/);

  const data2 = dataFolder(t);
  load(t, data2, [...world, conference('c1'), conference('c3'), conference('c4', { date: '2026-05-05', decision: { by: 'provincial_standing_committee', symbol: '15-QĐ/TU', date: '2026-04-20' } })]);
  assert.equal(evaluate(data2, cap).results.find((r) => r.area === 'A01').outcome, 'waived');
});

test('evaluate: what cannot be told is said, with the missing fact', (t) => {
  const data = dataFolder(t);
  load(t, data, [...world, conference('c1'), conference('c2'), conference('c3', { scope: undefined })]);
  const result = evaluate(data, cap).results.find((r) => r.area === 'A01');
  assert.equal(result.outcome, 'cannot_tell');
  assert.ok(result.missing);
  const documents = evaluate(data, 'KL226.2.1.d3.reduce-15').results.filter((r) => r.unit === 'T01');
  assert.ok(documents.every((r) => r.outcome !== 'met' && r.outcome !== 'breached'));
});

test('evaluate: the reduction of documents is exact at its boundary, and cannot be told before the year has ended', (t) => {
  const data = dataFolder(t);
  const documents = (year, count, offset) => Array.from({ length: count }, (_, i) => ({ kind: 'document', id: `d${year}-${i}`, unit: 'T01', direction: 'out', system: 'party', document_type: 'công văn', symbol: `${i + 1}-CV/TU`, date: `${year}-0${1 + (i % 9)}-1${i % 9}`, subject: 'Về việc mẫu', administrative: true, channel: 'network', digital: true, pages: 2 + offset }));
  assert.equal(load(t, data, [...world, ...documents(2025, 20, 0), ...documents(2026, 17, 0)]).code, 0);
  const norm = 'KL226.2.1.d3.reduce-15';
  const at = (asOf) => sauroJson(['evaluate', '--data', data, '--period', '2026', '--as-of', asOf, '--norm', norm, '--unit', 'T01']).json.results.find((r) => r.unit === 'T01');
  assert.equal(at('2026-11-21').outcome, 'cannot_tell');
  assert.equal(at('2027-01-10').outcome, 'met');
  load(t, data, documents(2026, 18, 0).slice(17));
  const over = at('2027-01-10');
  assert.equal(over.outcome, 'breached');
  assert.match(over.message, /15/);
});

test('load: a wrong line is named and nothing of the file is loaded; a repeated file changes nothing', (t) => {
  const data = dataFolder(t);
  const bad = load(t, data, [...world, conference('c1'), conference('c2', { date: '2026-11-31' }), { ...conference('c3'), khoa_la: 1 }, conference('c4', { unit: 'KHONG' }), { kind: 'khong_co' }]);
  assert.equal(bad.code, 3);
  assert.match(bad.err, /dòng 5.*31\/11\/2026 không có trong lịch/);
  assert.match(bad.err, /dòng 6.*khoa_la/);
  assert.match(bad.err, /dòng 8.*khong_co/);
  assert.equal(evaluate(data, cap).results.filter((r) => r.area === 'A01').length, 0);

  const dry = load(t, data, [...world, conference('c1')], ['--dry-run']);
  assert.equal(dry.code, 0, dry.err);
  assert.equal(evaluate(data, cap).results.filter((r) => r.area === 'A01').length, 0);

  assert.equal(load(t, data, [...world, conference('c1')]).json.totals.created, 4);
  const again = load(t, data, [...world, conference('c1')]);
  assert.equal(again.code, 0);
  assert.equal(again.json.totals.created, 0);
  assert.equal(again.json.totals.unchanged, 4);
  const changed = load(t, data, [conference('c1', { title: 'Tên khác' })]);
  assert.equal(changed.code, 3);
  assert.match(changed.err, /c1|đã có/);
  assert.equal(sauro(['audit', 'verify', '--data', data]).code, 0);
});

test('load: kill -9 in the middle leaves nothing of the file and a whole database', async (t) => {
  const data = dataFolder(t);
  assert.equal(load(t, data, world).code, 0);
  const place = folder(t);
  const big = join(place, 'lon.jsonl');
  writeFileSync(big, lines(Array.from({ length: 60_000 }, (_, i) => conference(`k${i}`, { scope: 'internal' }))));
  const child = spawn(binary, ['load', big, '--data', data], { stdio: 'ignore' });
  const database = join(data, 'sauro.db-wal');
  const { statSync } = await import('node:fs');
  const size = () => { try { return statSync(database).size; } catch { return 0; } };
  const before = size();
  const deadline = Date.now() + 60_000;
  while (size() < before + 2_000_000 && child.exitCode === null && Date.now() < deadline) await new Promise((done) => setImmediate(done));
  const finished = child.exitCode !== null;
  child.kill('SIGKILL');
  if (!finished) await once(child, 'exit');
  assert.equal(finished, false, 'tệp phải đủ lớn để bị dừng giữa chừng');
  const counted = evaluate(data, 'KL226.2.2.p.online-min').results.filter((r) => r.unit === 'T01' && r.outcome !== 'not_applicable');
  assert.deepEqual(counted.map((r) => r.facts_total ?? 0).filter((n) => n > 0), []);
  const after = sauroJson(['load', big, '--data', data]);
  assert.equal(after.code, 0, after.err);
  assert.equal(after.json.totals.created, 60_000);
  assert.equal(sauro(['audit', 'verify', '--data', data]).code, 0);
});

test('evaluate, load: unknown unit, unknown norm, bad period, missing data folder', (t) => {
  const data = dataFolder(t);
  assert.equal(sauro(['evaluate', '--data', data, '--unit', 'KHONG']).code, 3);
  assert.equal(sauro(['evaluate', '--data', data, '--norm', 'KHONG']).code, 3);
  const period = sauro(['evaluate', '--data', data, '--period', '2026-Q7']);
  assert.equal(period.code, 2);
  assert.match(period.err, /2026-Q7/);
  const nowhere = sauro(['evaluate', '--data', '/khong/co/du-lieu']);
  assert.equal(nowhere.code, 3);
  assert.match(nowhere.err, /sauro init/);
  assert.equal(sauro(['load', file(t, 'rong.jsonl', ''), '--data', data]).code, 3);
});
