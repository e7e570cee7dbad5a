#!/usr/bin/env bash
# Small promises about the text of the project: no unfinished marks in the code, Vietnamese is NFC, shell and JS have no Windows line ends.
set -euo pipefail
cd "$(dirname "$0")/.."
bad=0
if git grep -nE '\b(TODO|FIXME|XXX|HACK)\b' -- 'src' 'web/src' 'tools' 'tests' ':!tools/check_words.sh'; then echo "còn dấu việc dở trong mã" >&2; bad=1; fi
if git grep -nE 'GTEST_SKIP|DISABLED_|\b(it|test|describe)\.(skip|only)\b' -- 'src' 'web/src' 'tests'; then echo "có kiểm thử bị bỏ qua" >&2; bad=1; fi
if git grep -lI $'\r' -- '*.cpp' '*.hpp' '*.sh' '*.mjs' '*.ts' '*.tsx' '*.yaml' '*.md'; then echo "có xuống dòng kiểu Windows" >&2; bad=1; fi
node -e '
const { execFileSync } = require("node:child_process"); const { readFileSync } = require("node:fs");
let bad = 0;
for (const f of execFileSync("git", ["ls-files", "-z", "rulebook", "web/src", "src", "docs", "data", "*.md"], {maxBuffer: 1 << 26}).toString().split("\0").filter((f) => /\.(ya?ml|tsx?|cpp|hpp|md|csv)$/.test(f))) {
  let t; try { t = readFileSync(f, "utf8"); } catch { continue; }
  if (t !== t.normalize("NFC")) { console.error("không phải NFC: " + f); bad = 1; }
}
process.exit(bad)' || bad=1
exit $bad
