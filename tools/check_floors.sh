#!/usr/bin/env bash
# Floor check: 1. an #include in src/<folder> (tests and fixtures apart) may only name a folder whose floor is lower (or itself); modules never include each other;
# 2. only http/beast includes Asio or Beast; 3. no object file of a library defines or needs a symbol of a namespace above it (nm over the archives);
# 4. every folder of src stands once, on its floor, in the table of ARCHITECTURE.md.
# usage: check_floors.sh BUILD_DIR
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
declare -A floor
while read -r n name _; do [ -n "${name:-}" ] && floor[$name]=$n; done <"$build/floors.txt"
bad=0
complain() { echo "tầng: $*" >&2; bad=1; }

folder_of() { # path below src -> library name
    case "$1" in modules/*/*) local rest=${1#modules/}; echo "${rest%%/*}" ;; *) echo "${1%%/*}" ;; esac
}
while IFS=: read -r file line; do
    target=$(sed -E 's/.*#include "([^"]+)".*/\1/' <<<"$line")
    from=$(folder_of "${file#src/}") to=$(folder_of "$target")
    [ "$from" = "$to" ] && continue
    [[ "$file" =~ (_test\.cpp|_fixture\.(hpp|cpp))$|/fuzz/|/testing/ ]] && continue # what no library contains
    [ -n "${floor[$to]:-}" ] || { complain "$file: #include \"$target\" không thuộc thư viện nào"; continue; }
    [ -n "${floor[$from]:-}" ] || continue
    [ "${floor[$to]}" -lt "${floor[$from]}" ] || complain "$file (tầng ${floor[$from]}) dùng $target (tầng ${floor[$to]})"
done < <(grep -rnE '^#include "' src --include='*.cpp' --include='*.hpp' | sed -E 's/:[0-9]+:/:/')

while read -r file; do complain "$file: chỉ http/beast được dùng Asio, Beast"; done < <(grep -rlE '#include <boost/(asio|beast)' src --include='*.cpp' --include='*.hpp' | grep -v '^src/http/beast/' || true)

for name in "${!floor[@]}"; do
    archive=$(find "$build/src" -name "libsauro_$name.a" -print -quit)
    [ -n "$archive" ] || continue
    while read -r symbol; do
        to=$(sed -E 's/^sauro::([a-z_]+)::.*/\1/' <<<"$symbol")
        [ -n "${floor[$to]:-}" ] || continue
        [ "$to" = "$name" ] || [ "${floor[$to]}" -lt "${floor[$name]}" ] || complain "libsauro_$name.a cần ký hiệu $symbol (tầng ${floor[$to]})"
    done < <(nm -C --undefined-only "$archive" 2>/dev/null | awk '$1 == "U" {print $2}' | grep -E '^sauro::[a-z_]+::' | sort -u)
done
for path in src/*/; do
    name=$(basename "$path")
    at=${floor[$name]:-4} # modules/* are on the fourth
    [ "$(grep -cE "^\| $at \| \`src/$name(/\*)?\` \|" ARCHITECTURE.md)" = 1 ] && [ "$(grep -cE "^\| [0-9] \| \`src/$name(/\*)?\` \|" ARCHITECTURE.md)" = 1 ] ||
        complain "bảng tầng của ARCHITECTURE.md: src/$name phải có đúng một dòng, ở tầng $at"
done
[ $bad -eq 0 ] && echo "tầng: ${#floor[@]} thư viện đúng chiều"
exit $bad
