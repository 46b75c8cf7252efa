# Soon, so that there is time to say that it was understood. Answers: 18 it is not the one that was meant.
# wants: $stamp
[ "$(head -n 1 /etc/plimsoll/stamp 2>/dev/null)" = "$stamp" ] || exit 18
# What is in /run does not outlive it.
touch /run/plimsoll-rebooting
setsid sh -c 'sleep 1; systemctl reboot 2>/dev/null || reboot || shutdown -r now' >/dev/null 2>&1 </dev/null &
