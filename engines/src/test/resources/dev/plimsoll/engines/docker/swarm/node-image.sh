#!/bin/sh
# Makes an image of a small machine from this machine's own Docker Engine: busybox, dockerd and what it runs, with their
# libraries, and a program that brings the machine up. Needs docker.io, iptables, iproute2 and busybox-static.
# The engine listens without TLS: its network is the test's own.
# usage: node-image.sh TAG
set -eu
PATH=$PATH:/usr/sbin:/sbin
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/bin "$root"/usr/bin "$root"/usr/sbin "$root"/etc/ssl/certs "$root"/proc "$root"/sys "$root"/dev "$root"/run "$root"/tmp "$root"/var/lib/docker "$root"/root
# What a machine forgets when it loses power lies in memory.
ln -s ../run "$root/var/run"
for folder in sbin lib lib64; do
  mkdir -p "$root/usr/$folder"
  ln -s "usr/$folder" "$root/$folder" 2>/dev/null || true
done
cp /bin/busybox "$root/bin/busybox"
for applet in $(/bin/busybox --list); do
  [ "$applet" = busybox ] || [ "$applet" = ip ] || ln -sf busybox "$root/bin/$applet"
done
add() {
  cp -L "$1" "$root/usr/bin/$(basename "$1")"
  # A program without libraries is no error.
  for library in $(ldd "$1" 2>/dev/null | grep -o '/[^ )]*' || true); do
    to="$root/usr/lib/$(basename "$library")"
    case $library in */ld-linux*) mkdir -p "$root/usr/lib64"; to="$root/usr/lib64/$(basename "$library")" ;; esac
    [ -e "$to" ] || cp -L "$library" "$to"
  done
}
for program in dockerd containerd containerd-shim-runc-v2 runc docker-proxy docker-init iptables ip; do
  add "$(command -v "$program")"
done
for name in iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
  ln -s iptables "$root/usr/bin/$name"
done
xtables=$(find /usr/lib -maxdepth 2 -type d -name xtables | head -n 1)
mkdir -p "$root$(dirname "$xtables")"
cp -a "$xtables" "$root$xtables"
printf 'root:x:0:0:root:/root:/bin/sh\n' > "$root/etc/passwd"
printf 'root:x:0:\ndocker:x:101:\n' > "$root/etc/group"
cat > "$root/bin/machine" <<'MACHINE'
#!/bin/sh
# Makes the kernel's folders writable where a container has them read-only, and becomes the engine.
mount -o remount,rw /sys 2>/dev/null
for controller in /sys/fs/cgroup/*; do
  mount -o remount,bind,rw "$controller" 2>/dev/null
done
mount -o remount,bind,rw /sys/fs/cgroup 2>/dev/null
exec dockerd --tls=false --host unix:///run/docker.sock --host tcp://0.0.0.0:2375 --storage-driver overlay2 "$@"
MACHINE
chmod 755 "$root/bin/machine"
tar -C "$root" -c . | docker import --change 'ENV PATH=/usr/bin:/usr/sbin:/bin:/sbin' --change 'ENTRYPOINT ["/bin/machine"]' - "$1" > /dev/null
