import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { corpus, file, folder, sauro, sauroJson } from './support.mjs';

const plan = join(corpus, 'ke-hoach-xa.txt');
const letter = join(corpus, 'cong-van-mo-ho.txt');

test('compare: a document with itself, in NFD and without marks', (t) => {
  const text = readFileSync(plan, 'utf8');
  for (const form of [text, text.normalize('NFD'), text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')]) {
    const { code, json } = sauroJson(['compare', file(t, 'ban-khac.txt', form), plan]);
    assert.equal(code, 0);
    assert.equal(json.verdict, 'same');
    assert.equal(json.same_document, true);
    assert.equal(json.containment_a_in_b, 1);
    assert.equal(json.containment_b_in_a, 1);
    assert.equal(json.passages.length, 1);
  }
});

test('compare: another number on the same wording is another document', (t) => {
  const other = file(t, 'so-khac.txt', readFileSync(plan, 'utf8').replace('Số 07-KH/ĐU', 'Số 08-KH/ĐU'));
  const { json } = sauroJson(['compare', other, plan]);
  assert.equal(json.verdict, 'same');
  assert.equal(json.same_document, false);
});

test('compare: a passage taken over is shown in code points of both texts', (t) => {
  const own = 'Sáng nay bà con thôn Hạ gặt xong ruộng lúa đầu tiên của vụ mùa, ai cũng mừng vì hạt chắc và trời nắng đẹp suốt tuần. ';
  const taken = 'Đoạn văn mượn về kể rằng chiếc cầu gỗ cũ bắc qua con suối nhỏ đã được thay bằng cầu mới rộng hơn, trẻ em đi học không còn phải lội nước mỗi khi mưa lớn, người già đi chợ cũng đỡ vất vả.';
  const other = 'Phiên chợ cuối năm đông vui, gian hàng mật ong rừng và mây tre đan của hợp tác xã bán hết từ sớm, khách phương xa hỏi mua thêm nhiều. ';
  const a = file(t, 'a.txt', own.repeat(3) + taken), b = file(t, 'b.txt', other + taken + '\n' + other);
  const { json } = sauroJson(['compare', a, b]);
  assert.equal(json.passages.length, 1);
  const cut = (path, span) => Array.from(sauroJson(['read', path]).json.text).slice(span.start, span.end).join('');
  const [passage] = json.passages;
  assert.match(cut(a, passage.a), /^Đoạn văn mượn về.*đỡ vất vả$/s);
  assert.match(cut(b, passage.b), /^Đoạn văn mượn về.*đỡ vất vả$/s);
  assert.equal(passage.similarity, 1);
  assert.equal(json.same_document, false);
  assert.equal(json.verdict, 'overlap');
  const { json: back } = sauroJson(['compare', b, a]);
  assert.equal(back.containment_b_in_a, json.containment_a_in_b);
  assert.equal(back.containment_a_in_b, json.containment_b_in_a);
});

test('compare: two documents of one office share formulae, no more', () => {
  const { code, json } = sauroJson(['compare', letter, plan]);
  assert.equal(code, 0);
  assert.equal(json.verdict, 'distinct');
  assert.equal(json.same_document, false);
});

test('compare: for people, and what cannot be read', (t) => {
  const shown = sauro(['compare', plan, plan]);
  assert.equal(shown.code, 0);
  assert.match(shown.out, /cùng một văn bản/);
  assert.match(shown.out, /100\.0%/);
  assert.equal(sauro(['compare', plan]).code, 2);
  const missing = sauro(['compare', plan, '/khong/co.txt', '--json']);
  assert.equal(missing.code, 3);
  assert.equal(missing.out, '');
  assert.match(missing.err, /khong\/co\.txt/);
  const empty = join(folder(t), 'rong.txt');
  writeFileSync(empty, '');
  assert.equal(sauro(['compare', empty, plan]).code, 3);
});
