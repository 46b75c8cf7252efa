#!/bin/sh
# leave PLANE: gives a given machine back. What is ours stops and goes, and what was there before comes back; the machine and what is others' stay. Done again, it goes on where it was.
set -u
export LC_ALL=C PATH="${PATH:-}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
home=/etc/plimsoll
ledger=$home/ledger
touch "$ledger"

systemd() {
  [ -d /run/systemd/system ]
}

named() {
  sed -n "s|^$1 ||p" "$ledger"
}

stop_coming_up() {
  if systemd; then
    systemctl stop plimsoll-machine.service plimsoll-renew.timer 2>/dev/null
  elif [ -s /run/plimsoll/up.pid ]; then
    kill -s TERM -- "-$(cat /run/plimsoll/up.pid)" 2>/dev/null
  fi
}

# Only what carries this control plane's stamp; a swarm takes its own along when it is left.
clear_engine() {
  timeout 20 docker version >/dev/null 2>&1 || return 0
  timeout 60 docker swarm leave --force >/dev/null 2>&1
  ours="label=dev.plimsoll.plane=$1"
  docker ps -aq --filter "$ours" | xargs -r docker rm -f -v
  docker volume ls -q --filter "$ours" | xargs -r docker volume rm
  docker network ls -q --filter "$ours" | xargs -r docker network rm
  docker images -q --filter "$ours" | sort -u | xargs -r docker rmi -f
}

end_engine() {
  if systemd; then
    return 0
  fi
  if [ "$(named engine)" = inactive ] && [ -s /var/run/docker.pid ]; then
    engine=$(cat /var/run/docker.pid)
    kill -TERM "$engine" 2>/dev/null
    tries=0
    while kill -0 "$engine" 2>/dev/null && [ $tries -lt 300 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    kill -0 "$engine" 2>/dev/null && { echo "the engine does not end"; exit 1; }
  fi
  program=$(sed -n 's|^exporter=||p' "$home/machine.conf" 2>/dev/null)
  [ -z "$program" ] || for process in /proc/[0-9]*; do
    [ "$(readlink "$process/exe")" = "$program" ] && kill "${process#/proc/}"
  done
}

give_back() {
  named unit | while read -r unit; do systemctl disable --now "$unit" 2>/dev/null; done
  if [ -x /opt/plimsoll/follow ]; then /opt/plimsoll/follow end; fi
  nft delete table inet plimsoll 2>/dev/null
  named mount | while read -r path line; do
    umount "$path" 2>/dev/null
    grep -vxF -- "$line" /etc/fstab >/etc/fstab.plimsoll-part
    cat /etc/fstab.plimsoll-part >/etc/fstab
    rm -f /etc/fstab.plimsoll-part
  done
  named file | while read -r file; do
    case $file in "$home"/* | /opt/plimsoll/*) continue ;; esac
    rm -f "$file.plimsoll-part"
    if [ -e "$home/before$file" ]; then
      cp -p "$home/before$file" "$file"
    else
      rm -f "$file" 2>/dev/null || : >"$file"
    fi
  done
  # Those within others first.
  named folder | sort -r | while read -r folder; do rmdir "$folder" 2>/dev/null; done
  for keys in "$home"/keys/*; do
    [ -f "$keys" ] || continue
    folder=$(getent passwd "${keys##*/}" | cut -d: -f6)/.ssh
    [ -f "$folder/authorized_keys" ] || continue
    grep -vxFf "$keys" "$folder/authorized_keys" >"$keys.left"
    cat "$keys.left" >"$folder/authorized_keys"
  done
  named user | while read -r user; do userdel -r "$user" 2>/dev/null; done
  old=$(named hostname)
  [ -z "$old" ] || { hostname "$old" || echo "$old" >/proc/sys/kernel/hostname; } 2>/dev/null
  if systemd; then
    systemctl daemon-reload
    if [ "$(named engine)" = active ]; then systemctl restart docker.service; else systemctl stop docker.socket docker.service 2>/dev/null; fi
  fi
  rm -rf /opt/plimsoll /run/plimsoll /var/log/plimsoll-machine.log* /var/log/plimsoll-engine.log /var/log/plimsoll-follow.log*
}

stop_coming_up
clear_engine "$1"
end_engine
give_back
exit 0
