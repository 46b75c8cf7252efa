# Gives this host back. Answers: 18 it is not the one that was meant, 19 somebody is at it.
# wants: $stamp $plane
home=/etc/plimsoll
[ -f $home/stamp ] || exit 0
[ "$(head -n 1 $home/stamp)" = "$stamp" ] || exit 18
if [ -e $home/leaving ] && ! flock -n /run/plimsoll-given.lock true; then exit 0; fi
if [ -s /run/plimsoll-given.pid ] && ! flock -n /run/plimsoll-given.lock true; then
  kill -s TERM -- "-$(cat /run/plimsoll-given.pid)" 2>/dev/null
fi
exec 9>/run/plimsoll-given.lock
flock -w 20 9 || exit 19
touch $home/leaving
# shellcheck disable=SC2016
setsid sh -c 'if [ -x /opt/plimsoll/leave ]; then timeout 300 /opt/plimsoll/leave "$1" 9>&- || exit 1; fi
  mv -T /etc/plimsoll "/etc/.plimsoll.gone.$$" && rm -rf /etc/.plimsoll.* /var/log/plimsoll-setup.log /var/log/plimsoll-leave.log /run/plimsoll-given.pid' \
  leave "$plane" >/var/log/plimsoll-leave.log 2>&1 </dev/null &
echo $! >/run/plimsoll-given.pid
