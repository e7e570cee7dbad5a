// What src/rulebook/frames.cpp reads in a clause, for training its weights (train.mjs); both must see the same signs.
import { readFileSync } from 'node:fs';

const wordChar = /[\p{L}\p{N}]/u;
const placed = { oà: 'òa', oá: 'óa', oả: 'ỏa', oã: 'õa', oạ: 'ọa', uỷ: 'ủy', uý: 'úy', uỳ: 'ùy', uỹ: 'ũy', uỵ: 'ụy', oè: 'òe', oé: 'óe', oẻ: 'ỏe', oẹ: 'ọe' };
const toned = (s) => s.replace(/(?<!q)(o[àáảãạèéẻẹ]|u[ỷýỳỹỵ])(?!\p{L})/gu, (x) => placed[x] ?? x);
export const lowered = (s) => toned(s.normalize('NFC').toLowerCase()).replace(/\s/g, ' ');

// The lists of one norm of the rulebook that its list `concepts` names.
export function readConcepts(file, norm) {
  const text = readFileSync(file, 'utf8').normalize('NFC');
  const from = text.indexOf(`- id: ${norm}\n`);
  const block = text.slice(from, text.indexOf('\n- id:', from + 1) < 0 ? undefined : text.indexOf('\n- id:', from + 1));
  const lists = {};
  for (const [, name, body] of block.matchAll(/^ {4}(\w+): (?:&\w+ )?\[([^\]]*)\]$/gmu))
    lists[name] = (body.match(/\s*"[^"]*"|[^,]+/g) ?? []).map((s) => s.trim().replace(/^"|"$/g, '')).filter(Boolean);
  const table = new Map();
  for (const name of lists.concepts) {
    for (const phrase of lists[name]) {
      const first = /^[\p{L}\p{N}]+/u.exec(phrase)[0];
      if (!table.has(first)) table.set(first, []);
      table.get(first).push({ phrase: toned(phrase), name });
    }
  }
  for (const list of table.values()) list.sort((a, b) => b.phrase.length - a.phrase.length);
  return table;
}

const times = /^(tháng|buổi|ngày|ca|đêm|lượt|giờ|quý|năm|tiết|phiên|cuộc|bài|tin|tuần|kỳ|chuyến|lần|công)(?![\p{L}\p{N}])/u;
const people = /^(người|đồng chí|cán bộ|viên chức|thành viên|giáo viên)(?![\p{L}\p{N}])/u;
const largestForAPerson = 30e6;
const reach = 100; // bytes

export function signsOf(clause, table) {
  const text = lowered(clause);
  const out = [];
  let taken = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const at = match.index;
    if (at < taken) continue;
    const put = (name, end) => {
      out.push({ name, start: at, byte: Buffer.byteLength(text.slice(0, at)), end });
      taken = end;
    };
    if (/^\d/.test(match[0])) {
      const sum = /^(\d+(?:[.,]\d+)*)(%| *(triệu đồng|nghìn đồng|ngàn đồng|tỷ đồng|tỉ đồng|đồng|triệu|nghìn|ngàn|tỷ|tỉ|đ)(?![\p{L}\p{N}]))/u.exec(text.slice(at));
      if (!sum) continue;
      if (sum[2] === '%') {
        put('percent', at + sum[0].length);
        continue;
      }
      const unit = sum[3];
      const factor = unit.startsWith('triệu') ? 1e6 : /^(nghìn|ngàn)/.test(unit) ? 1e3 : /^(tỷ|tỉ)/.test(unit) ? 1e9 : 1;
      const value = parseFloat(sum[1].replace(/[.,](?=\d{3})/g, '').replace(',', '.')) * factor;
      put(value <= largestForAPerson ? 'money' : 'big_money', at + sum[0].length);
      for (let rate; (rate = /^ *\/ *([\p{L}\p{N}]+)/u.exec(text.slice(taken))); ) {
        const word = text.slice(taken + rate[0].length - rate[1].length);
        const start = taken;
        taken += rate[0].length;
        out.push({ name: times.test(word) ? 'each_time' : people.test(word) ? 'each_person' : 'each_thing', byte: Buffer.byteLength(text.slice(0, start)), end: taken });
      }
      continue;
    }
    for (const { phrase, name } of table.get(match[0]) ?? []) {
      const end = at + phrase.length;
      if (!text.startsWith(phrase, at) || (end < text.length && wordChar.test(text[end]) && wordChar.test(phrase.at(-1)))) continue;
      put(name, end);
      break;
    }
  }
  return out;
}

export function featuresOf(signs) {
  const out = new Set(signs.length ? [`^${signs[0].name}`] : []);
  signs.forEach((sign, i) => {
    out.add(sign.name);
    for (let j = i + 1; j < signs.length && signs[j].byte - sign.byte <= reach; j++)
      if (signs[j].name !== sign.name) out.add(`${sign.name}>${signs[j].name}`);
  });
  return [...out];
}

// Paragraphs cut at the ends of sentences and at ';', roughly as prose.cpp does.
export function clausesOf(text) {
  const end = text.search(/^\s*nơi nhận/imu);
  const out = [];
  let held = '', start = 0, at = 0;
  const flush = () => {
    for (const m of held.matchAll(/(?:[^.;?!]|[.?!](?=\S))+[.;?!]*/gu))
      if (m[0].trim().length > 3) out.push({ start: start + m.index, end: start + m.index + m[0].length, text: m[0] });
    held = '';
  };
  for (const line of (end < 0 ? text : text.slice(0, end)).split('\n')) {
    if (held && /^\s*\p{Ll}(?!\))/u.test(line)) held += `\n${line}`;
    else {
      flush();
      start = at;
      held = line;
    }
    at += line.length + 1;
  }
  flush();
  return out;
}

// Logistic regression, full batch, Adagrad, L2: the same rows give the same weights. Rows: {f: features, y: 0|1}.
export function train(rows, { l2 = 1, rounds = 300, fewest = 3 } = {}) {
  const count = {};
  for (const { f } of rows) for (const name of f) count[name] = (count[name] ?? 0) + 1;
  const names = Object.keys(count).filter((name) => count[name] >= fewest).sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const inputs = rows.map(({ f }) => f.map((name) => index.get(name)).filter((i) => i !== undefined));
  const w = new Float64Array(names.length + 1); // the last one is the base
  const squares = new Float64Array(names.length + 1);
  w[names.length] = -3;
  for (let round = 0; round < rounds; round++) {
    const slope = new Float64Array(names.length + 1);
    rows.forEach(({ y }, r) => {
      const z = inputs[r].reduce((sum, i) => sum + w[i], w[names.length]);
      const off = 1 / (1 + Math.exp(-z)) - y;
      slope[names.length] += off;
      for (const i of inputs[r]) slope[i] += off;
    });
    for (let i = 0; i <= names.length; i++) {
      if (i < names.length) slope[i] += l2 * w[i];
      squares[i] += slope[i] ** 2;
      w[i] -= (0.5 * slope[i]) / Math.sqrt(squares[i] + 1e-9);
    }
  }
  const weights = {};
  names.forEach((name, i) => {
    if (Math.abs(w[i]) >= 0.05) weights[name] = +w[i].toFixed(2);
  });
  return { base: +w[names.length].toFixed(2), weights };
}
export const sumOf = ({ base, weights }, features) => features.reduce((sum, name) => sum + (weights[name] ?? 0), base);
