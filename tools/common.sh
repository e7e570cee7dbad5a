# Shared by run, test and bench: packages, a Node that is new enough, progress lines. Sourced, never run alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
die() { printf 'Không làm tiếp được: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "cần quyền quản trị để cài gói ($*). Cài sudo, hoặc chạy bằng root."; fi
}

# ensure_packages build test …: installs what dpkg does not know as installed; silent and quick when nothing is missing.
ensure_packages() {
    local wanted missing
    wanted=$(for group in "$@"; do awk -v g="$group" '$1 == g {print $2}' tools/packages.txt; done | sort -u)
    missing=$(comm -23 <(printf '%s\n' "$wanted") <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | awk '$1 == "installed" {print $2}' | sort -u))
    [ -z "$missing" ] && return 0
    command -v apt-get >/dev/null || die "máy này không có apt-get. Cần Debian 12, hoặc cài sẵn: $(echo $missing)"
    say "Cài gói Debian còn thiếu: $(echo $missing)"
    as_root apt-get -q update >&2 || say "apt-get update báo lỗi, thử cài với danh sách hiện có"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing >&2
}

node_is_new_enough() { command -v node >/dev/null && node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>22||(a===22&&b>=12)||(a===20&&b>=19)?0:1)'; }

# Vite wants Node 20.19 or 22.12 and later. Debian 12 gives 18: the npm package node@22 then brings its own binary from the npm registry.
ensure_node() {
    local own="$PWD/.cache/node22/node_modules/node/bin"
    [ -x "$own/node" ] && PATH="$own:$PATH"
    node_is_new_enough && command -v npm >/dev/null && return 0
    if ! command -v npm >/dev/null; then
        say "Cài Node và npm từ Debian"
        as_root apt-get -q update >&2 || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends nodejs npm >&2
    fi
    if ! node_is_new_enough; then
        say "Node $(node --version) quá cũ cho trang web, lấy Node 22 từ npm"
        mkdir -p .cache/node22
        npm install --no-audit --no-fund --loglevel=error --prefix .cache/node22 node@22 >&2
        PATH="$own:$PATH"
    fi
    export PATH
    node_is_new_enough || die "Node $(node --version) không dùng được. Cần Node 20.19 hoặc mới hơn."
}

# stamp_is_fresh STAMP PATH…: nothing under the paths is newer than the stamp.
stamp_is_fresh() {
    local stamp=$1
    shift
    [ -e "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -not -path '*/node_modules/*' -not -path '*/dist/*' -print -quit 2>/dev/null)" ]
}

build_web() {
    if stamp_is_fresh web/dist/.stamp web data/provinces.geojson; then return 0; fi
    ensure_node
    if ! stamp_is_fresh web/node_modules/.stamp web/package.json web/package-lock.json; then
        say "Lấy thư viện trang web (npm ci)"
        (cd web && npm ci --no-audit --no-fund --loglevel=error >&2)
        touch web/node_modules/.stamp
    fi
    say "Dựng trang web"
    (cd web && npm run --silent build >&2)
    touch web/dist/.stamp
}

# build_server TARGET…
build_server() {
    [ -f build/build.ninja ] || { say "Cấu hình bản dựng (CMake)"; cmake --preset release >build-configure.log 2>&1 || { cat build-configure.log >&2; die "CMake dừng, xem thông báo trên."; }; }
    local status="[%f/%t] "
    NINJA_STATUS="$status" ninja -C build "$@" >&2
}
