#!/usr/bin/env bash
# Builds and checks the pages with the machine's Node.js; Maven calls it. What has not changed since
# the last time is not done again.
#
#   build.sh bundle FOLDER   the files to serve, copied to FOLDER
#   build.sh prebuild        the same into prebuilt/, for machines without Node.js; at a release
#   build.sh fresh           whether prebuilt/ is of these sources; fails where it is not
#   build.sh check           lint, types, unit tests
#   build.sh e2e             the tests in a browser, against a node with a real database
#
#   CI                       "true" makes a missing Node.js or browser an error, not a visible skip
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly node_wanted=20.19.0
readonly archive=prebuilt/pages.tar.gz stamp=prebuilt/inputs.sha256
readonly inputs=(src public build index.html hq.html package-lock.json buf.gen.yaml vite.config.ts tsconfig.json ../../proto/shelfshare/market)
say() { printf '[web] %s\n' "$*"; }

# Says that a step is left out, or fails where nothing may be.
leave_out() {
  if [[ "${CI:-}" == true ]]; then
    say "$1, and CI must not go without it" >&2
    exit 1
  fi
  say "SKIPPED ${2}: $1"
  exit 0
}

# Says what is wrong with the machine's Node.js; nothing where it will do.
node_problem() {
  local found
  if ! command -v npm >/dev/null || ! found=$(node --version 2>/dev/null); then
    echo "Node.js is not installed (Debian: apt install nodejs npm)"
  elif [[ "$(printf '%s\n' "$node_wanted" "${found#v}" | sort -V | head -n 1)" != "$node_wanted" ]]; then
    echo "Node.js is $found, but $node_wanted or newer is needed"
  fi
}

need_node() { # need_node <what is left out without it>
  local problem
  problem=$(node_problem)
  [[ -z "$problem" ]] || leave_out "$problem" "$1"
}

# One hash of all that the pages are made of: of contents and names, not of times.
inputs_hash() {
  local sha=(sha256sum)
  command -v sha256sum >/dev/null || sha=(shasum -a 256)
  find "${inputs[@]}" -type f ! -name '.*' -print0 | LC_ALL=C sort -z | xargs -0 "${sha[@]}" | "${sha[@]}" |
    cut -d ' ' -f 1
}

# Lets the pages of the last release stand in, and says how old they are.
unpack() { # unpack <folder> <why>
  [[ -e "$archive" ]] || leave_out "$2, and there is no $archive" "the pages: the node will say that it has none"
  if [[ "$(inputs_hash)" == "$(cat "$stamp")" ]]; then
    say "$2: taking the prebuilt pages, which are of these sources"
  else
    say "$2: taking the PREBUILT pages of OLDER SOURCES; what changed since is not in them" >&2
  fi
  if [[ ! "$1" -nt "$archive" || ! -e "$1/index.html" ]]; then
    rm -rf "$1"
    mkdir -p "$1"
    tar -xzf "$archive" -C "$1"
    for file in "$1"/assets/*; do
      gzip -9 -n -c "$file" >"$file.gz"
    done
    touch "$1"
  fi
}

# True where nothing of what follows the stamp is newer than it. Folders count: their time tells of
# files that were deleted.
is_newest() { # is_newest <stamp> <input>...
  [[ -e "$1" ]] && [[ -z "$(find "${@:2}" -newer "$1" -print -quit)" ]]
}

# So that a change during the work is seen the next time, the stamp has the time of the beginning.
begin() { mkdir -p target && touch target/.begun; }
finish() { mv target/.begun "$1"; }

install_packages() {
  if ! cmp -s package-lock.json node_modules/.installed; then
    say "installing packages from npm"
    npm ci --silent --no-audit --no-fund
    cp package-lock.json node_modules/.installed
  fi
}

generate_api() {
  if ! is_newest target/.generated package-lock.json buf.gen.yaml ../../proto/shelfshare/market; then
    begin
    PATH="$PWD/node_modules/.bin:$PATH" buf generate
    finish target/.generated
  fi
}

bundle() { # bundle <folder>
  local problem
  problem=$(node_problem)
  if [[ -n "$problem" && "${CI:-}" != true ]]; then
    unpack "$1" "$problem"
    return
  fi
  need_node "the pages"
  install_packages
  generate_api
  if ! is_newest target/.bundled "${inputs[@]}"; then
    begin
    npm run --silent bundle
    finish target/.bundled
  fi
  if [[ ! "$1" -nt target/.bundled || ! -e "$1/index.html" ]]; then
    rm -rf "$1"
    mkdir -p "$1"
    cp -R target/bundle/. "$1"
    touch "$1"
  fi
}

# Without dates and names of people, so that the same pages make the same file. What is compressed is
# not in it twice: the copies are made when it is unpacked.
prebuild() {
  bundle target/prebuilt
  mkdir -p prebuilt
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=go-w --exclude='*.gz' \
    --exclude='*.br' -C target/prebuilt -cf - . | gzip -9 -n >"$archive"
  inputs_hash >"$stamp"
  say "$archive has $(($(wc -c <"$archive") / 1024)) KB"
}

fresh() {
  if [[ "$(inputs_hash)" != "$(cat "$stamp" 2>/dev/null)" ]]; then
    say "$archive is of older sources; ./build.sh prebuild makes it anew" >&2
    return 1
  fi
}

check() {
  need_node "lint and unit tests of the pages"
  install_packages
  generate_api
  if ! is_newest target/.checked "${inputs[@]}" test ./*.ts ./*.js ./.prettierrc.json; then
    begin
    npm run --silent lint
    npm run --silent test
    finish target/.checked
  fi
}

e2e() {
  need_node "the tests in a browser"
  CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  [[ -n "$CHROMIUM" ]] ||
    leave_out "no Chromium found (Debian: apt install chromium, or set CHROMIUM)" "the tests in a browser"
  export CHROMIUM
  install_packages
  generate_api
  npm run --silent e2e
}

"$@"
