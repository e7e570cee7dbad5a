// What a clerk does, by keyboard, in a real browser against the stand-in server. Every step that does not happen fails the run.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { sampleFile } from './fixtures.mjs';

process.env.PORT ??= '8096';
const { server } = await import('./mock-server.mjs');
const base = `http://127.0.0.1:${process.env.PORT}`;
const mock = (switches) => fetch(`${base}/__mock`, { method: 'POST', body: JSON.stringify(switches) });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const letter = (number) => sampleFile.text.replaceAll('412-CV/TU', `${number}-CV/TU`);
let passed = 0;
let failed = 0;

async function flow(name, body) {
  if (process.argv[2] && !name.includes(process.argv[2])) return;
  await mock({ signed_in: true });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.clock.install({ time: new Date('2026-11-20T08:15:00+07:00') });
  try {
    await body(page);
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}: ${String(error).split('\n').slice(0, 8).join('\n     ')}`);
  }
  await context.close();
}
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');
const settle = (page, ms) => page.clock.runFor(ms);

await flow('register a document without a mouse', async (page) => {
  await page.goto(`${base}/hom-nay?don-vi=MH01.DU`);
  await page.waitForSelector('h1');
  await page.keyboard.press('n');
  await page.waitForSelector('input[type=file]', { state: 'attached' });
  await page.setInputFiles('input[type=file]', file('500.txt', letter(500)));
  await page.waitForSelector('#vb-date');
  await page.waitForFunction(() => document.activeElement?.id === 'vb-date'); // the doubtful field, not the first one
  await page.keyboard.type('19112026');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'vb-issuer');
  assert.equal(await page.inputValue('#vb-date'), '19/11/2026');
  await page.keyboard.press('Shift+Enter');
  assert.equal(await focused(page), 'vb-date');
  await page.keyboard.press('Alt+Digit7');
  assert.equal(await focused(page), 'vb-due');
  await page.keyboard.type('+3');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#vb-due'), '25/11/2026');
  await page.keyboard.press('Alt+Digit8');
  await page.keyboard.type('van phong dang uy minh an');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('Enter'); // takes the first and goes to the button
  assert.match(await page.inputValue('#vb-handler'), /Văn phòng Đảng ủy xã Minh An/);
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.toast');
  assert.match(await page.textContent('.toast'), /Đã vào sổ số \d+: 500-CV\/TU/);
  await page.waitForURL(/van-ban-den\/d-\d+/);
});

await flow('Enter belongs to the typing method while a letter is composed', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'vb-symbol');
  const moved = await page.evaluate(() => {
    const box = document.activeElement;
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true, isComposing: true }));
    return document.activeElement !== box;
  });
  assert.equal(moved, false);
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'vb-date');
});

await flow('a date that no calendar has is named, and saving waits', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await page.fill('#vb-subject', 'Thử ngày sai');
  await page.fill('#vb-date', '31/11/2026');
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.error-summary');
  assert.match(await page.textContent('.error-summary'), /31\/11\/2026 không có trong lịch/);
  assert.ok(await page.evaluate(() => document.activeElement?.classList.contains('error-summary')));
});

await flow('a duplicate asks for a reason and is then saved', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.setInputFiles('input[type=file]', file(sampleFile.name, sampleFile.text));
  await page.waitForSelector('.duplicate');
  await page.keyboard.press('Control+s');
  await page.waitForSelector('#vb-duplicate_reason');
  await page.fill('#vb-duplicate_reason', 'Bản giấy đến sau');
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.toast');
});

await flow('a closed tab loses nothing', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await page.fill('#vb-subject', 'Đang gõ dở');
  await settle(page, 2500);
  await page.waitForFunction(() => document.querySelector('.saved-line')?.textContent?.includes('Đã lưu nháp'));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#vb-subject')?.value === 'Đang gõ dở');
  await page.getByRole('button', { name: 'Bỏ nháp' }).click();
  await page.reload();
  await page.waitForSelector('.drop-zone');
});

await flow('two files, one after the other', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.setInputFiles('input[type=file]', [file('601.txt', letter(601)), file('602.txt', letter(602))]);
  await page.waitForFunction(() => document.querySelector('#vb-symbol')?.value === '601-CV/TU');
  await page.keyboard.press('Control+Shift+s');
  await page.waitForFunction(() => document.querySelector('#vb-symbol')?.value === '602-CV/TU');
  assert.match(await page.textContent('.panel-head'), /Văn bản 2 trên 2/);
});

await flow('rows by j and k, Escape gives the focus back', async (page) => {
  await page.goto(`${base}/van-ban-den?don-vi=MH01.DU`);
  await page.waitForSelector('[role=row][data-index="0"]');
  await page.focus('[role=row][data-index="0"]');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.activeElement?.dataset?.index === '1');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.panel');
  assert.match(page.url(), /van-ban-den\/[^?]+\?don-vi=MH01\.DU/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.dataset?.index === '1');
});

await flow('1.296 rows are drawn a screen at a time and more is fetched', async (page) => {
  await page.goto(`${base}/van-ban-den?don-vi=MH01.DU`);
  await page.waitForSelector('[role=row][data-index="0"]');
  const drawn = await page.locator('.grid-row').count();
  assert.ok(drawn < 60, `${drawn} rows drawn`);
  await page.focus('[role=row][data-index="0"]');
  await page.keyboard.press('End');
  await page.waitForFunction(() => Number(document.querySelector('.grid-row:last-child')?.dataset?.index) > 52);
});

await flow('the draft: F8 walks, typing checks again, underlines move along', async (page) => {
  await page.goto(`${base}/van-ban-di/soan/n-1?don-vi=MH01.DU`);
  await page.waitForSelector('.check-row');
  await page.keyboard.press('F8');
  await page.waitForSelector('.check-card');
  const first = await page.textContent('.check-card .check-title');
  await page.keyboard.press('F8');
  await page.waitForFunction((before) => document.querySelector('.check-card .check-title')?.textContent !== before, first);
  await page.keyboard.press('Shift+F8');
  await page.waitForFunction((before) => document.querySelector('.check-card .check-title')?.textContent === before, first);
  await page.getByText('Soạn', { exact: true }).click();
  const box = page.locator('.editor-text');
  const text = await box.inputValue();
  await box.fill(text.replace('từ 50% trở lên', 'từ 60% trở lên'));
  await settle(page, 1500);
  await page.waitForFunction(() => document.querySelector('.check-head')?.textContent?.includes('7 phát hiện'));
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.toast');
});

const passageNow = (page) => page.evaluate(() => [...new Set([...document.querySelectorAll('.same-current')].map((one) => one.dataset.passage))].join());
await flow('a draft against the superiors: the list, both sides, F8 there and back, sides swapped', async (page) => {
  await page.goto(`${base}/van-ban-di/soan/n-1?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Đối chiếu với văn bản cấp trên' }).click();
  await page.waitForSelector('.similar-row');
  const row = page.locator('.similar-row').first();
  assert.match(await row.textContent(), /215-KH\/TU[\s\S]*\d+% dự thảo này có trong 215-KH\/TU; \d+% văn bản đó được chép/);
  await row.click();
  await page.waitForSelector('.compare-sides .same');
  assert.match(await page.textContent('.compare-figures'), /có trong 215-KH\/TU[\s\S]*(Chép một phần|Trùng đoạn)/);
  await page.keyboard.press('F8');
  await page.waitForFunction(() => document.querySelectorAll('.same-current').length >= 2);
  assert.equal(await passageNow(page), '0');
  await page.keyboard.press('F8');
  await page.waitForFunction(() => document.querySelector('.same-current')?.dataset.passage === '1');
  assert.match(page.url(), /doan=2/);
  await page.keyboard.press('Shift+F8');
  await page.keyboard.press('Shift+F8'); // around to the last one, both sides scroll to it
  await page.waitForFunction(() => {
    const seen = [...document.querySelectorAll('.compare-scroll')].map((box) => {
      const mark = box.querySelector('.same-current')?.getBoundingClientRect();
      const frame = box.getBoundingClientRect();
      return mark && mark.top >= frame.top - 2 && mark.top < frame.bottom;
    });
    return seen.length === 2 && seen.every(Boolean) && document.querySelector('.same-current').dataset.passage !== '0';
  });
  const before = await page.textContent('.compare-share .compare-figure');
  await page.getByRole('button', { name: 'Đổi bên' }).click();
  await page.waitForFunction(() => document.querySelector('.compare-side h2')?.textContent === '215-KH/TU');
  assert.equal(await page.locator('.compare-share .compare-figure').nth(1).textContent(), before);
  await page.keyboard.press('F8');
  await page.waitForSelector('.same-current');
});

await flow('a number with breaches needs the signer and a reason', async (page) => {
  await page.goto(`${base}/van-ban-di/soan/n-1?don-vi=MH01.DU`);
  await page.waitForSelector('.check-row');
  await page.getByRole('button', { name: 'Cấp số', exact: true }).click();
  await page.waitForSelector('dialog[open]');
  await page.locator('dialog[open]').getByRole('button', { name: 'Cấp số', exact: true }).click();
  await page.waitForSelector('dialog[open] .error-summary');
  assert.match(await page.textContent('dialog[open] .error-summary'), /Nhập người ký[\s\S]*lý do/);
  await page.fill('#so-nguoi-ky', 'Nguyễn Văn Mẫu');
  await page.fill('#so-ly-do', 'Bí thư yêu cầu phát hành ngay');
  await page.locator('dialog[open]').getByRole('button', { name: 'Cấp số', exact: true }).click();
  await page.waitForURL(/van-ban-di\/n-1/);
  assert.match(await page.textContent('.toast'), /Đã cấp số/);
});

await flow('somebody saved the draft first: both versions, nothing lost', async (page) => {
  await page.goto(`${base}/van-ban-di/soan/n-3?don-vi=MH01.DU`);
  await page.getByText('Soạn', { exact: true }).click();
  await page.locator('.editor-text').fill('BÁO CÁO\nbản của tôi\n');
  await page.evaluate(async () => {
    const path = '/api/v1/units/MH01.DU/drafts/n-3';
    const { version } = await (await fetch(`${path}/text`)).json();
    await fetch(path, { method: 'PUT', headers: { 'X-Sauro': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ version, text: 'bản của họ' }) });
  });
  await page.keyboard.press('Control+s');
  await page.waitForSelector('dialog[open]');
  assert.match(await page.textContent('dialog[open]'), /bản của tôi[\s\S]*bản của họ/);
  await page.getByRole('button', { name: 'Giữ bản của tôi' }).click();
  await page.waitForFunction(() => document.querySelector('.page-head-line')?.textContent?.includes('Đã lưu lúc'));
});

await flow('a figure opens its rows, a citation its clause', async (page) => {
  await page.goto(`${base}/toan-canh?don-vi=MH.TU`);
  await page.locator('.gauge-figure').nth(2).click();
  await page.waitForURL(/so-lieu\/KL226~2~2~p~online-min/);
  await page.waitForSelector('.grid-row');
  assert.match(await page.textContent('.figure-rows h2'), /dòng được tính/);
  await page.locator('.page-head-line .clause').click();
  await page.waitForURL(/can-cu\/226-kl-tw.*#2\.2/);
  await page.waitForSelector('.norm-detail');
});

await flow('the map by arrow keys says what it shows', async (page) => {
  await page.goto(`${base}/toan-canh?don-vi=TW`);
  await page.waitForSelector('.map svg');
  const names = await page.textContent('.map-names');
  assert.match(names, /Hoàng Sa[\s\S]*Đà Nẵng[\s\S]*Trường Sa[\s\S]*Khánh Hòa/);
  await page.focus('.map svg');
  const before = await page.textContent('.map-strip');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction((old) => document.querySelector('.map-strip')?.textContent !== old, before);
});

await flow('the session ends, signing in again keeps the page', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Nhập tay' }).click();
  await page.fill('#vb-subject', 'Vẫn còn đây');
  await mock({ signed_out: true });
  await page.keyboard.press('Control+s');
  await page.waitForSelector('dialog[open]');
  await page.fill('#mat-khau', 'minh-hoa');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]', { state: 'detached' });
  assert.equal(await page.inputValue('#vb-subject'), 'Vẫn còn đây');
});

await flow('another unit is found without marks', async (page) => {
  await page.goto(`${base}/hom-nay?don-vi=MH01.DU`);
  await page.locator('.topbar-unit').click();
  await page.keyboard.type('hoa mau');
  await page.waitForFunction(() => document.querySelector('.unit-switcher .menu-item')?.textContent?.includes('Hòa Mẫu'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/don-vi=MH05/);
});

await flow('single letters rest in fields and can be switched off', async (page) => {
  await page.goto(`${base}/van-ban-den?don-vi=MH01.DU`);
  await page.waitForSelector('h1');
  await page.keyboard.press('/');
  await page.keyboard.type('nghi');
  assert.match(page.url(), /van-ban-den(\?|$)/);
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await settle(page, 500);
  assert.match(page.url(), /van-ban-den/);
});

await flow('a folder into the scan inbox: two at a time, a busy server is asked again, what is refused says why', async (page) => {
  await page.goto(`${base}/hop-quet?don-vi=MH01.DU`);
  await page.waitForSelector('.inbox-progress');
  await mock({ signed_in: true, inbox_flaky: 1 });
  await page.getByRole('button', { name: 'Chọn thư mục' }).waitFor();
  await page.setInputFiles('input[type=file] >> nth=0', [...Array.from({ length: 6 }, (_, i) => file(`${701 + i}.txt`, letter(701 + i))), file('rong.txt', ''), file('phim.mp4', 'x')]);
  await page.waitForFunction(() => document.querySelector('.inbox-uploads')?.textContent?.includes('2 tệp chưa gửi được'));
  assert.match(await page.textContent('.inbox-problems'), /rong\.txt[\s\S]*Tệp rỗng[\s\S]*phim\.mp4[\s\S]*Không nhận tệp/);
  await settle(page, 2500); // the wait before another try
  await page.waitForFunction(() => document.querySelector('.inbox-uploads-line')?.textContent?.includes('Đã gửi xong 6 tệp'));
  await page.waitForFunction(() => [...document.querySelectorAll('.grid-row')].some((row) => row.textContent?.includes('706-CV/TU'))); // read, told by an event
});

await flow('the review queue by keyboard: least certain first, Ctrl S opens the next, skip, refuse with a reason', async (page) => {
  await page.goto(`${base}/hop-quet?don-vi=MH01.DU`);
  await page.waitForSelector('[role=row][data-index="0"]');
  assert.match(await page.textContent('[role=row][data-index="0"]'), /431-CV\/TU[\s\S]*Ngày: chưa đọc được/);
  await page.focus('[role=row][data-index="0"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'vb-date');
  assert.match(await page.textContent('.inbox-why'), /Kiểm tra trước: Ngày văn bản[\s\S]*không thấy trên văn bản[\s\S]*không rõ/);
  assert.match(await page.textContent('.panel-text'), /Bản chụp đọc kém/);
  await page.keyboard.type('17112026');
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.toast');
  assert.match(await page.textContent('.toast'), /Đã vào sổ số \d+: 431-CV\/TU/);
  await page.waitForFunction(() => document.activeElement?.id === 'vb-symbol'); // the next one lacks its symbol
  await page.keyboard.type('441-CV/TU');
  await page.keyboard.press('F8'); // left for later, what was typed is kept
  await page.waitForFunction(() => document.querySelector('#vb-symbol')?.value === '446-CV/TU');
  await page.keyboard.press('F9');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Enter');
  assert.match(await page.textContent('dialog[open]'), /Ghi lý do không vào sổ/);
  await page.keyboard.type('Trang trắng');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]', { state: 'detached' });
  await page.waitForFunction(() => !['446-CV/TU', ''].includes(document.querySelector('#vb-symbol')?.value ?? ''));
  await page.goto(`${base}/hop-quet/q-5?don-vi=MH01.DU`);
  await page.waitForFunction(() => document.querySelector('#vb-symbol')?.value === '441-CV/TU');
  assert.match(await page.textContent('.saved-line'), /Đã mở lại bản nháp/);
});

await flow('the scan inbox pauses and goes on, and asks when events do not come', async (page) => {
  await page.goto(`${base}/hop-quet?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Tạm dừng' }).click();
  await page.waitForFunction(() => document.querySelector('.inbox-progress')?.textContent?.includes('Đã tạm dừng'));
  await page.getByRole('button', { name: 'Đọc tiếp' }).click();
  await page.waitForFunction(() => document.querySelector('.inbox-progress')?.textContent?.includes('Đang đọc'));
  await mock({ signed_in: true, inbox_silent: true });
  await page.goto(`${base}/hop-quet?don-vi=MH01.DU`);
  await page.waitForSelector('.inbox-progress');
  await settle(page, 7000);
  await page.waitForFunction(() => document.querySelector('.inbox-progress')?.textContent?.includes('cập nhật mỗi vài giây'));
});

await flow('a comparison of 300 pages draws a screenful', async (page) => {
  await page.goto(`${base}/doi-chieu?don-vi=MH01.DU&a=d-1285&b=d-1284`);
  await page.waitForSelector('.compare-row');
  const rows = await page.locator('.compare-row').count();
  assert.ok(rows < 120, `${rows} rows drawn`);
  await page.keyboard.press('Shift+F8'); // the last passage, 300 pages on
  await page.waitForFunction(() => document.querySelector('.same-current') !== null && document.querySelector('.compare-scroll').scrollTop > 20000);
  assert.ok((await page.locator('.compare-row').count()) < 120);
});

await flow('the duplicate line opens the comparison, and the entry is still there on the way back', async (page) => {
  await page.goto(`${base}/van-ban-den/moi?don-vi=MH01.DU`);
  await page.setInputFiles('input[type=file]', file(sampleFile.name, sampleFile.text));
  await page.waitForSelector('.duplicate');
  await page.fill('#vb-subject', 'Sửa dở trước khi đối chiếu');
  await page.getByRole('link', { name: 'Xem đối chiếu' }).click();
  await page.waitForSelector('.compare-sides .same');
  assert.match(await page.textContent('.compare-side h2'), /412-CV\/TU|Tệp vừa đọc/);
  await page.reload(); // the text is held in this browser
  await page.waitForSelector('.compare-sides .same');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('#vb-subject')?.value === 'Sửa dở trước khi đối chiếu');
});

await flow('the search page: from the palette, filters into the address, back, similar documents', async (page) => {
  await page.goto(`${base}/hom-nay?don-vi=MH01.DU`);
  await page.waitForSelector('h1');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('dialog[open] input');
  await page.keyboard.type('hoi nghi');
  await page.getByRole('option', { name: 'Xem tất cả kết quả' }).click();
  await page.waitForURL(/tim-kiem\?.*q=hoi/);
  await page.waitForSelector('.result .hit');
  assert.equal((await page.textContent('.result .hit')).toLowerCase(), 'hội');
  await page.getByRole('button', { name: 'Loại', exact: true }).click();
  await page.keyboard.type('cong van');
  await page.getByRole('option', { name: 'Công văn' }).click();
  await page.waitForURL(/loai=/);
  await page.getByRole('button', { name: 'Ngày văn bản', exact: true }).click();
  await page.fill('#loc-tu', '01062026');
  await page.keyboard.press('Enter');
  await page.fill('#loc-den', '30062026');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tu=2026-06-01.*den=2026-06-30|den=2026-06-30.*tu=2026-06-01/);
  await page.waitForFunction(() => [...document.querySelectorAll('.result .soft')].every((one) => one.textContent.includes('/06/2026')) && document.querySelector('.result'));
  await page.getByRole('button', { name: 'Bỏ lọc Loại' }).click();
  await page.waitForFunction(() => !location.search.includes('loai='));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.chip-on')?.textContent?.includes('01/06/2026 – 30/06/2026'));
  await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
  await page.waitForFunction(() => !location.search.includes('tu='));
  await page.locator('.result').first().getByRole('link', { name: /^Văn bản giống/ }).click();
  await page.waitForURL(/doi-chieu\?.*a=/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('[data-filter]')?.value === 'hoi nghi');
});

await mock({});
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
