#!/usr/bin/env bash
# Every test on SQLite, then those that touch the database on PostgreSQL. What is missing on the machine is installed
# where that is possible; otherwise this stops and says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin

need() { echo "make test-all needs $1. $2" >&2; exit 1; }
install() { command -v apt-get > /dev/null && [ "$(id -u)" = 0 ] && { apt-get update -q && apt-get install -y -q "$@"; } > /dev/null 2>&1; }

[ -x /usr/bin/chromium ] || install chromium || true
[ -x /usr/bin/chromium ] || need "Chromium at /usr/bin/chromium" "On Debian: apt-get install chromium"

pg=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | tail -1 || true)
[ -n "$pg" ] || { install postgresql || true; pg=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | tail -1 || true); }
[ -n "$pg" ] || need "PostgreSQL" "On Debian: apt-get install postgresql"

echo "== SQLite"
KEEPWELL_STRICT=1 $bin/python -m pytest -q -n 2

echo "== PostgreSQL"
data=$(mktemp -d)
port=$($bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$data"
trap 'as "$pg/pg_ctl -D $data/db -m immediate stop" > /dev/null 2>&1 || true; rm -rf "$data"' EXIT
as "$pg/initdb -D $data/db -U keepwell -A trust -E UTF8 --no-sync" > /dev/null
as "$pg/pg_ctl -D $data/db -w -l $data/log -o '-h 127.0.0.1 -p $port -k $data -F' start" > /dev/null
DATABASE_URL="postgres://keepwell@127.0.0.1:$port/postgres" KEEPWELL_STRICT=1 $bin/python -m pytest -q -n 2 tests/web tests/commands
