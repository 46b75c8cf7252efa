package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeclaredNamesTest {
    private static final Key WEB = new Key(Kind.COMPONENT, "default", "shop-web");
    private final VersionedStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());
    private final Mirror mirror = WatchedMirror.of(store);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Directory directory = new Directory(() -> now);
    private final DeclaredNames names = new DeclaredNames(mirror, directory, () -> now);

    @BeforeEach
    void declare() throws InterruptedException {
        apply("", "default", new ProjectSpec(""));
        apply("", "other", new ProjectSpec(""));
        apply("default", "home", DnsZoneSpec.of("internal", DnsProvider.EMBEDDED));
        apply("default", "git", new DnsRecordSpec("home", "git", RecordType.CNAME, 0, List.of("web.shop.default.internal")));
    }

    @AfterEach
    void close() throws Exception {
        mirror.close();
    }

    @Test
    void namesFollowInstancesWithinAMoment() {
        directory.begin(Set.of());
        assertThat(names.domain("web.shop.default.internal")).contains("internal");
        assertThat(names.sets("web.shop.default.internal")).isEmpty();

        directory.put(WEB, List.of(endpoint(1, true), endpoint(2, false)));
        now = now.plus(Duration.ofMillis(300));
        assertThat(addresses("web.shop.default.internal")).containsExactly("10.0.0.1");
        assertThat(names.above("shop.default.internal")).isTrue();

        directory.put(WEB, List.of(endpoint(1, true), endpoint(2, true)));
        now = now.plus(Duration.ofMillis(300));
        assertThat(addresses("web.shop.default.internal")).containsExactly("10.0.0.1", "10.0.0.2");

        directory.put(WEB, List.of());
        now = now.plus(Duration.ofMillis(300));
        assertThat(names.sets("web.shop.default.internal")).isEmpty();
        assertThat(names.sets("git.internal")).as("what is declared stays").hasSize(1);
    }

    /// A stand-by looks at nothing; whoever asks it goes on to another.
    @Test
    void whatNobodyLookedAtIsNotDenied() {
        assertThat(names.sets("git.internal")).hasSize(1);
        assertThatThrownBy(() -> names.sets("web.shop.default.internal")).isInstanceOf(DnsFailure.Unreachable.class);
        directory.begin(Set.of(WEB));
        assertThatThrownBy(() -> names.sets("web.shop.default.internal")).isInstanceOf(DnsFailure.Unreachable.class);
        directory.looked(WEB);
        assertThat(names.sets("web.shop.default.internal")).isEmpty();
    }

    @Test
    void aZoneAnswersForItsOwnProjectAlone() {
        directory.begin(Set.of());
        directory.put(new Key(Kind.COMPONENT, "other", "shop-web"), List.of(new Endpoint(new Key(Kind.COMPONENT, "other", "shop-web"), Endpoint.Sort.INSTANCE, "x", "x", new Endpoint.Part("shop", "web", 1, ""), "", true,
            List.of("10.9.9.9"), List.of(), List.of(), Map.of())));
        now = now.plus(Duration.ofSeconds(1));
        assertThat(names.sets("web.shop.other.internal")).isEmpty();
    }

    private List<String> addresses(String name) {
        return names.sets(name).stream().filter(s -> s.type() == RecordType.A).map(RecordSet::values).findFirst().orElseThrow();
    }

    private static Endpoint endpoint(int slot, boolean ready) {
        return new Endpoint(WEB, Endpoint.Sort.INSTANCE, "i" + slot, "shop-web-" + slot, new Endpoint.Part("shop", "web", slot, ""), "", ready, List.of("10.0.0." + slot), List.of(), List.of(), Map.of());
    }

    private void apply(String project, String name, Spec spec) throws InterruptedException {
        var written = store.commit(List.of(new Write.Put(Resource.declared(Metadata.named(project, name), spec), Write.Expected.ANYTHING)), java.util.Optional.empty());
        mirror.await(written.getLast().metadata().revision());
    }
}
