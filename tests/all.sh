#!/usr/bin/env bash
# Every test on SQLite, then those that touch the database on PostgreSQL, of the slow ones only some. What is missing on
# the machine is installed where that is possible; otherwise this stops and says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
export KEEPWELL_STRICT=1
# Hundreds of tests start the program: with its byte code kept each start takes half the time.
export PYTHONDONTWRITEBYTECODE=

if [ ! -x /usr/bin/chromium ] && command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -q && apt-get install -y -q chromium; } > /dev/null 2>&1 || true
fi
[ -x /usr/bin/chromium ] || { echo "make test-all needs Chromium. On Debian: apt-get install chromium" >&2; exit 1; }

echo "== SQLite"
.venv/bin/python -m pytest -q -n 2
echo "== PostgreSQL"
tests/with-postgres.sh .venv/bin/python -m pytest -q -n 2 tests/web tests/commands -m "not slow or both"
