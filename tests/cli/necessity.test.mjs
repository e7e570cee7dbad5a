// M3 over the served interface: a document in the register guides what a conference is to be about, by its subject and by its wording.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataFolder, file, json, sauro, serve, signIn } from './support.mjs';

const guidance = `TỈNH ỦY MINH HỌA
BAN TỔ CHỨC
*
Số 45-HD/BTCTU

ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 12 tháng 01 năm 2026

HƯỚNG DẪN
việc sắp xếp, số hóa hồ sơ đảng viên ở cấp xã

1. Mỗi đảng ủy xã lập danh mục hồ sơ đảng viên hiện có, đối chiếu từng hồ sơ với sổ danh sách đảng viên của chi bộ, ghi rõ hồ sơ thiếu giấy tờ gì và ai có trách nhiệm bổ sung.
2. Hồ sơ được quét hai mặt, mỗi đảng viên một tệp, đặt tên tệp theo số thẻ đảng viên; tệp quét mờ hoặc thiếu trang thì quét lại ngay trong tuần.
3. Văn phòng đảng ủy xã kiểm tra ngẫu nhiên một phần mười số tệp trước khi nộp và chịu trách nhiệm về số hồ sơ đã nộp.
`;
const agenda =
  'Mỗi đảng ủy xã lập danh mục hồ sơ đảng viên hiện có, đối chiếu từng hồ sơ với sổ danh sách đảng viên của chi bộ, ghi rõ hồ sơ thiếu giấy tờ gì và ai có trách nhiệm bổ sung. Hồ sơ được quét hai mặt, mỗi đảng viên một tệp, đặt tên tệp theo số thẻ đảng viên; tệp quét mờ hoặc thiếu trang thì quét lại ngay trong tuần.';

test('guidance is found by subject and by wording, later and other documents are not', async (t) => {
  const data = dataFolder(t, ['--sample']);
  const imported = sauro(['import', file(t, 'hd.txt', guidance), '--data', data, '--unit', 'MH.TU', '--direction', 'in']);
  assert.equal(imported.code, 0, imported.err);
  const server = await serve(t, ['--data', data, '--link']);
  const { headers } = await signIn(server);
  const ask = async (draft) => {
    const answer = await fetch(`${server.url}/api/v1/units/MH.TU/conference-necessity`, { method: 'POST', headers: { ...headers, ...json }, body: JSON.stringify({ date: '2027-03-02', type: 'professional', mode: 'online', ...draft }) });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.json();
  };
  const symbols = (found) => found.guiding.map((one) => [one.symbol, one.reason]);
  assert.deepEqual(symbols(await ask({ title: 'Hội nghị triển khai sắp xếp, số hóa hồ sơ đảng viên ở cấp xã' })), [['45-HD/BTCTU', 'subject']]);
  assert.deepEqual(symbols(await ask({ title: 'Hội nghị giao ban khối đảng' })), []);
  assert.deepEqual(symbols(await ask({ title: 'Hội nghị triển khai sắp xếp, số hóa hồ sơ đảng viên ở cấp xã', date: '2026-01-05' })), [], 'it was not issued yet');
  assert.deepEqual(symbols(await ask({ title: 'Hội nghị triển khai sắp xếp, số hóa hồ sơ đảng viên ở cấp xã', type: 'congress' })), [], 'a congress is not asked');
  // The index of wording follows the store: asked until it has caught up.
  const until = Date.now() + 60_000;
  let found = await ask({ title: 'Hội nghị chuyên đề', agenda });
  while (found.guiding.length === 0 && Date.now() < until) found = await ask({ title: 'Hội nghị chuyên đề', agenda });
  assert.deepEqual(symbols(found), [['45-HD/BTCTU', 'text']]);
  assert.equal(found.guiding_norm, 'KL226.2.2.p.already-guided');
  // Replaced on 1 March 2027: it covers nothing from that day on, and is shown as such.
  const relations = `${server.url}/api/v1/units/MH.TU/document-relations`;
  const replaced = await fetch(relations, { method: 'POST', headers: { ...headers, ...json }, body: JSON.stringify({ newer: '61-HD/BTCTU', older: '45-HD/BTCTU', relation: 'replaces', date: '2027-03-01' }) });
  assert.equal(replaced.status, 200, await replaced.clone().text());
  const title = 'Hội nghị triển khai sắp xếp, số hóa hồ sơ đảng viên ở cấp xã';
  const after = await ask({ title, date: '2027-03-01' });
  assert.deepEqual(symbols(after), []);
  assert.deepEqual(after.ended.map((one) => [one.symbol, one.relation, one.ended_by, one.ended_on]), [['45-HD/BTCTU', 'replaced', '61-HD/BTCTU', '2027-03-01']]);
  const before = await ask({ title, date: '2027-02-26' });
  assert.deepEqual([symbols(before), before.ended], [[['45-HD/BTCTU', 'subject']], []], 'the day before it still guides');
});
