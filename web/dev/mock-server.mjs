// Plain stand-in for the server, after the HTTP contract, with the built page beside it. Used while designing screens and by dev/shots.mjs.
// POST /__mock {fail?: {"GET /path": status}, delay?: ms, slow?: part of a path, signed_out?: bool, first_run?: bool} switches states on; {} switches them off.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as world from './fixtures.mjs';
import { compareTexts } from './mock-compare.mjs';
import * as inbox from './mock-inbox.mjs';

const port = Number(process.env.PORT ?? 8099);
const dist = process.env.SAURO_DIST ?? fileURLToPath(new URL('../dist', import.meta.url));
const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };

let switches = {};
let signedIn = process.env.SIGNED_OUT === undefined;
const intakes = inbox.intakes;
const { documents, texts } = world;
let nextIn = 1297;
let nextOut = 214;

class Problem extends Error {
  constructor(status, code, detail, extra = {}) {
    super(detail);
    Object.assign(this, { status, code, extra });
  }
}
const fold = (s) => (s ?? '').normalize('NFD').replace(/\p{M}+/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
const find = (id) => {
  const d = documents.find((one) => one.id === id);
  if (!d) throw new Problem(404, 'document.unknown', 'Không có văn bản này trong sổ.');
  return d;
};
const brief = ({ text, ...rest }) => rest;
const duplicatesOf = (symbol) => documents.filter((d) => d.direction === 'in' && symbol && d.symbol === symbol && d.number).slice(0, 3)
  .map((d) => ({ id: d.id, unit: d.unit, number: d.number, symbol: d.symbol, subject: d.subject, issuer: d.issuer, arrival_date: d.arrival_date, reason: 'same_symbol', match_percent: 100 }));

const routes = [];
const on = (method, pattern, handler) => {
  const names = [];
  const expr = new RegExp(`^/api/v1${pattern.replace(/\{(\w+)\}/g, (_, n) => (names.push(n), '([^/]+)'))}$`);
  routes.push({ method, pattern, expr, names, handler });
};

on('GET', '/first-run', () => ({ needed: Boolean(switches.first_run), sample: true, product_version: '0.1.0' }));
on('POST', '/first-run', ({ json }) => {
  if (json.token !== 'thu') throw new Problem(401, 'auth.link', 'Đường dẫn đã dùng hoặc hết hạn.');
  signedIn = true;
  return world.me;
});
on('POST', '/sign-in-link', ({ json }) => {
  if (json.token !== 'thu') throw new Problem(401, 'auth.link', 'Đường dẫn đã dùng hoặc hết hạn. Khởi động lại để lấy đường dẫn mới.');
  signedIn = true;
  return world.me;
});
on('POST', '/session', ({ json }) => {
  if (json.password === 'khoa') throw new Problem(429, 'auth.locked', 'Sai mật khẩu nhiều lần, thử lại sau 30 giây.', { retry: 30 });
  if (json.password !== 'minh-hoa') throw new Problem(401, 'auth.wrong', 'Tên đăng nhập hoặc mật khẩu không đúng.');
  signedIn = true;
  switches.signed_out = false;
  return world.me;
});
on('DELETE', '/session', () => ((signedIn = false), {}));
on('GET', '/me', () => world.me);
on('PUT', '/me/preferences', ({ json }) => (Object.assign(world.me.preferences, json), world.me));
on('GET', '/unit-search', ({ query }) => {
  const words = fold(query.q).split(/\s+/).filter(Boolean);
  return { items: world.units.filter((u) => words.every((w) => fold(`${u.name} ${u.code}`).includes(w))).slice(0, Number(query.limit ?? 20)).map((u) => ({ ...u, path_names: world.pathNames(u) })) };
});
on('GET', '/units/{unit}', ({ unit }) => ({ ...unit, valid_from: '2025-07-01', children_count: 12, identifiers: [] }));
on('GET', '/units/{unit}/documents', ({ query, unit }) => {
  const mine = unit.code === 'MH01.DU' ? documents : [];
  const direction = mine.filter((d) => d.direction === query.direction);
  let rows = direction;
  if (query.status) rows = rows.filter((d) => query.status.split(',').includes(d.status));
  if (query.overdue === 'true') rows = rows.filter((d) => (d.overdue_days ?? 0) > 0);
  if (query.q) rows = rows.filter((d) => fold(query.q).split(/\s+/).every((w) => fold(`${d.number ?? ''} ${d.symbol ?? ''} ${d.subject} ${d.issuer ?? ''}`).includes(w)));
  const from = Number(query.cursor ?? 0);
  const limit = Number(query.limit ?? 50);
  return {
    items: rows.slice(from, from + limit).map(brief),
    next: from + limit < rows.length ? String(from + limit) : undefined,
    total: query.q || query.status || query.overdue || query.year ? undefined : direction.length,
    counts: { all: direction.filter((d) => d.number || d.direction === 'draft').length, waiting: direction.filter((d) => d.status === 'waiting').length, overdue: direction.filter((d) => (d.overdue_days ?? 0) > 0).length },
  };
});
on('GET', '/units/{unit}/documents/duplicates', ({ query }) => ({ items: duplicatesOf(query.symbol) }));
on('GET', '/units/{unit}/documents/{id}', ({ params }) => {
  const d = find(params.id);
  return { ...brief(d), ...(d.text ? { text: d.text, reading: world.read(d.text, 'x.txt') } : {}), history: [{ at: d.created_at, actor_name: 'Trần Thu Hà', action: 'Vào sổ', detail: d.number ? `số đến ${d.number}` : 'nhận qua trục liên thông' }] };
});
on('POST', '/units/{unit}/intake', ({ raw, query }) => {
  const text = raw.toString('utf8');
  if (/^\s*(TUYỆT MẬT|TỐI MẬT|MẬT)\s*$/mu.test(text.slice(0, 400))) throw new Problem(422, 'read.secret', 'Văn bản có dấu “Mật”. Hệ thống này không nhận văn bản bí mật nhà nước; chuyển qua đường công văn mật của văn thư.', { clause: 'Luật Bảo vệ bí mật nhà nước 2018' });
  if (raw.length === 0) throw new Problem(422, 'read.empty', 'Tệp rỗng, không có nội dung để đọc. Kiểm tra lại tệp rồi chọn lại.');
  const reading = world.read(text, query.name ?? '');
  const file = { sha256: createHash('sha256').update(raw).digest('hex'), name: query.name, size: raw.length, media_type: 'text/plain' };
  const intake = { intake_id: `i-${intakes.size + 1}`, file, reading, duplicates: duplicatesOf(reading.symbol) };
  intakes.set(intake.intake_id, { ...intake, text });
  return intake;
});
on('POST', '/units/{unit}/documents/in', ({ json, unit }) => {
  if (duplicatesOf(json.symbol).length > 0 && !json.duplicate_reason) throw new Problem(409, 'document.duplicate', `${json.symbol} đã có trong sổ. Ghi lý do nếu vẫn vào sổ.`);
  const intake = intakes.get(json.intake_id);
  const number = nextIn++;
  const d = { ...json, id: `d-${number}`, unit: unit.id, direction: 'in', status: 'registered', number, number_text: String(number), register_year: 2026, handler_unit: world.unitOf(json.handler_unit), created_at: Date.now(), updated_at: Date.now(), version: 1, file: intake?.file, text: intake?.text };
  documents.splice(documents.findIndex((one) => one.number), 0, d);
  inbox.registered(json.intake_id, d.id);
  return brief(d);
});
const scanned = (id) => {
  const one = inbox.find(id);
  if (!one) throw new Problem(404, 'inbox.unknown', 'Không có tệp này trong hộp quét.');
  return one;
};
on('POST', '/units/{unit}/inbox/files', ({ raw, query }) => {
  if (switches.inbox_flaky > 0) {
    switches.inbox_flaky -= 1;
    throw new Problem(503, 'server.busy', 'Máy chủ đang bận, thử lại sau ít phút.');
  }
  if (/\.(exe|zip|mp4)$/i.test(query.name ?? '')) throw new Problem(415, 'inbox.format', `Không nhận tệp ${query.name}. Hộp quét nhận PDF, ảnh, Word và văn bản.`);
  return inbox.receive(query.name, raw);
});
on('GET', '/units/{unit}/inbox', ({ query }) => inbox.list(query.state ?? 'review', query.cursor, Number(query.limit ?? 50), switches));
on('POST', '/units/{unit}/inbox/pause', ({ json }) => (inbox.setPaused(json.paused), inbox.progress(switches)));
on('GET', '/units/{unit}/inbox/{id}', ({ params }) => inbox.detail(scanned(params.id)));
on('POST', '/units/{unit}/inbox/{id}/retry', ({ params }) => inbox.change(scanned(params.id), { state: 'waiting', code: null, message: null }));
on('POST', '/units/{unit}/inbox/{id}/drop', ({ params, json }) => {
  if (!json.reason) throw new Problem(422, 'inbox.reason', 'Ghi lý do không vào sổ.');
  return inbox.change(scanned(params.id), { state: 'dropped', message: json.reason });
});
on('PUT', '/units/{unit}/documents/{id}', ({ params, json }) => {
  const d = find(params.id);
  if (json.version !== d.version) throw new Problem(412, 'document.stale', 'Người khác vừa sửa văn bản này.');
  const { version, handler_unit, ...rest } = json;
  Object.assign(d, rest, handler_unit === undefined ? {} : { handler_unit: world.unitOf(handler_unit) }, { version: d.version + 1, updated_at: Date.now() });
  return brief(d);
});
on('POST', '/units/{unit}/documents/{id}/status', ({ params, json }) => {
  const d = find(params.id);
  if (json.version !== d.version) throw new Problem(412, 'document.stale', 'Người khác vừa sửa văn bản này.');
  if (d.status === 'waiting' && json.status === 'registered') Object.assign(d, { number: nextIn, number_text: String(nextIn++) });
  Object.assign(d, { status: json.status, version: d.version + 1 });
  return brief(d);
});
on('POST', '/units/{unit}/drafts', ({ json, unit }) => {
  const d = { id: `n-${documents.length}`, unit: unit.id, direction: 'draft', status: 'editing', urgency: 'thuong', version: 1, created_at: Date.now(), updated_at: Date.now(), subject: json.subject, document_type: json.document_type, system: json.system };
  documents.unshift(d);
  texts.set(d.id, json.text ?? intakes.get(json.intake_id)?.text ?? '');
  return d;
});
on('PUT', '/units/{unit}/drafts/{id}', ({ params, json }) => {
  const d = find(params.id);
  if (json.version !== d.version) throw new Problem(412, 'document.stale', 'Người khác vừa sửa dự thảo này.');
  if (json.text !== undefined) texts.set(d.id, json.text);
  if (json.subject !== undefined) d.subject = json.subject;
  Object.assign(d, { version: d.version + 1, updated_at: Date.now() });
  return brief(d);
});
on('GET', '/units/{unit}/drafts/{id}/text', ({ params }) => ({ text: texts.get(params.id) ?? '', version: find(params.id).version }));
on('POST', '/units/{unit}/check', ({ json }) => world.check(json.text));
on('POST', '/units/{unit}/drafts/{id}/check', ({ params }) => world.check(texts.get(params.id) ?? ''));
on('POST', '/units/{unit}/drafts/{id}/number', ({ params, json }) => {
  const d = find(params.id);
  if (world.check(texts.get(d.id) ?? '').findings.some((f) => f.severity === 'error') && !json.breach_reason) throw new Problem(409, 'draft.breached', 'Dự thảo còn vi phạm. Sửa hết hoặc ghi lý do của người ký.');
  const number = nextOut++;
  const { breach_reason, ...rest } = json;
  Object.assign(d, rest, { direction: 'out', status: 'numbered', number, number_text: String(number), symbol: `${number}-KH/ĐU`, version: d.version + 1 });
  return brief(d);
});
on('GET', '/units/{unit}/registers', () => ({
  items: [
    { id: 'r-in', direction: 'in', book: 'den', book_name: 'Sổ văn bản đến', kind: 'party', period: '2026', last_number: nextIn - 1, next_number: nextIn, reserved: [], cancelled: [], gaps: [] },
    { id: 'r-kh', direction: 'out', book: 'KH', book_name: 'Kế hoạch', kind: 'party', period: '2025-2030', last_number: nextOut - 1, next_number: nextOut, reserved: [], cancelled: [], gaps: [] },
  ],
}));
on('GET', '/units/{unit}/today', ({ unit }) => (unit.code === 'MH01.DU' ? world.todayAnswer : { ...world.todayAnswer, overdue: [], today: [], upcoming: [], done_today: [], counts: { all: 0, documents: 0, tasks: 0, reports: 0, meetings: 0 } }));
/** Where the words stand, in code points; close enough for a page: the folded text has as many letters as the real one. */
function hits(text, words) {
  const letters = [...text.normalize('NFC')].map((letter) => fold(letter) || letter).map((letter) => letter[0]).join('');
  const out = [];
  for (const word of words) for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) out.push([at, at + word.length]);
  return out.sort((a, b) => a[0] - b[0]);
}
on('GET', '/search', ({ query }) => {
  const words = fold(query.q).replace(/"/g, '').split(/\s+/).filter(Boolean);
  const wanted = (d) =>
    words.every((w) => fold(`${d.symbol ?? ''} ${d.subject} ${d.issuer ?? ''}`).includes(w)) &&
    (!query.document_type || d.document_type === query.document_type) &&
    (!query.from || (d.date ?? '') >= query.from) &&
    (!query.to || (d.date ?? '9') <= query.to) &&
    (!query.issuer || fold(d.issuer).includes(fold(query.issuer))) &&
    (!query.unit || query.unit === 'MH01.DU');
  return {
    items: documents.filter(wanted).slice(0, Number(query.limit ?? 12)).map((d) => {
      const title = `${d.symbol ?? ''} ${d.subject}`.trim();
      const snippet = [d.issuer, 'để triển khai thực hiện, đề nghị các đơn vị nghiên cứu nội dung', d.subject.toLowerCase()].filter(Boolean).join(' ');
      return { kind: 'document', id: d.id, unit: world.unitOf('MH01.DU'), title, subtitle: [d.issuer, d.date?.split('-').reverse().join('/')].filter(Boolean).join(', '), snippet, title_highlights: hits(title, words), highlights: hits(snippet, words), href: d.direction === 'in' ? `/van-ban-den/${d.id}` : d.direction === 'draft' ? `/van-ban-di/soan/${d.id}` : `/van-ban-di/${d.id}` };
    }),
  };
});
const textOf = (d) => texts.get(d.id) ?? d.text ?? '';
const sideOf = (source) => {
  if (source.text !== undefined) return { id: null, unit: null, symbol: null, date: null, issuer: null, subject: null, direction: null, text: source.text };
  const d = find(source.document);
  return { id: d.id, unit: 'MH01.DU', symbol: d.symbol ?? null, date: d.date ?? null, issuer: d.issuer ?? null, subject: d.subject ?? null, direction: d.direction, text: textOf(d) };
};
function similarOf(text, except) {
  const items = ['d-1294', 'd-1296', 'd-1281', 'd-1285', 'd-1284', 'n-1'].flatMap((id) => {
    const d = documents.find((one) => one.id === id);
    if (!d || id === except) return [];
    const c = compareTexts(text, textOf(d));
    if (c.verdict === 'distinct') return [];
    return [{ id, unit: 'MH01.DU', unit_name: 'Đảng ủy xã Minh An', direction: d.direction, number_text: d.number_text ?? null, symbol: d.symbol ?? null, document_type: d.document_type ?? null, date: d.date ?? null, issuer: d.issuer ?? null, subject: d.subject, superior: (d.issuer ?? '').startsWith('Tỉnh'), verdict: c.verdict, same_file: false, share_of_this: c.share_a_in_b, share_of_other: c.share_b_in_a, ocr_like: id === 'd-1281' }];
  });
  return { items: items.sort((x, y) => Number(y.superior) - Number(x.superior) || y.share_of_this - x.share_of_this), complete: !switches.indexing };
}
on('GET', '/units/{unit}/documents/{id}/similar', ({ params }) => similarOf(textOf(find(params.id)), params.id));
on('POST', '/units/{unit}/similar', ({ json }) => similarOf(json.text, json.except));
on('POST', '/units/{unit}/compare', ({ json }) => {
  const [a, b] = [sideOf(json.a), sideOf(json.b)];
  return { a, b, ocr_like: [a.id, b.id].includes('d-1281'), ...compareTexts(a.text, b.text) };
});
on('GET', '/units/{unit}/overview', ({ unit, query }) => world.overview(unit, query.period ?? '2026'));
on('GET', '/units/{unit}/figures/{norm}', ({ unit, params, query }) => {
  const answer = world.figure(unit, params.norm, query.period ?? '2026', query.cursor, Number(query.limit ?? 50));
  if (!answer) throw new Problem(404, 'norm.unknown', `Không có quy tắc ${params.norm}.`);
  return answer;
});
on('GET', '/norms', () => ({ rulebook: 'sha256:4f1c9a27d0', items: world.norms, coverage: [{ source: '226-KL/TW', norms: 64, machine_checked: world.norms.length }] }));
on('GET', '/norms/{id}', ({ params }) => {
  const n = world.norms.find((one) => one.id === params.id);
  if (!n) throw new Problem(404, 'norm.unknown', `Không có quy tắc ${params.id}.`);
  return { ...n, interpretations: n.interpretations.map((id) => ({ id, question: 'Văn bản nào là “văn bản hành chính” để tính mức giảm 15%?', choice: 'Tính các loại văn bản hành chính theo Nghị định 30/2020, trừ giấy mời và phiếu gửi.', status: 'assumed', owner: 'Văn phòng', date: '2026-01-05' })), except: ['Văn bản quy phạm pháp luật'], remedy: 'Gộp, bỏ văn bản không cần thiết; thay bằng trao đổi qua hệ thống.' };
});

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', 'X-Request-Id': '01932f7a7f3a', ...headers });
  response.end(JSON.stringify(body, (_key, value) => value ?? undefined)); // the server leaves out what it does not have
}
async function api(request, response, url) {
  const name = `${request.method} ${url.pathname.replace('/api/v1', '')}`;
  if (switches.slow && name.includes(switches.slow)) await new Promise((resolve) => setTimeout(resolve, 4000));
  if (switches.delay) await new Promise((resolve) => setTimeout(resolve, switches.delay));
  for (const [pattern, status] of Object.entries(switches.fail ?? {})) {
    if (!new RegExp(pattern).test(name)) continue;
    if (status === 0) return request.socket.destroy();
    const detail = { 403: 'Bạn chưa có quyền xem sổ văn bản của đơn vị này.', 500: '', 409: 'Người khác vừa sửa.', 412: 'Người khác vừa sửa.' }[status] ?? '';
    return send(response, status, { code: status === 403 ? 'permission.denied' : status === 412 ? 'document.stale' : `mock.${status}`, detail, status, request_id: '01932f7a7f3a' });
  }
  const open = /first-run|sign-in-link|POST \/session/.test(name);
  if ((!signedIn || switches.signed_out) && !open) return send(response, 401, { code: 'auth.required', detail: 'Cần đăng nhập.', status: 401, request_id: '01932f7a7f3a' });
  if (/^GET \/units\/[^/]+\/inbox\/events$/.test(name)) return inbox.stream(request, response, switches);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  if (request.method !== 'GET' && request.headers['x-sauro'] !== '1') return send(response, 403, { code: 'csrf', detail: 'Thiếu tiêu đề X-Sauro.' });
  for (const route of routes) {
    const match = route.method === request.method ? route.expr.exec(url.pathname) : null;
    if (!match) continue;
    const params = Object.fromEntries(route.names.map((n, i) => [n, decodeURIComponent(match[i + 1])]));
    try {
      const unit = params.unit ? world.unitOf(params.unit) : undefined;
      if (params.unit && !unit) throw new Problem(404, 'unit.unknown', `Không có đơn vị ${params.unit}.`);
      const json = raw.length > 0 && (request.headers['content-type'] ?? '').includes('json') ? JSON.parse(raw.toString('utf8')) : {};
      return send(response, 200, route.handler({ params, unit, query: Object.fromEntries(url.searchParams), json, raw }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { retry, ...extra } = error.extra;
      return send(response, error.status, { code: error.code, detail: error.message, status: error.status, request_id: '01932f7a7f3a', ...extra }, retry ? { 'Retry-After': String(retry) } : {});
    }
  }
  return send(response, 404, { code: 'http.not_found', detail: `Không có ${name}` });
}
function page(request, response, url) {
  let file = join(dist, normalize(url.pathname));
  if (!file.startsWith(dist) || !existsSync(file) || statSync(file).isDirectory()) file = join(dist, 'index.html');
  const headers = { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' };
  if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${file}.br`)) {
    headers['Content-Encoding'] = 'br';
    file = `${file}.br`;
  }
  response.writeHead(200, headers);
  response.end(readFileSync(file));
}

export const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x');
  if (url.pathname === '/__mock') {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      switches = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
      if (switches.signed_in !== undefined) signedIn = switches.signed_in;
      send(response, 200, {});
    });
  } else if (url.pathname.startsWith('/api/')) {
    api(request, response, url).catch((error) => send(response, 500, { code: 'mock.broken', detail: String(error) }));
  } else {
    page(request, response, url);
  }
});
server.on('close', () => server.closeAllConnections());
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
