# A web server with keep-alive that ends politely: after SIGTERM it takes nobody new, answers who is there once more, and says that it closes.
use strict; use IO::Socket::INET; use POSIX ":sys_wait_h"; use IO::Select;
my $stop = 0; $SIG{TERM} = sub { $stop = 1 }; $SIG{CHLD} = 'IGNORE'; $SIG{PIPE} = 'IGNORE';
my $s = IO::Socket::INET->new(LocalPort => 8080, Listen => 128, ReuseAddr => 1) or die $!;
my $sel = IO::Select->new($s); my @kids;
while (!$stop) {
  next unless $sel->can_read(0.2);
  my $c = $s->accept or next;
  my $pid = fork(); if ($pid) { close $c; push @kids, $pid; next }
  close $s; my $cs = IO::Select->new($c); my $idle = 0;
  while (1) {
    if (!$cs->can_read(0.1)) { last if $stop && ++$idle > 20; next }
    my $req = ''; my $n;
    while ($req !~ /\r\n\r\n/) { $n = sysread($c, $req, 4096, length $req); last unless $n }
    last unless $n;
    my $b = "ok\n"; my $conn = $stop ? "close" : "keep-alive";
    syswrite($c, "HTTP/1.1 200 OK\r\nContent-Length: ".length($b)."\r\nConnection: $conn\r\n\r\n$b");
    last if $stop;
  }
  close $c; exit 0;
}
close $s; kill 'TERM', @kids; 1 while wait() != -1;
my $t = 0; select(undef, undef, undef, 3); exit 0;
