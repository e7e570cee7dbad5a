// Lịch họp: a link made in the browser, read by an independent reader of iCalendar, followed through a change and a cancellation, revoked.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dataFolder, file, json, lines, root, sauro, serve, today } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const { default: ICAL } = await import(pathToFileURL(createRequire(join(root, 'web/package.json')).resolve('ical.js')));
const undo = [];
const context = { after: (step) => undo.push(step) };
const shots = process.env.SAURO_SHOTS ?? '';
const soon = new Date(Date.parse(today()) + 5 * 86_400_000).toISOString().slice(0, 10);
let server;
let browser;
let data;

before(async () => {
  data = dataFolder(context, ['--sample']);
  const facts = file(
    context,
    'lich.jsonl',
    lines([
      { kind: 'conference', id: 'hn-lich', unit: 'MH.TU', date: soon, title: 'Hội nghị quán triệt; chuyên đề “chuyển đổi số”, cải cách hành chính', type: 'dissemination', scope: 'province_wide', mode: 'hybrid', planned_minutes: 120, status: 'planned' },
      { kind: 'invitation', conference: 'hn-lich', unit: 'MH01.DU' },
      { kind: 'meeting', id: 'giao-ban', unit: 'MH01.DU', date: soon, title: 'Giao ban tuần', mode: 'online', status: 'planned' },
    ]),
  );
  const loaded = sauro(['load', facts, '--data', data]);
  assert.equal(loaded.code, 0, loaded.err);
  server = await serve(context, ['--data', data]);
  browser = await openBrowser(context);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

const shot = async (page, name) => {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
};
async function signedIn(options = {}) {
  const page = await openPage(browser, options);
  const link = sauro(['user', 'link', '--data', data, '--username', 'quantri.minhhoa']).out.match(/\/vao\?ma=\S+/)[0];
  await page.goto(server.url + link);
  await page.waitForURL(/\/hom-nay/);
  return page;
}
const eventsOf = (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

test('a unit subscribes to its meetings and hears of a change and a cancellation', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/hoi-nghi?don-vi=MH01.DU`);
  await page.getByText('Hội nghị quán triệt').first().waitFor();
  await shot(page, 'hoi-nghi-lien-ket-1366');
  await page.getByRole('link', { name: 'Lịch họp (iCalendar)' }).first().click();
  await page.getByRole('heading', { name: 'Lịch họp trên điện thoại, máy tính' }).waitFor();
  await assertAccessible(page, 'Lịch họp');
  const card = page.locator('.card', { hasText: 'Lịch họp của Đảng ủy' });
  await card.getByRole('button', { name: 'Lấy liên kết' }).click();
  const address = await card.getByLabel('Liên kết mới, chỉ hiện lần này').inputValue();
  await card.getByRole('button', { name: 'Đổi liên kết mới' }).waitFor();
  await assertAccessible(page, 'Lịch họp, liên kết mới');
  await shot(page, 'lich-hop-1366');

  const first = await fetch(address);
  assert.equal(first.status, 200);
  assert.match(first.headers.get('content-type'), /^text\/calendar/);
  const text = await first.text();
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zone = calendar.getFirstSubcomponent('vtimezone');
  assert.equal(zone.getFirstPropertyValue('tzid'), 'Asia/Ho_Chi_Minh');
  const events = eventsOf(text);
  const conference = events.find((one) => one.summary === 'Hội nghị quán triệt; chuyên đề “chuyển đổi số”, cải cách hành chính');
  assert.ok(conference, events.map((one) => one.summary).join());
  assert.equal(conference.sequence, 0);
  assert.ok(conference.startDate.isDate);
  assert.match(conference.description, /Đơn vị triệu tập: Tỉnh ủy/);
  assert.ok(events.some((one) => one.summary === 'Giao ban tuần'));
  assert.equal(new Set(events.map((one) => one.uid)).size, events.length);
  const tag = first.headers.get('etag');
  assert.equal((await fetch(address, { headers: { 'If-None-Match': tag } })).status, 304);

  // The convenor gives it a time, then cancels it.
  const asConvenor = (path, method, body) =>
    page.evaluate(
      async ([to, how, what, headers]) => {
        const answer = await fetch(`/api/v1/units/MH.TU/conferences${to}`, { method: how, headers, ...(what ? { body: JSON.stringify(what) } : {}) });
        return { status: answer.status, body: await answer.json() };
      },
      [path, method, body, json],
    );
  const list = await asConvenor(`?from=${soon}&to=${soon}`, 'GET');
  const id = list.body.items.find((one) => one.title.startsWith('Hội nghị quán triệt')).id;
  const stated = (await asConvenor(`/${id}`, 'GET')).body;
  const place = 'Hội trường A; tầng 2, nhà số 5\\7 đường Thử, khu trung tâm hành chính mới của tỉnh Minh Họa';
  const moved = await asConvenor(`/${id}`, 'PUT', { ...stated.stated, start_at: 22 * 60 + 30, end_at: 23 * 60 + 45, place, version: stated.version });
  assert.equal(moved.status, 200, JSON.stringify(moved.body));
  const second = await fetch(address, { headers: { 'If-None-Match': tag } });
  assert.equal(second.status, 200);
  const changedText = await second.text();
  for (const row of changedText.split('\r\n')) assert.ok(Buffer.byteLength(row) <= 75, row);
  const read = new ICAL.Component(ICAL.parse(changedText));
  ICAL.TimezoneService.register(read.getFirstSubcomponent('vtimezone'));
  const timed = eventsOf(changedText).find((one) => one.uid === conference.uid);
  assert.equal(timed.location, place);
  assert.equal(timed.sequence, 1);
  const stamp = (one) => one.component.getFirstPropertyValue('last-modified').toUnixTime();
  assert.ok(stamp(timed) >= stamp(conference));
  // 22 giờ 30 in Việt Nam, whatever the zone of the reader.
  assert.equal(timed.startDate.zone.tzid, 'Asia/Ho_Chi_Minh');
  assert.equal(new Date(timed.startDate.toUnixTime() * 1000).toISOString(), `${soon}T15:30:00.000Z`);
  assert.equal(new Date(timed.endDate.toUnixTime() * 1000).toISOString(), `${soon}T16:45:00.000Z`);
  const detail = (await asConvenor(`/${id}`, 'GET')).body;
  const cancelled = await asConvenor(`/${id}/cancel`, 'POST', { version: detail.version, reason: 'Gộp với hội nghị sau' });
  assert.equal(cancelled.status, 200, JSON.stringify(cancelled.body));
  const then = await fetch(address, { headers: { 'If-None-Match': tag } });
  assert.equal(then.status, 200);
  const gone = eventsOf(await then.text()).find((one) => one.uid === conference.uid);
  assert.equal(gone.component.getFirstPropertyValue('status'), 'CANCELLED');
  assert.ok(gone.sequence > timed.sequence);
  assert.ok(stamp(gone) >= stamp(timed));
  assert.equal(gone.summary, `Đã hủy: ${conference.summary}`);
  assert.match(gone.description, /Lý do hủy: Gộp với hội nghị sau/);

  await card.getByRole('button', { name: 'Thu hồi' }).click();
  await card.getByText('Chưa lấy liên kết.').waitFor();
  assert.equal((await fetch(address)).status, 404);
  assert.deepEqual(page.noise, []);
});

test('the page on a phone, from the menu of the account', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  await page.goto(`${server.url}/lich-hop?don-vi=MH01.DU`);
  await page.getByRole('button', { name: 'Lấy liên kết' }).first().click();
  await page.getByLabel('Liên kết mới, chỉ hiện lần này').first().waitFor();
  assert.ok((await sideways(page)) <= 0);
  await assertAccessible(page, 'Lịch họp 390');
  await shot(page, 'lich-hop-390');
});
