#!/bin/sh
# Keeps this machine as its control plane wants it: what its firewall lets in and, on a router, what HAProxy serves. What was taken last stays for as long as the control plane is away.
#   follow        asks for ever
#   follow end    ends following and serving, and forgets what was served
# Wants: curl, tar, flock, sha256sum; nft where there is a firewall; haproxy (with the user haproxy) and socat on a router.
set -u
umask 077
export LC_ALL=C PATH="${PATH:-}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin"

home=${PLIMSOLL_HOME:-/etc/plimsoll}
kept=${PLIMSOLL_KEPT:-/var/lib/plimsoll}
work=${PLIMSOLL_WORK:-/run/plimsoll/follow}
log=${PLIMSOLL_LOG:-/var/log/plimsoll-follow.log}
served=$kept/ingress
new=$work/new/files
# Shorter than the control plane's own patience would be no long poll; longer, and a dead connection would go unnoticed.
patience=20

say() {
  if [ -f "$log" ] && [ "$(wc -c <"$log")" -gt 1000000 ]; then
    mv "$log" "$log.old"
  fi
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $*" >>"$log"
}

setting() {
  sed -n "s|^$1=||p" "$home/machine.conf" | head -n 1
}

# --- HAProxy: a master that outlives this script, and its workers ---

ask_worker() {
  echo "$1" | socat -t 10 - "UNIX-CONNECT:$served/admin.sock" 2>/dev/null
}

ask_master() {
  echo "$1" | socat -t 10 - "UNIX-CONNECT:$served/master.sock" 2>/dev/null
}

# The same, for what must not be lost: while the master executes itself anew nobody answers.
insist_master() {
  tries=0
  until ask_master "$1"; do
    tries=$((tries + 1))
    [ $tries -lt 30 ] || return 1
    sleep 0.1
  done
}

# What the running process has loaded; nothing when none answers.
loaded() {
  ask_worker 'show env PLIMSOLL_STRUCTURE' | sed -n 's/^PLIMSOLL_STRUCTURE=//p'
}

wanted() {
  sed -n 's/^ *setenv PLIMSOLL_STRUCTURE //p' "$1/haproxy.cfg" | head -n 1
}

# The master's process id, when it is one: a number may have been given to somebody else.
master() {
  pid=$(cat "$served/haproxy.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qxF "$served" && echo "$pid"
}

# Workers that reloads have relieved and that still have connections.
relieved() {
  insist_master 'show proc' | awk '/^# old workers/ { on = 1; next } /^#/ { on = 0 } on && $1 ~ /^[0-9]+$/ { print $1 }'
}

await() {
  tries=0
  until [ "$(loaded)" = "$1" ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || return 1
    sleep 0.1
  done
}

mark() {
  touch "$served/haproxy.log"
  from=$(($(wc -c <"$served/haproxy.log") + 1))
}

# What HAProxy has said since the mark, without its habits.
heard() {
  tail -c "+$from" "$served/haproxy.log" 2>/dev/null | grep -v '^\[NOTICE\]\|^\[WARNING\]' | head -c 2000
}

start() {
  rm -f "$served/admin.sock"
  if [ -f "$served/haproxy.log" ] && [ "$(wc -c <"$served/haproxy.log")" -gt 10000000 ]; then
    rm -f "$served/haproxy.log"
  fi
  mark
  (cd "$served" && exec haproxy -W -D -S unix@master.sock,mode,600 -p "$served/haproxy.pid" -C "$served" -f haproxy.cfg >>haproxy.log 2>&1 </dev/null 9>&-) &&
    await "$(wanted "$served")"
}

reload() {
  mark
  insist_master reload >/dev/null
  await "$(wanted "$served")"
}

# Ends it when its connections have ended; nobody listens from here on.
retire() {
  tries=0
  while pid=$(master) && [ $tries -lt 50 ]; do
    kill -USR1 "$pid" 2>/dev/null
    worker=$(ask_worker 'show info' | sed -n 's/^Pid: //p')
    [ -z "$worker" ] || kill -USR1 "$worker" 2>/dev/null
    [ -n "$worker" ] || break
    tries=$((tries + 1))
    sleep 0.1
  done
  rm -rf "$served"
}

# Files that HAProxy reads when it starts; each is replaced whole.
lay() {
  mkdir -p "$2"
  for file in "$1"/*; do
    cp "$file" "$2/.part" && mv "$2/.part" "$2/${file##*/}"
  done
  for file in "$2"/*.map "$2"/*.pem "$2"/*.list; do
    if [ -f "$file" ] && [ ! -f "$1/${file##*/}" ]; then rm -f "$file"; fi
  done
}

# Lines of 'must COMMAND' and 'may COMMAND'. Workers that were relieved would send their next requests to servers that are gone, so they are told as well.
tell() {
  others=$(relieved)
  while read -r need command; do
    answer=$(ask_worker "$command")
    for worker in $others; do
      ask_master "@!$worker $command" >/dev/null
    done
    [ "$need" = must ] || continue
    case "$command:$answer" in
      *: | 'add server'*registered* | 'set server'*changed* | 'set server'*'no need'*) ;;
      *) say "HAProxy did not $command: $answer"; return 1 ;;
    esac
  done <"$1"
}

tell_relieved() {
  for worker in $(relieved); do
    while read -r _ command; do
      ask_master "@!$worker $command" >/dev/null
    done <"$1"
  done
}

# Makes HAProxy serve what came, or leaves what it serves and says why in $work/said.
take_ingress() {
  if [ ! -f "$new/ingress/haproxy.cfg" ]; then
    retire
    return 0
  fi
  command -v haproxy >/dev/null && command -v socat >/dev/null || { echo "haproxy and socat are not installed" >"$work/said"; return 1; }
  haproxy -c -C "$new/ingress" -f haproxy.cfg >"$work/said" 2>&1 || return 1
  : >"$work/said"
  mkdir -p "$served"
  chmod 711 "$kept" "$served"
  before=$(loaded)
  rm -rf "$work/before"
  [ -z "$before" ] || cp -a "$served" "$work/before"
  lay "$new/ingress" "$served"
  if [ -z "$before" ]; then
    start && return 0
  elif [ "$before" = "$(wanted "$served")" ] && [ -f "$new/commands" ] && tell "$new/commands"; then
    return 0
  elif reload; then
    if [ -f "$new/farewells" ]; then tell_relieved "$new/farewells"; fi
    return 0
  fi
  heard >"$work/said"
  [ -s "$work/said" ] || echo "HAProxy did not load it within 10 s" >"$work/said"
  if [ -n "$before" ]; then
    lay "$work/before" "$served"
    [ "$(loaded)" = "$before" ] || reload || start
  else
    retire
  fi
  return 1
}

take_firewall() {
  [ -f "$new/firewall.nft" ] || return 0
  if nft -f "$new/firewall.nft" >"$work/barred" 2>&1; then
    cp "$new/firewall.nft" "$home/firewall.nft.part" && mv "$home/firewall.nft.part" "$home/firewall.nft"
    rm -f "$work/barred" "$work/barred.print"
    say "the firewall is another one now"
  else
    print "$new/firewall.nft" >"$work/barred.print"
    say "the firewall is refused: $(head -n 1 "$work/barred")"
  fi
}

print() {
  sha256sum 2>/dev/null <"$1" | cut -d ' ' -f 1
}

# Requests and connections under way at each server, of all workers.
busy() {
  {
    ask_worker 'show stat -1 4 -1'
    for worker in $(relieved); do ask_master "@!$worker show stat -1 4 -1"; done
  } | awk -F, '$3 + $5 > 0 { sum[$2] += $3 + $5 } END { for (name in sum) print "busy", name, sum[name] }'
}

# What is said with each question: what was refused and why, and how busy servers are while some are leaving.
report() {
  : >"$work/report"
  if [ -s "$work/said" ]; then head -c 4000 "$work/said" | sed 's/^/said /' >>"$work/report"; fi
  if [ -s "$work/barred" ]; then head -c 1000 "$work/barred" | sed 's/^/barred /' >>"$work/report"; fi
  if [ -f "$work/leaving" ]; then busy >>"$work/report"; fi
}

take() {
  rm -rf "$work/new"
  mkdir "$work/new"
  tar -xpf "$work/answer" -C "$work/new" || return 0
  rm -f "$work/answer" "$work/leaving"
  [ ! -f "$new/leaving" ] || : >"$work/leaving"
  take_firewall
  if [ -f "$new/revision" ]; then
    exec 9>"$work/lock"
    flock 9
    if take_ingress; then
      mkdir -p "$kept"
      cp "$new/revision" "$kept/revision"
      refused=
      say "serves $(cat "$kept/revision")"
    else
      refused=$(cat "$new/revision")
      say "refuses $refused: $(head -n 1 "$work/said")"
    fi
    exec 9>&-
  fi
  # Keys of certificates lie nowhere but where HAProxy reads them.
  rm -rf "$work/new" "$work/before"
}

# HAProxy is started again when it died, by what was good last.
mind() {
  while kill -0 $$ 2>/dev/null; do
    if [ -f "$served/haproxy.cfg" ] && ! master >/dev/null; then
      (
        flock 9
        if [ -f "$served/haproxy.cfg" ] && ! master >/dev/null; then
          say "HAProxy is started"
          start || say "HAProxy does not start: $(heard | head -n 1)"
        fi
      ) 9>"$work/lock"
    fi
    sleep 1
  done
}

follow() {
  refused=
  rm -f "$work/said" "$work/barred" "$work/barred.print" "$work/leaving"
  # What was served is known only for as long as it lies there.
  [ -f "$served/haproxy.cfg" ] || rm -f "$kept/revision"
  mind &
  quiet=
  while :; do
    report
    status=$(curl -sS --proto =https --cacert "$home/authority.pem" --cert "$home/engine.pem" --key "$home/engine.key" --connect-timeout 10 --max-time $((patience + 40)) \
      -o "$work/answer" -w '%{http_code}' -H "@$home/token" -H 'Content-Type: text/plain' -X POST --data-binary "@$work/report" \
      "$(setting control-plane)/v1/machines/follow?have=$(cat "$kept/revision" 2>/dev/null)&refused=$refused&firewall=$(print "$home/firewall.nft")&barred=$(cat "$work/barred.print" 2>/dev/null)" \
      2>"$work/trouble") || :
    case $status in
      200) quiet= && take ;;
      204) quiet= ;;
      *)
        [ -n "$quiet" ] || say "the control plane does not answer (status $status): $(head -n 1 "$work/trouble")"
        quiet=yes
        sleep 1
        ;;
    esac
  done
}

mkdir -p "$work"
case ${1:-} in
  '')
    exec 8>"$work/one"
    flock -w 20 8 || { say "another one follows already"; exit 0; }
    echo $$ >"$work/pid"
    # A question that outlives a killed script must not keep its successor out.
    follow 8>&-
    ;;
  end)
    [ ! -s "$work/pid" ] || kill "$(cat "$work/pid")" 2>/dev/null
    retire
    rm -rf "$kept" "$work"
    ;;
  *)
    echo "usage: $0 [end]" >&2
    exit 3
    ;;
esac
