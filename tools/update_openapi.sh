#!/usr/bin/env bash
# Writes web/openapi.json from the server's route table and the TypeScript types from it.
set -euo pipefail
cd "$(dirname "$0")/.."
build/sauro openapi >web/openapi.json.new
mv web/openapi.json.new web/openapi.json
(cd web && npx openapi-typescript openapi.json -o src/api/schema.d.ts)
