// Scan inbox of the stand-in: seeded items in every state, uploads that are "read" after a moment, progress over an event stream.
// Switches: inbox: "empty" (nothing in it), inbox_silent: true (no event stream), inbox_flaky: n (the next n uploads answer 503).
import { createHash } from 'node:crypto';
import * as world from './fixtures.mjs';

const at = (minutes) => Date.parse('2026-11-20T08:00:00+07:00') - minutes * 60_000;
const noise = (text) => text.replace(/ngày 17 tháng 11/, 'ngày l7 tháng ll').replaceAll('ội', 'ôi').replaceAll('ấ', 'â');
const letter = (number, subject) => world.sampleFile.text.replaceAll('412-CV/TU', `${number}-CV/TU`).replace(/V\/v [^\n]+/, `V/v ${subject}`);
const item = (id, fields) => ({ id, name: `${id}.pdf`, size: 842_113, state: 'waiting', source: 'upload', pages: null, pages_done: 0, code: null, message: null, intake_id: null, document_id: null, format: null, ocr_used: false, confidence: null, weakest_field: null, symbol: null, date: null, issuer: null, subject: null, created_at: at(40), updated_at: at(40), ...fields });

let next = 100;
export const items = [];
export const intakes = new Map(); // of the whole stand-in
const texts = new Map();

function read(one, text, ocr, suspect = false) {
  const reading = { ...world.read(text, 'x.txt'), format: ocr ? 'scan' : 'pdf', pages: one.pages ?? 2, ocr: { used: ocr, suspect, reason: suspect ? 'bad image' : null } };
  if (suspect) reading.fields = reading.fields.map((field) => ({ ...field, confidence: Math.max(0.2, field.confidence - 0.4) }));
  const needed = { symbol: reading.symbol, date: reading.date, issuer: reading.issuer, subject: reading.subject };
  const missing = Object.keys(needed).find((name) => !needed[name]);
  const weakest = reading.fields.filter((field) => ['symbol', 'date', 'issuer', 'subject'].includes(field.field)).sort((a, b) => a.confidence - b.confidence)[0];
  const intake = { intake_id: `i-${one.id}`, file: { sha256: createHash('sha256').update(one.id).digest('hex'), name: one.name, size: one.size, media_type: 'application/pdf' }, reading, duplicates: one.duplicates ?? [], text };
  delete one.duplicates;
  intakes.set(intake.intake_id, intake);
  Object.assign(one, needed, { symbol: needed.symbol ?? null, date: needed.date ?? null, issuer: needed.issuer ?? null, subject: needed.subject ?? null, state: 'review', pages: one.pages ?? 2, pages_done: one.pages ?? 2, intake_id: intake.intake_id, format: reading.format, ocr_used: ocr, confidence: missing ? 0 : (weakest?.confidence ?? null), weakest_field: missing ?? weakest?.field ?? null, updated_at: Date.now() });
}
const add = (id, fields, text, ocr, suspect) => {
  const one = item(id, fields);
  if (text) read(one, text, ocr, suspect);
  items.push(one);
  return one;
};

add('q-1', { name: 'quet-2026-11-18/0004.pdf', pages: 2 }, noise(letter(431, 'rà soát cơ sở vật chất phục vụ sinh hoạt chi bộ')), true, true);
add('q-2', { name: 'quet-2026-11-18/0007.pdf', pages: 2 }, letter(438, 'cử cán bộ dự lớp bồi dưỡng kỹ năng số'), true);
add('q-3', { name: 'quet-2026-11-18/0009.pdf', pages: 2, duplicates: [{ id: 'd-1281', unit: 'u-MH01.DU', number: 1281, symbol: '412-CV/TU', subject: 'Chuẩn bị hội nghị trực tuyến sơ kết 1 năm thực hiện Kết luận số 226-KL/TW', arrival_date: '2026-11-16', reason: 'same_text', match_percent: 99 }] }, letter(412, 'chuẩn bị hội nghị trực tuyến sơ kết 1 năm'), true);
add('q-4', { name: 'quet-2026-11-18/0012.pdf', pages: 3, duplicates: [{ id: 'd-1294', unit: 'u-MH01.DU', number: 1294, symbol: '405-KH/TU', subject: 'Tập huấn kỹ năng số năm 2027 cho cán bộ cấp xã', arrival_date: '2026-11-19', reason: 'copy', match_percent: 71 }] }, letter(440, 'triển khai tập huấn kỹ năng số'), true);
add('q-5', { name: 'quet-2026-11-18/0013.pdf', pages: 2 }, letter(441, 'báo cáo tình hình quý IV').replace(/Số \d+-CV\/TU\n/, ''), true);
add('q-6', { name: 'quet-2026-11-18/0015.pdf', source: 'folder', pages: 2 }, letter(445, 'lịch giao ban tháng 12'), false);
add('q-7', { name: 'quet-2026-11-18/0016.pdf', source: 'folder', pages: 2 }, letter(446, 'mời dự hội thảo chuyển đổi số').replace(/ngày 17 tháng 11 năm 2026/, '2026'), true);
add('q-20', { name: 'quet-2026-11-19/0001.pdf', state: 'reading', pages: 12, pages_done: 5, size: 9_120_431 });
add('q-21', { name: 'quet-2026-11-19/0002.tif', state: 'reading', pages: 3, pages_done: 1 });
for (let i = 3; i <= 11; i += 1) add(`q-2${i}`, { name: `quet-2026-11-19/${String(i).padStart(4, '0')}.pdf`, source: i % 3 ? 'upload' : 'folder', created_at: at(20) });
add('q-40', { name: 'ho-so-cu/bang-ke-luu-tru.pdf', state: 'refused', code: 'read.encrypted', message: 'Tệp có mật khẩu nên không đọc được. Xin bản không đặt mật khẩu rồi thả lại.' });
add('q-41', { name: 'ho-so-cu/anh-chup-nghieng-qua-sang.jpg', state: 'refused', code: 'read.empty', message: 'Không thấy chữ trên ảnh. Quét lại ở 200–300 điểm ảnh mỗi inch, đặt thẳng trang.' });
add('q-42', { name: 'ho-so-cu/cong-van-den.docx', state: 'refused', code: 'read.damaged', message: 'Tệp hỏng, không mở được. Lấy lại tệp gốc rồi thả lại.' });
Object.assign(add('q-50', { name: 'quet-2026-11-17/0031.pdf', pages: 2 }, letter(407, 'cử đại biểu dự hội nghị ngày 24/11'), true), { state: 'registered', document_id: 'd-1296' });

const run = { paused: false, files_done: 7, files_total: 18, pages_done: 21, pages_total: 64 };
const streams = new Set();
const bare = (_key, value) => value ?? undefined;

export function progress(switches) {
  if (switches.inbox === 'empty') return { paused: false, waiting: 0, reading: 0, review: 0, refused: 0, files_done: 0, files_total: 0, pages_done: 0, pages_total: 0, seconds_left: null, active: [] };
  const of = (state) => items.filter((one) => one.state === state);
  return { ...run, waiting: of('waiting').length, reading: of('reading').length, review: of('review').length, refused: of('refused').length, seconds_left: run.paused ? null : 140, active: of('reading').map(({ id, name, pages_done, pages }) => ({ id, name, pages_done, pages })) };
}
export const setPaused = (paused) => Object.assign(run, { paused });

let current = {};
const changed = () => {
  const line = `event: progress\ndata: ${JSON.stringify(progress(current), bare)}\n\n`;
  for (const response of streams) response.write(line);
};
export function stream(request, response, switches) {
  current = switches;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  if (switches.inbox_silent) return;
  streams.add(response);
  request.on('close', () => streams.delete(response));
  response.write(`event: progress\ndata: ${JSON.stringify(progress(switches), bare)}\n\n`);
}

const sure = (one) => (one.confidence === null ? 2 : one.confidence);
export function list(state, cursor, limit, switches) {
  if (switches.inbox === 'empty') return { items: [], progress: progress(switches) };
  const rows = items.filter((one) => one.state === state);
  if (state === 'review') rows.sort((a, b) => sure(a) - sure(b));
  const from = Number(cursor ?? 0);
  return { items: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null, progress: progress(switches) };
}
export const find = (id) => items.find((one) => one.id === id);
export const detail = (one) => {
  const intake = one.intake_id ? intakes.get(one.intake_id) : null;
  return { item: one, intake: intake ? { intake_id: intake.intake_id, file: intake.file, reading: intake.reading, duplicates: intake.duplicates } : null };
};

/** An upload waits a moment, is "read", and then waits for review. */
export function receive(name, raw) {
  const one = item(`q-${next++}`, { name, size: raw.length, created_at: Date.now(), updated_at: Date.now() });
  texts.set(one.id, raw.toString('utf8'));
  items.push(one);
  run.files_total += 1;
  changed();
  setTimeout(() => work(one), 250).unref();
  return one;
}
function work(one) {
  if (run.paused) return void setTimeout(() => work(one), 250).unref();
  if (one.state !== 'waiting') return;
  Object.assign(one, { state: 'reading', pages: 1 });
  changed();
  setTimeout(() => {
    read(one, texts.get(one.id) ?? '', /\.pdf$/.test(one.name));
    run.files_done += 1;
    changed();
  }, 250).unref();
}
export function registered(intakeId, documentId) {
  const one = items.find((each) => each.intake_id === intakeId);
  if (one) Object.assign(one, { state: 'registered', document_id: documentId });
  if (one) changed();
}
export function change(one, fields) {
  Object.assign(one, fields, { updated_at: Date.now() });
  changed();
  return one;
}
