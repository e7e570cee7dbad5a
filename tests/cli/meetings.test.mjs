// Rows M1–M11, M13–M19 from a facts file to `evaluate --json`: every case is a province or commune of its own, loaded and evaluated once.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { dataFolder, file, lines, sauroJson } from './support.mjs';

const K = 'KL226.2.2.';
const c = (extra = {}) => ({ kind: 'conference', date: '2026-03-02', title: 'Hội nghị', type: 'professional', scope: 'internal', mode: 'online', statutory_kind: null, status: 'held', ...extra });
const times = (n, make) => Array.from({ length: n }, () => make);
const wide = (extra = {}) => c({ scope: 'province_wide', ...extra });
const xa = (extra = {}) => c({ scope: 'commune_wide', ...extra });
const decided = (by) => ({ decision: { by, symbol: '15-QĐ/TU', date: '2026-02-20' } });
const province = decided('provincial_standing_committee');
const commune = decided('commune_standing_committee');
const old = (n) => times(n, c({ date: '2025-03-03' }));
const plan = (extra = {}) => ({ kind: 'conference_plan', year: 2026, based_on: 'Chương trình công tác năm 2026', approved_on: '2025-12-28', ...extra });
const invited = (invitee, extra = {}) => [c({ delegates: 10, ...extra }), { kind: 'invitation', ...invitee }];
const outside = (extra = {}) => ({ unit: 'Trường Minh Họa', level: 'province', bloc: 'party', in_charge: true, concerned: true, in_scope: true, ...extra });
const timed = (type, minutes) => [c({ type, actual_minutes: minutes })];
// closing speeches are judged by conference, others one by one
const speech = (type, minutes, extra = {}) => ({ kind: 'speech', mark: type !== 'closing', type, minutes, ...extra });
const spoken = (...speeches) => [c(), ...speeches];
const said = 'Qua sáu tháng thực hiện, các đơn vị đã giảm số cuộc họp, gộp nhiều báo cáo và chuyển phần lớn việc trao đổi sang môi trường mạng, song việc cập nhật số liệu của một số nơi còn chậm và chưa thống nhất.';
const own = 'Chúng tôi đề nghị ba việc: thống nhất mẫu biểu, rút ngắn thời gian trả lời và cử một người làm đầu mối ở mỗi xã.';
const paper = (text) => ({ kind: 'paper', text, sent_on: '2026-02-26' });
const months = (year, edge, middle) => [...times(edge, c({ date: `${year}-12-10` })), ...times(middle, c({ date: `${year}-05-11` }))];
const first = { broadcast_to_grassroots: true, id: '@truoc' };

// [row, norm, name, facts, outcome, level]
const cases = [
  ['M1', 'p.yearly-plan', 'đạt', [c(), plan()], 'met'],
  ['M1', 'p.yearly-plan', 'không có kế hoạch', [c()], 'breached'],
  ['M1', 'p.yearly-plan', 'duyệt đúng ngày xét', [c(), plan({ approved_on: '2026-12-31' })], 'met'],
  ['M2', 'p.online-min', 'đúng 60 %', [...times(3, c()), ...times(2, c({ mode: 'in_person' }))], 'met'],
  ['M2', 'p.online-min', 'dưới 60 %', [...times(59, c()), ...times(41, c({ mode: 'in_person' }))], 'breached'],
  ['M2', 'p.online-min', 'kết hợp tính trực tuyến', [...times(3, c({ mode: 'hybrid' })), ...times(2, c({ mode: 'in_person' }))], 'met'],
  ['M2', 'p.online-min', 'chưa ghi hình thức', [...times(3, c()), ...times(2, c({ mode: 'in_person' })), c({ mode: undefined })], 'cannot_tell'],
  ['M2', 'p.in-person-max', 'đúng 40 %', [...times(3, c()), ...times(2, c({ mode: 'in_person' }))], 'met'],
  ['M2', 'p.in-person-max', 'trên 40 %', [...times(59, c()), ...times(41, c({ mode: 'in_person' }))], 'breached'],
  ['M2', 'p.online-min.plan', 'kế hoạch đúng 60 %', [...times(3, c({ status: 'planned' })), ...times(2, c({ status: 'planned', mode: 'in_person' }))], 'met'],
  ['M2', 'p.in-person-max.plan', 'kế hoạch trên 40 %', [c({ status: 'planned' }), c({ status: 'planned', mode: 'in_person' })], 'breached'],
  ['M3', 'p.already-guided', 'nêu nội dung còn vướng', [c({ guided_by: '05-HD/TU', necessity_note: 'Ba xã hỏi về mẫu biểu' })], 'met'],
  ['M3', 'p.already-guided', 'không nêu lý do', [c({ guided_by: '05-HD/TU' })], 'breached'],
  ['M3', 'p.already-guided', 'chưa khai loại', [c({ guided_by: '05-HD/TU', type: undefined })], 'cannot_tell'],
  ['M4', 'p.no-rerun', 'không tổ chức lại', [c()], 'met'],
  ['M4', 'p.no-rerun', 'tổ chức lại', [c(first), c({ repeats: '@truoc', date: '2026-04-02', mark: true })], 'breached'],
  ['M4', 'p.no-rerun', 'lần trước không truyền', [c({ ...first, broadcast_to_grassroots: false }), c({ repeats: '@truoc', date: '2026-04-02', mark: true })], 'met'],
  ['M4', 'p.no-rerun', 'chưa rõ có truyền', [c({ ...first, broadcast_to_grassroots: undefined }), c({ repeats: '@truoc', date: '2026-04-02', mark: true })], 'cannot_tell'],
  ['M5', 'p.cost-norm', 'đúng định mức', [c({ cost: 100, cost_norm: 100 })], 'met'],
  ['M5', 'p.cost-norm', 'vượt một đồng', [c({ cost: 101, cost_norm: 100 })], 'breached'],
  ['M5', 'p.cost-norm', 'chưa có định mức', [c({ cost: 101 })], 'cannot_tell'],
  ['M6', 'p.reduce-10', 'giảm đúng 10 %', [...old(10), ...times(9, c())], 'met'],
  ['M6', 'p.reduce-10', 'không giảm', [...old(10), ...times(10, c())], 'breached'],
  ['M6', 'p.reduce-10', 'không có năm gốc', [c()], 'cannot_tell'],
  ['M6', 'p.reduce-10.plan', 'kế hoạch giảm đúng 10 %', [...old(10), ...times(4, c()), ...times(5, c({ status: 'planned' }))], 'met'],
  ['M6', 'p.reduce-10.plan', 'kế hoạch không giảm', [...old(10), ...times(5, c()), ...times(5, c({ status: 'planned' }))], 'breached'],
  ['M8', 'd1.province-wide-cap', 'đúng hai', times(2, wide()), 'met'],
  ['M8', 'd1.province-wide-cap', 'ba', times(3, wide()), 'breached'],
  ['M8', 'd1.province-wide-cap', 'hai và một định kỳ', [wide(), wide(), wide({ statutory_kind: 'peoples_council' })], 'met'],
  ['M8', 'd1.province-wide-cap', 'có quyết định', [wide(), wide(), wide(province)], 'waived'],
  ['M8', 'd1.province-wide-cap', 'quyết định thiếu số', [wide(), wide(), wide({ decision: { by: 'provincial_standing_committee', symbol: null, date: '2026-02-20' } })], 'breached'],
  ['M8', 'd1.province-wide-cap', 'chưa ghi quy mô', [wide(), wide(), wide({ scope: undefined })], 'cannot_tell'],
  ['M8', 'd1.province-wide-cap.plan', 'hai đã họp, một kế hoạch', [wide(), wide(), wide({ status: 'planned', date: '2026-10-02' })], 'breached'],
  ['M8', 'd1.province-wide-cap.plan', 'kế hoạch có quyết định', [wide(), wide(), wide({ status: 'planned', date: '2026-10-02', ...province })], 'waived'],
  ['M9', 'd1.commune-wide-cap', 'đúng ba', times(3, xa()), 'met', 'commune'],
  ['M9', 'd1.commune-wide-cap', 'bốn', times(4, xa()), 'breached', 'commune'],
  ['M9', 'd1.commune-wide-cap', 'có quyết định', [...times(3, xa()), xa(commune)], 'waived', 'commune'],
  ['M9', 'd1.commune-wide-cap', 'quyết định của cấp tỉnh', [...times(3, xa()), xa(province)], 'breached', 'commune'],
  ['M9', 'd1.commune-wide-cap', 'chưa ghi quy mô', [...times(3, xa()), xa({ scope: undefined })], 'cannot_tell', 'commune'],
  ['M9', 'd1.commune-wide-cap.plan', 'kế hoạch bốn', times(4, xa({ status: 'planned', date: '2026-10-02' })), 'breached', 'commune'],
  ['M10', 'd1.province-extra-decision', 'đủ căn cứ', [wide(province)], 'met'],
  ['M10', 'd1.province-extra-decision', 'thiếu số', [wide({ decision: { by: 'provincial_standing_committee', symbol: null, date: '2026-02-20' } })], 'breached'],
  ['M10', 'd1.commune-extra-decision', 'đủ căn cứ', [xa(commune)], 'met', 'commune'],
  ['M11', 'd2.scale-composition', 'đủ quy mô, số đại biểu, danh sách', invited(outside()), 'met'],
  ['M11', 'd2.scale-composition', 'chưa ghi số đại biểu', invited(outside(), { delegates: undefined }), 'breached'],
  ['M11', 'd2.scale-composition', 'chưa có danh sách', [c({ delegates: 10 })], 'cannot_tell'],
  ['M11', 'd2.own-bloc', 'cùng khối', invited(outside()), 'met'],
  ['M11', 'd2.own-bloc', 'khác khối', invited(outside({ bloc: 'mass' })), 'breached'],
  ['M11', 'd2.own-bloc', 'toàn tỉnh thì không xét', invited(outside({ bloc: 'mass' }), { scope: 'province_wide' }), 'not_applicable'],
  ['M13', 'd2.scope-only', 'trong phạm vi', invited(outside()), 'met'],
  ['M13', 'd2.scope-only', 'ngoài phạm vi', invited(outside({ in_scope: false })), 'breached'],
  ['M13', 'd2.scope-only', 'chưa rõ', invited(outside({ in_scope: undefined })), 'cannot_tell'],
  ['M13', 'd2.directly-concerned', 'không liên quan', invited(outside({ concerned: false })), 'breached'],
  ['M14', 'd2.internal-own-level', 'cùng cấp', invited(outside()), 'met'],
  ['M14', 'd2.internal-own-level', 'khác cấp', invited(outside({ level: 'central' })), 'breached'],
  ['M14', 'd2.internal-own-level', 'liên ngành có ghi vấn đề', invited(outside({ level: 'central' }), { scope: 'inter_sector', joint_issue_note: 'Đất đai giáp ranh' }), 'waived'],
  ['M15', 'd2.professional-staff', 'người phụ trách', invited(outside()), 'met'],
  ['M15', 'd2.professional-staff', 'không phụ trách', invited(outside({ in_charge: false })), 'breached'],
  ['M15', 'd2.professional-staff', 'chưa rõ', invited(outside({ in_charge: undefined })), 'cannot_tell'],
  ['M16', 'd2.chair-assigned', 'có người chủ trì', [c({ chair: 'Phó Bí thư' })], 'met'],
  ['M16', 'd2.not-all-leaders', 'ba trên bốn', [c({ leaders_invited: 3, leaders_total: 4 })], 'met'],
  ['M16', 'd2.not-all-leaders', 'mời đủ bốn', [c({ leaders_invited: 4, leaders_total: 4 })], 'breached'],
  ['M16', 'd2.not-all-leaders', 'một lãnh đạo', [c({ leaders_invited: 1, leaders_total: 1 })], 'not_applicable'],
  ['M16', 'd2.not-all-leaders', 'chưa ghi số lãnh đạo', [c()], 'cannot_tell'],
  ['M7', 'd1.no-duplicate', 'nội dung khác nhau', [c({ agenda: 'Sơ kết quý' }), c({ agenda: 'Bàn về thu gom rác', date: '2026-04-02' })], 'met'],
  ['M7', 'd1.no-duplicate', 'cùng nội dung hai lần', [c({ agenda: 'Bàn về thu gom rác' }), c({ agenda: 'bàn về thu gom rác', date: '2026-03-20', mark: true })], 'breached'],
  ['M7', 'd1.no-crowding', 'đúng một phần tư vào cuối năm', months(2026, 1, 3), 'met'],
  ['M7', 'd1.no-crowding', 'quá một phần tư', months(2026, 2, 4), 'breached'],
  ['M17', 'd3.no-reread', 'đọc lại tài liệu đã gửi', [...spoken(speech('contribution', 8, { text: said })), paper(said)], 'breached'],
  ['M17', 'd3.no-reread', 'nói việc khác', [...spoken(speech('contribution', 8, { text: own })), paper(said)], 'met'],
  ['M17', 'd3.no-reread', 'chưa có tài liệu đã gửi', spoken(speech('contribution', 8, { text: own })), 'cannot_tell'],
  ['M18', 'd3.dissemination-half-day', 'đúng nửa ngày', timed('dissemination', 240), 'met'],
  ['M18', 'd3.dissemination-half-day', 'quá một phút', timed('dissemination', 241), 'breached'],
  ['M18', 'd3.dissemination-half-day', 'chưa ghi số phút', timed('dissemination'), 'cannot_tell'],
  ['M18', 'd3.dissemination-half-day', 'lễ kỷ niệm', timed('anniversary', 600), 'not_applicable'],
  ['M18', 'd3.professional-one-day', 'đúng một ngày', timed('professional', 480), 'met'],
  ['M18', 'd3.professional-one-day', 'quá một phút', timed('professional', 481), 'breached'],
  ['M18', 'd3.deliberation-day-half', 'đúng một ngày rưỡi', timed('deliberation', 720), 'met'],
  ['M18', 'd3.deliberation-day-half', 'quá một phút', timed('deliberation', 721), 'breached'],
  ['M19', 'd3.opening-10', 'đúng 10 phút', spoken(speech('opening', 10)), 'met'],
  ['M19', 'd3.opening-10', '11 phút', spoken(speech('opening', 11)), 'breached'],
  ['M19', 'd3.opening-10', 'chưa ghi số phút', spoken(speech('opening')), 'cannot_tell'],
  ['M19', 'd3.closing-50', 'ba lãnh đạo đúng 50 phút', spoken(speech('closing', 20), speech('closing', 20), speech('closing', 10)), 'met'],
  ['M19', 'd3.closing-50', 'ba lãnh đạo 51 phút', spoken(speech('closing', 20), speech('closing', 20), speech('closing', 11)), 'breached'],
  ['M19', 'd3.closing-50', 'một bài chưa ghi số phút', spoken(speech('closing', 20), speech('closing')), 'cannot_tell'],
  ['M19', 'd3.contribution-10', 'đúng 10 phút', spoken(speech('contribution', 10)), 'met'],
  ['M19', 'd3.contribution-10', '11 phút', spoken(speech('contribution', 11)), 'breached'],
];

let results;
let subjects;
before(() => {
  const undo = { after: () => undefined };
  const rows = [];
  subjects = [];
  cases.forEach(([, , , facts, , level = 'province'], n) => {
    const area = `B${String(n).padStart(3, '0')}`;
    const unit = `T${area}`;
    rows.push({ kind: 'area', code: area, name: `Tỉnh Minh Họa ${n}`, level: 'province', parent: null, merged: false, valid_from: '2020-01-01' });
    if (level === 'commune') rows.push({ kind: 'area', code: `${area}X`, name: `Xã Bến Thử ${n}`, level, parent: area, merged: false, valid_from: '2020-01-01' });
    rows.push({ kind: 'unit', code: unit, area: level === 'commune' ? `${area}X` : area, name: `Cấp ủy Minh Họa ${n}`, level, bloc: 'party', parent: 'TW', valid_from: '2020-01-01' });
    let conference;
    let subject;
    facts.forEach((fact, i) => {
      const { mark, ...row } = fact;
      if (row.kind === 'conference') {
        row.unit = unit;
        row.id = row.id ? `${n}${row.id}` : `${n}-${i}`;
        if (row.repeats) row.repeats = `${n}${row.repeats}`;
        conference ??= row.id;
      } else if (row.kind === 'conference_plan') row.unit = unit;
      else row.conference = conference;
      if (row.kind === 'speech' || row.kind === 'paper') row.id = `${n}-p${i}`;
      if (mark) subject = row.id;
      rows.push(row);
    });
    subjects.push({ unit, area: level === 'commune' ? `${area}X` : area, subject: subject ?? conference });
  });
  const data = dataFolder(undo);
  const loaded = sauroJson(['load', file(undo, 'hoi-nghi.jsonl', lines(rows)), '--data', data]);
  assert.equal(loaded.code, 0, JSON.stringify(loaded.json?.errors ?? loaded.err));
  results = sauroJson(['evaluate', '--data', data, '--period', '2026', '--as-of', '2026-12-31']).json.results.filter((one) => one.norm.startsWith(K));
});

cases.forEach(([row, norm, name, , outcome], n) =>
  test(`${row} ${norm}: ${name} -> ${outcome}`, () => {
    const at = subjects[n];
    const found = results.filter((one) => one.norm === K + norm && (one.subject ? one.subject === at.subject : one.unit ? one.unit === at.unit : one.area === at.area));
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(found[0].outcome, outcome, found[0].message);
    assert.ok(found[0].row.split(';').includes(row));
    assert.match(found[0].clause, /^2\.2/);
    if (outcome === 'cannot_tell') assert.ok(found[0].missing);
  }),
);
