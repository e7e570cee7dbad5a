// Sổ quy tắc in a real browser: the book, a norm, its cases, a sample; a province tightens and its commune is judged by it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataFolder, sauro, sauroJson, serve, signIn } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const cap = 'KL226.2.2.d1.commune-wide-cap';
const province = 'don-vi=MH.TU';

test('the book: figure first, a row opens, cases run, a sample is judged, a province tightens for its communes', async (t) => {
  const server = await serve(t, ['--data', dataFolder(t, ['--sample']), '--link']);
  const session = await signIn(server);
  const browser = await openBrowser(t);
  const page = await openPage(browser);
  await page.context().addCookies([{ name: 'sauro_session', value: session.headers.Cookie.split('=').slice(1).join('='), url: server.url }]);
  await page.goto(`${server.url}/quan-tri/quy-tac?${province}`);
  await page.getByRole('heading', { level: 1, name: /Sổ quy tắc: 226-KL\/TW/ }).waitFor();

  // The parts add up to the whole, and what no machine checks stands beside what it checks.
  const parts = await page.locator('.rules-chip strong').allInnerTexts();
  const of = Number((await page.locator('.rules-figure').innerText()).match(/trên (\d+)/)[1]);
  const checked = Number(await page.locator('.rules-figure strong').innerText());
  assert.equal(parts.map(Number).reduce((a, b) => a + b, 0), of);
  assert.equal(parts.slice(0, 4).map(Number).reduce((a, b) => a + b, 0), checked);
  assert.equal(await page.locator('.rule').count(), of);
  await assertAccessible(page, 'Sổ quy tắc');

  // Keyboard: j to a row, Enter opens; the open row is in the address.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/xem=KL226/);
  await page.locator('.rule-detail h3').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.rule-detail') === null);

  await page.getByRole('button', { name: /Chạy \d+ ca kiểm/ }).click();
  const ran = await page.getByText(/(\d+) trên (\d+) phép thử đạt/).innerText();
  const [, good, all] = ran.match(/([\d.]+) trên ([\d.]+)/);
  assert.equal(good, all, 'mọi ca đạt');

  // A filter lives in the address and survives a reload.
  await page.locator('.rules-chip', { hasText: 'Người xét' }).click();
  await page.waitForURL(/muc=human_judgement/);
  await page.reload();
  await page.locator('.rule').first().waitFor();
  assert.equal(await page.locator('.rule').count(), Number(parts[5]));

  await page.goto(`${server.url}/quan-tri/quy-tac?${province}&xem=${cap}`);
  await page.locator('.rule-detail h3').waitFor();
  await page.getByText('Đơn vị chưa nhập văn bản này').waitFor();
  await assertAccessible(page, 'Một quy tắc');

  // Looser is refused with both clauses; stricter shows its effect first, then holds.
  await page.getByRole('button', { name: 'Siết bằng văn bản của đơn vị' }).click();
  const fill = async (value) => {
    await page.fill('#siet-value', value);
    await page.fill('#siet-from', '01/01/2026');
    await page.fill('#siet-symbol', '12-QĐ/TU');
    await page.fill('#siet-issued_on', '20/12/2025');
    await page.fill('#siet-clause', 'khoản 2, Điều 3');
    await page.locator('#siet-clause').blur();
  };
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  await page.getByText('Chưa ghi được').waitFor();
  await assertAccessible(page, 'Siết, thiếu ô');
  await fill('4');
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  const refused = await page.locator('.error-summary li').first().innerText();
  assert.match(refused, /12-QĐ\/TU, khoản 2, Điều 3/);
  assert.match(refused, /226-KL\/TW, 2\.2, gạch đầu dòng 1/);
  await fill('1');
  // A day no calendar has is told as typed; of a day to come the figures say what they leave out.
  await page.fill('#siet-from', '31/02/2026');
  await page.locator('#siet-clause').focus();
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  await page.locator('.error-summary').getByText('Ngày 31/02/2026 không có trong lịch').waitFor();
  await page.fill('#siet-from', '01/01/2030');
  await page.locator('#siet-clause').focus();
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  await page.getByText(/Mức có hiệu lực từ 01\/01\/2030/).waitFor();
  await fill('1');
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  await page.getByText(/Nếu áp dụng, năm 2026/).waitFor();
  await assertAccessible(page, 'Xem thay đổi trước');
  await page.getByRole('button', { name: 'Áp dụng', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
  await page.getByText('riêng 1 (12-QĐ/TU)').first().waitFor();

  // The commune below is judged by it, without a restart.
  await page.goto(`${server.url}/quan-tri/quy-tac?don-vi=MH01.DU&xem=${cap}`);
  await page.getByRole('button', { name: 'Thử trên mẫu' }).click();
  await page.selectOption('#thu-scope', 'commune_wide');
  await page.selectOption('#thu-status', 'held');
  await page.selectOption('#thu-statutory_kind', 'none');
  await page.getByRole('button', { name: 'Chạy thử' }).click();
  await page.getByText(/mức 1; 12-QĐ\/TU, khoản 2, Điều 3/).waitFor();
  const saved = await fetch(`${server.url}/api/v1/units/MH01.DU/rules/${cap}`, { headers: session.headers }).then((answer) => answer.json());
  assert.equal(saved.local[0].state, 'in_force');
  // Findings follow by themselves: nobody has to activate anything, and the evaluation comes to rest.
  await page.waitForFunction(
    async (path) => {
      const answer = await (await fetch(path)).json();
      return answer.current && !answer.rulebook_waits && answer.items.some((one) => one.limit === '1');
    },
    `/api/v1/units/MH.TU/findings?norm=${cap}`,
    { polling: 500, timeout: 60_000 },
  );
  assert.deepEqual(page.noise, []);
});

test('the book on a phone and in the dark; every clause link opens it; the paper has hash and places to sign', async (t) => {
  const server = await serve(t, ['--data', dataFolder(t, ['--sample']), '--link']);
  const browser = await openBrowser(t);
  const session = await signIn(server);
  for (const size of [{ width: 390, height: 844, touch: true }, { theme: 'dark' }]) {
    const page = await openPage(browser, size);
    await page.context().addCookies([{ name: 'sauro_session', value: session.headers.Cookie.split('=').slice(1).join('='), url: server.url }]);
    await page.goto(`${server.url}/can-cu/226-kl-tw?${province}&xem=${cap}#2.2`);
    await page.locator('.rule-detail h3').waitFor();
    assert.ok((await sideways(page)) <= 1, 'cuộn ngang');
    await assertAccessible(page, 'Sổ quy tắc');
    await page.goto(`${server.url}/quan-tri/quy-tac/in?${province}&nguon=226-kl-tw`);
    await page.getByText(/Mã băm của bộ quy tắc: sha256/).waitFor();
    await page.getByText('Người duyệt').waitFor();
    await assertAccessible(page, 'Bản in');
    assert.deepEqual(page.noise, []);
  }
});

test('an open interpretation is decided on the page: the difference first, then everything is judged by it, and it is taken back', async (t) => {
  const data = dataFolder(t, ['--sample']);
  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'quantri.tw', '--name', 'Quản trị hệ thống', '--role', 'administrator', '--unit', 'TW']).code, 0);
  const server = await serve(t, ['--data', data]);
  const browser = await openBrowser(t);
  const page = await openPage(browser);
  await page.goto(server.url + sauro(['user', 'link', '--data', data, '--username', 'quantri.tw']).out.match(/\/vao\?ma=\S+/)[0]);
  await page.waitForURL(/\/hom-nay/);
  const read = async (path) => (await page.request.get(`${server.url}/api/v1/units/${path}`)).json();
  await page.goto(`${server.url}/quan-tri/quy-tac?don-vi=TW&muc=cach-hieu&q=INT-19`);
  await page.getByRole('heading', { level: 2, name: /INT-19/ }).waitFor();
  assert.equal(await page.locator('.reading').count(), 1);
  await assertAccessible(page, 'Cách hiểu');
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  await page.getByText('Chưa ghi được').waitFor();
  const minutes = '[id="quyet-muc-KL226.2.2.d3.dissemination-half-day"]';
  const fill = async (value) => {
    await page.fill(minutes, value);
    await page.fill('#quyet-symbol', '15-QĐ/TU');
    await page.fill('#quyet-issued_on', '20/11/2026');
    await page.fill('#quyet-reason', 'Giờ làm việc của tỉnh');
    await page.locator('#quyet-reason').blur();
    await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  };
  await fill('300');
  await page.locator('.error-summary li', { hasText: 'nhập từ 180 đến 240' }).waitFor();
  await fill('185');
  await page.getByText(/Nếu áp dụng, năm 2026/).waitFor();
  await assertAccessible(page, 'Xem thay đổi của quyết định');
  if (process.env.SAURO_SHOTS) await page.screenshot({ path: `${process.env.SAURO_SHOTS}/quyet-dinh.png` });
  const norm = () => read('MH01.DU/rules/KL226.2.2.d3.dissemination-half-day');
  assert.equal((await norm()).parameters[0].value, '240', 'a look changes nothing');
  await page.getByRole('button', { name: 'Áp dụng', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
  await page.getByText(/Lịch sử: 1 lần ghi/).click();
  await page.getByText(/15-QĐ\/TU ngày 20\/11\/2026/).first().waitFor();
  assert.equal((await norm()).parameters[0].value, '185');
  assert.match((await norm()).parameters[0].clause, /INT-19, 15-QĐ\/TU/);
  // The command line on the same folder, and the findings, are judged by the same rulebook.
  const evaluated = sauroJson(['evaluate', '--data', data, '--norm', 'KL226.2.2.d3.dissemination-half-day', '--period', '2026']).json;
  const limits = evaluated.results.map((one) => one.limit).filter(Boolean);
  assert.ok(limits.length > 0 && limits.every((limit) => limit === '185'), limits.join());
  assert.match(await page.locator('.rules-hash').innerText(), new RegExp(evaluated.rulebook));
  const waiting = await read('TW/findings/rulebook');
  assert.equal(waiting.waits, false, JSON.stringify(waiting).slice(0, 200));
  assert.equal(waiting.before, evaluated.rulebook);

  await page.getByRole('button', { name: 'Bãi bỏ quyết định' }).click();
  await page.fill('#quyet-symbol', '16-QĐ/TU');
  await page.fill('#quyet-issued_on', '21/11/2026');
  await page.fill('#quyet-reason', 'Chờ hướng dẫn chung');
  await page.locator('#quyet-reason').blur();
  await page.getByRole('button', { name: 'Xem thay đổi trước' }).click();
  await page.getByText(/Nếu áp dụng, năm 2026/).waitFor();
  await page.locator('dialog[open]').getByRole('button', { name: 'Bãi bỏ quyết định' }).click();
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
  await page.getByText(/Lịch sử: 2 lần ghi/).waitFor();
  assert.equal((await norm()).parameters[0].value, '240');
  // Below, it is read and not decided.
  await page.goto(`${server.url}/quan-tri/quy-tac?don-vi=MH01.DU&muc=cach-hieu&q=INT-08`);
  await page.getByRole('heading', { level: 2, name: /INT-08/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Ghi quyết định' }).count(), 0);
  assert.deepEqual(page.noise, []);
  const phone = await openPage(browser, { width: 390, height: 844, touch: true });
  await phone.context().addCookies((await page.context().storageState()).cookies);
  await phone.goto(`${server.url}/quan-tri/quy-tac?don-vi=TW&muc=cach-hieu`);
  await phone.locator('.reading').first().waitFor();
  assert.ok((await sideways(phone)) <= 1, 'cuộn ngang');
  if (process.env.SAURO_SHOTS) await phone.screenshot({ path: `${process.env.SAURO_SHOTS}/cach-hieu-390.png` });
});
