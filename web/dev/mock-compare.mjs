// Comparison of the stand-in: runs of equal words, joined over small gaps. Good enough to draw; the server has the real engine.
const tokens = (text) => [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({ key: match[0].normalize('NFD').replace(/\p{M}+/gu, '').replace(/[đĐ]/g, 'd').toLowerCase(), start: match.index, end: match.index + match[0].length }));
const gram = 5;
const least = 8;

export function compareTexts(left, right) {
  const a = tokens(left);
  const b = tokens(right);
  const index = new Map();
  for (let j = 0; j + gram <= b.length; j += 1) {
    const key = b.slice(j, j + gram).map((one) => one.key).join(' ');
    if (!index.has(key)) index.set(key, []);
    if (index.get(key).length < 8) index.get(key).push(j);
  }
  const runs = [];
  for (let i = 0; i + gram <= a.length; ) {
    const places = index.get(a.slice(i, i + gram).map((one) => one.key).join(' ')) ?? [];
    let best = null;
    for (const j of places) {
      let ai = i;
      let bj = j;
      let same = 0;
      for (;;) {
        if (ai < a.length && bj < b.length && a[ai].key === b[bj].key) (same += 1), (ai += 1), (bj += 1);
        else {
          // a word or two may differ when the text goes on alike
          const gap = [[1, 1], [1, 0], [0, 1], [2, 2], [2, 1], [1, 2]].find(([x, y]) => [0, 1, 2].every((k) => a[ai + x + k] && a[ai + x + k].key === b[bj + y + k]?.key));
          if (!gap) break;
          ai += gap[0];
          bj += gap[1];
        }
      }
      if (!best || ai - i > best.ai - i) best = { ai, bj, j, same };
    }
    if (best && best.ai - i >= least) {
      runs.push({ a: { start: a[i].start, end: a[best.ai - 1].end }, b: { start: b[best.j].start, end: b[best.bj - 1].end }, similarity: best.same / Math.max(best.ai - i, best.bj - best.j), words: best.ai - i, other: best.bj - best.j });
      i = best.ai;
    } else i += 1;
  }
  const share = (name, all) => (all.length === 0 ? 0 : Math.min(1, runs.reduce((sum, one) => sum + one[name], 0) / all.length));
  const ab = share('words', a);
  const ba = share('other', b);
  const verdict = Math.min(ab, ba) > 0.9 ? 'same' : Math.max(ab, ba) > 0.45 ? 'copy' : runs.length > 0 ? 'overlap' : 'distinct';
  const points = (text) => (span) => ({ start: [...text.slice(0, span.start)].length, end: [...text.slice(0, span.end)].length });
  const exact = /[\ud800-\udbff]/.test(left + right);
  const [pa, pb] = exact ? [points(left), points(right)] : [(span) => span, (span) => span];
  return { verdict, same_document: verdict === 'same', share_a_in_b: ab, share_b_in_a: ba, passages: runs.map((one) => ({ a: pa(one.a), b: pb(one.b), similarity: one.similarity })) };
}
