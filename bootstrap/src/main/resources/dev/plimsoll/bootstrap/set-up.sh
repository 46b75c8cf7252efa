#!/bin/sh
# Makes a machine that is up one of a Plimsoll control plane. Done again, it changes nothing. What was there before is kept, and /opt/plimsoll/leave brings it back.
set -eu
umask 077
export LC_ALL=C PATH="${PATH:-}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
home=/etc/plimsoll
ledger=$home/ledger

noted() {
  grep -qxF "$1" "$ledger"
}

note() {
  noted "$1" || echo "$1" >>"$ledger"
}

need() {
  missing=
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 || missing="$missing $program"
  done
  [ -z "$missing" ] || { echo "this machine lacks:$missing; install what they belong to and try again"; exit 69; }
}

# put PATH MODE zipped|plain: a file of root's, from base64 on standard input.
put() {
  folder=${1%/*}
  while [ ! -d "$folder" ]; do
    note "folder $folder"
    folder=${folder%/*}
  done
  (umask 022 && mkdir -p "${1%/*}")
  part=$1.plimsoll-part
  if [ "$3" = zipped ]; then base64 -d | gzip -d >"$part"; else base64 -d >"$part"; fi
  if ! noted "file $1"; then
    if [ -e "$1" ]; then
      mkdir -p "$home/before${1%/*}"
      cp -p "$1" "$home/before$1"
    fi
    note "file $1"
  fi
  chmod "$2" "$part"
  # What is mounted cannot be replaced, only written.
  mv -f "$part" "$1" 2>/dev/null || { cat "$part" >"$1"; rm -f "$part"; }
}

# user NAME GROUPS: may log in with the keys on standard input. Somebody who is there already only gets the keys that are new.
user() {
  if ! id -u "$1" >/dev/null 2>&1; then
    useradd -m -s /bin/bash "$1"
    note "user $1"
  fi
  [ -z "$2" ] || usermod -aG "$2" "$1"
  folder=$(getent passwd "$1" | cut -d: -f6)/.ssh
  mkdir -p "$home/keys"
  if [ ! -e "$folder/authorized_keys" ]; then
    mkdir -p "$folder"
    touch "$folder/authorized_keys"
    chown -R "$1:" "$folder"
  fi
  while read -r key; do
    grep -qxF -- "$key" "$folder/authorized_keys" || { echo "$key" >>"$folder/authorized_keys"; echo "$key" >>"$home/keys/$1"; }
  done
}

# disk DEVICE TYPE PATH OPTIONS: nothing is ever wiped.
disk() {
  blkid "$1" >/dev/null 2>&1 || "mkfs.$2" "$1"
  mkdir -p "$3"
  line="$1 $3 $2 $4 0 2"
  grep -qxF "$line" /etc/fstab || { echo "$line" >>/etc/fstab; note "mount $3 $line"; }
  mountpoint -q "$3" || mount "$3"
}

# host NAME
host() {
  grep -q '^hostname ' "$ledger" || note "hostname $(uname -n)"
  { hostname "$1" || echo "$1" >/proc/sys/kernel/hostname; } 2>/dev/null || :
}

# start UNIT...: the machine becomes what it is to be, now and at every boot.
start() {
  if [ -d /run/systemd/system ]; then
    for unit in "$@"; do note "unit $unit"; done
    grep -q '^engine ' "$ledger" || note "engine $(systemctl is-active docker.service || :)"
    systemctl daemon-reload
    networkctl reload 2>/dev/null || :
    systemctl enable --now --no-block "$@"
  elif [ -x /opt/plimsoll/machine ]; then
    grep -q '^engine ' "$ledger" || note "engine $(pidof dockerd >/dev/null && echo active || echo inactive)"
    mkdir -p /run/plimsoll
    setsid /opt/plimsoll/machine up </dev/null >/dev/null 2>&1 &
    echo $! >/run/plimsoll/up.pid
  fi
}

mkdir -p "$home"
touch "$ledger"
need dockerd curl openssl tar flock base64 gzip
