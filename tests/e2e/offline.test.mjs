// Without the line: what is entered waits in the browser and comes into the book once, whatever happens in between.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { corpus, dataFolder, sauro, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const unit = 'don-vi=MH01.DU';
const shots = process.env.SAURO_SHOTS; // a folder: pictures to look at
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
  const link = sauro(['user', 'link', '--data', data, '--username', username]).out.match(/\/vao\?ma=\S+/)[0];
  const page = await openPage(browser, options);
  await page.goto(server.url + link);
  await page.waitForURL(/\/hom-nay/);
  await page.waitForLoadState('networkidle');
  return page;
}
async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}
/** The worker has the whole page. */
async function pageKept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}
const offline = (page, state) => page.context().setOffline(state);
/** Fills the open form; saving is for the caller. */
async function fill(page, symbol, subject, date = '20/11/2026') {
  await page.fill('#vb-symbol', symbol);
  await page.fill('#vb-date', date);
  await page.fill('#vb-issuer', 'Tỉnh ủy Minh Họa');
  await page.fill('#vb-subject', subject);
}
async function byHand(page, symbol, subject) {
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await fill(page, symbol, subject);
}
async function open(page) {
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.getByRole('button', { name: 'Nhập tay' }).waitFor();
}
/** How many of a symbol the book holds, asked of the server. */
const inBook = (page, symbol) =>
  page.evaluate(async (wanted) => {
    const answer = await fetch(`/api/v1/units/MH01.DU/documents?direction=in&limit=50&q=${encodeURIComponent(wanted)}`);
    return (await answer.json()).items.filter((one) => one.symbol === wanted).map((one) => ({ number: one.number_text, file: one.file?.name ?? null }));
  }, symbol);
const post = (page, path, body) =>
  page.evaluate(
    async ([where, what]) => {
      const answer = await fetch(`/api/v1/units/MH01.DU/${where}`, { method: 'POST', headers: { 'X-Sauro': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(what) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [path, body],
  );
const gone = (page) => page.getByText(/Đang ngoại tuyến|Đang gửi các mục/).waitFor({ state: 'detached' });

test('two entries and a file, the page opened anew without the line, two tabs: each comes into the book once', async () => {
  const page = await signedIn('quantri.minhhoa', { worker: true });
  await pageKept(page);
  await open(page);
  await offline(page, true);
  await page.getByText(/chưa có mục nào chờ gửi/).waitFor();
  await byHand(page, '911-CV/TU', 'Mục thứ nhất');
  await page.keyboard.press('Control+Shift+s');
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 1 mục chờ gửi').waitFor();

  await page.reload(); // the page itself comes out of the browser
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 1 mục chờ gửi').waitFor();
  await page.locator('input[type=file]').first().setInputFiles(join(corpus, 'cong-van-mo-ho.txt'));
  await page.getByText(/Chưa đọc được tệp “cong-van-mo-ho.txt” vì mất kết nối/).waitFor();
  await fill(page, '912-CV/TU', 'Mục có tệp');
  await assertAccessible(page, 'vào sổ khi ngoại tuyến');
  await shot(page, 'offline-file');
  await page.keyboard.press('Control+Shift+s');
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 2 mục chờ gửi').waitFor();
  await page.getByRole('link', { name: 'Xem mục chờ gửi' }).click();
  await page.getByText('Mục thứ nhất').waitFor();
  assert.equal(await page.locator('.outbox-row[data-state=waiting]').count(), 2);
  assert.match(await page.locator('.outbox-list').innerText(), /kèm tệp cong-van-mo-ho\.txt/);
  await assertAccessible(page, 'mục chờ gửi');
  await shot(page, 'offline-outbox');

  const second = await page.context().newPage();
  await second.goto(`${server.url}/van-ban-den?${unit}`);
  await second.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 2 mục chờ gửi').waitFor();
  await offline(page, false);
  await gone(page);
  await gone(second);
  await page.getByText(/Đã vào sổ số \d+/).first().waitFor();
  assert.equal(await page.locator('.outbox-row[data-state=done]').count(), 2);
  await shot(page, 'offline-done');
  const [first] = await inBook(page, '911-CV/TU');
  const withFile = await inBook(page, '912-CV/TU');
  assert.equal((await inBook(page, '911-CV/TU')).length, 1);
  assert.deepEqual(withFile.map((one) => one.file), ['cong-van-mo-ho.txt']);
  assert.ok(Number(first.number) < Number(withFile[0].number), 'in the order entered');
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('a duplicate comes back side by side: choose, drop and undo, give the reason', async () => {
  const page = await signedIn();
  await post(page, 'documents/in', { symbol: '921-CV/TU', date: '2026-11-20', arrival_date: '2026-11-20', issuer: 'Tỉnh ủy Minh Họa', subject: 'Bản đã có trong sổ' });
  await open(page);
  await offline(page, true);
  await byHand(page, '921-CV/TU', 'Bản nhập khi mất mạng');
  await page.keyboard.press('Control+s');
  await page.getByText(/1 mục chờ gửi/).waitFor();
  await offline(page, false);
  await page.getByText('1 mục nhập khi ngoại tuyến cần xem lại').waitFor();
  await page.getByRole('link', { name: 'Xem mục chờ gửi' }).click();
  await page.getByRole('button', { name: 'Xem lại' }).click();
  await page.getByRole('heading', { name: 'So với văn bản đã có trong sổ' }).waitFor();
  assert.match(await page.locator('.outbox-sides').innerText(), /Bản nhập khi mất mạng[\s\S]*Bản đã có trong sổ/);
  await assertAccessible(page, 'hai bản của mục chờ');
  await shot(page, 'conflict');
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await sideways(page), 0);
  await shot(page, 'conflict-390');
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByRole('button', { name: 'Bỏ mục này' }).click();
  await page.locator('.outbox-row').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByRole('button', { name: 'Xem lại' }).click();
  await page.getByRole('radio', { name: 'Bản đã có trong sổ' }).check(); // the book's subject, my other fields
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/documents/in') && answer.status() === 409), page.getByRole('button', { name: 'Gửi lại để vào sổ' }).click()]);
  // the same symbol still: back again, now without a difference in the subject, and a reason is needed
  await page.getByRole('radio', { name: 'Bản đã có trong sổ' }).waitFor({ state: 'detached' });
  await page.locator('.outbox-row[data-state=review] .outbox-sides').waitFor();
  await page.getByRole('button', { name: 'Gửi lại để vào sổ' }).click();
  await page.getByText('Ghi lý do trước khi gửi lại').first().waitFor();
  await page.getByLabel('Lý do vẫn vào sổ').fill('Bản gửi lại có dấu');
  await page.getByRole('button', { name: 'Gửi lại để vào sổ' }).click();
  await page.locator('.outbox-row[data-state=done]').waitFor();
  assert.equal((await inBook(page, '921-CV/TU')).length, 2);
  await page.context().close();
});

test('a lost answer: the entry is sent again and stands in the book once', async () => {
  const page = await signedIn();
  await open(page);
  let lose = 2;
  await page.route('**/documents/in', async (route) => {
    const answer = await route.fetch();
    lose -= 1;
    if (lose >= 0) return route.abort('connectionreset'); // done by the server, never heard of here
    return route.fulfill({ response: answer });
  });
  await byHand(page, '931-CV/TU', 'Trả lời bị mất');
  await page.keyboard.press('Control+s');
  await page.getByText(/1 mục chờ gửi/).waitFor();
  await page.waitForFunction(() => document.querySelector('.toasts')?.textContent?.match(/Đã vào sổ số \d+/));
  assert.ok(lose < 0, 'lost twice, answered the third time');
  assert.equal((await inBook(page, '931-CV/TU')).length, 1);
  await page.context().close();
});

test('the session ended meanwhile: signing in again sends what waits', async () => {
  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'vanthu.xa', '--name', 'Văn Thư', '--role', 'clerk', '--unit', 'MH01.DU']).code, 0);
  assert.equal(sauro(['user', 'password', '--data', data, '--username', 'vanthu.xa'], { input: 'mua he nam ay rat dai\n' }).code, 0);
  const page = await signedIn('vanthu.xa');
  await open(page);
  await offline(page, true);
  await byHand(page, '941-CV/TU', 'Hết phiên giữa chừng');
  await page.keyboard.press('Control+s');
  await page.getByText(/1 mục chờ gửi/).waitFor();
  await page.context().clearCookies();
  await offline(page, false);
  await page.waitForSelector('dialog[open]');
  if (await page.locator('#ten-dang-nhap').count()) await page.fill('#ten-dang-nhap', 'vanthu.xa');
  await page.fill('#mat-khau', 'mua he nam ay rat dai');
  await page.keyboard.press('Enter');
  await page.getByText(/Đã vào sổ số \d+/).waitFor();
  assert.equal((await inBook(page, '941-CV/TU')).length, 1);
  await page.context().close();
});

test('a draft saved and numbered without the line: saved, then numbered, when it is back', async () => {
  const page = await signedIn();
  const text = 'ĐẢNG CỘNG SẢN VIỆT NAM\nCÔNG VĂN\nGóp ý dự thảo quy chế.\n';
  const draft = await post(page, 'drafts', { subject: 'Góp ý dự thảo quy chế', document_type: 'công văn', text });
  await page.goto(`${server.url}/van-ban-di/soan/${draft.id}?${unit}`);
  await page.waitForSelector('.check-row');
  await page.getByText('Soạn', { exact: true }).click();
  await offline(page, true);
  await page.getByText(/chưa có mục nào chờ gửi/).waitFor();
  await page.locator('.editor-text').fill(`${text}Sửa khi mất mạng.\n`);
  await page.keyboard.press('Control+s');
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 1 mục chờ gửi').waitFor();
  await page.locator('.editor-text').fill(`${text}Sửa khi mất mạng, hai lần.\n`);
  await page.getByRole('button', { name: 'Cấp số' }).click();
  await page.fill('#so-nguoi-ky', 'Nguyễn Văn Minh');
  if (await page.locator('#so-ly-do').count()) {
    await page.fill('#so-ly-do', 'Văn bản gấp, sửa sau');
    await page.fill('#so-ly-do-luc', 'hn');
  }
  await page.locator('dialog[open]').getByRole('button', { name: 'Cấp số' }).click();
  await page.getByText('Đang ngoại tuyến. Có thể tiếp tục nhập, 2 mục chờ gửi').waitFor();
  await offline(page, false);
  await gone(page);
  const stored = await page.evaluate(async (id) => (await (await fetch(`/api/v1/units/MH01.DU/documents/${id}`)).json()), draft.id);
  assert.equal(stored.direction, 'out', JSON.stringify(stored));
  assert.ok(stored.symbol);
  await page.context().close();
});

test('overtaken without the line: both texts side by side, mine kept', async () => {
  const page = await signedIn('quantri.minhhoa', { worker: true });
  await pageKept(page);
  const draft = await post(page, 'drafts', { subject: 'Hai người cùng sửa', document_type: 'báo cáo', text: 'BÁO CÁO\nban đầu\n' });
  await page.goto(`${server.url}/van-ban-di/soan/${draft.id}?${unit}`);
  await page.getByText('Soạn', { exact: true }).click();
  await offline(page, true);
  await page.getByText(/chưa có mục nào chờ gửi/).waitFor();
  await page.locator('.editor-text').fill('BÁO CÁO\nbản của tôi\n');
  await page.keyboard.press('Control+s');
  await page.getByText(/1 mục chờ gửi/).waitFor();
  await page.getByRole('link', { name: 'Xem mục chờ gửi' }).click();
  await page.getByRole('heading', { name: 'Mục chờ gửi' }).waitFor();
  const other = await signedIn();
  await other.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/units/MH01.DU/drafts/${id}`, { method: 'PUT', headers: { 'X-Sauro': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ version: 1, text: 'BÁO CÁO\nbản của họ\n' }) });
    if (!answer.ok) throw new Error(await answer.text());
  }, draft.id);
  await offline(page, false);
  await page.getByRole('button', { name: 'Xem lại' }).click();
  await page.getByText('bản của họ').waitFor();
  assert.match(await page.locator('.outbox-texts').innerText(), /bản của tôi[\s\S]*bản của họ/);
  await assertAccessible(page, 'hai bản dự thảo');
  await shot(page, 'conflict-draft');
  await page.getByRole('button', { name: 'Giữ bản của tôi' }).click();
  await page.locator('.outbox-row[data-state=done]').waitFor();
  const stored = await page.evaluate(async (id) => (await (await fetch(`/api/v1/units/MH01.DU/drafts/${id}/text`)).json()).text, draft.id);
  assert.match(stored, /bản của tôi/);
  await other.context().close();
  await page.context().close();
});

test('a newer build is told quietly; loading it loses nothing typed', async () => {
  const page = await signedIn();
  await open(page);
  await byHand(page, '951-CV/TU', 'Gõ trước khi tải lại');
  let asked = 0;
  await page.route('**/version.json', (route) => {
    asked += 1;
    return route.fulfill({ json: { build: 'ban-khac' } });
  });
  await offline(page, true);
  await page.getByText(/Đang ngoại tuyến/).waitFor();
  await offline(page, false);
  await page.getByText('Có bản mới, tải lại khi tiện').waitFor();
  await assertAccessible(page, 'có bản mới');
  await shot(page, 'new-version');
  assert.equal(await page.inputValue('#vb-subject'), 'Gõ trước khi tải lại', 'nothing happens by itself');
  await page.fill('#vb-subject', 'Gõ ngay trước khi bấm');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Tải lại', exact: true }).click()]);
  await page.waitForSelector('#vb-subject');
  assert.equal(await page.inputValue('#vb-subject'), 'Gõ ngay trước khi bấm');
  assert.equal(asked, 1, 'asked once, when the line came back');
  await page.context().close();
});
