// Kế hoạch hội nghị: a year is planned, the third province-wide conference is stopped, the decision recorded, then it is saved; the plan goes its steps.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { dataFolder, sauro, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
const year = new Date().getFullYear() + 1; // nothing is held in it yet
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

async function signedIn(options = {}) {
  const page = await openPage(browser, options);
  const link = sauro(['user', 'link', '--data', data, '--username', 'quantri.minhhoa']).out.match(/\/vao\?ma=\S+/)[0];
  await page.goto(server.url + link);
  await page.waitForURL(/\/hom-nay/);
  return page;
}
const plan = (page, more = '') => page.goto(`${server.url}/hoi-nghi${more}?don-vi=MH.TU&nam=${year}`);

async function write(page, title, day) {
  await plan(page, '/moi');
  await page.locator('#hn-title').fill(title);
  await page.locator('#hn-date').fill(day);
  await page.keyboard.press('Tab');
  await page.locator('#hn-scope').selectOption('province_wide');
  await page.locator('#hn-mode').selectOption('online');
  await page.locator('.effect-table tbody tr').first().waitFor();
}
const save = (page) => page.getByRole('button', { name: 'Lưu hội nghị' }).click();

test('the third province-wide conference needs the decision of the standing committee', async () => {
  const page = await signedIn();
  for (const [title, day] of [['Quán triệt nghị quyết đầu năm', `12/03/${year}`], ['Sơ kết sáu tháng', `09/07/${year}`]]) {
    await write(page, title, day);
    await save(page);
    await page.waitForURL(/\/hoi-nghi\/[0-9a-f-]{36}/);
  }
  await write(page, 'Tổng kết công tác năm', `16/12/${year}`);
  await page.locator('.effect-over').getByText('Vượt giới hạn').waitFor();
  const ways = page.getByRole('region', { name: 'Chọn một trong ba cách' });
  await ways.getByRole('link', { name: /Sơ kết sáu tháng/ }).waitFor();
  await assertAccessible(page, 'Thêm hội nghị, vượt giới hạn');
  await ways.getByRole('button', { name: 'Ghi quyết định' }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'hn-symbol');
  await save(page);
  await page.getByText(/Chưa lưu\./).waitFor();
  await page.locator('.conference-form .clause.underlined').first().waitFor();
  await page.locator('#hn-symbol').fill('15-QĐ/TU');
  await page.locator('#hn-decided_on').fill(`02/01/${year}`);
  await page.keyboard.press('Tab');
  const paper = join(data, '15-QD-TU.pdf');
  writeFileSync(paper, '%PDF-1.4\n%mau\n');
  await page.locator('#hn-file').setInputFiles(paper);
  await page.getByText('Đã kèm: 15-QD-TU.pdf').waitFor();
  await page.getByText('Có quyết định').first().waitFor();
  await save(page);
  await page.waitForURL(/\/hoi-nghi\/[0-9a-f-]{36}/);
  await page.getByText(/15-QĐ\/TU/).waitFor();
  const [paperBack] = await Promise.all([page.waitForEvent('download'), page.getByText('Đã kèm: 15-QD-TU.pdf').click()]);
  assert.equal(paperBack.suggestedFilename(), 'quyet-dinh.pdf');
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('what is being typed outlives a closed page and is gone once it is thrown away', async () => {
  const page = await signedIn();
  await plan(page, '/moi');
  const address = page.url();
  await page.locator('#hn-title').fill('Hội nghị đang ghi dở');
  await page.locator('#hn-place').fill('Hội trường A');
  await page.reload(); // at once: nothing waits for the next second
  await page.getByText(/Đã mở lại phần đang ghi lúc/).waitFor();
  assert.equal(await page.locator('#hn-title').inputValue(), 'Hội nghị đang ghi dở');
  assert.equal(await page.locator('#hn-place').inputValue(), 'Hội trường A');
  await page.locator('#hn-place').fill('Hội trường B');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  const again = await page.context().newPage();
  await again.goto(address);
  await again.getByText(/Đã mở lại phần đang ghi lúc/).waitFor();
  assert.equal(await again.locator('#hn-place').inputValue(), 'Hội trường B');
  await again.getByRole('button', { name: 'Bỏ, ghi lại từ đầu' }).click();
  assert.equal(await again.locator('#hn-title').inputValue(), '');
  await again.reload();
  await again.locator('#hn-title').waitFor();
  assert.equal(await again.locator('#hn-title').inputValue(), '');
  await again.context().close();
});

test('the plan is submitted and approved; what comes after stands outside it', async () => {
  const page = await signedIn();
  await plan(page);
  await page.locator('.heat-cell.heat-1').first().waitFor();
  await assertAccessible(page, 'Kế hoạch hội nghị');
  await page.getByRole('button', { name: 'Nhập từ bảng' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('textarea').fill(`20/05/${year}\tTập huấn văn thư\tchuyên môn\tnội bộ\ttrực tuyến\n32/05/${year}\tSai ngày`);
  await dialog.getByRole('button', { name: 'Nhập', exact: true }).click();
  await dialog.getByText(/1 dòng cần sửa trong 2 dòng; chưa lưu dòng nào/).waitFor();
  await dialog.getByText(/Dòng 2, “Sai ngày”/).waitFor();
  await dialog.getByRole('button', { name: 'Chỉ lưu các dòng đúng' }).click();
  await dialog.getByText('Đã lưu 1 dòng, 1 dòng chưa lưu được.').waitFor();
  await assertAccessible(page, 'Nhập kế hoạch');
  await page.keyboard.press('Escape');
  for (const [act, words] of [['Trình duyệt', 'Chương trình công tác năm'], ['Duyệt kế hoạch', 'Ban Thường vụ Tỉnh ủy']]) {
    await page.getByRole('button', { name: act }).click();
    await page.locator('#ke-hoach-ghi').fill(words);
    await dialog.getByRole('button', { name: act }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.getByText(/Đã duyệt \(.*\), 4 hội nghị trong kế hoạch/).waitFor();
  await plan(page, '/moi');
  await page.locator('#hn-title').fill('Họp chuyên đề phát sinh');
  await page.locator('#hn-date').fill(`21/09/${year}`);
  await page.keyboard.press('Tab');
  await save(page);
  await page.getByText(/ngoài kế hoạch năm/).waitFor();
  await page.context().close();
});

test('on a phone the list is cards without a sideways scroll', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  await plan(page);
  await page.getByText('Quán triệt nghị quyết đầu năm').waitFor();
  assert.ok((await sideways(page)) <= 0);
  await assertAccessible(page, 'Kế hoạch hội nghị trên điện thoại');
  await page.context().close();
});
