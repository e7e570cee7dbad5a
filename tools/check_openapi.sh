#!/usr/bin/env bash
# The web client is generated from what the server says of itself: web/openapi.json and the types made from it must be what they would be today.
set -euo pipefail
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
build/sauro openapi >"$made/openapi.json"
diff -u web/openapi.json "$made/openapi.json" || { echo "web/openapi.json đã cũ: chạy tools/update_openapi.sh" >&2; exit 1; }
(cd web && npx openapi-typescript openapi.json -o "$made/schema.d.ts" >/dev/null)
diff -u web/src/api/schema.d.ts "$made/schema.d.ts" || { echo "web/src/api/schema.d.ts đã cũ: chạy tools/update_openapi.sh" >&2; exit 1; }
