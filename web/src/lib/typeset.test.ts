import { describe, expect, it } from 'vitest';
import { typeset } from './typeset';

const plan = `ĐẢNG BỘ TỈNH MINH HỌA
ĐẢNG ỦY XÃ MINH AN
*
Số 31-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Minh An, ngày 20 tháng 11 năm 2026

KẾ HOẠCH
thực hiện Kết luận số 226-KL/TW
-----
Đảng ủy xã Minh An xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Một việc.
- Một ý.

Nơi nhận:
- Như trên,
T/M ĐẢNG ỦY
BÍ THƯ
`;

describe('a draft as a page', () => {
  const page = typeset(plan);
  const texts = (blocks: { text: string }[]) => blocks.map((one) => one.text);
  it('puts the head in two columns', () => {
    expect(texts(page.left)).toEqual(['ĐẢNG BỘ TỈNH MINH HỌA', 'ĐẢNG ỦY XÃ MINH AN', '*', 'Số 31-KH/ĐU']);
    expect(texts(page.right)).toEqual(['ĐẢNG CỘNG SẢN VIỆT NAM', 'Minh An, ngày 20 tháng 11 năm 2026']);
  });
  it('knows title, subtitle, headings and the end', () => {
    expect(page.body.map((one) => one.kind)).toEqual(['title', 'subtitle', 'rule', 'para', 'heading', 'para', 'item']);
    expect(texts(page.recipients)).toEqual(['Nơi nhận:', '- Như trên,']);
    expect(texts(page.signature)).toEqual(['T/M ĐẢNG ỦY', 'BÍ THƯ']);
  });
  it('moves no letter: every block stands where its text stands', () => {
    for (const block of [...page.left, ...page.right, ...page.body, ...page.recipients, ...page.signature]) expect(plan.slice(block.start, block.end)).toBe(block.text);
  });
  it('loses no line that has words', () => {
    const all = [...page.left, ...page.right, ...page.body, ...page.recipients, ...page.signature].length;
    expect(all).toBe(plan.split('\n').filter((line) => line.trim() !== '').length);
  });
  it('takes text that is no letter as paragraphs', () => {
    const free = typeset('Một đoạn văn.\n\nĐoạn nữa.');
    expect(free.left).toEqual([]);
    expect(free.body.map((one) => one.kind)).toEqual(['para', 'para']);
    expect(typeset('')).toEqual({ left: [], right: [], body: [], recipients: [], signature: [] });
  });
});
