#!/usr/bin/env bash
# Small promises about the text of the project: no unfinished marks in the code, Vietnamese is NFC, shell and JS have no Windows line ends.
set -euo pipefail
cd "$(dirname "$0")/.."
bad=0
if grep -rnIE '\b(TODO|FIXME|XXX|HACK)\b' src web/src tools tests --exclude=check_words.sh; then echo "còn dấu việc dở trong mã" >&2; bad=1; fi
if grep -rnIE 'GTEST_SKIP|DISABLED_|\b(it|test|describe)\.(skip|only)\b' src web/src tests; then echo "có kiểm thử bị bỏ qua" >&2; bad=1; fi
if grep -rlI $'\r' src web/src tools tests rulebook docs ./*.md --include='*.cpp' --include='*.hpp' --include='*.sh' --include='*.mjs' --include='*.ts' --include='*.tsx' --include='*.yaml' --include='*.md'; then echo "có xuống dòng kiểu Windows" >&2; bad=1; fi
node -e '
const { readdirSync, readFileSync } = require("node:fs");
const files = (folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`);
let bad = 0;
for (const f of [...["rulebook", "web/src", "src", "docs", "data"].flatMap(files), ...readdirSync(".")].filter((f) => /\.(ya?ml|tsx?|cpp|hpp|md|csv)$/.test(f))) {
  let t; try { t = readFileSync(f, "utf8"); } catch { continue; }
  if (t !== t.normalize("NFC")) { console.error("không phải NFC: " + f); bad = 1; }
}
process.exit(bad)' || bad=1
exit $bad
