# What is on this host: one line for each fact, its name and its value.
export LC_ALL=C
home=/etc/plimsoll
first() { head -c 600 "$1" 2>/dev/null | tr -d '\r' | head -n 1; }
system=$(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null | tr -d '"')
echo "system ${system:-an unknown system}, $(nproc 2>/dev/null || echo '?') processors, $(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo) MiB"
if [ "$(id -u)" != 0 ]; then
  echo "trouble this user is not root and has no sudo without a password"
elif ! command -v flock >/dev/null || ! command -v setsid >/dev/null; then
  echo "trouble it lacks flock or setsid (package util-linux)"
fi
if [ -f $home/stamp ]; then
  echo "stamp $(first $home/stamp)"
  if flock -n /run/plimsoll-given.lock true; then held=; else held=yes; fi
  if [ -e $home/leaving ]; then
    if [ "$held" ]; then echo leaving; else echo "failed giving it back stopped: $(tail -n 1 /var/log/plimsoll-leave.log 2>/dev/null | head -c 400)"; fi
  elif [ -e $home/set-up.failed ]; then
    echo "failed its setup ended with exit code $(first $home/set-up.failed): $(tail -n 1 /var/log/plimsoll-setup.log 2>/dev/null | head -c 400)"
  elif [ -e $home/set-up ]; then
    if [ "$held" ]; then echo "pending its setup runs"; else echo "failed its setup was interrupted"; fi
  elif [ "$(find /run/plimsoll-rebooting -mmin -5 2>/dev/null)" ]; then
    echo "pending it reboots"
  fi
elif [ -e $home ]; then
  echo "foreign there is a folder $home without a stamp: it is, or was, another control plane's"
fi
