# Takes this host: the stamp and what is to be done come into being in one step, so that of two who want the host one gets it, and whoever dies in between leaves nothing.
# Answers: 17 somebody has it.
set -eu
umask 077
home=/etc/plimsoll
if [ -e $home ]; then cat $home/stamp 2>/dev/null || echo "a folder $home"; exit 17; fi
if command -v docker >/dev/null && timeout 10 docker info 2>/dev/null | grep -q '^ *Swarm: active'; then echo "a swarm: it is a node already"; exit 17; fi
find /etc -maxdepth 1 -name '.plimsoll.*' -mmin +10 -exec rm -rf {} +
new=$(mktemp -d /etc/.plimsoll.XXXXXXXX)
trap 'rm -rf "$new"' EXIT
take() {
  mv -T "$new" $home 2>/dev/null || { cat $home/stamp; exit 17; }
}
