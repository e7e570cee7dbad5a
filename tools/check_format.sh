#!/usr/bin/env bash
# Every C++ file reads as clang-format 19 writes it.
set -euo pipefail
cd "$(dirname "$0")/.."
find src tests benchmarks \( -name '*.cpp' -o -name '*.hpp' \) -print0 | xargs -0 clang-format-19 --dry-run -Werror
