// Rows D9, D10 in the browser: a plan names the superior's document it carries out, the page holds the two side by side
// and lists what has no task here; F8 takes the keys to the finding; the figures of Phát hiện open their lists.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dataFolder, file, sauro, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
let server;
let browser;
let data;

const superior = `ĐẢNG CỘNG SẢN VIỆT NAM
TỈNH ỦY MINH HỌA
*
Số 45-KH/TU
Minh Họa, ngày 15 tháng 9 năm 2026
KẾ HOẠCH
chấn chỉnh lề lối làm việc của các cơ quan trong tỉnh
-----
I. NHIỆM VỤ
1. Các đảng ủy xã, phường rà soát danh mục văn bản của đơn vị, cắt giảm ít nhất 10% số văn bản hành chính so với năm trước, hoàn thành trước ngày 30/6/2027.
2. Các đảng ủy xã, phường mở lớp học bơi miễn phí cho trẻ em trong dịp hè, hoàn thành trước ngày 31/8/2027.
Nơi nhận:
- Các đảng ủy xã, phường;
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Văn Mẫu
`;
const plan = `ĐẢNG BỘ TỈNH MINH HỌA
ĐẢNG ỦY XÃ MINH AN
*
ĐẢNG CỘNG SẢN VIỆT NAM
Minh An, ngày 20 tháng 11 năm 2026
KẾ HOẠCH
thực hiện Kế hoạch số 45-KH/TU của Tỉnh ủy Minh Họa
-----
Thực hiện Kế hoạch số 45-KH/TU, ngày 15/9/2026 của Tỉnh ủy Minh Họa, Đảng ủy xã xây dựng kế hoạch như sau:
I. NHIỆM VỤ
1. Văn phòng Đảng ủy chủ trì rà soát danh mục văn bản của đơn vị, cắt giảm 5% số văn bản hành chính so với năm trước, hoàn thành trước ngày 31/5/2027.
Nơi nhận:
- Các chi bộ trực thuộc;
- Lưu Văn phòng Đảng ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nguyễn Văn Mẫu
`;

const call = (page, method, path, body) =>
  page.evaluate(
    async ([verb, target, content]) => {
      const answer = await fetch(`/api/v1/units/${target}`, { method: verb, headers: { 'X-Sauro': '1', 'Content-Type': 'application/json' }, ...(content ? { body: content } : {}) });
      return { status: answer.status, json: await answer.json() };
    },
    [method, path, body ? JSON.stringify(body) : ''],
  );

before(async () => {
  data = dataFolder(context, ['--sample']);
  const imported = sauro(['import', file(context, 'cap-tren.txt', superior), '--data', data, '--unit', 'MH01.DU', '--direction', 'in']);
  assert.equal(imported.code, 0, imported.err);
  server = await serve(context, ['--data', data]);
  browser = await openBrowser(context);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

async function signedIn() {
  const page = await openPage(browser);
  await page.goto(server.url + sauro(['user', 'link', '--data', data, '--username', 'quantri.minhhoa']).out.match(/\/vao\?ma=\S+/)[0]);
  await page.waitForURL(/\/hom-nay/);
  return page;
}

test('a plan stands beside the superior it names: gaps first, ours and theirs, the place in the superior', async () => {
  const page = await signedIn();
  const draft = await call(page, 'POST', 'MH01.DU/drafts', { subject: 'Kế hoạch thử', document_type: 'kế hoạch', system: 'party', text: plan });
  assert.equal(draft.status, 200, JSON.stringify(draft.json));
  await page.goto(`${server.url}/van-ban-di/soan/${draft.json.id}?don-vi=MH01.DU`);
  await page.locator('.coverage tbody tr').first().waitFor();
  assert.equal(await page.inputValue('#thuc-hien'), '45-KH/TU');
  assert.match(await page.locator('.superior-why').first().innerText(), /Căn cứ lời văn: “.*45-KH\/TU/);
  const rows = page.locator('.coverage tbody tr');
  assert.equal(await rows.count(), 2);
  assert.match(await rows.first().innerText(), /lớp học bơi[\s\S]*Chưa thấy nhiệm vụ tương ứng/);
  assert.match(await rows.nth(1).innerText(), /Văn phòng Đảng ủy/);

  // the keys go on in the opened finding
  await page.keyboard.press('F8');
  await page.waitForFunction(() => document.activeElement?.closest('[data-card]')?.classList.contains('check-card'));
  // our own statement is no quotation while the source is not imported
  assert.equal(await page.locator('.check-body blockquote').count(), 0);

  // 5 % here, 10 % there: both sentences in the finding
  await page.locator('.check-title', { hasText: '10%' }).first().click();
  const beside = page.locator('.beside tbody tr').first();
  assert.match(await beside.locator('td').first().innerText(), /5%/);
  assert.match(await beside.locator('td').nth(1).innerText(), /10%/);
  await assertAccessible(page, 'đối chiếu việc');

  // a gap opens the superior's document at its place, a task the draft at its own
  await rows.first().locator('button').first().click();
  assert.match(await page.locator('.superior-page [data-item]').first().innerText(), /lớp học bơi/);
  await page.keyboard.press('Escape');
  await rows.nth(1).locator('td').nth(1).locator('button').click();
  await page.locator('.passage-current', { hasText: 'rà soát danh mục' }).first().waitFor();

  // another document named by the person goes before the words
  const put = await call(page, 'PUT', `MH01.DU/drafts/${draft.json.id}`, { version: draft.json.version, implements: '99-KH/TU' });
  assert.equal(put.status, 200, JSON.stringify(put.json));
  await page.reload();
  await page.getByText('Sổ của đơn vị chưa có lời văn của 99-KH/TU', { exact: false }).waitFor();
  assert.equal(await page.inputValue('#thuc-hien'), '99-KH/TU');
  await page.getByRole('button', { name: 'Theo lời văn của dự thảo' }).click();
  await page.getByText('Căn cứ lời văn:', { exact: false }).waitFor();
  await page.locator('.coverage tbody tr').first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await sideways(page), 0);
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('every figure of Phát hiện opens its list, whose sum it is, and the unit in hand stays', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/phat-hien?don-vi=MH.TU`);
  const figure = page.locator('.finding-count').nth(2);
  await page.waitForFunction(() => /^[1-9]/.test(document.querySelectorAll('.finding-count')[2]?.textContent ?? ''), undefined, { timeout: 60_000 });
  await figure.click();
  await page.waitForURL(/tinh-trang=unknown/);
  await page.locator('.register-card .finding-cell').first().waitFor();
  const shown = Number((await figure.innerText()).replace(/\D/g, ''));
  let sum = 0;
  let next;
  do {
    const answer = await call(page, 'GET', `MH.TU/findings/unknowns?limit=200${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
    sum += answer.json.items.reduce((all, one) => all + one.count, 0);
    next = answer.json.next;
  } while (next);
  assert.equal(sum, shown);
  await assertAccessible(page, 'chưa kết luận được');
  await page.locator('.register-card .finding-cell').first().click();
  await page.waitForURL(/toan-canh\/so-lieu/);
  assert.match(page.url(), /don-vi=MH\.TU(&|$)/);
  await page.context().close();
});
