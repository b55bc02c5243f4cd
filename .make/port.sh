# Checks the port of the app before anything is built. Sourced.
# shellcheck shell=bash

# need_free_port COMMAND: stops if another program already listens on the port that the app will use.
need_free_port() {
  local address="${LEPTOS_SITE_ADDR:-}" port
  if [ -z "$address" ] && [ -f .env ]; then address="$(sed -n 's/^LEPTOS_SITE_ADDR=//p' .env | tail -n 1 | tr -d "\"' \r")"; fi
  port="${address##*:}"
  port="${port:-3000}"
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    die "Port $port is already in use: another program listens on http://localhost:$port (maybe an earlier 'make run').
Stop that program, or choose another port: LEPTOS_SITE_ADDR=127.0.0.1:$((port + 100)) make $1"
  fi
}
