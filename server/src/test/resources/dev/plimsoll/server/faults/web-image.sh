#!/bin/sh
# Makes a small image with a web server out of this machine's own perl, because no registry need be reachable: web-image.sh NAME WEB.PL
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/usr/bin" "$work/srv" "$work/tmp" "$work/usr/lib/x86_64-linux-gnu"
cp -L "$(command -v perl)" "$work/usr/bin/perl"
for library in $(ldd "$work/usr/bin/perl" | grep -oE '/[^ ]+'); do
    mkdir -p "$work$(dirname "$library")"
    cp -L "$library" "$work$library"
done
cp -rL /usr/lib/x86_64-linux-gnu/perl-base "$work/usr/lib/x86_64-linux-gnu/"
cp "$2" "$work/srv/web.pl"
echo 'use IO::Socket::INET; exit(IO::Socket::INET->new(PeerAddr => "127.0.0.1:8080", Timeout => 2) ? 0 : 1);' > "$work/srv/check.pl"
tar -C "$work" -c . | docker import -c 'CMD ["/usr/bin/perl", "/srv/web.pl"]' -c 'HEALTHCHECK --interval=1s --timeout=5s --retries=10 CMD ["/usr/bin/perl", "/srv/check.pl"]' - "$1"
