#!/bin/bash
# Stops the daemons that up.sh has started, and nothing else. --purge also removes what they left on the disk; the packages stay.
set -uo pipefail
# shellcheck source=settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
[ "$(id -u)" = 0 ] || die "run as root"
exec 9>"$LOCK"; flock 9

# PID TICKS: living processes of the session that this process leads, all of user oslab; none when the pid has gone to somebody else.
ours() {
  local st p f
  if st=$(cat "/proc/$1/stat" 2>/dev/null); then
    read -ra f <<<"${st##*) }"; [ "${f[19]}" = "$2" ] || return 0
  fi
  for p in $(ps -o pid= -u oslab 2>/dev/null); do
    st=$(cat "/proc/$p/stat" 2>/dev/null) || continue
    read -ra f <<<"${st##*) }"
    [ "${f[3]}" = "$1" ] && [ "${f[0]}" != Z ] && echo "$p"
  done
}
stop() {
  local pid ticks pids i
  read -r pid ticks 2>/dev/null <"$RUN/$1.pid" || return 0
  pids=$(ours "$pid" "$ticks")
  # Leaders end their children themselves, but for RabbitMQ's, which is a shell.
  # shellcheck disable=SC2086
  case "$1 $pids" in
    *' ') ;;
    rabbitmq\ *) kill -TERM $pids 2>/dev/null ;;
    *) kill -TERM "$pid" 2>/dev/null || kill -TERM $pids 2>/dev/null ;;
  esac
  for ((i = 0; i < 100; i++)); do
    pids=$(ours "$pid" "$ticks"); [ -n "$pids" ] || break
    sleep 0.1
  done
  # shellcheck disable=SC2086
  [ -n "$pids" ] && { echo "killing $1" >&2; kill -KILL $pids 2>/dev/null; }
  rm -f "$RUN/$1.pid"
}
names=""
for f in "$RUN"/*.pid; do
  n=$(basename "$f" .pid)
  case $n in '*' | mariadb | mariadbd | rabbitmq | rabbit-beam | epmd) ;; *) names="$names $n" ;; esac
done
for n in $names; do stop "$n" & done
wait
for n in rabbitmq epmd mariadb; do stop "$n"; done
if [ "${1:-}" = --purge ]; then
  rm -rf "$ETC" "$VAR" "$LOG" "$RUN"
fi
say "stopped"
