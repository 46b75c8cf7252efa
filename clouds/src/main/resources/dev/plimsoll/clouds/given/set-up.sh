# Begins what is to be done, and does not wait for it. Whoever does it holds the lock.
exec 9>/run/plimsoll-given.lock
flock -w 20 9 || exit 19
if [ -e /etc/plimsoll/set-up ]; then
  # shellcheck disable=SC2016
  setsid sh -c 'sh /etc/plimsoll/set-up 9>&-; code=$?; if [ $code = 0 ]; then rm -f /etc/plimsoll/set-up; else echo $code >/etc/plimsoll/set-up.failed; fi' \
    >/var/log/plimsoll-setup.log 2>&1 </dev/null &
  echo $! >/run/plimsoll-given.pid
fi
