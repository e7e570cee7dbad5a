// The main job, as a clerk does it, in a real browser against a real server.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { corpus, dataFolder, root, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const seed = join(root, '../shared/seeds/000_7e2742aaf493117f.txt');
const given = existsSync(seed)
  ? { path: seed, symbol: '226-KL/TW', date: '11/12/2025', said: 'hạt giống 000' }
  : { path: join(corpus, 'ke-hoach-xa.txt'), symbol: '07-KH/ĐU', date: '05/02/2026', said: 'văn bản của bộ kiểm thử' };
const unit = 'don-vi=MH01.DU';

test('first run: the link makes the first account, which is then signed in; the link is spent', async (t) => {
  const server = await serve(t, ['--data', dataFolder(t, ['--unit', '00004.DU'])]);
  const browser = await openBrowser(t);
  const page = await openPage(browser);
  const link = server.out.match(/http\S+\/bat-dau\?ma=\S+/)[0];
  await page.goto(link);
  await page.waitForSelector('h1');
  await assertAccessible(page, 'tạo tài khoản đầu tiên');
  await page.getByLabel('Họ và tên').fill('Trần Thu Hà');
  await page.getByLabel('Tên đăng nhập').fill('thuha.tran');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mua he nam ay rat dai');
  await page.getByLabel('Nhập lại mật khẩu').fill('mua he nam ay rat dai');
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await page.waitForURL(/\/hom-nay/);
  assert.match(await page.locator('.topbar-unit').innerText(), /Ba Đình/);

  const stranger = await openPage(browser);
  await stranger.goto(link);
  await stranger.getByText('Hãy đăng nhập').waitFor();
  assert.equal(await stranger.getByRole('button', { name: 'Tạo tài khoản' }).count(), 0, 'liên kết chỉ dùng một lần');
  await stranger.goto(`${server.url}/hom-nay`);
  await stranger.waitForURL(/dang-nhap/);
  await assertAccessible(stranger, 'đăng nhập');
  assert.deepEqual(page.noise, []);
});

test(`the clerk's day: drop ${given.said} → registered → draft check → clause → figure → rows`, async (t) => {
  const server = await serve(t, ['--data', dataFolder(t, ['--sample']), '--link']);
  const browser = await openBrowser(t);
  const page = await openPage(browser);
  await page.goto(server.out.match(/http\S+\/vao\?ma=\S+/)[0]);
  await page.waitForURL(/\/hom-nay/);
  await page.goto(`${server.url}/hom-nay?${unit}`);
  await page.getByRole('heading', { level: 1, name: 'Việc hôm nay' }).waitFor();
  assert.equal(await page.getByText('Số liệu minh họa').count() > 0, true, 'nhãn số liệu minh họa');
  await assertAccessible(page, 'Việc hôm nay');

  // N anywhere opens the entry; the dropped file is read; the keyboard does the rest
  await page.keyboard.press('n');
  await page.waitForURL(/van-ban-den\/moi/);
  await page.setInputFiles('input[type=file]', given.path);
  await page.waitForSelector('#vb-symbol');
  await page.waitForFunction((symbol) => document.querySelector('#vb-symbol').value === symbol, given.symbol);
  assert.equal(await page.inputValue('#vb-date'), given.date);
  assert.notEqual(await page.inputValue('#vb-subject'), '');
  await assertAccessible(page, 'Vào sổ văn bản đến');
  await page.keyboard.press('Control+s');
  await page.getByText(/Đã vào sổ số \d+/).waitFor();

  // the same file again: a warning at once, and the reason keeps the way open
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.setInputFiles('input[type=file]', given.path);
  await page.getByText(/Có thể trùng/).waitFor();
  await page.goto(`${server.url}/van-ban-den?${unit}`);
  await page.getByText(given.symbol, { exact: false }).first().waitFor();
  await assertAccessible(page, 'Văn bản đến');

  // a draft with findings: F8 goes to the passage, the clause opens
  await page.goto(`${server.url}/van-ban-di?${unit}`);
  await page.getByRole('button', { name: 'Soạn dự thảo' }).first().click();
  await page.waitForSelector('dialog[open]');
  await page.locator('dialog[open] input[type=file]').setInputFiles(join(corpus, 'cong-van-mo-ho.txt'));
  await page.waitForURL(/van-ban-di\/soan\//);
  await page.waitForSelector('.check-row');
  assert.match(readFileSync(join(corpus, 'cong-van-mo-ho.txt'), 'utf8'), /cơ quan liên quan/);
  await page.keyboard.press('F8');
  await page.waitForSelector('.check-card.card-open, [data-card] .check-body');
  await assertAccessible(page, 'Soạn dự thảo');
  await page.locator('.check-row a, .check-body a').first().click();
  await page.getByText('226-KL/TW').first().waitFor();

  // a figure opens the rows it was counted from
  await page.goto(`${server.url}/toan-canh?don-vi=MH.TU`);
  await page.waitForSelector('.gauge-figure');
  await assertAccessible(page, 'Toàn cảnh');
  await page.locator('.gauge-figure').first().click();
  await page.waitForURL(/toan-canh\/so-lieu\//);
  await page.waitForSelector('.figure-rows [role=row], .figure-rows li');
  await assertAccessible(page, 'Các dòng đã đếm');
  assert.deepEqual(page.noise, []);
});

for (const [name, size] of [['390×844', { width: 390, height: 844, touch: true }], ['320×640', { width: 320, height: 640, touch: true }], ['1366×768 tối', { theme: 'dark' }]]) {
  test(`no screen scrolls sideways or breaks axe at ${name}`, async (t) => {
    const server = await serve(t, ['--data', dataFolder(t, ['--sample']), '--link']);
    const browser = await openBrowser(t);
    const page = await openPage(browser, size);
    await page.goto(server.out.match(/http\S+\/vao\?ma=\S+/)[0]);
    await page.waitForURL(/\/hom-nay/);
    for (const path of ['/hom-nay', '/van-ban-den', '/van-ban-den/moi', '/van-ban-di', '/toan-canh', '/can-cu']) {
      await page.goto(`${server.url}${path}?${unit}`);
      await page.waitForSelector('h1');
      await page.waitForLoadState('networkidle');
      assert.ok((await sideways(page)) <= 1, `${path} cuộn ngang`);
      await assertAccessible(page, `${path} ${name}`);
    }
    assert.deepEqual(page.noise, []);
  });
}
