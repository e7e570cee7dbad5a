// Gợi ý: a plan over its limits, a clash found in the calendar, one suggestion taken and taken back, then all of them; the plan is within its limits.
import assert from 'node:assert/strict';
import { before, after, test } from 'node:test';
import { dataFolder, file, lines, sauro, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
const year = new Date().getFullYear() + 1; // nothing is held in it yet
let server;
let browser;
let data;

const conference = (id, date, title, scope) => ({ kind: 'conference', id, unit: 'MH.TU', date: `${year}-${date}`, title, scope, mode: 'in_person', statutory_kind: null, status: 'planned' });
const invited = (id) => ({ kind: 'invitation', conference: id, unit: 'MH.UBND' });

before(async () => {
  data = dataFolder(context, ['--sample']);
  const plan = [
    ...['03-09', '04-13', '05-11'].map((day, i) => conference(`rong-${i}`, day, 'Hội nghị triển khai nghị quyết về nông thôn mới', 'province_wide')),
    conference('hep-1', '10-14', 'Tập huấn văn thư', 'internal'),
    conference('hep-2', '10-14', 'Sơ kết chuyển đổi số', 'internal'),
    ...[0, 1, 2].map((i) => invited(`rong-${i}`)),
    invited('hep-1'),
    invited('hep-2'),
  ];
  const loaded = sauro(['load', file(context, 'plan.jsonl', lines(plan)), '--data', data]);
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
const plan = (page, more = '') => page.goto(`${server.url}/hoi-nghi${more}?don-vi=MH.TU&nam=${year}`);

test('a ringed day says who must sit in two conferences, and free days move one of them', async () => {
  const page = await signedIn();
  await plan(page);
  const ring = page.getByRole('button', { name: new RegExp(`14/10/${year}: 2 hội nghị, trùng thành phần`) });
  await ring.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Trùng thành phần ngày 14/10/${year}` }).waitFor();
  await page.getByText(/1 nơi phải dự cả hai/).waitFor();
  await page.getByRole('button', { name: 'Tìm ngày trống cho “Tập huấn văn thư”' }).click();
  await page.getByText('Ngày mọi nơi được mời đều trống').waitFor();
  await assertAccessible(page, 'Ngày trùng');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/trung.png` });
  await page.locator('.free-days button').first().click();
  await page.getByText('Ngày này không còn nơi nào được mời hai hội nghị cùng giờ.').waitFor();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText(/1 nơi phải dự cả hai/).waitFor();
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('the form says which guests sit elsewhere and offers the nearest free days', async () => {
  const page = await signedIn();
  await plan(page, '/moi');
  await page.locator('#hn-title').fill('Giao ban chuyên đề');
  await page.locator('#hn-date').fill(`14/10/${year}`);
  await page.keyboard.press('Tab');
  await page.locator('#hn-invitees').fill('Ủy ban nhân dân tỉnh Minh Họa');
  await page.locator('[role=listbox] [role=option]').first().click();
  await page.getByText(/nơi được mời đã có hội nghị khác cùng giờ/).first().waitFor();
  await page.locator('.effect-lines').getByText(/Ủy ban nhân dân tỉnh Minh Họa phải dự cả hai/).first().waitFor();
  await assertAccessible(page, 'Thêm hội nghị, nơi được mời đã bận');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/form.png` });
  await page.getByRole('button', { name: /^Chọn ngày/ }).first().click();
  await page.getByText('Ngày này mọi nơi được mời đều trống.').waitFor();
  await page.context().close();
});

test('Gợi ý brings the plan within its limits, one change at a time or all of them', async () => {
  const page = await signedIn();
  await plan(page);
  await page.getByRole('button', { name: 'Gợi ý', exact: true }).click();
  await page.getByText(/thay đổi ít nhất/).waitFor();
  await assertAccessible(page, 'Gợi ý');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/goi-y.png` });
  const items = page.locator('.suggestion-list').first().locator(':scope > li');
  const count = await items.count();
  assert.ok(count >= 4, `${count}`);
  await page.getByText(/Chọn hội nghị này vì/).first().waitFor();
  await page.getByRole('button', { name: /^Làm theo: Gộp/ }).first().click();
  await page.getByText(`${count - 1} thay đổi ít nhất`).waitFor();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText(`${count} thay đổi ít nhất`).waitFor();
  await page.getByRole('button', { name: `Làm theo cả ${count}` }).click();
  await page.getByText('Kế hoạch đã trong giới hạn. Không cần đổi gì.').waitFor();
  assert.equal(await page.locator('.effect-over').count(), 0);
  await assertAccessible(page, 'Gợi ý, đã trong giới hạn');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/xong.png` });
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText(`${count} thay đổi ít nhất`).waitFor();
  const told = sauro(['plan', 'suggest', '--data', data, '--unit', 'MH.TU', '--year', String(year), '--json']);
  assert.equal(told.code, 0, told.err);
  assert.equal(JSON.parse(told.out).items.length, count);
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('on a phone the suggestions have no sideways scroll', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  await plan(page, '/goi-y');
  await page.getByText(/thay đổi ít nhất/).waitFor();
  assert.ok((await sideways(page)) <= 0);
  await assertAccessible(page, 'Gợi ý trên điện thoại');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/dt.png`, fullPage: true });
  await page.context().close();
});
