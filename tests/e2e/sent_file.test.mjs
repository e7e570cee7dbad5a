// The file that goes out, before its release: what it says otherwise than the register, and both ways to mend it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { docx, letter, marked } from '../cli/docx.mjs';
import { dataFolder, file, folder, sauro, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';
import { scan } from './scan.mjs';

const shots = process.env.SAURO_SHOTS ?? ''; // a picture of the manual
const undo = [];
const context = { after: (step) => undo.push(step) };
let data;
let server;
let browser;
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
const call = (page, method, path, body, bytes) =>
  page.evaluate(
    async ([verb, target, content, base64]) => {
      const headers = { 'X-Sauro': '1', 'Content-Type': base64 ? 'application/octet-stream' : 'application/json' };
      const sent = base64 ? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) : content;
      const answer = await fetch(`/api/v1/units/MH01.UBND/${target}`, { method: verb, headers, ...(sent ? { body: sent } : {}) });
      return { status: answer.status, json: await answer.json() };
    },
    [method, path, body ? JSON.stringify(body) : '', bytes ? Buffer.from(bytes).toString('base64') : ''],
  );
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
async function numbered(page) {
  const draft = (await call(page, 'POST', 'drafts/file?name=thu.docx', null, docx(letter(1701, false)))).json;
  const reason = 'Bản thử của kiểm thử';
  const done = await call(page, 'POST', `drafts/${draft.id}/number`, { date: today(), signer: 'Nguyễn Văn An', breach_reason: reason, breach_on: today(), date_reason: reason });
  assert.equal(done.status, 200, JSON.stringify(done.json));
  return done.json;
}
const open = async (page, document) => {
  await page.goto(`${server.url}/van-ban-di/${document.id}?don-vi=MH01.UBND&muc=so`);
  const box = page.getByRole('region', { name: 'Tệp gửi đi' });
  await box.waitFor();
  return box;
};

test('another number stops the release; the register writes its own into the file', async () => {
  const page = await signedIn();
  const document = await numbered(page);
  const box = await open(page, document);
  assert.match(await box.innerText(), new RegExp(`Tệp ghi số 05/SNV-VP, sổ cấp ${document.symbol}`));
  assert.equal(await page.getByRole('button', { name: 'Phát hành', exact: true }).isDisabled(), true);
  await assertAccessible(page, 'tệp ghi số khác');
  if (shots) await page.screenshot({ path: join(shots, 'tep-gui-di.png') });
  await box.getByRole('button', { name: 'Ghi số, ngày của sổ vào tệp' }).click();
  await box.getByText('số và ngày đúng như sổ').waitFor();
  await page.getByText(`Số: ${document.symbol}`).first().waitFor();
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await page.fill('#nhan-khac', 'Chi bộ 1');
  assert.equal(await page.locator('#nhan-ly-do').count(), 0, 'không hỏi lý do khi tệp đã đúng');
  await page.locator('dialog[open]').getByRole('button', { name: 'Phát hành' }).click();
  await page.getByText('Đã gửi').first().waitFor();
  assert.deepEqual(page.noise, []);
});

test('one press, by keyboard and on the phone, cleans the file that stops the draft; undo brings the old one back', async () => {
  for (const phone of [false, true]) {
    const page = await signedIn(phone ? { width: 390, height: 844, touch: true } : {});
    const draft = (await call(page, 'POST', 'drafts/file?name=con-sua.docx', null, marked())).json;
    await page.goto(`${server.url}/van-ban-di/soan/${draft.id}?don-vi=MH01.UBND`);
    if (phone) await page.getByRole('button', { name: /vi phạm|Tệp chưa gửi đi được|chưa thấy/i }).first().click();
    const toIssue = () => page.locator('.check-head .segmented').getByText('Ban hành').click();
    await toIssue();
    await page.getByText(/3 chỗ sửa theo dõi \(Track Changes\) của 2 người \(An, Bình\), 2 ý kiến/).first().waitFor();
    const press = page.getByRole('button', { name: 'Làm sạch tệp' });
    await assertAccessible(page, 'tệp cần làm sạch');
    if (phone) assert.ok((await sideways(page)) <= 1);
    if (shots && !phone) await page.screenshot({ path: join(shots, 'lam-sach-tep.png') });
    await press.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Đã làm sạch tệp').waitFor();
    await press.waitFor({ state: 'detached' });
    const view = (await call(page, 'GET', `documents/${draft.id}/issuing`)).json;
    assert.deepEqual(view.file_faults, []);
    assert.equal(view.files.length, 2);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã dùng lại bản tệp trước').waitFor();
    if (phone) await page.getByRole('button', { name: /vi phạm|Tệp chưa gửi đi được|chưa thấy/i }).first().click();
    await toIssue();
    await press.waitFor();
    if (!phone) {
      // words changed beside the file: cleaning would lose them, the file is dropped instead
      await page.getByText('Soạn', { exact: true }).click();
      await page.locator('.editor-text').press('Control+End');
      await page.keyboard.type('Một câu mới.');
      await page.keyboard.press('Control+s');
      await page.locator('.check-head .segmented').getByText('Kiểm tra').click();
      await toIssue();
      await page.getByRole('button', { name: 'Bỏ tệp, dùng lời văn trên trang' }).click();
      await page.getByText('Đã bỏ tệp').waitFor();
      assert.deepEqual((await call(page, 'GET', `documents/${draft.id}/issuing`)).json.file_faults, []);
    }
    assert.deepEqual(page.noise, []);
  }
});

test('the finished file takes the place of the draft; another day asks for a reason, on the phone too', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  const document = await numbered(page);
  const box = await open(page, document);
  const choose = async (xml) => box.locator('input[type=file]').setInputFiles(file(context, 'ban-cuoi.docx', docx(xml)));
  await choose(letter(1701, false));
  await box.getByText(/Tệp ghi số 05\/SNV-VP, sổ cấp/).nth(1).waitFor();
  await choose(letter(1701, false).replace('05/SNV-VP', document.symbol));
  await box.locator('#tep-ly-do').fill('Ngày ký ghi trên bản giấy');
  await assertAccessible(page, 'lý do của tệp');
  assert.ok((await sideways(page)) <= 1);
  await box.getByRole('button', { name: 'Dùng tệp này' }).click();
  await box.getByText(/sổ ghi ngày/).first().waitFor();
  await box.getByText(/sổ cấp/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await page.fill('#nhan-khac', 'Chi bộ 1');
  await page.locator('dialog[open]').getByRole('button', { name: 'Phát hành' }).click();
  await page.locator('dialog[open]').getByText('Ghi lý do (ít nhất ba chữ), hoặc sửa tệp trước.').first().waitFor();
  await page.fill('#nhan-ly-do', 'Ngày ký ghi trên bản giấy');
  await page.locator('dialog[open]').getByRole('button', { name: 'Phát hành' }).click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  assert.equal((await call(page, 'GET', `documents/${document.id}/issuing`)).json.step, 'released');
  assert.deepEqual(page.noise, []);
});

test('words read from a scan are said to be so, and a scan is not held to the register', async () => {
  const page = await signedIn();
  const path = join(folder(context), 'quet.pdf');
  await scan(browser, path);
  const draft = (await call(page, 'POST', 'drafts/file?name=quet.pdf', null, readFileSync(path))).json;
  await page.goto(`${server.url}/van-ban-di/soan/${draft.id}?don-vi=MH01.UBND`);
  await page.getByText('Chữ do máy nhận dạng từ ảnh quét').waitFor();
  await assertAccessible(page, 'dự thảo từ bản quét');
  const reason = 'Bản thử của kiểm thử';
  const done = await call(page, 'POST', `drafts/${draft.id}/number`, { date: today(), signer: 'Trần Văn Mẫu', breach_reason: reason, breach_on: today(), date_reason: reason });
  assert.equal(done.status, 200, JSON.stringify(done.json));
  assert.deepEqual((await call(page, 'GET', `documents/${draft.id}/issuing`)).json.file_faults, []);
  assert.deepEqual(page.noise, []);
});
