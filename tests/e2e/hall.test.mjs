// Row M16 to M20 in the browser: a conference with three speakers and a pause on two pages that show the same second, through a reload and
// a killed server, closed into tasks; a phone checks in. SAURO_SHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dataFolder, file, folder, lines, sauro, sauroJson, serve, today } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const unit = 'don-vi=MH01.DU';
const undo = [];
const context = { after: (step) => undo.push(step) };
const shots = process.env.SAURO_SHOTS ?? '';
let server;
let browser;
let data;

const paper = 'Trong quý III toàn xã đã rà soát văn bản còn hiệu lực, chuyển giao ban tuần sang trực tuyến, gửi tài liệu trước hai ngày làm việc cho mọi đại biểu để nghiên cứu kỹ nội dung cần bàn.';
before(async () => {
  data = dataFolder(context, ['--sample']);
  const facts = file(
    context,
    'hoi-nghi.jsonl',
    lines([
      { kind: 'conference', id: 'hn-so-ket', unit: 'MH01.DU', date: '2026-11-20', title: 'Hội nghị sơ kết 1 năm thực hiện Kết luận 226-KL/TW', type: 'professional', scope: 'internal', mode: 'in_person', planned_minutes: 180, delegates: 42, chair: 'Bí thư Đảng ủy', status: 'planned' },
      { kind: 'conference', id: 'hn-hai-ban', unit: 'MH01.DU', date: '2026-11-21', title: 'Hội nghị hai bàn điều hành', type: 'professional', scope: 'internal', mode: 'in_person', status: 'planned' },
      { kind: 'conference', id: 'hn-hom-nay', unit: 'MH01.DU', date: today(), title: 'Hội nghị giao nhiệm vụ quý I năm 2027', type: 'professional', scope: 'internal', mode: 'hybrid', status: 'planned' },
      { kind: 'paper', id: 'tl-1', conference: 'hn-so-ket', title: 'Báo cáo sơ kết', text: paper, sent_on: '2026-11-16' },
    ]),
  );
  const loaded = sauro(['load', facts, '--data', data]);
  assert.equal(loaded.code, 0, loaded.err);
  server = await serve(context, ['--data', data]);
  browser = await openBrowser(context);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

async function signedIn(options = {}) {
  const page = await openPage(browser, options);
  const link = sauro(['user', 'link', '--data', data, '--username', 'quantri.minhhoa']).out.match(/\/vao\?ma=\S+/)[0];
  await page.goto(server.url + link);
  await page.waitForURL(/\/hom-nay/);
  return page;
}
const shot = async (page, name) => {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
};
const operatorUrl = () => `${server.url}/hoi-nghi/hn-so-ket/dieu-hanh?${unit}`;
const screenUrl = () => `${server.url}/hoi-nghi/hn-so-ket/trinh-chieu?${unit}`;
const hallOf = (page) => page.evaluate(async () => (await fetch('/api/v1/units/MH01.DU/conferences/hn-so-ket/hall')).json());
/** The state behind the figure: the instant of the server at which the time is over, or what is left of it while it stands still. */
const face = (page) => page.locator('[role=timer]').evaluate((at) => ({ seq: Number(at.dataset.seq), zero: at.dataset.zero, left: at.dataset.left }));
const reach = (page, seq) => page.waitForFunction((wanted) => Number(document.querySelector('[data-seq]')?.dataset.seq ?? -1) >= wanted, seq, { polling: 50 });
async function same(pages, seq) {
  for (const page of pages) await reach(page, seq);
  const faces = [];
  for (const page of pages) faces.push(await face(page));
  for (const one of faces) {
    assert.equal(one.seq, seq);
    assert.equal(one.left, faces[0].left);
    // Each page knows the server's clock by its own measuring; on one machine that is exact to some milliseconds.
    if (faces[0].zero !== '') assert.ok(Math.abs(Number(one.zero) - Number(faces[0].zero)) < 200, `${one.zero} ${faces[0].zero}`);
    else assert.equal(one.zero, '');
  }
  return faces[0];
}

test('three speakers and a pause, the same second on two pages, a killed server, tasks and minutes at the end', async () => {
  const operator = await signedIn();
  await operator.goto(operatorUrl());
  const screen = await signedIn({ width: 1920, height: 1080 });
  await screen.goto(screenUrl());
  await screen.getByText('Hội nghị chưa khai mạc').waitFor();

  const register = async (name, kind, subject) => {
    await operator.locator('#nguoi-phat-bieu').fill(name);
    await operator.locator('#ten-bai').fill(subject);
    await operator.getByLabel('Loại phát biểu').selectOption(kind);
    await operator.locator('#nguoi-phat-bieu').press('Enter');
    await operator.locator('.hall-rows li', { hasText: name }).first().waitFor();
  };
  await register('Bí thư Chi bộ thôn Đông', 'contribution', 'Giảm giấy tờ, giảm họp ở thôn: việc đã làm, việc còn vướng');
  await register('Chủ tịch UBMTTQ xã Minh An', 'contribution', 'Ý kiến Nhân dân');
  await register('Bí thư Đảng ủy xã', 'closing', '');

  await operator.getByLabel('Mục chương trình').fill('Báo cáo sơ kết');
  await operator.getByLabel('Số phút').fill('20');
  await operator.getByLabel('Địa điểm').fill('Hội trường tầng 2');
  await operator.getByRole('button', { name: 'Lưu chương trình' }).click();
  await operator.getByText('Tổng 20 trên 180 phút dự kiến').waitFor();

  // M17, M20 before the opening: the speech repeats the paper that was sent.
  await operator.getByRole('button', { name: 'Kiểm bài viết sẵn của Bí thư Chi bộ thôn Đông' }).click();
  await operator.locator('#bai-viet').fill(paper);
  await operator.getByRole('button', { name: 'Kiểm bài', exact: true }).click();
  await operator.getByText(/Lặp lại 100% từ tài liệu đã gửi, mức cảnh báo 50%/).waitFor();
  await operator.getByText(/nói khoảng 1 phút/).waitFor();
  await assertAccessible(operator, 'Kiểm bài phát biểu');
  await shot(operator, 'kiem-bai-1366');
  await operator.keyboard.press('Escape');

  // By the keyboard: Space opens, Space starts.
  await operator.locator('h1').focus();
  await operator.keyboard.press('Space');
  await operator.getByRole('button', { name: /Bắt đầu/ }).waitFor();
  await operator.locator('h1').focus();
  await operator.keyboard.press('Space');
  const first = await hallOf(operator);
  const started = (await same([operator, screen], 5)).zero;
  assert.ok(Number(started) > first.server_now);
  assert.equal(await screen.locator('.hall-name').innerText(), 'Bí thư Chi bộ thôn Đông');
  await shot(operator, 'dieu-hanh-1366');
  await shot(screen, 'trinh-chieu-1920');
  await assertAccessible(operator, 'Điều hành phát biểu');
  await assertAccessible(screen, 'Trình chiếu');
  assert.ok((await sideways(operator)) <= 0);
  assert.ok((await sideways(screen)) <= 0);
  const height = await screen.locator('.hall-time').evaluate((at) => Number.parseFloat(getComputedStyle(at).fontSize) * 0.72);
  assert.ok(height > 0.38 * 1080, `digits ${height} px of 1080`);

  // A waiting speaker who leaves the list does not touch the clock.
  await operator.getByRole('button', { name: 'Bỏ Chủ tịch UBMTTQ xã Minh An' }).click();
  const afterRemove = (await same([operator, screen], 6)).zero;
  assert.ok(Math.abs(Number(afterRemove) - Number(started)) < 200);
  await register('Hiệu trưởng Trường THCS Minh An', 'contribution', '');

  await operator.locator('h1').focus();
  await operator.keyboard.press('p');
  const paused = await same([operator, screen], 8);
  assert.notEqual(paused.left, '');
  await screen.reload();
  assert.equal((await same([operator, screen], 8)).left, paused.left, 'a reload does not move the time');
  await operator.keyboard.press('p');
  const resumed = await same([operator, screen], 9);

  // A further minute needs a reason.
  await operator.getByRole('button', { name: 'Thêm 1 phút' }).click();
  await operator.locator('dialog[open]').getByRole('button', { name: 'Thêm 1 phút' }).click();
  await operator.locator('dialog[open] .error-summary').waitFor();
  await operator.locator('dialog[open] textarea').fill('Đại biểu hỏi thêm');
  await operator.locator('dialog[open]').getByRole('button', { name: 'Thêm 1 phút' }).click();
  const running = await same([operator, screen], 10);
  assert.ok(Math.abs(Number(running.zero) - Number(resumed.zero) - 60_000) < 200);

  // The server is killed: the view goes on and says so; it comes back with the same second.
  const { port } = new URL(server.url);
  const gone = new Promise((done) => server.child.once('exit', done));
  server.child.kill('SIGKILL');
  await gone;
  await screen.getByText(/Đồng hồ vẫn chạy/).waitFor();
  const before = await screen.locator('.hall-time').innerText();
  await screen.waitForFunction((text) => document.querySelector('.hall-time').textContent !== text, before);
  await shot(screen, 'trinh-chieu-mat-ket-noi');
  // A command without a line is kept and says so, through a reload too.
  await operator.locator('h1').focus();
  await operator.keyboard.press('p');
  await operator.getByText(/Chờ gửi: “Tạm dừng”/).waitFor();
  await operator.keyboard.press('n');
  await shot(operator, 'dieu-hanh-cho-gui');
  server = await serve(context, ['--data', data], { listen: `127.0.0.1:${port}` });
  await screen.waitForFunction(() => !document.querySelector('.hall-offline'), null, { timeout: 30_000 });
  await operator.waitForFunction(() => !document.querySelector('.hall-offline'), null, { timeout: 30_000 });
  // The command that waited is carried out once, at the time the server had it: what is left agrees with the clock that ran on.
  const back = await same([operator, screen], 11);
  assert.equal(await operator.locator('.hall-pending').count(), 0);
  const stopped = await hallOf(operator);
  assert.ok(Math.abs(Number(running.zero) - stopped.state.last_at - Number(back.left)) < 200, `${running.zero} ${stopped.state.last_at} ${back.left}`);
  await operator.locator('h1').focus();
  await operator.keyboard.press('p');
  await same([operator, screen], 12);

  // Next goes through the list.
  await operator.locator('h1').focus();
  await operator.keyboard.press('n');
  await same([operator, screen], 13);
  assert.equal(await screen.locator('.hall-name').innerText(), 'Bí thư Đảng ủy xã');
  await operator.keyboard.press('n');
  await same([operator, screen], 14);
  await operator.keyboard.press('n');
  await screen.getByText('Chưa có người phát biểu').waitFor();

  // A phone checks in by the code on the wall.
  await operator.getByText('Điểm danh', { exact: true }).click();
  await operator.getByRole('button', { name: 'Mở điểm danh bằng mã' }).click();
  const code = await operator.locator('.hall-code-digits').innerText();
  const phone = await openPage(browser, { width: 390, height: 844, touch: true });
  await phone.goto(`${server.url}/diem-danh`);
  await phone.getByLabel('Mã trên màn hình hội trường').fill(code);
  await phone.getByRole('button', { name: 'Tiếp tục' }).click();
  await phone.getByLabel('Họ tên').fill('Trần Văn Mẫu');
  await phone.getByLabel('Chức vụ, cơ quan').fill('Bí thư Chi bộ thôn Tây');
  await assertAccessible(phone, 'Điểm danh');
  await shot(phone, 'diem-danh-390');
  await phone.getByRole('button', { name: 'Ghi có mặt' }).click();
  await phone.getByText('Đã điểm danh: Trần Văn Mẫu').waitFor();
  await operator.getByText('Có mặt 1').waitFor();
  await operator.locator('.hall-qr').waitFor();
  await screen.locator('.hall-qr').waitFor();
  await assertAccessible(screen, 'Trình chiếu, mã điểm danh');
  await assertAccessible(operator, 'Điểm danh, mã QR');
  await shot(operator, 'diem-danh-1366');
  await shot(screen, 'trinh-chieu-ma-qr');

  // A quick vote: asked, answered and changed on the phone, counted on both pages, closed.
  await operator.locator('.hall-side-head').getByText('Biểu quyết', { exact: true }).click();
  await operator.getByLabel('Nội dung biểu quyết').fill('Thông qua dự thảo kết luận hội nghị?');
  await operator.getByLabel('Số phút (bỏ trống nếu không hạn)').fill('5');
  await assertAccessible(operator, 'Mở biểu quyết');
  await shot(operator, 'bieu-quyet-mo-1366');
  await operator.getByRole('button', { name: 'Mở biểu quyết' }).click();
  await phone.getByText('Thông qua dự thảo kết luận hội nghị?').waitFor();
  await screen.getByText('Thông qua dự thảo kết luận hội nghị?').waitFor();
  await phone.getByLabel('Ý kiến khác').check();
  await phone.getByLabel('Ý kiến của đồng chí').fill('Bổ sung nguồn lực');
  await assertAccessible(phone, 'Trả lời biểu quyết');
  await shot(phone, 'bieu-quyet-390');
  assert.ok((await sideways(phone)) <= 0);
  await phone.getByRole('button', { name: 'Gửi trả lời' }).click();
  await phone.getByText('Đã ghi trả lời của đồng chí.').waitFor();
  await operator.getByText('Trần Văn Mẫu: Bổ sung nguồn lực').waitFor();
  await phone.reload();
  await phone.getByLabel('Đồng ý', { exact: true }).check();
  await phone.getByRole('button', { name: 'Đổi trả lời' }).click();
  const agreed = (page) => page.locator('.vote-counts li', { hasText: 'Đồng ý' }).first().getByText('1 phiếu').waitFor();
  await agreed(operator);
  await agreed(screen);
  await shot(screen, 'trinh-chieu-bieu-quyet');
  await assertAccessible(screen, 'Trình chiếu biểu quyết');
  await operator.getByRole('button', { name: 'Chốt kết quả' }).click();
  await phone.getByText('Đã chốt').waitFor();
  await assertAccessible(operator, 'Kết quả biểu quyết');
  await shot(operator, 'bieu-quyet-chot-1366');
  await operator.getByRole('button', { name: 'Cất kết quả khỏi màn hình' }).click();
  await screen.getByText('Chưa có người phát biểu').waitFor();

  // A slip to a unit, answered there.
  await operator.locator('.hall-side-head').getByText('Lấy ý kiến', { exact: true }).click();
  await operator.getByLabel('Nội dung lấy ý kiến').fill('Góp ý dự thảo kế hoạch quý IV');
  await operator.locator('#phieu-don-vi').fill('tinh uy minh hoa');
  await operator.locator('[role=listbox] [role=option]').first().click();
  await operator.locator('#phieu-han').fill('+3');
  await operator.locator('#phieu-han').blur();
  await assertAccessible(operator, 'Gửi phiếu');
  await operator.getByRole('button', { name: 'Gửi phiếu' }).click();
  await operator.getByText(/Chưa trả lời: Tỉnh ủy/).waitFor();
  const asked = await signedIn();
  await asked.goto(`${server.url}/hom-nay?don-vi=MH.TU`);
  await asked.getByText('Phiếu lấy ý kiến: Góp ý dự thảo kế hoạch quý IV').first().waitFor();
  await asked.locator('a[href*="/phieu-y-kien"]').first().click();
  await asked.getByLabel('Đồng ý', { exact: true }).check();
  await asked.getByLabel('Ý kiến của đơn vị').fill('Nhất trí, đề nghị nêu rõ nguồn lực');
  await assertAccessible(asked, 'Phiếu lấy ý kiến');
  await shot(asked, 'phieu-y-kien-1366');
  await asked.getByRole('button', { name: 'Trả lời phiếu' }).click();
  await asked.getByText(/Đã trả lời/).waitFor();
  await operator.getByText('1 trên 1 đơn vị đã trả lời').waitFor();
  await shot(operator, 'phieu-1366');
  await assertAccessible(operator, 'Phiếu đã trả lời');
  assert.deepEqual(phone.noise, []);
  assert.deepEqual(asked.noise, []);

  // No end without conclusions or a reason; each conclusion has one unit and a day.
  await operator.getByRole('button', { name: 'Kết thúc hội nghị' }).click();
  await operator.locator('dialog[open]').getByRole('button', { name: 'Kết thúc hội nghị' }).click();
  await operator.locator('dialog[open] .error-summary').waitFor();
  await operator.keyboard.press('Escape');
  await operator.locator('#ket-luan-viec').fill('Bỏ mẫu báo cáo trùng với sổ điện tử');
  await operator.locator('#ket-luan-chu-tri').fill('minh an');
  await operator.locator('[role=listbox] [role=option]').first().click();
  await operator.locator('#ket-luan-han').fill('15/12/2026');
  await operator.locator('#ket-luan-han').blur();
  await operator.getByRole('button', { name: 'Ghi kết luận' }).click();
  await operator.getByText('hạn 15/12/2026').waitFor();
  await assertAccessible(operator, 'Kết luận');
  await shot(operator, 'ket-luan-1366');
  await operator.getByRole('button', { name: 'Kết thúc hội nghị' }).click();
  await operator.getByText(/1 kết luận sẽ thành nhiệm vụ/).waitFor();
  await operator.locator('dialog[open]').getByRole('button', { name: 'Kết thúc hội nghị' }).click();
  await operator.getByText('đã giao').waitFor();
  await screen.getByText('Hội nghị đã kết thúc').waitFor();

  const closed = await hallOf(operator);
  assert.equal(closed.status, 'held');
  assert.equal(closed.conclusions[0].is_task, true);
  assert.equal(closed.state.speakers.filter((one) => one.phase === 'done').length, 3);
  const bytes = await operator.evaluate(async () => [...new Uint8Array(await (await fetch('/api/v1/units/MH01.DU/conferences/hn-so-ket/hall/paperwork?what=minutes')).arrayBuffer())]);
  const minutes = join(folder(context), 'bien-ban.docx');
  writeFileSync(minutes, Buffer.from(bytes));
  if (shots) writeFileSync(join(shots, 'bien-ban.docx'), Buffer.from(bytes));
  const read = sauroJson(['read', minutes]).json;
  assert.equal(read.document_type, 'biên bản');
  assert.equal(read.system, 'party');
  for (const words of ['Bí thư Chi bộ thôn Đông', 'Bỏ mẫu báo cáo trùng với sổ điện tử', '15/12/2026', 'Trần Văn Mẫu', 'Hội trường tầng 2', 'Thông qua dự thảo kết luận hội nghị?', 'Góp ý dự thảo kế hoạch quý IV']) assert.ok(read.text.includes(words), `biên bản thiếu: ${words}`);
  assert.deepEqual(screen.noise, []);
  assert.deepEqual(operator.noise, []);
});

test('a command that waited for the line is not done when another operator was quicker', async () => {
  const [late, quick] = [await signedIn(), await signedIn()];
  for (const page of [late, quick]) {
    await page.goto(`${server.url}/hoi-nghi/hn-hai-ban/dieu-hanh?${unit}`);
    await page.getByRole('button', { name: /Khai mạc/ }).waitFor();
  }
  await late.context().setOffline(true);
  await late.getByRole('button', { name: /Khai mạc/ }).click();
  await late.getByText(/Chờ gửi: “Khai mạc”/).waitFor();
  await quick.getByRole('button', { name: /Khai mạc/ }).click();
  await quick.getByText('Chưa có người phát biểu').waitFor();
  await late.context().setOffline(false);
  await late.getByText(/Chưa thực hiện: “Khai mạc”/).waitFor();
  await late.getByText(/Người khác vừa thao tác/).waitFor();
  await shot(late, 'dieu-hanh-chua-thuc-hien');
  await assertAccessible(late, 'Lệnh chưa thực hiện');
  await late.getByRole('button', { name: 'Đã rõ' }).click();
  await late.getByText('Chưa có người phát biểu').waitFor();
  // One that waits may be dropped.
  await late.context().setOffline(true);
  await late.getByRole('button', { name: 'Nghỉ (trưa, tối)' }).click();
  await late.getByRole('button', { name: 'Bỏ lệnh này' }).click();
  await late.context().setOffline(false);
  await late.reload();
  await late.getByText('Chưa có người phát biểu').waitFor();
  const state = await late.evaluate(async () => (await (await fetch('/api/v1/units/MH01.DU/conferences/hn-hai-ban/hall')).json()).state);
  assert.equal(state.seq, 1);
});

test('a name of two lines leaves the clock large and the closing budget on the screen', async () => {
  const operator = await signedIn();
  await operator.goto(`${server.url}/hoi-nghi/hn-hai-ban/dieu-hanh?${unit}`);
  await operator.locator('#nguoi-phat-bieu').fill('Chủ tịch Ủy ban nhân dân xã Minh An, Phó Bí thư Đảng ủy xã, Trưởng Ban Chỉ đạo cải cách hành chính');
  await operator.locator('#ten-bai').fill('Giảm giấy tờ, giảm họp ở thôn: việc đã làm, việc còn vướng');
  await operator.getByLabel('Loại phát biểu').selectOption('contribution');
  await operator.locator('#nguoi-phat-bieu').press('Enter');
  await operator.getByRole('button', { name: /Bắt đầu/ }).click();
  for (const [name, width, height, least, theme] of [
    ['trinh-chieu-1366', 1366, 768, 0.25, 'light'],
    ['trinh-chieu-ten-dai-1920-toi', 1920, 1080, 0.25, 'dark'],
    ['trinh-chieu-ten-dai-390', 390, 844, 0.08, 'dark'],
  ]) {
    const screen = await signedIn({ width, height, theme });
    await screen.goto(`${server.url}/hoi-nghi/hn-hai-ban/trinh-chieu?${unit}`);
    const time = await screen.locator('.hall-time').boundingBox();
    const whose = await screen.locator('.hall-who').boundingBox();
    const source = await screen.locator('.hall-budget .soft').boundingBox();
    const mark = screen.getByText('còn 2 phút');
    const [marked, end] = [await mark.boundingBox(), await screen.locator('.hall-scale > span').last().boundingBox()];
    assert.ok(marked.x + marked.width < end.x, `${name}: “còn 2 phút” đè lên số cuối`);
    await shot(screen, name);
    await assertAccessible(screen, name);
    assert.ok(source.y + source.height <= height, `${name}: chân màn hình ở ${source.y + source.height}`);
    assert.ok(time.height >= least * height, `${name}: đồng hồ cao ${time.height}`);
    assert.ok(time.y >= whose.y + whose.height - 1, `${name}: đồng hồ đè lên tên`);
    assert.ok((await sideways(screen)) <= 0, name);
  }
});

test('the list of halls, and a hall that does not exist leads back to it', async () => {
  for (const [name, options] of [['phong-hop-1366', {}], ['phong-hop-390-toi', { width: 390, height: 844, touch: true, theme: 'dark' }]]) {
    const page = await signedIn(options);
    await page.goto(`${server.url}/phong-hop?${unit}`);
    await page.getByText('Hội nghị hai bàn điều hành').waitFor();
    await shot(page, name);
    await assertAccessible(page, name);
    assert.ok((await sideways(page)) <= 0, name);
    await page.goto(`${server.url}/hoi-nghi/khong-co/dieu-hanh?${unit}`);
    await page.getByText(/Không có hội nghị này/).waitFor();
    await assertAccessible(page, `${name}, không có`);
    await page.getByRole('link', { name: 'Về danh sách phòng họp' }).click();
    await page.getByRole('heading', { name: 'Phòng họp, phát biểu' }).waitFor();
    await page.goto(`${server.url}/hoi-nghi/khong-co/trinh-chieu?${unit}`);
    await page.getByText(/Máy chủ chưa cho xem phòng họp này/).waitFor();
    await assertAccessible(page, `${name}, trình chiếu không có`);
    await shot(page, `${name}-khong-co`);
    await page.getByRole('link', { name: 'Về danh sách phòng họp' }).click();
    await page.getByRole('link', { name: /Điều hành phát biểu/ }).first().waitFor();
    await page.getByRole('link', { name: /Điều hành phát biểu/ }).first().click();
    await page.waitForURL(/dieu-hanh/);
  }
});

test('dark theme: every tab of the operator, the check of a text that is kept with a reason', async () => {
  const page = await signedIn({ theme: 'dark' });
  await page.goto(`${server.url}/hoi-nghi/hn-hai-ban/dieu-hanh?${unit}`);
  for (const tab of ['Chương trình', 'Điểm danh', 'Biểu quyết', 'Lấy ý kiến', 'Kết luận', 'Nhật ký']) {
    await page.locator('.hall-side-head').getByText(tab, { exact: true }).click();
    await assertAccessible(page, `nền tối, ${tab}`);
  }
  await page.locator('#nguoi-phat-bieu').fill('Trưởng thôn Tây');
  await page.locator('#nguoi-phat-bieu').press('Enter');
  await page.getByRole('button', { name: 'Kiểm bài viết sẵn của Trưởng thôn Tây' }).click();
  await page.locator('#bai-viet').fill('Thu ngân sách của thôn đạt 105% dự toán. Số hồ sơ trực tuyến vượt 90%. Thôn được tặng bằng khen của xã.');
  await page.getByRole('button', { name: 'Kiểm bài', exact: true }).click();
  await page.getByText(/3 ý liền nhau kể thành tích/).waitFor();
  await page.getByLabel('Lý do giữ nguyên bài').fill('Báo cáo tại lễ tuyên dương');
  await assertAccessible(page, 'nền tối, kiểm bài');
  await shot(page, 'kiem-bai-toi-1366');
  await page.getByRole('button', { name: 'Giữ nguyên bài' }).click();
  await page.locator('dialog[open]').getByText('Giữ nguyên bài: Báo cáo tại lễ tuyên dương').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.hall-rows li', { hasText: 'Trưởng thôn Tây' }).getByText('Giữ nguyên bài: Báo cáo tại lễ tuyên dương').waitFor();
  assert.deepEqual(page.noise, []);
});

test('the phone of a speaker and of an operator', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  for (const [name, url] of [['dieu-hanh-390', operatorUrl()], ['trinh-chieu-390', screenUrl()]]) {
    await page.goto(url);
    await page.getByText(/Hội nghị đã kết thúc/).first().waitFor();
    assert.ok((await sideways(page)) <= 0, name);
    await assertAccessible(page, name);
    await shot(page, name);
  }
  await page.goto(`${server.url}/diem-danh/00000000`);
  await page.getByText(/Mã điểm danh không đúng/).waitFor();
});
