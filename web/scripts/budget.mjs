// Sizes of the build against the limits of the design, from the build's own manifest. Fails when one is over.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
if (!existsSync(`${dist}.vite/manifest.json`)) {
  console.error('no dist/.vite/manifest.json: run npm run build first');
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
const KB = 1024;
const gz = (file) => gzipSync(readFileSync(dist + file), { level: 9 }).length;
const br = (file) => brotliCompressSync(readFileSync(dist + file)).length;

/** All files a chunk needs before it runs; with `seen`, only the new ones. */
function needed(key, js = new Set(), css = new Set()) {
  const chunk = manifest[key];
  if (!chunk || js.has(chunk.file)) return { js, css };
  js.add(chunk.file);
  for (const file of chunk.css ?? []) css.add(file);
  for (const other of chunk.imports ?? []) needed(other, js, css);
  return { js, css };
}
const sum = (files, size) => [...files].reduce((total, file) => total + size(file), 0);
const rows = [];
const limit = (name, value, most) => rows.push({ name, value, most, ok: value <= most });

const shell = 'src/app/shell/Shell.tsx';
const screens = {
  'Việc hôm nay': ['src/screens/today/Today.tsx'],
  'Văn bản đến': ['src/screens/incoming/Incoming.tsx'],
  'Vào sổ': ['src/screens/incoming/Incoming.tsx', 'src/screens/incoming/Entry.tsx'],
  'Hộp quét': ['src/screens/inbox/Inbox.tsx'],
  'Duyệt bản quét': ['src/screens/inbox/Inbox.tsx', 'src/screens/inbox/Review.tsx'],
  'Đối chiếu': ['src/screens/compare/Compare.tsx'],
  'Tìm kiếm': ['src/screens/search/Search.tsx'],
  'Văn bản đi': ['src/screens/outgoing/Outgoing.tsx'],
  'Soạn dự thảo': ['src/screens/outgoing/DraftEditor.tsx'],
  'Chờ gửi': ['src/screens/outbox/OutboxPage.tsx'],
  'Toàn cảnh': ['src/screens/overview/Overview.tsx'],
  'Số liệu': ['src/screens/overview/Figure.tsx'],
  'Sổ quy tắc': ['src/screens/rules/Rules.tsx'],
  'Điều hành phát biểu': ['src/screens/hall/Operator.tsx'],
  'Trình chiếu': ['src/screens/hall/Screen.tsx'],
  'Đăng nhập': ['src/screens/account/pages.tsx'],
};
for (const key of [shell, 'index.html', ...Object.values(screens).flat()]) {
  if (!manifest[key]) {
    console.error(`the manifest has no ${key}: scripts/budget.mjs no longer fits the sources`);
    process.exit(2);
  }
}
const base = needed('index.html');
needed(shell, base.js, base.css);
for (const [name, keys] of Object.entries(screens)) {
  const first = { js: new Set(base.js), css: new Set(base.css) };
  for (const key of keys) needed(key, first.js, first.css);
  const extra = new Set([...first.js].filter((file) => !base.js.has(file)));
  limit(`${name}: first route JS gz`, sum(first.js, gz), 340 * KB);
  limit(`${name}: first route JS br`, sum(first.js, br), 280 * KB);
  limit(`${name}: own JS gz`, sum(extra, gz), 60 * KB);
}
const assets = readdirSync(`${dist}assets`);
limit('all CSS gz', sum(assets.filter((file) => file.endsWith('.css')).map((file) => `assets/${file}`), gz), 30 * KB);
limit('fonts of a first view', sum(assets.filter((file) => /^be-vietnam-pro-.*\.woff2$/.test(file)).map((file) => `assets/${file}`), (file) => readFileSync(dist + file).length), 140 * KB);
limit('province map gz', gzipSync(readFileSync(fileURLToPath(new URL('../src/screens/overview/provinces.map.json', import.meta.url)))).length, 30 * KB);

for (const { name, value, most, ok } of rows) console.log(`${ok ? 'ok  ' : 'OVER'} ${name.padEnd(34)} ${(value / KB).toFixed(1).padStart(7)} KB of ${most / KB}`);
const over = rows.filter((row) => !row.ok).length;
console.log(over === 0 ? 'within budget' : `${over} over budget`);
process.exit(over === 0 ? 0 : 1);
