// Rà soát văn bản: two rules that differ in a number are found, shown side by side, decided; the register tells what replaced what.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { before, after, test } from 'node:test';
import { dataFolder, folder, sauro, sauroJson, serve } from '../cli/support.mjs';
import { assertAccessible, openBrowser, openPage, sideways } from './browser.mjs';

const undo = [];
const context = { after: (step) => undo.push(step) };
let server;
let browser;
let data;

const rules = (number, share, extra) => `ĐẢNG BỘ TỈNH MINH HỌA
ĐẢNG ỦY XÃ BẾN MẪU
*
Số: ${number}-QyĐ/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM
Bến Mẫu, ngày 12 tháng 01 năm 2026

QUY ĐỊNH
về việc họp của các chi bộ và cơ quan

Các phòng chuyên môn rà soát lịch họp của năm, ghép những cuộc cùng nội dung và bỏ những cuộc không thật cần. Mỗi đơn vị giảm ít nhất ${share} số cuộc họp so với năm trước và báo kết quả về văn phòng vào tuần cuối của quý.
Tài liệu gửi trên mạng trước ba ngày làm việc, không in giấy trừ tài liệu mật. Người chủ trì kết luận ngay tại cuộc họp, giao rõ từng việc cho từng người với ngày phải xong.
${extra}
`;

// Two bodies of one commune write much the same about something else.
const cleaning = (body, symbol, extra) => `${body}
XÃ BẾN MẪU

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: ${symbol}
Bến Mẫu, ngày 15 tháng 01 năm 2026

QUYẾT ĐỊNH
về việc tự quản nhà văn hóa thôn

Mỗi thôn cử một tổ tự quản trông coi nhà văn hóa, quét dọn sáng thứ bảy hằng tuần, ghi sổ người mượn bàn ghế và trả lại trước tám giờ tối; hỏng hóc thì trưởng thôn báo ngay cho công chức văn hóa để sửa trong năm ngày. Ai mượn quá hạn hai lần thì không cho mượn nữa trong quý.
${extra}
Mỗi thôn mở sổ góp ý đặt ở cửa nhà văn hóa; tổ tự quản đọc vào chiều chủ nhật, việc trong tay thì làm ngay, việc của xã thì chuyển lên bộ phận một cửa kèm tên người góp ý và ngày hẹn trả lời.
`;

before(async () => {
  data = dataFolder(context, ['--sample']);
  const place = folder(context);
  const files = [
    ['mot.txt', rules('101', '15 %', 'Văn phòng theo dõi chung và tổng hợp kết quả của các chi bộ.')],
    ['hai.txt', rules('102', '10 %', 'Ủy ban Kiểm tra giúp cấp ủy xem việc thực hiện ở cơ sở.')],
  ].map(([name, text]) => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  });
  const joint = [
    ['MH01.UBND', cleaning('ỦY BAN NHÂN DÂN', '202/QĐ-UBND', 'Công chức văn hóa theo dõi, báo cáo hằng quý.')],
    ['MH01.MTTQ', cleaning('ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM', '203/QĐ-MTTQ', 'Ban công tác Mặt trận ở thôn giúp tổ tự quản.')],
  ];
  for (const [unit, text] of joint) {
    const file = join(place, `${unit}.txt`);
    writeFileSync(file, text);
    const done = sauro(['import', file, '--data', data, '--unit', unit, '--direction', 'out']);
    assert.equal(done.code, 0, done.err + done.out);
  }
  const taken = sauro(['import', ...files, '--data', data, '--unit', 'MH01.DU', '--direction', 'out']);
  assert.equal(taken.code, 0, taken.err + taken.out);
  const found = sauroJson(['review', 'run', '--data', data, '--unit', 'MH01.DU']);
  assert.equal(found.code, 0, found.err);
  const pair = found.json.items.find((one) => [one.a.symbol, one.b.symbol].sort().join() === '101-QyĐ/ĐU,102-QyĐ/ĐU');
  assert.ok(pair, JSON.stringify(found.json));
  assert.deepEqual([pair.differences[0].a, pair.differences[0].b].sort(), ['10 %', '15 %']);
  assert.equal(sauroJson(['review', 'run', '--data', data]).json.documents, 0, 'nothing is looked at twice');
  assert.equal(sauro(['user', 'add', '--data', data, '--username', 'rasoat.chanhvp', '--name', 'Trần Thị Rà Soát', '--role', 'head_of_office', '--unit', 'MH01.DU']).code, 0);
  server = await serve(context, ['--data', data]);
  browser = await openBrowser(context);
});
after(async () => {
  for (const step of undo.reverse()) await step();
});

async function signedIn(options = {}) {
  const page = await openPage(browser, options);
  const link = sauro(['user', 'link', '--data', data, '--username', 'rasoat.chanhvp']).out.match(/\/vao\?ma=\S+/)[0];
  await page.goto(server.url + link);
  await page.waitForURL(/\/hom-nay/);
  return page;
}

test('a pair is found, seen side by side, decided with an owner and a day', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/ra-soat?don-vi=MH01.DU&loc=differing`);
  await page.getByText(/Ghi khác nhau: 1[05] % \/ 1[05] %/).first().waitFor();
  await assertAccessible(page, 'rà soát, danh sách');
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'ra-soat.png') });
  await page.getByText('101-QyĐ/ĐU').first().click();
  await page.waitForURL(/\/ra-soat\/\d+-\d+/);
  await page.getByRole('button', { name: 'Ghi quyết định' }).waitFor();
  await assertAccessible(page, 'rà soát, một cặp');
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'ra-soat-cap.png') });
  await page.getByLabel('Kết quả rà').selectOption('contradiction');
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await page.getByText(/Chọn cách xử lý cho văn bản chồng chéo/).waitFor();
  await page.getByLabel('Cách xử lý').selectOption('amend');
  await page.getByLabel('Người hoặc đơn vị xử lý').fill('Văn phòng Đảng ủy');
  await page.getByLabel('Hạn xử lý').fill('31/12/2026');
  await page.getByLabel('Hạn xử lý').blur();
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await page.getByText(/Kết quả rà: mâu thuẫn; cách xử lý: sửa đổi; người xử lý: Văn phòng Đảng ủy; hạn: 2026-12-31/).waitFor();
  await page.goto(`${server.url}/ra-soat?don-vi=MH01.DU&muc=decided`);
  await page.getByText('101-QyĐ/ĐU').first().waitFor();
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('a group of several bodies is seen with its shared wording and decided as one', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/ra-soat?don-vi=MH01.DU`);
  await page.getByRole('radiogroup', { name: 'Danh sách' }).getByText('Nhóm', { exact: true }).click();
  await page.getByText(/2 văn bản: /).first().waitFor();
  assert.match(page.url(), /muc=groups/);
  await page.getByLabel('Ngành').selectOption('Chính quyền');
  await page.waitForURL(/nganh=/);
  await page.getByText(/2 văn bản: /).first().waitFor();
  await assertAccessible(page, 'rà soát, nhóm');
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'ra-soat-nhom.png') });
  await page.getByText(/2 văn bản: /).first().click();
  await page.waitForURL(/\/ra-soat\/nhom\//);
  await page.getByText('Có ở 2 trên 2 văn bản').first().waitFor();
  await page.getByText(/2 cơ quan cùng cấp .* văn bản liên tịch chung/).waitFor();
  await assertAccessible(page, 'rà soát, một nhóm');
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'ra-soat-nhom-mot.png') });
  await page.getByLabel('Kết quả rà').selectOption('similar');
  await page.getByLabel('Cách xử lý').selectOption('joint');
  await page.getByLabel('Người hoặc đơn vị xử lý').fill('Văn phòng Đảng ủy');
  await page.getByLabel('Hạn xử lý').fill('31/12/2026');
  await page.getByLabel('Hạn xử lý').blur();
  await page.getByRole('button', { name: 'Ghi quyết định' }).click();
  await page.getByText(/Kết quả rà: nội dung tương đồng; cách xử lý: ban hành một văn bản liên tịch/).waitFor();
  await page.goto(`${server.url}/ra-soat?don-vi=MH01.DU&muc=groups&tinh-trang=decided`);
  await page.getByText(/2 văn bản: /).first().waitFor();
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('the register tells what stands in the place of a document', async () => {
  const page = await signedIn();
  await page.goto(`${server.url}/ra-soat?don-vi=MH01.DU&muc=register`);
  await page.getByLabel('Văn bản mới').fill('05-HD/VPTW');
  await page.getByLabel('Văn bản cũ').fill('36-HD/VPTW');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await page.getByText(/05-HD\/VPTW thay thế 36-HD\/VPTW/).first().waitFor();
  await page.getByLabel('Số, ký hiệu').fill('36-HD/VPTW');
  await page.getByRole('button', { name: 'Tra', exact: true }).click();
  await page.getByText('36-HD/VPTW → 05-HD/VPTW').waitFor();
  await assertAccessible(page, 'sổ hiệu lực');
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'ra-soat-so.png') });
  assert.deepEqual(page.noise, []);
  await page.context().close();
});

test('on a phone nothing runs out of the page', async () => {
  const page = await signedIn({ width: 390, height: 844, touch: true });
  for (const query of ['', '&muc=register', '&muc=groups']) {
    await page.goto(`${server.url}/ra-soat?don-vi=MH01.DU${query}`);
    await page.getByRole('heading', { name: 'Rà soát văn bản' }).waitFor();
    await page.waitForLoadState('networkidle');
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `ra-soat-phone${query.replace('&muc=', '-')}.png`) });
    assert.equal(await sideways(page), 0, `rộng quá màn hình: ${query}`);
  }
  await page.context().close();
});
