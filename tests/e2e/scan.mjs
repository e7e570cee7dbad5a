// A letter as a scanner sends it, for the browser tests and the pictures of the manual.
import { writeFileSync } from 'node:fs';
import { openPage } from './browser.mjs';

const letter = [
  ['TỈNH ỦY MINH HỌA', 'ĐẢNG CỘNG SẢN VIỆT NAM'],
  ['VĂN PHÒNG', ''],
  ['*', 'Minh Họa, ngày 14 tháng 01 năm 2026'],
  ['Số 128-CV/VPTU', ''],
];
export const body = [
  'Kính gửi: Các đảng ủy trực thuộc Tỉnh ủy',
  'Thực hiện Chương trình công tác năm 2026 của Ban Chấp hành Đảng bộ tỉnh, Văn phòng Tỉnh ủy đề nghị các đảng ủy trực thuộc rà soát các văn bản hành chính đã ban hành trong năm 2025, thống kê số lượng theo từng loại và so sánh với năm trước, làm rõ nguyên nhân của những loại văn bản tăng.',
  'Đề nghị các đảng ủy trực thuộc gửi báo cáo về Văn phòng Tỉnh ủy trước ngày 25/02/2026 để tổng hợp.',
];
const html = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; width: 794px; background: #fff; font: 18px/1.45 "Liberation Serif", "Times New Roman", serif; color: #111 }
  main { padding: 70px 60px 60px 100px; transform: rotate(0.5deg) }
  table { width: 100%; text-align: center; font-weight: bold } td { width: 50%; vertical-align: top } p { text-align: justify; text-indent: 40px } .end { text-align: center; margin-left: 320px; text-indent: 0; font-weight: bold }
</style><main><table>${letter.map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`).join('')}</table>
<p style="text-align:center;text-indent:0"><i>V/v rà soát văn bản hành chính năm 2025</i></p>
${body.map((line) => `<p>${line}</p>`).join('')}
<p class="end">CHÁNH VĂN PHÒNG<br><br><br>Trần Văn Mẫu</p><p style="text-indent:0">Nơi nhận:<br>- Như trên,<br>- Lưu Văn phòng Tỉnh ủy.</p></main>`;

// Printed, photographed at some 200 dpi, put into a PDF without any text: what a scanner sends.
export async function scan(browser, path) {
  const paper = await openPage(browser, { width: 794, height: 1123, touch: true });
  await paper.setContent(html);
  const picture = await paper.screenshot({ type: 'jpeg', quality: 80, scale: 'device' });
  await paper.setContent(`<style>@page{size:A4;margin:0}body{margin:0}img{width:210mm;height:297mm;display:block}</style><img src="data:image/jpeg;base64,${picture.toString('base64')}">`);
  await paper.waitForFunction(() => document.images[0].complete);
  writeFileSync(path, await paper.pdf({ format: 'A4', printBackground: true }));
  await paper.context().close();
}
