#!/usr/bin/env bash
# Runs a command with DATABASE_URL of a PostgreSQL server of its own, which is gone afterwards.
set -euo pipefail
install() { command -v apt-get > /dev/null && [ "$(id -u)" = 0 ] && { apt-get update -q && apt-get install -y -q "$@"; } > /dev/null 2>&1; }
find_server() { ls -d /usr/lib/postgresql/*/bin /usr/local/pgsql/bin /opt/homebrew/opt/postgresql*/bin 2> /dev/null | tail -1; }

pg=$(find_server || true)
[ -n "$pg" ] || { install postgresql || true; pg=$(find_server || true); }
[ -n "$pg" ] || { echo "This needs PostgreSQL. On Debian: apt-get install postgresql" >&2; exit 1; }

data=$(mktemp -d)
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# The server refuses to run as root.
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$data"
trap 'as "$pg/pg_ctl -D $data/db -m immediate stop" > /dev/null 2>&1 || true; rm -rf "$data"' EXIT
as "$pg/initdb -D $data/db -U keepwell -A trust -E UTF8 --no-sync" > /dev/null
as "$pg/pg_ctl -D $data/db -w -l $data/log -o '-h 127.0.0.1 -p $port -k $data -F' start" > /dev/null
server=postgres://keepwell@127.0.0.1:$port
# The tables are made once; every database of the tests is a copy.
as "$pg/createdb -h 127.0.0.1 -p $port -U keepwell tables"
KEEPWELL_HOME="$data/home" DATABASE_URL="$server/tables" DJANGO_SETTINGS_MODULE=keepwell.web.site.settings \
  .venv/bin/python -m django migrate -v 0
KEEPWELL_TABLES=tables DATABASE_URL="$server/postgres" "$@"
