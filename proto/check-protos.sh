#!/usr/bin/env bash
# Lints the protos and compares them with the last commit on main, so that neither a client nor a
# stored journal breaks by accident. Maven's verify runs this after it has unpacked the imported
# protos to target/third-party.
#
#   SHELFSHARE_PROTO_BASE   a commit to compare with, instead of the last one on main
#   SHELFSHARE_PROTO_BREAK  "allow" reports breaking changes and goes on (before a first release)
#   CI                      "true" makes a missing Node an error instead of a visible skip
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly base_folder=target/buf-base
skipped() { printf '[proto] SKIPPED %s: %s\n' "$1" "$2"; }

install_buf() {
  local wanted
  wanted=$(node -p 'require("./package.json").devDependencies["@bufbuild/buf"]')
  if [[ "$(node_modules/.bin/buf --version 2>/dev/null || true)" != "$wanted" ]]; then
    echo "[proto] installing buf $wanted from npm"
    npm ci --silent --no-audit --no-fund
  fi
}

# Prints the commit to compare with, or says on stderr why there is none.
base_commit() {
  local git_top base
  if ! command -v git >/dev/null; then
    echo "git is not installed" >&2
    return 1
  fi
  git_top=$(git rev-parse --show-toplevel 2>/dev/null) || true
  if [[ "$git_top" != "$(cd .. && pwd -P)" ]]; then
    echo "this tree is not a git checkout of its own" >&2
    return 1
  fi
  if [[ -n "${SHELFSHARE_PROTO_BASE:-}" ]]; then
    git rev-parse --verify --quiet "$SHELFSHARE_PROTO_BASE^{commit}" && return
    echo "SHELFSHARE_PROTO_BASE=$SHELFSHARE_PROTO_BASE is not a commit" >&2
    return 1
  fi
  for ref in refs/heads/main refs/remotes/origin/main HEAD; do
    if base=$(git rev-parse --verify --quiet "$ref^{commit}"); then
      break
    fi
  done
  if [[ -z "$base" ]]; then
    echo "there is no commit yet" >&2
    return 1
  fi
  # On main itself a comparison of a commit with itself would say nothing: take the one before.
  if [[ "$base" == "$(git rev-parse HEAD)" ]] && git diff --quiet HEAD -- shelfshare; then
    if ! base=$(git rev-parse --verify --quiet 'HEAD^{commit}^'); then
      echo "the commit before this one is not here (first commit, or a shallow clone)" >&2
      return 1
    fi
  fi
  echo "$base"
}

check_breaking() {
  local base reason
  rm -rf "$base_folder"
  mkdir -p "$base_folder"
  if ! base=$(base_commit 2>"$base_folder/reason"); then
    reason=$(cat "$base_folder/reason")
    skipped "buf breaking" "${reason:-no commit to compare with}"
    return 0
  fi
  if ! git cat-file -e "$base:proto/shelfshare" 2>/dev/null; then
    skipped "buf breaking" "commit ${base:0:12} has no protos yet"
    return 0
  fi
  git -C .. archive "$base" proto/shelfshare | tar -x -C "$base_folder"
  cp buf.yaml "$base_folder/proto/"
  mkdir -p "$base_folder/proto/target"
  cp -R target/third-party "$base_folder/proto/target/"
  if node_modules/.bin/buf breaking . --against "$base_folder/proto"; then
    echo "[proto] buf breaking: nothing breaks against ${base:0:12}"
  elif [[ "${SHELFSHARE_PROTO_BREAK:-}" == allow ]]; then
    echo "[proto] BREAKING CHANGES against ${base:0:12} allowed by SHELFSHARE_PROTO_BREAK"
  else
    echo "[proto] breaking changes against ${base:0:12}, see above" >&2
    return 1
  fi
}

for tool in node npm; do
  if ! command -v "$tool" >/dev/null; then
    if [[ "${CI:-}" == true ]]; then
      echo "[proto] $tool is not installed, and CI must not go without buf" >&2
      exit 1
    fi
    skipped "buf lint and buf breaking" "$tool is not installed (Debian: apt install nodejs npm)"
    exit 0
  fi
done

install_buf
node_modules/.bin/buf lint .
echo "[proto] buf lint: clean"
check_breaking
