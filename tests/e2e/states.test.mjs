// Every screen in its bad hours: nothing yet, nothing found, slow, broken, forbidden, cut off, overtaken, signed out.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { corpus, dataFolder, sauro, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage } from './browser.mjs';

const unit = 'don-vi=MH01.DU';
const screens = [
  { path: '/hom-nay', name: 'Việc hôm nay', api: '**/api/v1/units/*/today*' },
  { path: '/van-ban-den', name: 'Văn bản đến', api: '**/api/v1/units/*/documents?*' },
  { path: '/van-ban-di', name: 'Văn bản đi', api: '**/api/v1/units/*/documents?*' },
  { path: '/toan-canh', name: 'Toàn cảnh', api: '**/api/v1/units/*/overview*' },
];
const undo = [];
const context = { after: (step) => undo.push(step) };
let server;
let browser;
let data;

before(async () => {
  data = dataFolder(context, ['--sample']);
  server = await serve(context, ['--data', data]);
  browser = await openBrowser(context);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

const link = (username) => sauro(['user', 'link', '--data', data, '--username', username]).out.match(/\/vao\?ma=\S+/)[0];
async function signedIn(username = 'quantri.minhhoa', options = {}) {
  const page = await openPage(browser, options);
  await page.goto(server.url + link(username));
  await page.waitForURL(/\/hom-nay/);
  await page.waitForLoadState('networkidle');
  return page;
}

test('empty: a new unit is told why and what to do next', async () => {
  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'vanphong.moi', '--name', 'Văn Phòng Mới', '--role', 'head_of_office', '--unit', '00004.DU']).code, 0);
  const page = await signedIn('vanphong.moi');
  await page.goto(`${server.url}/van-ban-den?don-vi=00004.DU`);
  await page.getByText(/chưa có văn bản đến nào.*Vào sổ văn bản đầu tiên/).waitFor();
  await assertAccessible(page, 'sổ trống');
  await page.context().close();
});

test('empty by filter: one click takes the filter away', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/van-ban-den?${unit}&q=khongcochuoinay`);
  await page.getByText('Không có dòng nào khớp bộ lọc.').waitFor();
  await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
  await page.waitForSelector('[role=row][data-index="0"]');
  await page.context().close();
});

for (const { path, name, api } of screens) {
  test(`slow, then broken, then well again: ${name}`, async () => {
    const page = await signedIn();
    await page.clock.install();
    let release;
    let mode = 'slow';
    const held = new Promise((go) => (release = go));
    let asked = 0;
    await page.route(api, async (route) => {
      asked += 1;
      if (mode === 'slow') await held;
      if (mode === 'well') return route.continue();
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ status: 500, code: 'internal', title: 'Máy chủ gặp lỗi', detail: 'Máy chủ gặp lỗi khi xử lý.', request: 'thu-7f3a' }) });
    });
    await page.goto(`${server.url}${path}?${unit}`);
    await page.waitForSelector('h1'); // the frame stands at once
    await page.clock.runFor(400);
    await page.waitForSelector('.skeleton');
    await page.clock.runFor(5000);
    await page.getByText('Máy chủ trả lời chậm, vẫn đang tải').first().waitFor();
    mode = 'broken';
    release();
    for (let round = 0; round < 6 && (await page.locator('.error-box').count()) === 0; round += 1) await page.clock.runFor(2000);
    await page.waitForSelector('.error-box');
    assert.match(await page.locator('.error-box').first().innerText(), /Máy chủ gặp lỗi[\s\S]*Mã:/);
    await assertAccessible(page, `${name} lỗi`);
    mode = 'well';
    await page.locator('.error-box').first().getByRole('button', { name: 'Thử lại' }).click();
    await page.waitForSelector('.error-box', { state: 'detached' });
    assert.ok(asked > 0);
    await page.context().close();
  });
}

test('no permission: the right is named and who gives it, and the way in is not offered', async () => {
  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'kiemtoan.xa', '--name', 'Người Xem', '--role', 'auditor', '--unit', 'MH01.DU']).code, 0);
  const page = await signedIn('kiemtoan.xa');
  await page.goto(`${server.url}/van-ban-den?don-vi=MH02.DU`);
  await page.getByText(/chưa có quyền|không có quyền/i).first().waitFor();
  await page.getByText('Quản trị đơn vị').first().waitFor();
  await assertAccessible(page, 'không có quyền');
  await page.getByRole('button', { name: 'Về đơn vị của tôi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Việc hôm nay' }).waitFor();
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.getByText(/chưa có quyền vào sổ/).waitFor();
  await page.context().close();
});

test('offline: a bar says so and counts, what is saved waits and is sent by itself when the line is back', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await page.fill('#vb-subject', 'Gõ khi mất mạng');
  await page.fill('#vb-symbol', '901-CV/TU');
  await page.fill('#vb-date', '20/11/2026');
  await page.fill('#vb-issuer', 'Tỉnh ủy Minh Họa');
  await page.context().setOffline(true);
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, chưa có mục nào chờ gửi').waitFor();
  assert.equal(await page.inputValue('#vb-subject'), 'Gõ khi mất mạng');
  await page.keyboard.press('Control+s');
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 1 mục chờ gửi').waitFor();
  await assertAccessible(page, 'ngoại tuyến');
  await page.context().setOffline(false);
  await page.getByText(/Đang ngoại tuyến/).waitFor({ state: 'detached' });
  await page.getByText(/Đã vào sổ số \d+/).waitFor();
  await page.context().close();
});

test('overtaken: both versions of a draft stand side by side, mine can be kept', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/van-ban-di?${unit}`);
  await page.getByRole('button', { name: 'Soạn dự thảo' }).first().click();
  await page.locator('dialog[open] input[type=file]').setInputFiles(join(corpus, 'cong-van-mo-ho.txt'));
  await page.waitForURL(/van-ban-di\/soan\//);
  await page.waitForSelector('.check-row');
  await page.getByText('Soạn', { exact: true }).click();
  await page.locator('.editor-text').fill('BÁO CÁO\nbản của tôi\n');
  await page.evaluate(async (id) => {
    const path = `/api/v1/units/MH01.DU/drafts/${id}`;
    const { version } = await (await fetch(`${path}/text`)).json();
    const answer = await fetch(path, { method: 'PUT', headers: { 'X-Sauro': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ version, text: 'bản của họ' }) });
    if (!answer.ok) throw new Error(await answer.text());
  }, page.url().match(/soan\/([^?]+)/)[1]);
  await page.keyboard.press('Control+s');
  await page.waitForSelector('dialog[open]');
  assert.match(await page.locator('dialog[open]').innerText(), /bản của tôi[\s\S]*bản của họ/);
  await assertAccessible(page, 'hai bản');
  await page.getByRole('button', { name: 'Giữ bản của tôi' }).click();
  await page.waitForFunction(() => document.querySelector('.page-head-line')?.textContent?.includes('Đã lưu lúc'));
  await page.context().close();
});

test('session over: signing in again over the page loses nothing', async (t) => {
  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'vanthu.xa', '--name', 'Văn Thư', '--role', 'clerk', '--unit', 'MH01.DU']).code, 0);
  assert.equal(sauro(['user', 'password', '--data', data, '--username', 'vanthu.xa'], { input: 'mua he nam ay rat dai\n' }).code, 0);
  const page = await signedIn('vanthu.xa');
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await page.fill('#vb-subject', 'Vẫn còn đây');
  await page.context().clearCookies();
  await page.keyboard.press('Control+s');
  await page.waitForSelector('dialog[open]');
  await assertAccessible(page, 'phiên đã hết');
  if (await page.locator('#ten-dang-nhap').count()) await page.fill('#ten-dang-nhap', 'vanthu.xa');
  await page.fill('#mat-khau', 'mua he nam ay rat dai');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]', { state: 'detached' });
  assert.equal(await page.inputValue('#vb-subject'), 'Vẫn còn đây');
  await page.context().close();
});
