// A day of scans: a real scanned PDF through the scan inbox into the register, its copy beside the original, found again by words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { corpus, dataFolder, file, folder, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';
import { body, scan } from './scan.mjs';

const unit = 'don-vi=MH01.DU';
const undo = [];
const context = { after: (step) => undo.push(step) };
let server;
let browser;
let page;

// What the picture of the page holds, looked at on a canvas.
async function picture(on) {
  await on.waitForFunction(() => document.querySelector('.page-image')?.naturalWidth > 0, null, { timeout: 30_000 });
  return on.evaluate(() => {
    const image = document.querySelector('.page-image');
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const paint = canvas.getContext('2d');
    paint.drawImage(image, 0, 0);
    const share = (from, to) => {
      const { data } = paint.getImageData(0, from, canvas.width, to - from);
      let dark = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] < 128) dark += 1;
      return dark / (data.length / 4);
    };
    const half = Math.floor(canvas.height / 2);
    return { width: image.naturalWidth, height: image.naturalHeight, dark: share(0, canvas.height), top: share(0, half), bottom: share(half, canvas.height) };
  });
}

// Two pages whose letters are of fonts that the file does not carry.
function oldPdf() {
  const stream = (text) => `<</Length ${text.length}>>stream\n${text}\nendstream endobj\n`;
  const page = (n) => `BT /F 60 Tf 60 ${n === 1 ? 700 : 100} Td (Cong van ${n}) Tj /G 60 Tf 0 -80 Td (so 12/2026) Tj ET`;
  return `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n${[3, 4].map((n) => `${n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${n + 2} 0 R/Resources<</Font<</F 7 0 R/G 8 0 R>>>>>>endobj\n`).join('')}5 0 obj${stream(page(1))}6 0 obj${stream(page(2))}7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n8 0 obj<</Type/Font/Subtype/TrueType/BaseFont/ArialMT/Encoding/WinAnsiEncoding>>endobj\ntrailer<</Root 1 0 R/Size 9>>\n%%EOF\n`;
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
  await scan(browser, scanned);
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
  // the page itself stands beside the fields: really drawn, upright, sharper when it is enlarged
  const drawn = await picture(page);
  assert.ok(drawn.width > 300 && drawn.height > drawn.width, `${drawn.width} × ${drawn.height}`);
  assert.ok(drawn.dark > 0.005 && drawn.dark < 0.4, `ảnh trang trống hoặc đen: ${drawn.dark}`);
  assert.ok(drawn.top > 3 * drawn.bottom, 'chữ nằm ở nửa trên của trang');
  await page.getByText('Trang 1 trên 1').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.matches('input, textarea')), true);
  await page.keyboard.press('Alt+=');
  await page.keyboard.press('Alt+=');
  await page.keyboard.press('Alt+=');
  await page.waitForFunction((before) => document.querySelector('.page-image').naturalWidth > before, drawn.width);
  await page.keyboard.press('Alt+0');
  await page.getByText('Chữ đọc được', { exact: true }).click();
  await page.locator('.text-page .text-mark').first().waitFor();
  await page.getByText('Trang gốc', { exact: true }).click();
  await page.waitForSelector('.page-image');
  assert.ok((await sideways(page)) <= 1);
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

test('a registered file shows its pages; letters of fonts that it does not carry are drawn', async () => {
  await page.goto(`${server.url}/van-ban-den/moi?${unit}`);
  await page.setInputFiles('input[type=file]', file(context, 'thu-cu.pdf', oldPdf()));
  await page.waitForSelector('#vb-symbol');
  const first = await picture(page);
  assert.ok(first.top > 0.003 && first.bottom < first.top / 3, JSON.stringify(first));
  await page.fill('#vb-subject', 'Thư gửi lại');
  await page.keyboard.press('Control+s');
  await page.waitForURL(/van-ban-den\/[^/]+\?/);
  await page.getByText('Trang 1 trên 2').waitFor();
  await page.getByRole('button', { name: /Trang sau/ }).click();
  await page.getByText('Trang 2 trên 2').waitFor();
  await page.waitForFunction(() => document.querySelector('.page-image:not(.grid-dimmed)')?.alt.startsWith('Ảnh trang 2'));
  const second = await picture(page);
  assert.ok(second.bottom > 0.003 && second.top < second.bottom / 3, JSON.stringify(second));
  assert.ok(await page.getByRole('button', { name: /Trang sau/ }).isDisabled());
  await assertAccessible(page, 'Văn bản có trang gốc');
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
  // printing draws every row of both, and the screen is as it was afterwards
  const rows = () => target.evaluate(() => [document.querySelectorAll('.compare-printed').length, document.querySelectorAll('.compare-row').length]);
  const before = await rows();
  await target.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const [printed] = await rows();
  const texts = await target.evaluate(() => [...document.querySelectorAll('.compare-all')].map((one) => one.innerText || one.textContent));
  assert.equal(texts.length, 2);
  for (const text of texts) for (const line of body.slice(1)) assert.ok(text.replace(/\s+/g, ' ').replace(/Đoạn giống \d+: ?\d+/g, '').includes(line.slice(-40)), `in thiếu: ${line.slice(-40)}`);
  assert.ok(printed >= 6, `${printed} dòng`);
  await target.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await rows(), before);
});

test('"more like this": from a document and from a search, each line opens the comparison', async () => {
  await page.goto(`${server.url}/tim-kiem?${unit}&q=${encodeURIComponent('128-CV/VPTU')}`);
  await page.locator('.result-similar').first().click();
  await page.waitForURL(/doi-chieu\?.*xem=gan/);
  await page.getByRole('radio', { name: 'Giống văn bản này' }).waitFor({ state: 'attached' });
  await page.locator('.similar-row, .empty').first().waitFor();
  await assertAccessible(page, 'Giống văn bản này');
  assert.ok((await sideways(page)) <= 1);
  const [at, paged] = await page.evaluate(async () => {
    const items = (await (await fetch('/api/v1/units/MH01.DU/documents?direction=in&limit=50')).json()).items;
    for (const item of items) {
      const one = await (await fetch(`/api/v1/units/MH01.DU/documents/${item.id}/related?limit=1`)).json();
      if (one.items.length > 0) return [item.id, one];
    }
    return [null, null];
  });
  if (at) {
    assert.ok(paged.items[0].share_of_this > 0);
    await page.goto(`${server.url}/van-ban-den/${at}?${unit}`);
    await page.getByRole('link', { name: 'Giống văn bản này' }).click();
    await page.locator('.similar-row').first().click();
    await page.waitForURL(/doi-chieu\?.*b=/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  assert.deepEqual(page.noise, []);
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
