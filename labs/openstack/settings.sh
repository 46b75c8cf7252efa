# What the lab's scripts share: where things are, and how daemons are started, known again and waited for. To be sourced by bash.
# shellcheck shell=bash disable=SC2034
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin

ETC=/etc/openstack-lab
VAR=/var/lib/openstack-lab
LOG=/var/log/openstack-lab
RUN=/run/openstack-lab
SQL=$RUN/mariadb.sock
LOCK=/var/lock/openstack-lab.lock
# Not secrets: nothing of the lab listens anywhere but on the loopback interface.
ADMIN_PW=admin-pw
SVC_PW=svc-pw
DEMO_PW=demo-pw
T0=$(date +%s.%N)

say() { awk -v a="$T0" -v b="$(date +%s.%N)" -v m="$*" 'BEGIN { printf "[%6.1fs] %s\n", b - a, m }' >&2; }
die() { say "FAILED: $*"; exit 1; }
as() { setpriv --reuid=oslab --regid=oslab --clear-groups env HOME=$VAR "$@"; }

# PID: when it started, in ticks of the clock. Pids come back; a pid with its start never does.
started() {
  local st; st=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- ${st##*) }; echo "${20}"
}
# NAME: whether the very process of the pid file runs.
alive() {
  local pid ticks
  read -r pid ticks 2>/dev/null <"$RUN/$1.pid" || return 1
  [ "$(started "$pid")" = "$ticks" ]
}
# NAME COMMAND...: as a daemon of its own session, unless it runs.
start() {
  local name=$1; shift
  alive "$name" && return 0
  say "start $name"
  setsid setpriv --reuid=oslab --regid=oslab --clear-groups \
    env HOME=$VAR "$@" >>"$LOG/$name.log" 2>&1 </dev/null 9>&- &
  echo "$! $(started $!)" >"$RUN/$name.pid"
}
# SECONDS NAME COMMAND...: waits for the command to succeed for as long as the daemon lives.
until_ok() {
  local limit=$1 name=$2 i; shift 2
  for ((i = 0; i < limit * 5; i++)); do
    "$@" >/dev/null 2>&1 && return 0
    alive "$name" || { tail -n 25 "$LOG/$name.log" >&2; die "$name died, see $LOG/$name.log"; }
    sleep 0.2
  done
  die "$name not ready after ${limit}s, see $LOG/$name.log"
}
http_ok() { curl -s -o /dev/null --noproxy '*' --max-time 5 "$1"; }
sql() { mariadb --no-defaults -N -B -uroot -S $SQL "$@"; }
# NAME COMMAND...: a step of the set-up that is done already is not done again.
once() {
  local mark=$VAR/done-$1; shift
  [ -e "$mark" ] && return 0
  say "set up ${mark##*/done-}"
  "$@" >>$LOG/setup.log 2>&1 9>&- || { tail -n 25 $LOG/setup.log >&2; die "step ${mark##*/done-}, see $LOG/setup.log"; }
  touch "$mark"
}
