#!/bin/sh
# Makes this machine one of a Plimsoll control plane.
#   machine up      at every boot: enrols, starts the engine behind mutual TLS, says so; what is done is not done again
#   machine engine  becomes the engine
#   machine renew   gets a new certificate when the old one ends within 60 days; the engine uses it from its next start
# Wants: curl, openssl, tar, flock, timeout; nft when there is a firewall.
set -eu
umask 077
export LC_ALL=C PATH="${PATH:-}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin"

home=/etc/plimsoll
work=/run/plimsoll
log=/var/log/plimsoll-machine.log
engine_log=/var/log/plimsoll-engine.log
patience=${PLIMSOLL_PATIENCE:-600}
renew_within=5184000
step=start
deaf=

say() {
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $step: $*"
}

setting() {
  sed -n "s|^$1=||p" "$home/machine.conf" | head -n 1
}

systemd() {
  [ -d /run/systemd/system ]
}

# What opens the control plane's door: the token once there is one, the one-time credential before.
key() {
  if [ -s "$home/token" ]; then echo "$home/token"; else echo "$home/credential"; fi
}

# ask SECONDS PATH ARGUMENT...: prints the status of the answer, 000 when there is none; the answer is in $work/answer.
ask() {
  seconds=$1 path=$2
  shift 2
  curl -sS --proto =https --cacert "$home/authority.pem" --max-time "$seconds" -o "$work/answer" -w '%{http_code}' -H "@$(key)" "$@" "$(setting control-plane)$path" || :
}

# report OUTCOME [FILE]: tells the control plane how far this is. Not being heard is no reason to fail.
report() {
  [ -s "$home/authority.pem" ] && [ -s "$(key)" ] || return 0
  status=$(ask 5 "/v1/machines/report?step=$step&outcome=$1" -X POST -H 'Content-Type: text/plain' --data-binary "@${2:-/dev/null}")
  [ "$status" = 204 ]
}

# insist OUTCOME [FILE]: the same where it matters.
insist() {
  for _ in 1 2 3; do
    report "$@" && return 0
    sleep 2
  done
  say "the control plane does not hear: $1"
}

# Who did not hear once is not told each step: a machine must come up without its control plane.
begin() {
  step=$1
  say begins
  [ -n "$deaf" ] || report begun || deaf=yes
}

# However this ends: the reason goes to the control plane, and to the console, which the cloud can show.
ended() {
  code=$1
  trap - EXIT
  if [ "$code" != 0 ]; then
    say "failed (exit code $code)"
    tail -n 50 "$log" >"$work/tail"
    insist failed "$work/tail"
    { echo "plimsoll: this machine failed at the step $step:"; tail -n 50 "$log"; } >/dev/console 2>/dev/null || :
  fi
  exit "$code"
}

# The server shows its authority's certificate; it is believed when its fingerprint is the one given.
learn_authority() {
  [ -s "$home/authority.pem" ] && return 0
  wanted=$(setting authority)
  until_=$(($(date +%s) + patience))
  while :; do
    rm -f "$work"/chain.*
    timeout 10 openssl s_client -connect "$(setting control-plane | sed 's|^https://||')" -showcerts </dev/null 2>"$work/trouble" |
      awk -v to="$work/chain." '/-----BEGIN CERTIFICATE-----/ { n++; on = 1 } on { print > (to n) } /-----END CERTIFICATE-----/ { on = 0 }'
    for shown in "$work"/chain.*; do
      [ -s "$shown" ] || continue
      print=$(openssl x509 -in "$shown" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr A-F a-f)
      if [ "$print" = "$wanted" ]; then
        mv "$shown" "$home/authority.pem"
        return 0
      fi
    done
    if [ -s "$work/chain.1" ]; then
      say "what answers at $(setting control-plane) does not show the authority $wanted: it is not our control plane"
      return 1
    fi
    say "no answer from $(setting control-plane): $(tail -n 1 "$work/trouble")"
    [ "$(date +%s)" -lt "$until_" ] || return 1
    sleep 3
  done
}

make_request() {
  if [ ! -s "$1" ]; then
    openssl ecparam -name prime256v1 -genkey -noout -out "$1.part"
    mv "$1.part" "$1"
  fi
  printf '[req]\nprompt=no\ndistinguished_name=who\n[who]\nCN=%s\n' "$(setting machine)" >"$work/request.conf"
  openssl req -new -sha256 -config "$work/request.conf" -key "$1" -out "$work/request.pem"
}

# fetch PATH: sends the request and unpacks the answer to $work/given.
fetch() {
  until_=$(($(date +%s) + patience))
  while :; do
    status=$(ask 20 "$1" -X POST -H 'Content-Type: application/pkcs10' --data-binary "@$work/request.pem")
    case $status in
      200) break ;;
      000 | 429 | 5??) say "no certificate yet (status $status)" ;;
      *)
        say "refused (status $status): $(head -c 600 "$work/answer")"
        return 1
        ;;
    esac
    [ "$(date +%s)" -lt "$until_" ] || return 1
    sleep 3
  done
  rm -rf "$work/given"
  mkdir "$work/given"
  tar -xpf "$work/answer" -C "$work/given"
  rm -f "$work/answer"
  openssl verify -CAfile "$home/authority.pem" "$work/given/engine.pem" >/dev/null
}

# A machine that was given keeps what was there before, and gives back what was handed to it.
keep() {
  if [ ! -f "$home/ledger" ] || grep -qxF "file $1" "$home/ledger"; then return 0; fi
  if [ -e "$1" ]; then
    mkdir -p "$home/before${1%/*}"
    cp -p "$1" "$home/before$1"
  fi
  folder=${1%/*}
  while [ ! -d "$folder" ]; do
    echo "folder $folder" >>"$home/ledger"
    folder=${folder%/*}
  done
  echo "file $1" >>"$home/ledger"
}

enrol() {
  if [ ! -s "$home/engine.pem" ]; then
    make_request "$home/engine.key"
    fetch /v1/machines/enrol || return 1
    if [ -d "$work/given/files" ]; then
      (cd "$work/given/files" && find . -type f) | while read -r file; do
        keep "/${file#./}"
        mkdir -p "/${file%/*}"
        cp -p "$work/given/files/$file" "/$file"
      done
    fi
    cp "$work/given/token" "$home/token.part"
    mv "$home/token.part" "$home/token"
    # Last, because that it is there says that all the rest is.
    cp "$work/given/engine.pem" "$home/engine.pem.part"
    sync
    mv "$home/engine.pem.part" "$home/engine.pem"
    rm -rf "$work/given"
    say enrolled
  fi
  rm -f "$home/credential"
}

renew() {
  [ -s "$home/engine.pem" ] || return 0
  if openssl x509 -in "$home/engine.pem" -noout -checkend "$renew_within" >/dev/null; then
    return 0
  fi
  patience=20
  make_request "$home/engine.key" && fetch /v1/machines/renew && cp "$work/given/engine.pem" "$home/engine.pem.part" || return 1
  mv "$home/engine.pem.part" "$home/engine.pem"
  rm -rf "$work/given"
  say "renewed; the engine uses the new certificate from its next start"
}

run_scripts() {
  for script in "$home"/boot.d/*; do
    case $script in *.done) continue ;; esac
    if [ ! -f "$script" ] || [ -e "$script.done" ]; then continue; fi
    say "runs ${script##*/}"
    "$script" </dev/null 9>&- || { code=$?; say "${script##*/} ended with exit code $code"; return "$code"; }
    : >"$script.done"
  done
}

engine() {
  set -- --tlsverify --tlscacert "$home/authority.pem" --tlscert "$home/engine.pem" --tlskey "$home/engine.key" -H "tcp://0.0.0.0:$(setting engine-port)"
  if [ -n "${LISTEN_FDS:-}" ]; then
    exec dockerd "$@" -H fd://
  fi
  exec dockerd "$@" -H unix:///var/run/docker.sock
}

engine_answers() {
  curl -sf --max-time 5 --unix-socket /var/run/docker.sock -o /dev/null http://engine/_ping 2>/dev/null &&
    timeout 5 openssl s_client -connect "127.0.0.1:$(setting engine-port)" -CAfile "$home/authority.pem" -verify_return_error </dev/null >/dev/null 2>&1
}

start_engine() {
  engine_answers && return 0
  if systemd; then
    systemctl daemon-reload
    systemctl restart docker.service || { journalctl -u docker.service -n 40 --no-pager -o cat; return 1; }
    process=
  else
    setsid "$0" engine >"$engine_log" 2>&1 </dev/null 9>&- &
    process=$!
  fi
  until_=$(($(date +%s) + 120))
  until engine_answers; do
    if [ -n "$process" ] && ! kill -0 "$process" 2>/dev/null || [ "$(date +%s)" -ge "$until_" ]; then
      say "the engine does not answer; its last lines:"
      if systemd; then journalctl -u docker.service -n 40 --no-pager -o cat; else tail -n 40 "$engine_log"; fi
      return 1
    fi
    sleep 0.2
  done
}

start_exporter() {
  program=$(setting exporter)
  [ -n "$program" ] || return 0
  [ -x "$program" ] || { say "the image has no $program"; return 1; }
  systemd && return 0
  port=$(setting exporter-port)
  curl -sf --max-time 2 -o /dev/null "http://127.0.0.1:$port/" 2>/dev/null && return 0
  setsid "$program" "--web.listen-address=:$port" >/dev/null 2>&1 </dev/null 9>&- &
}

start_following() {
  [ -x /opt/plimsoll/follow ] || return 0
  systemd && return 0
  # One that follows already keeps a second one from it.
  setsid /opt/plimsoll/follow >/dev/null 2>&1 </dev/null 9>&- &
}

up() {
  begin trust
  learn_authority
  begin enrol
  enrol
  renew || say "the certificate was not renewed; it is tried again every day"
  begin firewall
  if [ -s "$home/firewall.nft" ]; then
    nft -f "$home/firewall.nft"
  fi
  begin scripts
  run_scripts
  begin engine
  start_engine
  begin exporter
  start_exporter
  start_following
  step=ready
  say "is up"
  insist "done"
}

mkdir -p "$work"
case ${1:-} in
  engine) engine ;;
  up | renew)
    exec 9>"$work/lock"
    flock 9
    if [ -f "$log" ] && [ "$(wc -c <"$log")" -gt 1000000 ]; then
      mv "$log" "$log.old"
    fi
    exec >>"$log" 2>&1
    trap 'ended $?' EXIT
    if [ "$1" = renew ]; then
      step=renew
    fi
    "$1"
    ;;
  *)
    echo "usage: $0 up | engine | renew" >&2
    exit 3
    ;;
esac
