// A day of scans: a real scanned PDF through the scan inbox into the register, its copy beside the original, found again by words.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { corpus, dataFolder, file, folder, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const unit = 'don-vi=MH01.DU';
const undo = [];
const context = { after: (step) => undo.push(step) };
let server;
let browser;
let page;

const letter = [
  ['TỈNH ỦY MINH HỌA', 'ĐẢNG CỘNG SẢN VIỆT NAM'],
  ['VĂN PHÒNG', ''],
  ['*', 'Minh Họa, ngày 14 tháng 01 năm 2026'],
  ['Số 128-CV/VPTU', ''],
];
const body = [
  'Kính gửi: Các đảng ủy trực thuộc Tỉnh ủy',
  'Thực hiện Chương trình công tác năm 2026 của Ban Chấp hành Đảng bộ tỉnh, Văn phòng Tỉnh ủy đề nghị các đảng ủy trực thuộc rà soát các văn bản hành chính đã ban hành trong năm 2025, thống kê số lượng theo từng loại và so sánh với năm trước, làm rõ nguyên nhân của những loại văn bản tăng.',
  'Đề nghị các đảng ủy trực thuộc gửi báo cáo về Văn phòng Tỉnh ủy trước ngày 25/02/2026 để tổng hợp.',
];
const html = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; width: 794px; background: #fff; font: 18px/1.45 "Liberation Serif", "Times New Roman", serif; color: #111 }
  main { padding: 70px 60px 60px 100px; transform: rotate(0.5deg) }
  table { width: 100%; text-align: center; font-weight: bold } td { width: 50%; vertical-align: top } p { text-align: justify; text-indent: 40px } .end { text-align: center; margin-left: 320px; text-indent: 0; font-weight: bold }
</style><main><table>${letter.map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`).join('')}</table>
<p style="text-align:center;text-indent:0"><i>V/v rà soát văn bản hành chính năm 2025</i></p>
${body.map((line) => `<p>${line}</p>`).join('')}
<p class="end">CHÁNH VĂN PHÒNG<br><br><br>Trần Văn Mẫu</p><p style="text-indent:0">Nơi nhận:<br>- Như trên,<br>- Lưu Văn phòng Tỉnh ủy.</p></main>`;

// Printed, photographed at some 200 dpi, put into a PDF without any text: what a scanner sends.
async function scan(path) {
  const paper = await openPage(browser, { width: 794, height: 1123, touch: true });
  await paper.setContent(html);
  const picture = await paper.screenshot({ type: 'jpeg', quality: 80, scale: 'device' });
  await paper.setContent(`<style>@page{size:A4;margin:0}body{margin:0}img{width:210mm;height:297mm;display:block}</style><img src="data:image/jpeg;base64,${picture.toString('base64')}">`);
  await paper.waitForFunction(() => document.images[0].complete);
  writeFileSync(path, await paper.pdf({ format: 'A4', printBackground: true }));
  await paper.context().close();
}

before(async () => {
  server = await serve(context, ['--data', dataFolder(context, ['--sample']), '--link']);
  browser = await openBrowser(context);
  page = await openPage(browser);
  await page.goto(server.out.match(/http\S+\/vao\?ma=\S+/)[0]);
  await page.waitForURL(/\/hom-nay/);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

test('the scan inbox reads a scanned PDF in the background; the review registers it by keyboard', async () => {
  const place = folder(context);
  const scanned = join(place, 'quet-0001.pdf');
  await scan(scanned);
  const plan = file(context, 'ke-hoach.txt', readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8'));
  const secret = file(context, 'mat.txt', `MẬT\n${readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8')}`);
  await page.goto(`${server.url}/hop-quet?${unit}`);
  await page.getByRole('heading', { level: 1, name: 'Hộp quét' }).waitFor();
  await assertAccessible(page, 'Hộp quét trống');
  await page.locator('input[type=file]').first().setInputFiles([scanned, plan, secret]);
  await page.getByText('quet-0001.pdf').first().waitFor();
  await page.getByText(/128-CV\/VPTU/).first().waitFor({ timeout: 120_000 });
  await page.getByText(/1 tệp bị từ chối/).waitFor();
  await assertAccessible(page, 'Hộp quét');
  assert.ok((await sideways(page)) <= 1);

  const events = await page.evaluate(async () => (await (await fetch('/api/v1/units/MH01.DU/inbox?state=review')).json()).items.map((item) => [item.name, item.format, item.ocr_used, item.symbol, item.date]));
  assert.deepEqual(events.find(([name]) => name === 'quet-0001.pdf'), ['quet-0001.pdf', 'scan', true, '128-CV/VPTU', '2026-01-14']);

  await page.getByText(/128-CV\/VPTU/).first().click();
  await page.waitForSelector('#vb-symbol');
  await page.waitForFunction(() => document.querySelector('#vb-symbol').value === '128-CV/VPTU');
  assert.equal(await page.inputValue('#vb-date'), '14/01/2026');
  await assertAccessible(page, 'Xem lại bản quét');
  const original = await page.getByRole('link', { name: 'Tải bản gốc' }).getAttribute('href');
  const [begins, type] = await page.evaluate(async (href) => {
    const answer = await fetch(href);
    return [(await answer.text()).slice(0, 5), answer.headers.get('content-type')];
  }, original);
  assert.deepEqual([begins, type], ['%PDF-', 'application/pdf']);
  await page.keyboard.press('Control+s');
  await page.getByText(/Đã vào sổ số \d+/).first().waitFor();
  const left = await page.evaluate(async () => (await (await fetch('/api/v1/units/MH01.DU/inbox?state=review')).json()).items.map((item) => item.name));
  assert.deepEqual(left, ['ke-hoach.txt']);
  assert.deepEqual(page.noise, []);
});

test('the same letter as text is known at once; both stand side by side with their passages', async () => {
  const typed = file(context, 'cong-van.txt', `TỈNH ỦY MINH HỌA\nVĂN PHÒNG\n*\nSố 131-CV/VPTU\nĐẢNG CỘNG SẢN VIỆT NAM\nMinh Họa, ngày 20 tháng 01 năm 2026\nV/v nhắc gửi báo cáo\n\n${body.join('\n')}\n`);
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.setInputFiles('input[type=file]', typed);
  await page.waitForSelector('#vb-symbol');
  const link = page.getByText('Xem đối chiếu').first();
  await link.waitFor({ timeout: 60_000 });
  assert.match(await page.locator('.duplicate, .duplicates').first().innerText(), /128-CV\/VPTU/);
  const [opened] = await Promise.all([page.context().waitForEvent('page', { timeout: 3000 }).catch(() => null), link.click()]);
  const target = opened ?? page;
  await target.waitForURL(/doi-chieu/);
  await target.getByRole('heading', { level: 1 }).waitFor();
  await target.waitForSelector('mark');
  assert.ok((await target.locator('mark').count()) >= 2, 'đoạn giống được đánh dấu ở cả hai bên');
  await target.keyboard.press('F8');
  await assertAccessible(target, 'Đối chiếu');
  assert.ok((await sideways(target)) <= 1);
});

test('search: without marks, with filters in the address, words highlighted', async () => {
  await page.goto(`${server.url}/tim-kiem?${unit}&q=${encodeURIComponent('ra soat van ban hanh chinh')}`);
  await page.getByText(/128-CV\/VPTU/).first().waitFor();
  assert.match((await page.locator('.result mark').allInnerTexts()).join(' '), /rà soát/i);
  await assertAccessible(page, 'Tìm kiếm');
  assert.deepEqual(page.noise, []);
});

for (const [name, size] of [['390×844', { width: 390, height: 844, touch: true }], ['tối', { theme: 'dark' }]]) {
  test(`scan inbox, comparison and search at ${name}`, async () => {
    const own = await openPage(browser, size);
    await own.context().addCookies(await page.context().cookies());
    const [a, b] = await page.evaluate(async () => (await (await fetch('/api/v1/units/MH01.DU/documents?direction=in&limit=2')).json()).items.map((one) => one.id));
    for (const path of [`/hop-quet?${unit}`, `/tim-kiem?${unit}&q=ke+hoach`, `/doi-chieu?${unit}&a=${a}&b=${b}`]) {
      await own.goto(server.url + path);
      await own.waitForSelector('h1');
      await own.waitForLoadState('domcontentloaded');
      assert.ok((await sideways(own)) <= 1, `${path} cuộn ngang`);
      await assertAccessible(own, `${path} ${name}`);
    }
    await own.context().close();
  });
}
