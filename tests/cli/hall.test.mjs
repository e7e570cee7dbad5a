// The hall over HTTP, without a browser: two operators at once, a server killed in the middle of a speech, the same findings from the page
// and from `load`, and minutes that keep to the form of documents. SAURO_SHOTS=DIR keeps the DOCX.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dataFolder, file, folder, json, lines, sauro, sauroJson, serve } from './support.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
const shots = process.env.SAURO_SHOTS ?? '';
const conference = (id, unit, title, extra = {}) => ({ kind: 'conference', id, unit, date: '2026-11-20', title, type: 'professional', scope: 'internal', mode: 'in_person', planned_minutes: 180, delegates: 12, chair: 'Bí thư Đảng ủy', status: 'planned', ...extra });
const paper = 'Trong quý III toàn xã đã rà soát văn bản còn hiệu lực, chuyển giao ban tuần sang trực tuyến, gửi tài liệu trước hai ngày làm việc cho mọi đại biểu để nghiên cứu kỹ nội dung cần bàn.';
const praise = 'Thu ngân sách của xã đạt 105% dự toán. Số hồ sơ trực tuyến vượt 90%. Xã được tặng bằng khen của tỉnh. Đề nghị thống nhất mẫu biểu.';
const long = Array.from({ length: 151 }, () => 'Đề nghị thống nhất một mẫu biểu cho các xã.').join(' ');
const speeches = [
  ['contribution', paper],
  ['contribution', praise],
  ['opening', long],
  ['contribution', 'Chúng tôi nêu hai vướng mắc: mẫu biểu của ba ngành còn khác nhau, thời hạn trả lời chưa thống nhất.'],
];
let data;
let server;
let people;

const signIn = async (username) => {
  const token = sauro(['user', 'link', '--data', data, '--username', username]).out.match(/\/vao\?ma=([\w-]+)/)[1];
  const answer = await fetch(`${server.url}/api/v1/sign-in-link`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });
  return { ...json, Cookie: answer.headers.get('set-cookie').split(';')[0] };
};
before(async () => {
  data = dataFolder(context, ['--sample']);
  const facts = file(
    context,
    'hoi-nghi.jsonl',
    lines([
      conference('hai-nguoi', 'MH01.DU', 'Hội nghị hai người điều hành'),
      conference('tat-may', 'MH01.DU', 'Hội nghị máy chủ bị tắt giữa chừng'),
      conference('tren-trang', 'MH01.DU', 'Hội nghị kiểm bài trên trang'),
      conference('nap-vao', 'MH01.DU', 'Hội nghị nạp từ tệp'),
      conference('bien-ban-dang', 'MH01.DU', 'Hội nghị sơ kết 1 năm thực hiện Kết luận 226-KL/TW'),
      conference('bien-ban-nn', 'MH01.UBND', 'Hội nghị triển khai kế hoạch cải cách hành chính năm 2027', { chair: 'Chủ tịch Ủy ban nhân dân xã' }),
      ...['tren-trang', 'nap-vao'].map((at) => ({ kind: 'paper', id: `tl-${at}`, conference: at, title: 'Báo cáo quý III', text: paper, sent_on: '2026-11-16' })),
      ...speeches.map(([type, text], n) => ({ kind: 'speech', id: `nap-${n}`, conference: 'nap-vao', type, speaker: `Đại biểu ${n}`, minutes: 1, text })),
    ]),
  );
  const loaded = sauro(['load', facts, '--data', data]);
  assert.equal(loaded.code, 0, loaded.err);
  for (const [username, name, at] of [['ban.mot', 'Nguyễn Thị Mẫu', 'MH01.DU'], ['ban.hai', 'Trần Văn Mẫu', 'MH01.DU'], ['ban.nn', 'Lê Văn Mẫu', 'MH01.UBND']])
    assert.equal(sauro(['user', 'add', '--data', data, '--username', username, '--name', name, '--role', 'head_of_office', '--unit', at]).code, 0);
  server = await serve(context, ['--data', data]);
  people = { one: await signIn('ban.mot'), two: await signIn('ban.hai'), state: await signIn('ban.nn') };
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

let fresh = 0;
const at = (id, unit = 'MH01.DU') => `${server.url}/api/v1/units/${unit}/conferences/${id}/hall`;
async function ask(who, method, url, body) {
  const answer = await fetch(url, { method, headers: who, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, body: await answer.json() };
}
const order = (who, hall, act, more = {}) => ask(who, 'POST', `${hall}/commands`, { client_id: `lenh-${(fresh += 1)}`, act, ...more });
async function done(who, hall, act, more) {
  const answer = await order(who, hall, act, more);
  assert.equal(answer.status, 200, `${act}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

test('two operators at once: one is heard, the other is told why and what to do; an id carries one order only', async () => {
  const hall = at('hai-nguoi');
  await done(people.one, hall, 'register', { name: 'Bí thư Chi bộ thôn Đông', kind: 'contribution' });
  await done(people.one, hall, 'register', { name: 'Chủ tịch Mặt trận xã', kind: 'contribution' });
  await done(people.two, hall, 'open');
  for (const act of ['start', 'pause', 'resume', 'next']) {
    const { state } = (await ask(people.one, 'GET', hall)).body;
    const both = await Promise.all([people.one, people.two].map((who) => order(who, hall, act, { expected: state.seq })));
    assert.deepEqual(both.map((one) => one.status).sort(), [200, 409], `${act}: ${JSON.stringify(both.map((one) => one.body.code))}`);
    const late = both.find((one) => one.status === 409).body;
    assert.equal(late.code, 'hall.changed');
    assert.match(late.detail ?? late.message, /Người khác vừa thao tác.*Xem lại rồi bấm lại/);
    assert.equal((await ask(people.two, 'GET', hall)).body.state.seq, state.seq + 1);
  }
  // The same id: the same order is done once, another one is refused and nothing changes.
  const { state } = (await ask(people.one, 'GET', hall)).body;
  const same = await Promise.all([people.one, people.two].map((who) => ask(who, 'POST', `${hall}/commands`, { client_id: 'mot-ma', act: 'pause' })));
  assert.deepEqual(same.map((one) => [one.status, one.body.state?.seq]), [[200, state.seq + 1], [200, state.seq + 1]]);
  const other = await ask(people.two, 'POST', `${hall}/commands`, { client_id: 'mot-ma', act: 'stop' });
  assert.equal(other.status, 409);
  assert.equal(other.body.code, 'hall.client_id_used');
  assert.match(other.body.detail ?? other.body.message, /“Kết thúc bài” chưa được thực hiện.*“Tạm dừng”.*Tải lại trang/);
  assert.equal((await ask(people.one, 'GET', hall)).body.state.seq, state.seq + 1);
  // Refusals of the rest of the hall cite the clause where there is one.
  const reason = await order(people.one, hall, 'add_minute', { reason: ' ' });
  assert.equal(reason.body.code, 'hall.reason');
  assert.match(reason.body.clause, /226-KL\/TW, 2\.2/);
  await done(people.one, hall, 'stop');
  const empty = await ask(people.one, 'POST', `${hall}/close`, { client_id: 'het' });
  assert.equal(empty.body.code, 'hall.no_conclusions');
  assert.match(empty.body.clause, /226-KL\/TW, 2\.3/);
});

test('kill -9 in the middle of a speech: the clock goes on from the instants of the server', async (t) => {
  await done(people.one, at('tat-may'), 'register', { name: 'Bí thư Chi bộ thôn Đông', kind: 'contribution' });
  await done(people.one, at('tat-may'), 'open');
  const started = await done(people.one, at('tat-may'), 'start');
  const gone = new Promise((exit) => server.child.once('exit', exit));
  server.child.kill('SIGKILL');
  await gone;
  const killed = Date.now();
  server = await serve(context, ['--data', data]);
  const back = (await ask(people.one, 'GET', at('tat-may'))).body;
  const up = Date.now() - killed;
  assert.deepEqual(back.state.speakers, started.state.speakers);
  assert.deepEqual(back.state.stage, [1]);
  const stopped = await done(people.two, at('tat-may'), 'stop');
  const speaker = stopped.state.speakers[0];
  assert.equal(speaker.spoken_ms, speaker.ended_at - speaker.started_at, 'the time while the server was away counts as spoken');
  t.diagnostic(`máy chủ trả lời lại sau ${up} ms`);
});

test('M17, M20: the same findings from the page, from load and in the check before the meeting', async () => {
  const hall = at('tren-trang');
  const checks = [];
  for (const [n, [kind, text]] of speeches.entries()) {
    await done(people.one, hall, 'register', { name: `Đại biểu ${n}`, kind });
    const check = await ask(people.one, 'POST', `${hall}/texts`, { speaker: n + 1, text });
    assert.equal(check.status, 200, JSON.stringify(check.body));
    checks.push(check.body);
  }
  await done(people.one, hall, 'open');
  for (let n = 0; n < speeches.length; n += 1) await done(people.one, hall, n === 0 ? 'start' : 'next');
  await done(people.one, hall, 'stop');
  const results = sauroJson(['evaluate', '--data', data, '--unit', 'MH01.DU', '--period', '2026', '--as-of', '2026-12-31']).json.results;
  const wanted = ['KL226.2.2.d3.no-reread', 'KL226.2.2.d3.no-achievements', 'KL226.2.2.d3.opening-10.plan', 'KL226.2.2.d3.contribution-10.plan'];
  const of = (subject) => results.filter((one) => one.subject === subject && wanted.includes(one.norm)).map((one) => [one.norm, one.outcome, one.measured, one.limit, one.message]).sort();
  const page = (await ask(people.one, 'GET', hall)).body.id;
  for (let n = 0; n < speeches.length; n += 1) {
    const loaded = of(`nap-${n}`);
    assert.equal(loaded.length, 3, JSON.stringify(loaded));
    assert.deepEqual(of(`hall:${page}:${n + 1}`), loaded, `bài ${n}`);
    const told = (norm) => loaded.find((one) => one[0].startsWith(`KL226.2.2.d3.${norm}`));
    assert.equal(String(checks[n].copied_percent), told('no-reread')[2]);
    assert.equal(String(checks[n].listed_ideas), told('no-achievements')[2]);
    assert.equal(String(checks[n].minutes), (told('opening') ?? told('contribution'))[2]);
    assert.equal(checks[n].remarks.find((one) => one.norm === 'KL226.2.2.d3.no-achievements').outcome, told('no-achievements')[1]);
  }
  const breached = (n) => of(`nap-${n}`).filter((one) => one[1] === 'breached').map((one) => one[0].slice('KL226.2.2.d3.'.length));
  assert.deepEqual(speeches.map((_, n) => breached(n)), [['no-reread'], ['no-achievements'], ['opening-10.plan'], []]);
});

// A hall with all there is: a pause, one who breaks in, a further minute, votes, a slip, conclusions with lead and day.
async function whole(who, hall) {
  await ask(who, 'PUT', `${hall}/agenda`, { place: 'Minh An', secretary: 'Nguyễn Thị Mẫu, Chánh Văn phòng', items: [{ title: 'Báo cáo sơ kết', minutes: 20, presenter: 'Phó Bí thư Thường trực' }, { title: 'Thảo luận', minutes: 100 }] });
  for (const [name, kind, subject] of [['Bí thư Đảng ủy xã', 'opening', 'Nêu việc cần bàn'], ['Bí thư Chi bộ thôn Đông', 'contribution', 'Giảm giấy tờ, giảm họp ở thôn: việc đã làm, việc còn vướng'], ['Bí thư Đảng ủy xã', 'closing', '']])
    await done(who, hall, 'register', { name, kind, subject });
  await done(who, hall, 'open');
  await done(who, hall, 'start');
  await done(who, hall, 'next');
  await done(who, hall, 'pause');
  await done(who, hall, 'interpose', { name: 'Chủ tịch Mặt trận xã', kind: 'contribution', subject: 'Làm rõ số liệu' });
  await done(who, hall, 'next');
  await done(who, hall, 'add_minute', { reason: 'Đại biểu hỏi thêm' });
  for (const [name, position] of [['Trần Văn Mẫu', 'Bí thư Chi bộ thôn Tây'], ['Phạm Thị Mẫu', 'Hiệu trưởng Trường THCS Minh An']])
    assert.equal((await ask(who, 'POST', `${hall}/attendance`, { name, position })).status, 200);
  const vote = await ask(who, 'POST', `${hall}/votes`, { client_id: 'bq', question: 'Thông qua dự thảo kết luận hội nghị?', choices: ['Đồng ý', 'Không đồng ý', 'Ý kiến khác'], other: true, secret: false });
  assert.equal(vote.status, 200, JSON.stringify(vote.body));
  assert.equal((await ask(who, 'POST', `${hall}/votes/${vote.body.votes[0].id}`, { act: 'close' })).status, 200);
  const slip = await ask(who, 'POST', `${hall}/slips`, { client_id: 'phieu', question: 'Góp ý dự thảo kế hoạch quý I năm 2027', choices: ['Đồng ý', 'Không đồng ý'], units: ['MH.TU'], other: false, due_at: Date.now() + 3 * 86_400_000 });
  assert.equal(slip.status, 200, JSON.stringify(slip.body));
  await done(who, hall, 'next');
  await done(who, hall, 'stop');
  for (const [work, lead_person, product, due] of [['Bỏ mẫu báo cáo trùng với sổ điện tử', 'Nguyễn Thị Mẫu', 'Danh mục mẫu còn dùng', '2026-12-15'], ['Thống nhất một mẫu biểu cho các thôn', undefined, 'Mẫu biểu', '2027-01-15']])
    assert.equal((await ask(who, 'POST', `${hall}/conclusions`, { work, lead: 'MH01.DU', due, product, ...(lead_person ? { lead_person } : {}) })).status, 200);
  const closed = await ask(who, 'POST', `${hall}/close`, { client_id: 'dong' });
  assert.equal(closed.status, 200, JSON.stringify(closed.body));
}

for (const [bloc, id, unit, who] of [['party', 'bien-ban-dang', 'MH01.DU', 'one'], ['state', 'bien-ban-nn', 'MH01.UBND', 'state']])
  test(`minutes and notice of a ${bloc} body keep to its form of documents`, async () => {
    const hall = at(id, unit);
    await whole(people[who], hall);
    for (const what of ['minutes', 'conclusions']) {
      const answer = await fetch(`${hall}/paperwork?what=${what}`, { headers: people[who] });
      assert.equal(answer.status, 200);
      const path = join(shots || folder(context), `${bloc}-${what}.docx`);
      if (shots) mkdirSync(shots, { recursive: true });
      writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
      const check = sauroJson(['check', path, '--as', unit, '--data', data]);
      // What the conclusions say is the hall's own; their form is ours.
      const wrong = check.json.findings.filter((one) => one.outcome === 'breached' && (what === 'minutes' || one.group === 'the_thuc')).map((one) => `${one.norm}: ${one.message}`);
      assert.deepEqual(wrong, [], what);
      const read = sauroJson(['read', path]).json;
      assert.equal(read.document_type, what === 'minutes' ? 'biên bản' : 'thông báo');
      assert.equal(read.system, bloc);
      assert.equal(read.place, 'Minh An');
      // A People's Committee stands alone; a Party committee stands in the organisation above.
      assert.equal(read.parent_body, bloc === 'party' ? 'Đảng bộ tỉnh Minh Họa' : null);
      if (what === 'minutes') for (const words of ['Làm rõ số liệu', 'Thêm 1 phút cho Bí thư Chi bộ thôn Đông', 'Đại biểu hỏi thêm', '15/01/2027', 'Danh mục mẫu còn dùng']) assert.ok(read.text.includes(words), words);
    }
  });
