// Pictures of every screen and state, and axe on each. Fails when axe finds something serious, when the console complains or when a page scrolls sideways.
//   node dev/shots.mjs [name-part]      pictures go to shots/
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { sampleFile } from './fixtures.mjs';

process.env.PORT ??= '8098';
const { server } = await import('./mock-server.mjs');
const base = `http://127.0.0.1:${process.env.PORT}`;
const out = fileURLToPath(new URL('../shots/', import.meta.url));
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const only = process.argv[2];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const sizes = { wide: { width: 1366, height: 768 }, phone: { width: 390, height: 844 }, small: { width: 320, height: 640 } };
const mock = (switches) => fetch(`${base}/__mock`, { method: 'POST', body: JSON.stringify(switches) });
const unit = '?don-vi=MH01.DU';
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const letter = (number) => sampleFile.text.replaceAll('412-CV/TU', `${number}-CV/TU`);
const drop = async (page) => {
  await page.setInputFiles('input[type=file]', file(sampleFile.name, sampleFile.text));
  await page.waitForSelector('#vb-symbol');
  await page.waitForTimeout(700);
};

// name, path, what to do first, mock switches
const screens = [
  ['today', `/hom-nay${unit}`],
  ['today-empty', '/hom-nay?don-vi=MH.TU'],
  ['incoming', `/van-ban-den${unit}`],
  ['incoming-empty-filter', `/van-ban-den${unit}&q=khong-co-gi`],
  ['incoming-empty', '/van-ban-den?don-vi=MH.TU'],
  ['incoming-detail', `/van-ban-den/d-1296${unit}`],
  ['incoming-waiting', `/van-ban-den/w-0${unit}`],
  ['entry-start', `/van-ban-den/moi${unit}`],
  ['entry', `/van-ban-den/moi${unit}`, drop],
  ['entry-errors', `/van-ban-den/moi${unit}`, async (page) => {
    await drop(page);
    await page.fill('#vb-subject', '');
    await page.fill('#vb-date', '31112026');
    await page.keyboard.press('Control+s');
    await page.waitForTimeout(400);
  }],
  ['entry-secret', `/van-ban-den/moi${unit}`, async (page) => {
    await page.setInputFiles('input[type=file]', file('mat.txt', 'MẬT\nTỈNH ỦY MINH HỌA\nSố 1-CV/TU\n'));
    await page.waitForSelector('.error-box');
  }],
  ['inbox', `/hop-quet${unit}`],
  ['inbox-waiting', `/hop-quet${unit}&loc=waiting`],
  ['inbox-refused', `/hop-quet${unit}&loc=refused`],
  ['inbox-empty', `/hop-quet${unit}`, undefined, { inbox: 'empty' }],
  ['inbox-uploads', `/hop-quet${unit}`, async (page) => {
    await page.setInputFiles('input[type=file] >> nth=0', [file('a.txt', letter(801)), file('trong.pdf', ''), file('phan-mem.exe', 'x')]);
    await page.waitForSelector('.inbox-problems');
  }],
  ['inbox-review', `/hop-quet/q-2${unit}`, (page) => page.waitForSelector('#vb-symbol')],
  ['inbox-review-bad', `/hop-quet/q-1${unit}`, (page) => page.waitForSelector('#vb-symbol')],
  ['inbox-review-copy', `/hop-quet/q-4${unit}&rong=1`, (page) => page.waitForSelector('#vb-symbol')],
  ['inbox-refuse', `/hop-quet/q-3${unit}`, async (page) => {
    await page.waitForSelector('#vb-symbol');
    await page.keyboard.press('F9');
    await page.waitForSelector('dialog[open]');
  }],
  ['similar', `/doi-chieu${unit}&a=n-1`, (page) => page.waitForSelector('.similar-row')],
  ['similar-catching-up', `/doi-chieu${unit}&a=d-1296`, (page) => page.waitForSelector('.similar-note'), { indexing: true }],
  ['compare', `/doi-chieu${unit}&a=n-1&b=d-1294`, async (page) => {
    await page.waitForSelector('.same');
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    await page.waitForTimeout(500);
  }],
  ['compare-scan', `/doi-chieu${unit}&a=d-1281&b=d-1296`, (page) => page.waitForSelector('.same')],
  ['compare-long', `/doi-chieu${unit}&a=d-1285&b=d-1284&doan=120`, async (page) => {
    await page.waitForSelector('.same-current');
    await page.waitForTimeout(600);
  }],
  ['compare-distinct', `/doi-chieu${unit}&a=d-1285&b=d-1294`, (page) => page.waitForSelector('.compare-row')],
  ['compare-nothing', `/doi-chieu${unit}`],
  ['detail-similar', `/van-ban-den/d-1296${unit}`, async (page) => {
    await page.locator('.similar-box summary').click();
    await page.waitForSelector('.similar-row');
  }],
  ['search', `/tim-kiem${unit}&q=hoi nghi`, (page) => page.waitForSelector('.result')],
  ['search-filtered', `/tim-kiem${unit}&q=hoi nghi&loai=công văn&tu=2026-01-01&co-quan=Tỉnh ủy Minh Họa`, async (page) => {
    await page.waitForSelector('.result');
    await page.locator('.chip-button').nth(2).click();
    await page.waitForSelector('.search-dates');
  }],
  ['search-none', `/tim-kiem${unit}&q=khong co gi&loai=kế hoạch`],
  ['search-start', `/tim-kiem${unit}`],
  ['state-search-error', `/tim-kiem${unit}&q=hoi`, undefined, { fail: { 'GET /search': 500 } }],
  ['state-compare-lost', `/doi-chieu${unit}&a=tam:x&b=d-1294`, (page) => page.waitForSelector('.empty')],
  ['state-compare-error', `/doi-chieu${unit}&a=n-1&b=d-1294`, (page) => page.waitForSelector('.error-box'), { fail: { 'POST /units/.*/compare': 500 } }],
  ['state-inbox-forbidden', '/hop-quet?don-vi=TW'],
  ['state-inbox-error', `/hop-quet${unit}`, undefined, { fail: { 'GET /units/.*/inbox': 500 } }],
  ['outgoing', `/van-ban-di${unit}`],
  ['outgoing-new', `/van-ban-di${unit}`, async (page) => {
    await page.getByRole('button', { name: 'Soạn dự thảo' }).first().click();
    await page.waitForSelector('dialog[open]');
  }],
  ['outgoing-numbered', `/van-ban-di${unit}&muc=so`],
  ['outgoing-detail', `/van-ban-di/o-213${unit}&muc=so`],
  ['draft', `/van-ban-di/soan/n-1${unit}`, async (page) => {
    if (await page.evaluate(() => innerWidth < 700)) {
      await page.getByText(/^Kiểm tra \d/).click();
      await page.waitForSelector('.check-row');
    } else {
      await page.waitForSelector('.check-row');
      await page.keyboard.press('F8');
      await page.keyboard.press('F8');
      await page.keyboard.press('F8');
      await page.waitForTimeout(300);
    }
  }],
  ['draft-editing', `/van-ban-di/soan/n-1${unit}`, async (page) => {
    await page.waitForTimeout(500);
    await page.locator('.paper p').nth(7).click();
    await page.waitForSelector('.editor-text');
    await page.waitForTimeout(300);
  }],
  ['draft-number', `/van-ban-di/soan/n-1${unit}`, async (page) => {
    if (await page.evaluate(() => innerWidth < 700)) await page.getByText(/^Kiểm tra \d/).click();
    await page.getByRole('button', { name: 'Cấp số', exact: true }).click();
    await page.waitForSelector('dialog[open]');
  }],
  ['overview-central', '/toan-canh?don-vi=TW'],
  ['overview-province', '/toan-canh?don-vi=MH.TU'],
  ['overview-commune', `/toan-canh${unit}`],
  ['figure', '/toan-canh/so-lieu/KL226~2~2~p~online-min?don-vi=MH.TU&ky=2026'],
  ['basis', `/can-cu${unit}`],
  ['source', `/can-cu/226-kl-tw${unit}&xem=KL226.2.1.d3.reduce-15#2.1`],
  ['palette', `/hom-nay${unit}`, async (page) => {
    await page.keyboard.press('Control+k');
    await page.waitForSelector('dialog[open] input');
    await page.keyboard.type('hoi nghi');
    await page.waitForTimeout(700);
  }],
  ['shortcuts', `/hom-nay${unit}`, async (page) => {
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
  }],
  ['unit-switcher', `/hom-nay${unit}`, async (page) => {
    await page.locator('.topbar-unit').click();
    await page.waitForSelector('.unit-switcher');
    await page.keyboard.type('hoa mau');
    await page.waitForTimeout(600);
  }],
  ['account', `/hom-nay${unit}`, async (page) => {
    await page.locator('.topbar-account').click();
    await page.waitForSelector('.account-menu');
  }],
  ['sign-in', '/dang-nhap', undefined, { signed_in: false }],
  ['sign-in-wrong', '/dang-nhap', async (page) => {
    await page.fill('#ten-dang-nhap', 'thuha.tran');
    await page.fill('#mat-khau', 'khoa');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.error-summary');
  }, { signed_in: false }],
  ['first-run', '/bat-dau?ma=thu', undefined, { signed_in: false, first_run: true }],
  ['link-used', '/vao?ma=cu', undefined, { signed_in: false }],
  ['state-loading', `/van-ban-den${unit}`, (page) => page.waitForTimeout(1600), { fail: {}, delay: 0, slow: '/documents' }],
  ['state-error', `/van-ban-den${unit}`, undefined, { fail: { 'GET /units/.*/documents$': 500 } }],
  ['state-forbidden', `/van-ban-den${unit}`, undefined, { fail: { 'GET /units/.*/documents$': 403 } }],
  ['state-offline', `/van-ban-den${unit}`, async (page) => {
    await mock({ fail: { '.*': 0 } });
    await page.fill('[data-filter]', 'kế hoạch');
    await page.waitForTimeout(3500);
  }],
  ['state-session-over', `/hom-nay${unit}`, async (page) => {
    await mock({ signed_out: true });
    await page.getByRole('link', { name: 'Văn bản đến' }).first().click();
    await page.waitForSelector('dialog[open]');
  }],
  ['not-found', '/khong-co'],
];

let failed = 0;
const complain = (text) => {
  failed += 1;
  console.log(`  FAIL ${text}`);
};
async function shoot(name, path, act, switches = {}, size = 'wide', theme = 'light', scale) {
  const label = `${name}${size === 'wide' ? '' : `-${size}`}${theme === 'dark' ? '-dark' : ''}${scale ? `-${scale}` : ''}`;
  if (only && !label.includes(only)) return;
  await mock({ signed_in: true, ...switches });
  const context = await browser.newContext({ viewport: sizes[size], deviceScaleFactor: size === 'wide' ? 1 : 2, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', hasTouch: size !== 'wide', isMobile: size !== 'wide', colorScheme: theme });
  // the invented world lives on one day
  await context.addInitScript(([t, s]) => {
    localStorage.setItem('sauro.theme', t);
    if (s) localStorage.setItem('sauro.scale', s);
  }, [theme, scale]);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-20T08:15:00+07:00'));
  const noise = [];
  page.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !/Failed to load resource/.test(message.text())) noise.push(message.text());
  });
  page.on('pageerror', (error) => noise.push(String(error)));
  try {
    await page.goto(base + path);
    await page.waitForSelector('h1');
    if (!name.startsWith('state-loading')) await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    if (act) await act(page);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${out}${label}.png` });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (sideways > 1) complain(`${label}: ${sideways} px sideways scroll`);
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    for (const violation of result.violations) {
      const line = `${label}: ${violation.impact} ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`;
      if (violation.impact === 'serious' || violation.impact === 'critical') complain(`${line}\n       ${violation.nodes[0].failureSummary.replace(/\n/g, ' ')}`);
      else console.log(`  note ${line}`);
    }
    for (const text of noise) complain(`${label}: console: ${text.slice(0, 300)}`);
    console.log(`ok   ${label}`);
  } catch (error) {
    complain(`${label}: ${String(error).split('\n').slice(0, 6).join(' / ')}`);
    await page.screenshot({ path: `${out}${label}-broken.png` }).catch(() => undefined);
  }
  await context.close();
}

for (const [name, path, act, switches] of screens) {
  for (const [size, theme] of [['wide', 'light'], ['wide', 'dark'], ['phone', 'light'], ['small', 'light']]) {
    const main = !/^(state|palette|shortcuts|unit-switcher|link-used|not-found|sign-in-wrong)/.test(name);
    if (!main && (size === 'small' || theme === 'dark')) continue;
    await shoot(name, path, act, switches, size, theme);
  }
}
for (const [name, path, act, switches] of screens.filter(([one]) => ['today', 'incoming', 'entry', 'draft', 'overview-central'].includes(one))) await shoot(name, path, act, switches, 'wide', 'light', '130');
await mock({});
await browser.close();
server.close();
console.log(failed === 0 ? 'all well' : `${failed} complaints`);
process.exit(failed === 0 ? 0 : 1);
