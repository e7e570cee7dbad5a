#!/usr/bin/env bash
# Every C++ file reads as clang-format 19 writes it.
cd "$(dirname "$0")/.."
git ls-files 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' 'benchmarks/*.cpp' | xargs -r clang-format-19 --dry-run -Werror
