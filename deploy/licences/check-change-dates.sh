#!/usr/bin/env bash
# Fails while a "since <date>" in the reviewed licences lies ahead by this machine's clock: until
# then the artifact is not open source. Maven's verify runs it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

today=$(date -u +%F)
status=0
while IFS=: read -r file line since; do
  if [[ "${since#since }" > "$today" ]]; then
    echo "[licences] $file:$line: not open source before ${since#since }, and today is $today" >&2
    status=1
  fi
done < <(grep -onE 'since [0-9]{4}-[0-9]{2}-[0-9]{2}' accepted.txt reviewed.properties)
exit "$status"
