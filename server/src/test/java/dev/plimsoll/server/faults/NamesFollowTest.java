package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// Names of real instances, asked as any resolver asks: they come when an instance may be asked and go with it. Says how long that takes.
@Tag("lab")
class NamesFollowTest {
    private static final String ASSEMBLY = "named";
    private static final String NAME = "web.named.default.internal";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Containers engine = Containers.OF_THIS_MACHINE;

    @Test
    void instancesAreFoundByNameAsTheyComeAndGo(@TempDir Path folder) throws IOException {
        engine.makeBusybox();
        int port = FreePorts.one();
        try (var server = RealServer.started(folder.resolve("state"), Map.of(), "--dns", "127.0.0.1:" + port)) {
            assertThat(server.api().apply("""
                apiVersion: plimsoll/v1
                kind: DnsZone
                metadata: {name: home}
                spec: {domain: internal, provider: embedded}
                """).status()).isEqualTo(200);
            server.deploy(ASSEMBLY, instances(2));
            Eventually.holds("two are found", PATIENCE, () -> addresses(port).size() == 2, () -> addresses(port).toString());
            assertThat(asked(port, "_http._tcp." + NAME, Type.SRV)).hasSize(2).allMatch(srv -> srv.startsWith("0 1 8080 ") && srv.endsWith(NAME + "."));

            assertThat(server.api().apply(instances(3)).status()).isEqualTo(200);
            Eventually.holds("a third one runs", PATIENCE, () -> engine.running(ASSEMBLY).size() == 3);
            long ran = System.nanoTime();
            Eventually.holds("it is found", PATIENCE, () -> addresses(port).size() == 3, () -> addresses(port).toString());
            System.out.println("names: an instance that runs was found after " + Duration.ofNanos(System.nanoTime() - ran).toMillis() + " ms");

            assertThat(server.api().apply(instances(1)).status()).isEqualTo(200);
            Eventually.holds("one is left", PATIENCE, () -> engine.running(ASSEMBLY).size() == 1);
            long ended = System.nanoTime();
            Eventually.holds("the others are not found", PATIENCE, () -> addresses(port).size() == 1, () -> addresses(port).toString());
            System.out.println("names: instances that ended were gone after " + Duration.ofNanos(System.nanoTime() - ended).toMillis() + " ms");
            server.delete(ASSEMBLY);
            Eventually.holds("nobody is", PATIENCE, () -> addresses(port).isEmpty(), () -> addresses(port).toString());
        } finally {
            engine.clear(ASSEMBLY);
        }
    }

    private static String instances(int count) {
        return Declared.sleeping(ASSEMBLY, count, "ports: [{target: 8080, name: http}]");
    }

    private static List<String> addresses(int port) {
        try {
            return asked(port, NAME, Type.A);
        } catch (IOException unanswered) {
            return List.of();
        }
    }

    private static List<String> asked(int port, String name, int type) throws IOException {
        var resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", port));
        resolver.setTimeout(Duration.ofSeconds(20));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN))).getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
    }
}
