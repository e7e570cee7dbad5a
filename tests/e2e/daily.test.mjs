// What fills a plan and stands beside it: a workbook, proposals from assigned work, those invited, necessity, the rows behind a figure, and
// the record of meetings that are no conferences.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { zip } from '../cli/docx.mjs';
import { dataFolder, file, lines, sauro, serve, today } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
const year = new Date().getFullYear() + 1; // nothing is held in it yet
let server;
let browser;
let data;

const facts = [
  { kind: 'task', id: 'nv-hoi-nghi', assigner: 'MH.TU', lead: 'MH.TU', work: 'Tổ chức hội nghị sơ kết việc thực hiện quy chế làm việc', due: `${year}-06-30`, source: '12-KH/TU', clause: '3.1', status: 'open' },
  { kind: 'document', id: 'hd-so-hoa', unit: 'MH.TU', direction: 'out', system: 'party', document_type: 'hướng dẫn', symbol: '12-HD/TU', date: '2026-02-03', subject: 'số hóa hồ sơ, tài liệu lưu trữ của cấp xã' },
  { kind: 'conference', id: 'da-truyen', unit: 'MH.TU', date: `${year}-03-02`, title: 'Hội nghị quán triệt Nghị quyết về phát triển đô thị ven sông', mode: 'online', broadcast_to_grassroots: true, status: 'planned' },
];

before(async () => {
  data = dataFolder(context, ['--sample']);
  const loaded = sauro(['load', file(context, 'facts.jsonl', lines(facts)), '--data', data]);
  assert.equal(loaded.code, 0, loaded.err + loaded.out);
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
const open = (page, path = '', search = '') => page.goto(`${server.url}/hoi-nghi${path}?don-vi=MH.TU&nam=${year}${search}`);
const shot = (page, name) => (process.env.SHOTS ? page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) }) : undefined);
const date = async (page, id, day) => {
  await page.locator(id).fill(day);
  await page.keyboard.press('Tab');
};

test('a workbook comes in whole or by its good rows, each fault with its row', async () => {
  const page = await signedIn();
  await open(page);
  await page.getByRole('button', { name: 'Nhập từ bảng' }).click();
  const dialog = page.locator('dialog[open]');
  const cell = (words) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
  const row = (...cells) => `<row>${cells.map(cell).join('')}</row>`;
  const workbook = join(data, 'ke-hoach.xlsx');
  const rows = [
    row('KẾ HOẠCH HỘI NGHỊ'),
    row('Ngày họp', 'Tên hội nghị', 'Hình thức', 'Dự toán'),
    row(`05/04/${year}`, 'Giao ban báo cáo viên', 'trực tuyến', '12.000.000'),
    row(`06/04/${year}`, 'Tập huấn kế toán', 'trực tuyến', '-5'),
  ];
  writeFileSync(workbook, zip({ 'xl/workbook.xml': '<workbook><sheets><sheet name="KH" sheetId="1"/></sheets></workbook>', 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>` }));
  await dialog.locator('#ke-hoach-tep').setInputFiles(workbook);
  await dialog.getByRole('button', { name: 'Nhập', exact: true }).click();
  await dialog.getByText('Dòng 4, “Tập huấn kế toán”: Dự toán không thể âm. Nhập lại từ 0 trở lên.').waitFor();
  await assertAccessible(page, 'Nhập tệp Excel, có dòng sai');
  await shot(page, 'nhap-tep');
  await dialog.getByRole('button', { name: 'Chỉ lưu các dòng đúng' }).click();
  await dialog.getByText('Đã lưu 1 dòng, 1 dòng chưa lưu được.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Giao ban báo cáo viên').first().waitFor();
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('proposals name their fact and are taken by tick', async () => {
  const page = await signedIn();
  await open(page);
  await page.getByRole('button', { name: 'Đề xuất', exact: true }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByText(/12-KH\/TU, mục 3.1, hạn 30\/06/).waitFor();
  await assertAccessible(page, 'Đề xuất');
  await shot(page, 'de-xuat');
  await dialog.getByLabel(/Tổ chức hội nghị sơ kết việc thực hiện quy chế/).check();
  await dialog.getByRole('button', { name: 'Đưa 1 dòng vào kế hoạch' }).click();
  await dialog.getByText('Đã lưu 1 dòng, 0 dòng chưa lưu được.').waitFor();
  await dialog.getByText(/12-KH\/TU, mục 3.1/).waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByText('Tổ chức hội nghị sơ kết việc thực hiện quy chế').first().click();
  await page.getByText(/giao, 12-KH\/TU, mục 3.1/).waitFor();
  await page.context().close();
});

test('those invited are pasted, described and judged; a figure opens its rows', async () => {
  const page = await signedIn();
  await open(page, '/moi');
  await page.locator('#hn-title').fill('Tập huấn nghiệp vụ tài chính đảng');
  await date(page, '#hn-date', `21/09/${year}`);
  await page.locator('#hn-type').selectOption('professional');
  await page.locator('#hn-sector').fill('tài chính');
  await page.getByRole('button', { name: 'Dán danh sách' }).click();
  const dialog = page.locator('dialog[open]');
  const many = Array.from({ length: 3000 }, (_, i) => `Nơi mời ${i}\t\t\t\t\txã\tđảng`).join('\n');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `MH01.DU\tnội vụ\n${many}\nNơi lạ`);
  await dialog.locator('#moi-dan').focus();
  await page.keyboard.press('Control+V');
  await dialog.getByRole('button', { name: 'Đưa vào danh sách' }).click();
  await dialog.getByText('Đã đưa 3.001 nơi vào danh sách, 1 dòng chưa nhận.').waitFor();
  await assertAccessible(page, 'Dán danh sách mời');
  await page.keyboard.press('Escape');
  await page.getByText('3.001 nơi', { exact: true }).waitFor();
  assert.ok((await page.locator('.invitees li').count()) < 60, 'only the rows in view are on the page');
  await page.locator('#hn-invitees-in_charge').selectOption('yes');
  await page.locator('#hn-invitees-concerned').selectOption('yes');
  // One of another sector is named with the clause.
  await page.locator('.invitee-name').first().click();
  await page.getByText(/mời 1 đại biểu ngoài lĩnh vực/).waitFor();
  await page.locator('.effect-names').filter({ hasText: 'Minh An' }).first().waitFor();
  await assertAccessible(page, 'Danh sách mời');
  await page.locator('.invitees').scrollIntoViewIfNeeded();
  await shot(page, 'nguoi-moi');
  await page.locator('.effect-table button.link').first().click();
  await dialog.getByText(/Số sau khi thêm tính cả hội nghị đang ghi/).waitFor();
  await dialog.locator('tbody tr').first().waitFor();
  await assertAccessible(page, 'Các hội nghị đã đếm');
  await shot(page, 'so-lieu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Lưu hội nghị' }).click();
  await page.waitForURL(/\/hoi-nghi\/[0-9a-f-]{36}/);
  await page.getByText('3.001 nơi').first().waitFor();
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('what is guided already, and what was broadcast to the communes, is answered or explained', async () => {
  const page = await signedIn();
  await open(page, '/moi');
  await page.locator('#hn-title').fill('Hội nghị số hóa hồ sơ, tài liệu lưu trữ của cấp xã');
  await date(page, '#hn-date', `15/10/${year}`);
  await page.locator('#hn-type').selectOption('professional');
  await page.getByRole('link', { name: /12-HD\/TU/ }).waitFor();
  await page.getByRole('button', { name: 'Lưu hội nghị' }).click();
  await page.getByText(/Nội dung này đã có văn bản hướng dẫn: 12-HD\/TU/).first().waitFor();
  await page.getByRole('button', { name: 'Đúng văn bản này' }).click();
  await page.locator('#hn-necessity_note').fill('Ba xã còn vướng về định dạng tệp');
  await assertAccessible(page, 'Có cần họp không');
  await page.locator('.need').scrollIntoViewIfNeeded();
  await shot(page, 'can-hop');
  await page.getByRole('button', { name: 'Lưu hội nghị' }).click();
  await page.waitForURL(/\/hoi-nghi\/[0-9a-f-]{36}/);
  await page.getByText('Ba xã còn vướng về định dạng tệp').waitFor();

  // replaced on 1 December: from then on it is named, and asks nothing
  const replaced = await page.evaluate(
    async (body) => (await fetch('/api/v1/units/MH.TU/document-relations', { method: 'POST', headers: { 'X-Sauro': '1', 'Content-Type': 'application/json' }, body })).status,
    JSON.stringify({ newer: '31-HD/TU', older: '12-HD/TU', relation: 'replaces', date: `${year}-12-01` }),
  );
  assert.equal(replaced, 200);
  await open(page, '/moi');
  await page.locator('#hn-title').fill('Hội nghị số hóa hồ sơ, tài liệu lưu trữ của cấp xã');
  await date(page, '#hn-date', `10/12/${year}`);
  await page.locator('#hn-type').selectOption('professional');
  await page.getByText(`đã được thay thế bởi 31-HD/TU từ 01/12/${year}`).waitFor();
  assert.equal(await page.locator('#hn-necessity_note').count(), 0);
  await assertAccessible(page, 'văn bản hết hiệu lực');
  await page.locator('.need').scrollIntoViewIfNeeded();
  await shot(page, 'het-hieu-luc');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.need').scrollIntoViewIfNeeded();
  assert.ok((await sideways(page)) <= 1);
  await shot(page, 'het-hieu-luc-390');
  await page.setViewportSize({ width: 1366, height: 768 });

  await open(page, '/moi');
  await page.locator('#hn-title').fill('Hội nghị triển khai Nghị quyết về phát triển đô thị ven sông');
  await date(page, '#hn-date', `06/04/${year}`);
  await page.getByRole('button', { name: 'Chính là hội nghị này' }).click();
  await page.getByText('Đã ghi là tổ chức lại hội nghị này').waitFor();
  await page.getByRole('button', { name: 'Lưu hội nghị' }).click();
  await page.getByText(/đã họp và truyền đến cơ sở/).first().waitFor();
  await page.locator('#hn-rerun_note').fill('Bàn việc thu hồi đất, thành phần khác');
  await page.getByRole('button', { name: 'Lưu hội nghị' }).click();
  await page.waitForURL(/\/hoi-nghi\/[0-9a-f-]{36}/);
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('what came in with a table is asked afterwards whether it is needed', async () => {
  const page = await signedIn();
  await open(page);
  await page.getByRole('button', { name: 'Nhập từ bảng' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('textarea').fill(`11/11/${year}\tTập huấn số hóa hồ sơ, tài liệu lưu trữ của cấp xã\tchuyên môn`);
  await dialog.getByRole('button', { name: 'Nhập', exact: true }).click();
  await dialog.getByText('Đã lưu 1 dòng, 0 dòng chưa lưu được.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Tập huấn số hóa hồ sơ, tài liệu lưu trữ của cấp xã').first().click();
  await page.getByText(/Văn bản đã hướng dẫn nội dung này: 12-HD\/TU/).waitFor();
  await assertAccessible(page, 'Hội nghị nhập từ bảng, chưa nêu lý do');
  await shot(page, 'chua-neu-ly-do');
  await page.context().close();
});

test('a meeting is recorded beside the conferences; called a conference it says why', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/hoi-nghi?don-vi=MH.TU`);
  await page.getByText('Cuộc họp', { exact: true }).click();
  await page.waitForURL(/\/hoi-nghi\/cuoc-hop/);
  await page.getByRole('button', { name: 'Ghi cuộc họp' }).first().click();
  await page.locator('#ch-title').fill('Hội nghị rà soát việc tuần');
  const [y, mo, d] = today().split('-');
  await date(page, '#ch-date', `${d}/${mo}/${y}`);
  await page.locator('#ch-start_at').fill('8:00');
  await page.locator('#ch-end_at').fill('9:30');
  await page.locator('#ch-type').selectOption('topical');
  await page.locator('#ch-status').selectOption('held');
  await page.locator('#ch-chair').fill('Chánh Văn phòng');
  await page.locator('#ch-kept_reason').waitFor();
  await assertAccessible(page, 'Ghi cuộc họp, có dấu hiệu là hội nghị');
  await shot(page, 'cuoc-hop-moi');
  await page.getByRole('button', { name: 'Lưu cuộc họp' }).click();
  await page.locator('.error-summary').getByText(/hội nghị/).first().waitFor();
  await page.locator('#ch-kept_reason').fill('Họp nội bộ Văn phòng, không mời đơn vị khác');
  await page.locator('#ch-conclusions').fill('Gửi lịch công tác trước 16:00 thứ sáu');
  await page.getByRole('button', { name: 'Lưu cuộc họp' }).click();
  await page.waitForURL(/\/cuoc-hop\/[0-9a-f-]{36}/);
  await page.getByText('Gửi lịch công tác trước 16:00 thứ sáu').waitFor();
  await page.getByRole('grid').getByText('Có dấu hiệu là hội nghị').waitFor();
  await assertAccessible(page, 'Cuộc họp');
  await shot(page, 'cuoc-hop');
  await page.getByRole('button', { name: 'Sửa' }).click();
  // What was typed goes along when it is to be a conference.
  assert.match(await page.getByRole('link', { name: 'Ghi thành hội nghị' }).getAttribute('href'), /moi\?.*ten=.*ngay=/);
  await page.locator('#ch-title').fill('Rà soát việc tuần');
  await page.getByRole('button', { name: 'Lưu cuộc họp' }).click();
  await page.getByRole('heading', { name: 'Rà soát việc tuần' }).waitFor();
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('on a phone the record of meetings is cards without a sideways scroll', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  await page.goto(`${server.url}/hoi-nghi/cuoc-hop?don-vi=MH.TU`);
  await page.getByText('Rà soát việc tuần').waitFor();
  assert.ok((await sideways(page)) <= 0);
  await assertAccessible(page, 'Cuộc họp trên điện thoại');
  await shot(page, 'cuoc-hop-dien-thoai');
  await page.goto(`${server.url}/hoi-nghi/cuoc-hop/moi?don-vi=MH.TU`);
  await page.locator('#ch-title').waitFor();
  assert.ok((await sideways(page)) <= 0);
  await shot(page, 'ghi-dien-thoai');
  await page.context().close();
});
