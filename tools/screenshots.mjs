// Pictures of the manual, taken from the product itself on the fictional province: node tools/screenshots.mjs
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, openPage } from '../tests/e2e/browser.mjs';
import { scan } from '../tests/e2e/scan.mjs';
import { corpus, root, sauro, serve } from '../tests/cli/support.mjs';

const out = process.argv[2] ?? join(root, 'docs/huong-dan/anh');
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'sauro-anh-'));
const endings = [];
const t = { after: (end) => endings.push(end) };
try {
  const empty = join(folder, 'trong');
  sauro(['init', '--data', empty, '--unit', '00004.DU']);
  const sample = join(folder, 'mau');
  sauro(['init', '--data', sample, '--sample']);
  const fresh = await serve(t, ['--data', empty]);
  const server = await serve(t, ['--data', sample, '--link']);
  const browser = await openBrowser(t);
  const shot = async (page, name) => {
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(out, `${name}.png`) });
  };
  const page = await openPage(browser);
  await page.goto(fresh.out.match(/http\S+\/bat-dau\?ma=\S+/)[0]);
  await page.waitForSelector('h1');
  await shot(page, 'bat-dau');

  await page.goto(server.out.match(/http\S+\/vao\?ma=\S+/)[0]);
  await page.waitForURL(/\/hom-nay/);
  const state = await page.context().storageState();
  const visit = async (target, path, name, act) => {
    await target.goto(server.url + path);
    await target.waitForSelector('h1');
    if (act) await act(target);
    await shot(target, name);
  };
  const drop = async (target) => {
    await target.setInputFiles('input[type=file]', join(corpus, 'ke-hoach-xa.txt'));
    await target.waitForSelector('#vb-symbol');
  };
  const draft = async (target) => {
    await target.getByRole('button', { name: 'Soạn dự thảo' }).first().click();
    await target.locator('dialog[open] input[type=file]').setInputFiles(join(corpus, 'cong-van-mo-ho.txt'));
    await target.waitForURL(/van-ban-di\/soan\//);
    await target.waitForSelector('.check-row');
    await target.keyboard.press('F8');
  };
  const desk = '?don-vi=MH01.DU';
  const scans = async (target) => {
    const scanned = join(folder, 'quet-0001.pdf');
    await scan(browser, scanned);
    const files = [scanned, ...['ke-hoach-xa.txt', 'cong-van-mo-ho.txt'].map((name) => join(corpus, name))];
    await target.getByLabel('Tệp đưa vào hộp quét').setInputFiles(files);
    await target.waitForSelector('[role=row][data-index="2"]', { timeout: 120_000 });
  };
  // a draft that takes half of a plan already in the register, opened beside it
  const copied = readFileSync(join(corpus, 'ke-hoach-xa.txt'), 'utf8')
    .replace('Số 07-KH', 'Số 09-KH')
    .replace(/1\. Mục đích: [^\n]+/, '1. Mỗi chi bộ chọn một việc cụ thể làm trước trong quý, do bí thư chi bộ chịu trách nhiệm; kết quả báo cáo tại buổi sinh hoạt cuối quý, không lập văn bản riêng.')
    .replace('trước ngày 30/6/2026', 'trước ngày 31/7/2026')
    .replace(/1\. Kinh phí thực hiện [^\n]+/, '1. Văn phòng Đảng ủy lập bảng theo dõi chung trên hệ thống; các chi bộ cập nhật trực tiếp, không gửi báo cáo giấy, không phát sinh kinh phí.');
  const compare = async (target) => {
    await target.getByRole('button', { name: 'Soạn dự thảo' }).first().click();
    await target.locator('dialog[open] input[type=file]').setInputFiles({ name: 'du-thao.txt', mimeType: 'text/plain', buffer: Buffer.from(copied) });
    await target.waitForURL(/van-ban-di\/soan\//);
    await target.getByRole('button', { name: 'Đối chiếu với văn bản cấp trên' }).click();
    await target.locator('.similar-row').first().click();
    await target.waitForSelector('.compare-sides .same');
    await target.keyboard.press('F8');
  };
  await visit(page, `/hom-nay${desk}`, 'hom-nay');
  await visit(page, `/van-ban-den${desk}`, 'van-ban-den');
  await visit(page, `/van-ban-den/moi${desk}`, 'van-ban-den-moi', drop);
  await visit(page, `/van-ban-di${desk}`, 'du-thao', draft);
  const overLimit = async (target) => {
    await target.locator('#hn-title').fill('Tổng kết công tác năm');
    await target.locator('#hn-date').fill('16/12/2026');
    await target.keyboard.press('Tab');
    await target.locator('#hn-scope').selectOption('province_wide');
    await target.locator('#hn-mode').selectOption('in_person');
    await target.waitForSelector('.effect-over');
  };
  await visit(page, '/hoi-nghi?don-vi=MH.TU&nam=2026', 'hoi-nghi', (target) => target.waitForSelector('.heat-1'));
  await visit(page, '/hoi-nghi/moi?don-vi=MH.TU&nam=2026', 'hoi-nghi-vuot', overLimit);
  const proposals = async (target) => {
    await target.getByRole('button', { name: 'Đề xuất', exact: true }).click();
    await target.waitForSelector('.proposals li');
  };
  await visit(page, '/hoi-nghi?don-vi=MH.TU&nam=2027', 'hoi-nghi-de-xuat', proposals);
  const meeting = async (target) => {
    await target.locator('#ch-title').fill('Hội nghị rà soát việc tuần');
    await target.locator('#ch-date').fill('12/12/2026');
    await target.keyboard.press('Tab');
    await target.locator('#ch-type').selectOption('topical');
    await target.waitForSelector('#ch-kept_reason');
  };
  await visit(page, '/hoi-nghi/cuoc-hop/moi?don-vi=MH.TU&nam=2026', 'cuoc-hop', meeting);
  await visit(page, `/hop-quet${desk}`, 'hop-quet', scans);
  const review = async (target) => {
    await target.locator('[role=row]', { hasText: '128-CV/VPTU' }).click();
    await target.waitForSelector('.page-image');
  };
  await visit(page, `/hop-quet${desk}`, 'hop-quet-duyet', review);
  for (let left = 3; left > 0; left -= 1) {
    // all three go into the register: the draft below is like one of them
    const before = await page.inputValue('#vb-symbol');
    await page.keyboard.press('Control+s');
    await page.waitForFunction((old) => document.querySelector('#vb-symbol')?.value !== old, before);
  }
  await page.getByText('Đã duyệt hết các văn bản chờ.').waitFor();
  await visit(page, `/van-ban-di${desk}`, 'doi-chieu', compare);
  await visit(page, `/tim-kiem${desk}&q=ke%20hoach`, 'tim-kiem', (target) => target.waitForSelector('.result'));
  await visit(page, '/toan-canh?don-vi=MH.TU', 'toan-canh');
  await visit(page, '/toan-canh?don-vi=MH.TU', 'so-lieu', async (target) => {
    await target.locator('.gauge-figure').first().click();
    await target.waitForSelector('.figure-rows');
  });
  await visit(page, '/phat-hien?don-vi=MH.TU', 'phat-hien', (target) => target.waitForSelector('[role=row][data-index="0"]'));
  await visit(page, '/phat-hien?don-vi=MH.TU&tinh-trang=explained', 'phat-hien-mot', async (target) => {
    await target.locator('[role=row][data-index="0"]').click();
    await target.waitForSelector('.finding-answer');
  });
  const cap = 'KL226.2.2.d1.commune-wide-cap';
  await visit(page, '/quan-tri/quy-tac?don-vi=MH.TU', 'so-quy-tac', async (target) => {
    await target.getByRole('button', { name: /Chạy \d+ ca/ }).click();
    await target.getByText(/phép thử đạt/).waitFor();
  });
  await visit(page, `/quan-tri/quy-tac?don-vi=MH.TU&loc=2.2&xem=${cap}`, 'so-quy-tac-siet', async (target) => {
    await target.getByRole('button', { name: 'Siết bằng văn bản của đơn vị' }).click();
    for (const [field, value] of [['value', '2'], ['from', '01/01/2026'], ['symbol', '12-QĐ/TU'], ['issued_on', '20/12/2025'], ['clause', 'khoản 2, Điều 3']]) await target.fill(`#siet-${field}`, value);
    await target.locator('#siet-clause').blur();
    await target.getByRole('button', { name: 'Xem thay đổi trước' }).click();
    await target.locator('.tighten-preview').scrollIntoViewIfNeeded();
  });
  const phone = await openPage(browser, { width: 390, height: 844, touch: true });
  await phone.context().addCookies(state.cookies);
  await visit(phone, `/hom-nay${desk}`, 'hom-nay-dien-thoai');
  await visit(phone, `/van-ban-den/moi${desk}`, 'van-ban-den-moi-dien-thoai', drop);
  // what takes many people and many steps is walked by its own test
  const walks = {
    issuing: { 'hai-cot': 'du-thao-hai-cot', 'nam-cau-hoi': 'du-thao-can-thiet', 'da-nhan': 'van-ban-di-nhan', 'the-thuc': 'du-thao-the-thuc', 'the-thuc-pdf': 'du-thao-the-thuc-pdf' },
    sent_file: { 'tep-gui-di': 'tep-gui-di', 'lam-sach-tep': 'lam-sach-tep' },
    findings: { 'ap-dung': 'so-quy-tac-ap-dung' },
    rules: { 'quyet-dinh': 'so-quy-tac-cach-hieu' },
    hall: { 'dieu-hanh-1366': 'phong-hop', 'trinh-chieu-1920': 'phong-hop-man-hinh', 'phong-hop-1366': 'phong-hop-danh-sach', 'kiem-bai-1366': 'phong-hop-kiem-bai', 'ket-luan-1366': 'phong-hop-ket-luan', 'diem-danh-390': 'phong-hop-diem-danh', 'bieu-quyet-390': 'phong-hop-bieu-quyet' },
  };
  for (const [test, pictures] of Object.entries(walks)) {
    const kept = join(folder, `anh-${test}`);
    mkdirSync(kept);
    const walked = spawnSync(process.execPath, ['--test', join(root, `tests/e2e/${test}.test.mjs`)], { env: { ...process.env, SAURO_SHOTS: kept }, encoding: 'utf8' });
    if (walked.status !== 0) throw new Error(walked.stdout);
    for (const [from, to] of Object.entries(pictures)) copyFileSync(join(kept, `${from}.png`), join(out, `${to}.png`));
  }
  const dark = await openPage(browser, { theme: 'dark' });
  await dark.context().addCookies(state.cookies);
  await visit(dark, '/toan-canh?don-vi=MH.TU', 'toan-canh-toi');
} finally {
  for (const end of endings.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}
