package dev.plimsoll.dns.update;

import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A BIND 9 on a port of loopback, with one zone that takes updates from one key.
final class Bind implements AutoCloseable {
    static final String DOMAIN = "example.org";
    private static final Duration START = Duration.ofMinutes(2);
    private static final String SECRET = Base64.getEncoder().encodeToString("a key for tests, 32 bytes long...".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final Process process;
    private final int port;

    Bind(Path folder) throws Exception {
        port = free();
        Files.writeString(folder.resolve("zone"), """
            $TTL 300
            @ IN SOA ns1.example.org. ops.example.org. 1 3600 600 86400 60
            @ IN NS ns1.example.org.
            ns1 IN A 127.0.0.1
            foreign IN A 192.0.2.200
            """);
        var config = Files.writeString(folder.resolve("named.conf"), """
            key "plimsoll" { algorithm hmac-sha256; secret "%s"; };
            options { directory "%s"; pid-file "%s/named.pid"; session-keyfile "%s/session.key"; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
              recursion no; dnssec-validation no; allow-transfer { key "plimsoll"; }; notify no; };
            controls { };
            zone "example.org" { type primary; file "%s/zone"; allow-update { key "plimsoll"; }; };
            """.formatted(SECRET, folder, folder, folder, port, folder));
        var log = folder.resolve("named.log");
        process = new ProcessBuilder(named(), "-g", "-n", "1", "-c", config.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        awaitAnswer(log);
    }

    DnsProviders.Access access(Map<String, SecretText> credentials) {
        return new DnsProviders.Access(new Key(Kind.DNS_ZONE, "default", "example"), DnsZoneSpec.of(DOMAIN, DnsProvider.RFC2136).at("127.0.0.1:" + port), credentials);
    }

    static Map<String, SecretText> key() {
        return Map.of("name", new SecretText("plimsoll"), "secret", new SecretText(SECRET));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String named() {
        return List.of("/usr/sbin/named", "/usr/bin/named").stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst().orElse("named");
    }

    private void awaitAnswer(Path log) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                new DynamicZone(access(key())).answers();
                return;
            } catch (DnsFailure notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException("BIND does not answer: " + Files.readString(log), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
