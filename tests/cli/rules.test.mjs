import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ownRule } from './own_rule.mjs';
import { folder, root, sauro, sauroJson, today } from './support.mjs';

test('rules: every norm has id, row, clause and executability; the rows of this stage are machine-checked with cases', () => {
  const { json } = sauroJson(['rules', 'list']);
  assert.ok(json.norms.length >= 20);
  for (const norm of json.norms) for (const key of ['id', 'row', 'clause', 'source', 'statement', 'executability', 'force', 'kind']) assert.ok(norm[key], `${norm.id}: ${key}`);
  assert.equal(new Set(json.norms.map((n) => n.id)).size, json.norms.length);
  const rows = 'D8 D10 D11 M2 M6 M8 M9 M18 M19 W13 W17'.split(' ');
  for (const row of rows) assert.ok(json.norms.some((n) => n.row.split(/[;, ]+/).includes(row) && n.machine_checked && n.cases > 0), row);
});

test('rules test: every case passes, moving a parameter flips one', () => {
  const { code, json } = sauroJson(['rules', 'test']);
  assert.equal(json.failed, 0, JSON.stringify(json.cases.filter((c) => !c.passed).slice(0, 5)));
  assert.ok(json.passed >= 60);
  assert.equal(code, 0);
});

test('rules show: one norm whole; an unknown one is named', () => {
  const { json } = sauroJson(['rules', 'show', 'KL226.2.2.d1.province-wide-cap']);
  assert.equal(json.row, 'M8');
  assert.ok(json.parameters.length >= 1);
  assert.ok(json.except.length >= 2);
  const unknown = sauro(['rules', 'show', 'KL226.khong-co']);
  assert.equal(unknown.code, 3);
  assert.match(unknown.err, /KL226\.khong-co/);
});

test('rules coverage: says how many norms of each source a machine checks', () => {
  const { json } = sauroJson(['rules', 'coverage']);
  const directive = json.sources.find((s) => s.source === '226-KL/TW');
  assert.ok(directive.norms >= directive.machine_checked);
  assert.ok(directive.machine_checked > 0);
  // What stands behind the figure: parts of one sentence, norms that only measure, norms that measure nothing yet.
  const { json: list } = sauroJson(['rules', 'list']);
  const measured = list.norms.filter((n) => n.source === '226-KL/TW' && n.executability === 'measured_only');
  assert.equal(directive.checked_measured_only, measured.filter((n) => n.machine_checked).length);
  assert.equal(directive.nothing_measured, measured.filter((n) => !n.machine_checked).length);
  assert.ok(directive.nothing_measured > 0);
  assert.ok(directive.sentences > 100 && directive.sentences < directive.norms);
  assert.match(sauro(['rules', 'coverage']).out, new RegExp(`${directive.norms} quy tắc từ ${directive.sentences} câu`));
});

test('a broken rulebook is refused with file and line', (t) => {
  const place = join(folder(t), 'rulebook');
  mkdirSync(place);
  cpSync(join(root, 'rulebook'), place, { recursive: true });
  const path = join(place, '226-KL-TW.yaml');
  const text = readFileSync(path, 'utf8');
  const line = text.split('\n').findIndex((l) => /^\s+kind: count_cap/.test(l)) + 1;
  assert.ok(line > 0);
  writeFileSync(path, text.replace(/kind: count_cap/, 'kind: dem_cho_vui'));
  const result = sauro(['rules', 'list', '--rulebook', place]);
  assert.equal(result.code, 3, result.err);
  assert.match(result.err, new RegExp(`226-KL-TW\\.yaml:${line}`));
  assert.match(result.err, /dem_cho_vui/);
});

test('what loads no rulebook: each mistake by name, file and line, with what to do', (t) => {
  const place = join(folder(t), 'rulebook');
  cpSync(join(root, 'rulebook'), place, { recursive: true });
  const path = join(place, '226-KL-TW.yaml');
  const text = readFileSync(path, 'utf8');
  const overlay = join(place, 'overlays', 'thu.yaml');
  mkdirSync(join(place, 'overlays'));
  const inNorm = (norm, before, after) => {
    const at = text.indexOf(before, text.indexOf(`id: ${norm}\n`));
    assert.ok(at > 0, before);
    return text.slice(0, at) + after + text.slice(at + before.length);
  };
  const share = 'KL226.2.2.p.in-person-max';
  const refused = (why) => {
    const result = sauro(['rules', 'list', '--rulebook', place]);
    assert.equal(result.code, 3, `${why}: ${result.out.slice(0, 80)}`);
    assert.match(result.err, why);
    assert.match(result.err, /\.yaml:\d+/);
  };
  for (const [broken, why] of [
    [inNorm(share, 'verified_on: 2026-11-21', 'verified_on: 2127-11-21'), /in-person-max.*ở sau hôm nay; ghi ngày/],
    [inNorm(share, '{from: 2026-01-01, value: 40%', '{from: 1999-01-01, value: 40%'), /max_share.*trước ngày 226-KL\/TW ban hành.*sửa/],
    [inNorm(share, 'stricter: lower', 'stricter: higher'), /max_share.*ghi “stricter: lower”/],
    [inNorm(share, 'value: 40%', 'value: -40%'), /số âm; ghi số/],
  ]) {
    writeFileSync(path, broken);
    refused(why);
  }
  writeFileSync(path, text);
  const tighten = (norm, parameter, values) => `overlay: {id: 12-QĐ/TU, unit_path: TW/01.TU/, source: 12-QĐ/TU}\ntighten:\n- {norm: ${norm}, parameter: ${parameter}, values: [${values}]}\n`;
  for (const [content, why] of [
    [tighten(share, 'max_share', '{from: 2020-03-01, value: 30%, clause: Điều 2}'), /trước ngày KL226\.2\.2\.p\.in-person-max có hiệu lực.*sửa/],
    [tighten(share, 'max_share', '{from: 2026-03-01, value: 30%, clause: Điều 2}, {from: 2026-09-01, value: 35%, clause: Điều 3}'), /rồi nới thành 35%.*bỏ giá trị sau/],
    [tighten('KL226.2.2.d3.opening-10', 'max_minutes', '{from: 2026-03-01, value: -5, clause: Điều 2}'), /số âm/],
  ]) {
    writeFileSync(overlay, content);
    refused(why);
  }
  writeFileSync(overlay, tighten(share, 'max_share', '{from: 2026-03-01, value: 30%, clause: Điều 2}'));
  assert.equal(sauro(['rules', 'list', '--rulebook', place]).code, 0);
});

test('rules decide: who decided a reading, when, by which document; every finding and the hash follow', (t) => {
  const data = folder(t);
  assert.equal(sauro(['init', '--data', data]).code, 0);
  const decide = (id, option, day = '2026-11-20') =>
    sauro(['rules', 'decide', id, '--option', option, '--by', 'Ban Thường vụ Tỉnh ủy Minh Họa', '--symbol', '12-QĐ/TU', '--date', day, '--reason', 'Thống nhất cách tính', '--data', data]);
  assert.match(decide('INT-99', 'a').err, /không có cách hiểu “INT-99”/);
  assert.match(decide('INT-08', 'z').err, /INT-08 không có phương án “\(z\)”; chọn một trong \(a\), \(b\)/);
  assert.match(decide('INT-08', 'a', '2127-01-01').err, /ở sau hôm nay/);
  const facts = join(data, 'facts.jsonl');
  writeFileSync(
    facts,
    [
      { kind: 'area', code: 'A01', name: 'Tỉnh Minh Họa', level: 'province', parent: null },
      { kind: 'unit', code: 'T01', area: 'A01', name: 'Tỉnh ủy Minh Họa', level: 'province', bloc: 'party' },
      { kind: 'conference', id: 'c1', unit: 'T01', date: '2026-03-02', mode: 'online', status: 'held' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  assert.equal(sauro(['load', facts, '--data', data]).code, 0);
  const evaluate = () => sauroJson(['evaluate', '--data', data, '--norm', 'KL226.2.2.p.online-min', '--period', '2026', '--as-of', '2026-12-31']).json;
  const before = evaluate();
  assert.match(before.results[0].message, /Theo cách hiểu đề xuất: [^.]*INT-08/);
  const done = decide('INT-08', 'a');
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /Ban Thường vụ Tỉnh ủy Minh Họa quyết định ngày 20\/11\/2026, 12-QĐ\/TU/);
  const after = evaluate();
  assert.notEqual(after.rulebook, before.rulebook);
  assert.doesNotMatch(after.results[0].message, /INT-08/);
  // A later decision takes its place. One that norms can follow is what they are judged by; the findings of the page wait for activate.
  assert.equal(decide('INT-08', 'b').code, 0);
  const other = evaluate();
  assert.doesNotMatch(other.results[0].message, /INT-08/);
  assert.match(sauro(['rules', 'activate', '--data', data]).out, new RegExp(other.rulebook));
  // One that no norm follows is said in every finding.
  assert.equal(decide('INT-08', 'd').code, 0);
  assert.match(evaluate().results[0].message, /INT-08 đã quyết định phương án \(d\); quy tắc này còn tính theo \(a\)/);
  // Taken back: the proposal stands again, and so does the hash.
  const back = ['rules', 'decide', 'INT-08', '--revoke', '--by', 'Ban Thường vụ Tỉnh ủy Minh Họa', '--symbol', '13-QĐ/TU', '--date', '2026-11-21', '--reason', 'Chờ hướng dẫn', '--data', data];
  assert.equal(sauro(back).code, 0);
  assert.equal(evaluate().rulebook, before.rulebook);
  assert.match(sauro(back).err, /chưa có quyết định nào đang dùng/);
  assert.equal(sauro([...back.slice(0, 3), ...back.slice(4)]).code, 2);
  // A value that the text leaves open.
  const value = (text) => sauro(['rules', 'decide', 'INT-19', '--option', 'a', '--value', `KL226.2.2.d3.dissemination-half-day:max_minutes=${text}`, ...back.slice(4)]);
  assert.match(value('300').err, /nhập từ 180 đến 240/);
  assert.equal(value('210').code, 0);
});

test('rules diff: which findings another rulebook would bring, norm by norm', (t) => {
  const data = folder(t);
  assert.equal(sauro(['init', '--data', data]).code, 0);
  const facts = join(data, 'facts.jsonl');
  const lines = [
    { kind: 'area', code: 'A01', name: 'Tỉnh Minh Họa', level: 'province', parent: null },
    { kind: 'unit', code: 'T01', area: 'A01', name: 'Tỉnh ủy Minh Họa', level: 'province', bloc: 'party' },
    ...[1, 2, 3].map((n) => ({ kind: 'conference', id: `c${n}`, unit: 'T01', date: '2026-03-0' + n, scope: 'province_wide', statutory_kind: null, status: 'held' })),
  ];
  writeFileSync(facts, lines.map((line) => JSON.stringify(line)).join('\n'));
  assert.equal(sauro(['load', facts, '--data', data]).code, 0);
  const place = join(data, 'rulebook');
  cpSync(join(root, 'rulebook'), place, { recursive: true });
  const ask = ['rules', 'diff', '--rulebook', place, '--data', data, '--period', '2026', '--as-of', '2026-12-31'];
  assert.equal(sauroJson(ask).json.summary.touched, 0);
  const path = join(place, '226-KL-TW.yaml');
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf('value: 2,', text.indexOf('KL226.2.2.d1.province-wide-cap'));
  writeFileSync(path, text.slice(0, at) + 'value: 3,' + text.slice(at + 9));
  const { code, json } = sauroJson(ask);
  assert.equal(code, 0);
  assert.deepEqual(json.norms.map((n) => [n.norm, n.change, n.appearing, n.vanishing]), [['KL226.2.2.d1.province-wide-cap', 'changed', 0, 1]]);
  assert.equal(json.norms[0].rows[0].before, 'breached 3 / 2');
  assert.match(sauro(ask).out, /bớt 1/);
});

test('rules add: a unit adds norms by its own document, for itself and below; what is wrong is named by line and changes nothing', (t) => {
  const data = folder(t);
  assert.equal(sauro(['init', '--data', data]).code, 0);
  const meeting = (id, unit, minutes) => ({ kind: 'meeting', id, unit, date: today(), title: 'Giao ban tuần', minutes, status: 'held' });
  const lines = [
    ...['A01', 'A02'].map((code) => ({ kind: 'area', code, name: `Tỉnh ${code}`, level: 'province', parent: null })),
    ...['1', '2'].map((n) => ({ kind: 'unit', code: `T0${n}`, area: `A0${n}`, name: `Tỉnh ủy ${n}`, level: 'province', bloc: 'party' })),
    meeting('g1', 'T01', 120),
    meeting('g2', 'T01', 90),
    meeting('g3', 'T02', 120),
  ];
  const facts = join(data, 'facts.jsonl');
  writeFileSync(facts, lines.map((line) => JSON.stringify(line)).join('\n'));
  assert.equal(sauro(['load', facts, '--data', data]).code, 0);
  const own = join(data, 'quy-dinh-12.yaml');
  const put = (text) => {
    writeFileSync(own, text);
    return sauro(['rules', 'add', own, '--data', data]);
  };
  assert.equal(sauro(['findings', 'refresh', '--data', data]).code, 0);
  const judge = ['evaluate', '--data', data, '--norm', 'MH12.giao-ban'];

  const refusals = [
    [ownRule('KHONG/'), /không có đơn vị nào ở “KHONG\/”/],
    [ownRule('TW/T01/').replace(', unit_path: TW/T01/', ''), /local\/quy-dinh-12\.yaml:1: .*unit_path/],
    [ownRule('TW/T01/').replace('id: MH12.giao-ban', 'id: KL226.2.2.p.cost-norm'), /local\/quy-dinh-12\.yaml:3: .*trùng với 226-KL-TW\.yaml/],
    [ownRule('TW/T01/').replace('given: [A], expect: met', 'given: [{A: {minutes: 95}}], expect: met'), /vừa đủ.*muốn met, được breached/],
  ];
  for (const [text, why] of refusals) {
    const refused = put(text);
    assert.equal(refused.code, 3, refused.err);
    assert.match(refused.err, why);
    assert.equal(sauro(judge).code, 3, 'không có quy tắc nào được nhận');
  }

  const added = put(ownRule('TW/T01/'));
  assert.equal(added.code, 0, added.err);
  assert.match(added.out, /12-QĐ\/TU/);
  const outcomes = sauroJson(judge).json.results.map((one) => [one.subject, one.outcome]).sort();
  assert.deepEqual(outcomes, [['g1', 'breached'], ['g2', 'met']]);
  // the effect on what is on record is told before it is put in force
  const activated = sauro(['rules', 'activate', '--data', data]);
  assert.equal(activated.code, 0, activated.err);
  assert.match(activated.out, /MH12\.giao-ban \(mới\): thêm 1 vi phạm, bớt 0[^]*Từ nay áp dụng/);
  assert.equal(sauro(['rules', 'remove', '99-QĐ/TU', '--data', data]).code, 3);
  assert.equal(sauro(['rules', 'remove', '12-QĐ/TU', '--data', data]).code, 0);
  assert.equal(sauro(judge).code, 3);
});
