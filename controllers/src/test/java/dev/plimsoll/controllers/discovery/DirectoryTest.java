package dev.plimsoll.controllers.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Listed;
import dev.plimsoll.planning.discovery.Place;
import dev.plimsoll.planning.discovery.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final Key WEB = new Key(Kind.COMPONENT, "default", "shop-web");
    private static final Key DATABASE = new Key(Kind.COMPONENT, "default", "shop-database");

    private final Directory directory = new Directory(() -> Instant.ofEpochMilli(1_000));

    @Test
    void isWholeOnlyWhenEverythingWasLookedAtOnce() {
        assertThat(directory.whole()).as("before looks begin").isFalse();
        directory.begin(Set.of(WEB, DATABASE));
        directory.put(WEB, List.of());
        assertThat(directory.whole()).isFalse();
        directory.forget(DATABASE::equals);
        assertThat(directory.whole()).as("one left while looks began").isTrue();
    }

    @Test
    void theVersionGrowsWithChangesAndWithNothingElse() {
        long before = directory.version();
        directory.put(WEB, List.of(endpoint("a", 80)));
        long after = directory.version();
        directory.put(WEB, List.of(endpoint("a", 80)));

        assertThat(after).isGreaterThan(before);
        assertThat(directory.version()).isEqualTo(after);
        assertThat(directory.all()).extracting(Listed::version).containsExactly(after);
    }

    @Test
    void listenersHearWhoseEndpointsChanged() throws Exception {
        var heard = new ArrayList<Key>();
        try (var _ = directory.subscribe(heard::add)) {
            directory.put(WEB, List.of(endpoint("a", 80)));
            directory.put(WEB, List.of(endpoint("a", 80)));
            directory.put(WEB, List.of());
        }
        directory.put(WEB, List.of(endpoint("a", 80)));

        assertThat(heard).containsExactly(WEB, WEB);
    }

    @Test
    void whoWaitsForAServiceIsNotWokenForAnotherOne() throws InterruptedException {
        var web = new ServiceName("default", "shop-web");
        directory.put(WEB, List.of(endpoint("a", 80)));
        long known = directory.services().version(web);
        directory.put(DATABASE, List.of(endpoint("b", 5432)));

        assertThat(directory.services().version(web)).isEqualTo(known);
        assertThat(directory.awaitBeyond(known, Duration.ZERO)).as("the directory itself has changed").isTrue();
        directory.put(WEB, List.of());
        assertThat(directory.services().version(web)).as("one that is gone has changed").isGreaterThan(known);
        assertThat(directory.services().names("default")).containsExactly("shop-database");
        assertThat(directory.services().names("other")).isEmpty();
    }

    private static Endpoint endpoint(String id, int port) {
        var key = port == 80 ? WEB : DATABASE;
        return new Endpoint(key, Endpoint.Sort.INSTANCE, id, id, new Endpoint.Part("shop", "web", 1, ""), "", true, List.of("10.0.0.1"),
            List.of(new EndpointPort("", "tcp", port, Optional.of(new Place("10.0.0.1", port)), Optional.empty())), List.of(), Map.of());
    }
}
