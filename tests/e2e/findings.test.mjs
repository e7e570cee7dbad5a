// Phát hiện: from the list by keyboard to an explanation, an assignment and the rows; filters in the address; a phone; nothing without the right;
// another rulebook put in force.
import assert from 'node:assert/strict';
import { before, after, test } from 'node:test';
import { ownRule } from '../cli/own_rule.mjs';
import { dataFolder, file, lines, sauro, serve, today } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const unit = 'don-vi=MH.TU';
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

async function signedIn(username = 'quantri.minhhoa', options = {}) {
  const page = await openPage(browser, options);
  const link = sauro(['user', 'link', '--data', data, '--username', username]).out.match(/\/vao\?ma=\S+/)[0];
  await page.goto(server.url + link);
  await page.waitForURL(/\/hom-nay/);
  return page;
}
const open = async (page, query = '') => {
  await page.goto(`${server.url}/phat-hien?${unit}${query}`);
  await page.waitForSelector('[role=row][data-index="0"]');
};

test('keyboard: walk, open, explain; the state and the history say so, and Escape gives the row its focus back', async () => {
  const page = await signedIn();
  await open(page, '&tinh-trang=open');
  await assertAccessible(page, 'Phát hiện');
  await page.locator('[role=row][data-index="0"]').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/phat-hien\/[0-9a-f-]{36}/);
  await page.waitForSelector('.finding-body');
  await assertAccessible(page, 'Một phát hiện');
  await page.getByRole('button', { name: 'Giải trình' }).click();
  await page.waitForSelector('dialog[open] textarea');
  await assertAccessible(page, 'Giải trình');
  await page.locator('dialog[open] textarea').fill('Hội nghị ghép hai nội dung, từ quý sau họp trực tuyến.');
  await page.getByRole('button', { name: 'Gửi giải trình' }).click();
  await page.locator('.finding-answer').getByText('từ quý sau họp trực tuyến').waitFor();
  await page.locator('.history').getByText(/: giải trình/).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => url.pathname === '/phat-hien');
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('bulk: two chosen are handed to a person with a date, and the filter finds them', async () => {
  const page = await signedIn();
  await open(page, '&giao-cho=none');
  await page.locator('.finding-check').nth(0).click();
  await page.locator('.finding-check').nth(1).click();
  await page.getByRole('button', { name: 'Giao xử lý 2 phát hiện' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('select option').nth(1).waitFor({ state: 'attached' });
  await dialog.locator('select').selectOption({ index: 1 });
  await dialog.locator('.date-field').fill('+5');
  await dialog.getByRole('button', { name: 'Giao', exact: true }).click();
  await page.getByText('Đã giao 2 phát hiện').waitFor();
  await page.getByLabel('Lọc theo người xử lý').selectOption('me');
  await page.waitForURL(/giao-cho=me/);
  await page.getByText(/Quản trị minh họa/).nth(1).waitFor();
  await page.context().close();
});

test('a decision that allows: who decides is offered, a typed date wakes the button, a wrong day is told; no such case, no button', async () => {
  for (const size of [{}, { width: 390, height: 844, touch: true }]) {
    const page = await signedIn('quantri.minhhoa', size);
    const found = async (norm) => (await page.request.get(`${server.url}/api/v1/units/MH.TU/findings?norm=${norm}`)).json().then((answer) => answer.items[0]);
    const cap = await found('KL226.2.2.d1.commune-wide-cap');
    await page.goto(`${server.url}/phat-hien/${cap.id}?${unit}`);
    await page.getByRole('button', { name: 'Ghi quyết định cho phép' }).click();
    const dialog = page.locator('dialog[open]');
    assert.match(await dialog.locator('select').inputValue(), /^Ban Thường vụ Đảng ủy (xã|phường)/);
    await assertAccessible(page, 'quyết định cho phép');
    assert.ok((await sideways(page)) <= 1);
    const save = dialog.getByRole('button', { name: 'Ghi quyết định', exact: true });
    await dialog.locator('input').first().fill('03-QĐ/ĐU');
    assert.ok(await save.isDisabled());
    await dialog.locator('.date-field').pressSequentially(today().split('-').reverse().join('/'));
    assert.ok(await save.isEnabled(), 'chưa rời ô ngày');
    await save.click();
    await dialog.getByText(/phải được phép trước khi họp|có sau cuộc vượt mức/).first().waitFor();
    await page.keyboard.press('Escape');
    await page.context().close();
  }
  const page = await signedIn();
  const list = await (await page.request.get(`${server.url}/api/v1/units/MH.TU/findings?norm=KL221.4.schools`)).json();
  await page.goto(`${server.url}/phat-hien/${list.items[0].id}?${unit}`);
  await page.getByRole('button', { name: 'Giải trình' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Ghi quyết định cho phép' }).count(), 0, 'điều khoản không có trường hợp được cho phép');
  await page.context().close();
});

test('a finding opens the rows of its figure, and the overview opens the findings of a norm', async () => {
  const page = await signedIn();
  await open(page);
  await page.locator('[role=row][data-index="0"]').click();
  await page.getByRole('link', { name: 'Xem các dòng tạo nên con số' }).click();
  await page.waitForURL(/\/toan-canh\/so-lieu\//);
  await page.goto(`${server.url}/toan-canh?${unit}`);
  await page.locator('.findings-open').first().click();
  await page.waitForURL(/\/phat-hien\?.*quy-tac=/);
  await page.context().close();
});

test('empty by filter, a broken line, and no right are said in words', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/phat-hien?${unit}&tinh-trang=fixed`);
  await page.getByText('Không có dòng nào khớp bộ lọc.').waitFor();
  await page.locator('.empty').getByRole('button', { name: 'Xóa bộ lọc' }).click();
  await page.waitForSelector('[role=row][data-index="0"]');
  await page.route('**/api/v1/units/*/findings?*', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"internal","detail":"Máy chủ gặp lỗi."}' }));
  await page.goto(`${server.url}/phat-hien?${unit}`);
  await page.getByRole('button', { name: 'Thử lại' }).first().waitFor();
  await assertAccessible(page, 'Phát hiện, lỗi');
  await page.context().close();

  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'xem.thoi', '--name', 'Người Xem', '--role', 'auditor', '--unit', 'MH.TU']).code, 0);
  const reader = await signedIn('xem.thoi');
  await open(reader);
  assert.equal(await reader.locator('.finding-check').count(), 0);
  await reader.locator('[role=row][data-index="0"]').click();
  await reader.waitForSelector('.finding-body');
  assert.equal(await reader.getByRole('button', { name: 'Giải trình' }).count(), 0);
  await reader.context().close();
});

for (const [name, size] of [['390×844', { width: 390, height: 844, touch: true }], ['320×640', { width: 320, height: 640, touch: true }], ['1366×768 tối', { theme: 'dark' }]]) {
  test(`nothing scrolls sideways or breaks axe at ${name}`, async () => {
    const page = await signedIn('quantri.minhhoa', size);
    await page.goto(`${server.url}/phat-hien?${unit}`);
    await page.waitForSelector('[data-index="0"]');
    assert.ok((await sideways(page)) <= 1);
    await assertAccessible(page, `Phát hiện ${name}`);
    await page.locator('[data-index="0"]').click();
    await page.waitForSelector('.finding-body');
    assert.ok((await sideways(page)) <= 1);
    await assertAccessible(page, `Một phát hiện ${name}`);
    assert.deepEqual(page.noise, []);
    await page.context().close();
  });
}

test('another rulebook waits: what it changes is shown before it is put in force', async (t) => {
  const place = dataFolder(t, ['--sample']);
  const facts = file(t, 'giao-ban.jsonl', lines([{ kind: 'meeting', id: 'gb-1', unit: 'MH.TU', date: today(), title: 'Giao ban tuần', minutes: 120, status: 'held' }]));
  assert.equal(sauro(['load', facts, '--data', place]).code, 0);
  const added = sauro(['rules', 'add', file(t, '12.yaml', ownRule('TW/MH.TU/')), '--data', place]);
  assert.equal(added.code, 0, added.err);
  assert.equal(sauro(['user', 'add', '--data', place, '--username', 'quantri.tw', '--name', 'Quản trị', '--role', 'administrator', '--unit', 'TW']).code, 0);
  const other = await serve(t, ['--data', place]);
  const page = await openPage(browser, {});
  await page.goto(other.url + sauro(['user', 'link', '--data', place, '--username', 'quantri.tw']).out.match(/\/vao\?ma=\S+/)[0]);
  await page.waitForURL(/\/hom-nay/);
  await page.goto(`${other.url}/phat-hien?don-vi=TW`);
  await page.getByRole('button', { name: 'Xem thay đổi và áp dụng' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByText('thêm 1 vi phạm').waitFor();
  await assertAccessible(page, 'Áp dụng bộ quy tắc');
  await dialog.locator('summary').click();
  await dialog.getByText(/gb-1: .* → Vi phạm 120 \/ 90/).waitFor();
  if (process.env.SAURO_SHOTS) await page.screenshot({ path: `${process.env.SAURO_SHOTS}/ap-dung.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok((await sideways(page)) <= 1);
  if (process.env.SAURO_SHOTS) await page.screenshot({ path: `${process.env.SAURO_SHOTS}/ap-dung-390.png` });
  await dialog.getByRole('button', { name: 'Áp dụng', exact: true }).click();
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  await page.getByRole('button', { name: 'Xem thay đổi và áp dụng' }).waitFor({ state: 'detached' });
  assert.deepEqual(page.noise, []);
  await page.context().close();
});
