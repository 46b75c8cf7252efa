package dev.plimsoll.planning.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Endpoint.Part;
import dev.plimsoll.planning.discovery.Endpoint.Sort;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnnouncementPlanTest {
    private static final Key ETCD = new Key(Kind.ANNOUNCEMENT, "default", "etcd");
    private static final Tenure OURS = Tenure.of("plane-1", ETCD, "/services/");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long NUMBER = OURS.number(HOUR);

    @Test
    void whatIsMissingComesWhatIsOutdatedIsReplacedAndWhatIsStaleGoes() {
        var outdated = new HeldKey("/services/a/2", "old", NUMBER, 11);
        var stale = new HeldKey("/services/a/3", "x", NUMBER, 12);
        var plan = plan(Map.of("/services/a/1", "one", "/services/a/2", "two", "/services/a/4", "four"), outdated, stale, new HeldKey("/services/a/4", "four", NUMBER, 13));

        assertThat(plan.changes()).containsExactly(new KeyChange.Write("/services/a/1", "one", NUMBER, Optional.empty()), new KeyChange.Write("/services/a/2", "two", NUMBER, Optional.of(outdated)),
            new KeyChange.Remove(stale));
        assertThat(plan.sentence()).isEqualTo("write 2 keys and remove 1");
        assertThat(plan.others()).isZero();
    }

    @Test
    void foreignKeysStayWhateverTheyAreCalled() {
        var byHand = new HeldKey("/services/a/1", "by hand", 0, 5);
        var leased = new HeldKey("/services/a/2", "of somebody's sidekick", 7587862, 6);
        var ofAnotherPlane = new HeldKey("/services/a/3", "x", Tenure.of("plane-2", ETCD, "/services/").number(HOUR), 7);
        var plan = plan(Map.of("/services/a/1", "ours"), byHand, leased, ofAnotherPlane);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.taken()).containsExactly("/services/a/1");
        assertThat(plan.others()).isEqualTo(3);
        assertThat(plan.obstacle()).startsWith("/services/a/1 is there already");
    }

    @Test
    void anotherLengthIsAnotherTenureOfOurs() {
        var before = new HeldKey("/services/a/1", "one", OURS.number(Duration.ofMinutes(1)), 5);

        assertThat(plan(Map.of("/services/a/1", "one"), before).changes()).containsExactly(new KeyChange.Write("/services/a/1", "one", NUMBER, Optional.of(before)));
        assertThat(plan(Map.of("/services/a/1", "one"), new HeldKey("/services/a/1", "one", NUMBER, 6)).changes()).isEmpty();
        assertThat(NUMBER).isPositive().isNotEqualTo(before.tenure());
        assertThat(OURS.holds(OURS.number(Duration.ofDays(30)))).isTrue();
        assertThat(OURS.holds(0)).isFalse();
    }

    @Test
    void endpointsAreWrittenAsThoseOfSidekicks() {
        var web = new Endpoint(new Key(Kind.COMPONENT, "default", "shop-web"), Sort.INSTANCE, "c1", "shop-web-1", new Part("shop", "web", 1, "prod"), "worker-1", true, List.of("10.0.0.7"),
            List.of(new EndpointPort("", "tcp", 8080, Optional.of(new Place("10.0.0.7", 8080)), Optional.of(new Place("192.0.2.1", 32770)))), List.of(), Map.of());
        var two = new Endpoint(web.of(), Sort.INSTANCE, "c2", "shop-web-2", new Part("shop", "web", 2, ""), "", true, List.of(),
            List.of(new EndpointPort("", "tcp", 80, Optional.of(new Place("fd00::7", 80)), Optional.empty()), new EndpointPort("", "udp", 53, Optional.empty(), Optional.empty())), List.of(), Map.of());
        var ill = new Endpoint(web.of(), Sort.INSTANCE, "c3", "shop-web-3", Part.NONE, "", false, web.addresses(), web.ports(), List.of(), Map.of());

        assertThat(AnnouncedKeys.of("/services/", List.of(web, two, ill))).containsExactlyEntriesOf(new TreeMap<>(Map.of(
            "/services/shop-web/shop-web-1",
            "{\"host\":\"10.0.0.7\",\"port\":8080,\"published\":\"192.0.2.1:32770\",\"project\":\"default\",\"assembly\":\"shop\",\"component\":\"web\",\"slot\":1,\"machine\":\"worker-1\"}",
            "/services/shop-web-80/shop-web-2",
            "{\"host\":\"fd00::7\",\"port\":80,\"project\":\"default\",\"assembly\":\"shop\",\"component\":\"web\",\"slot\":2}")));
    }

    private static AnnouncementPlan plan(Map<String, String> wanted, HeldKey... there) {
        return AnnouncementPlan.of(new TreeMap<>(wanted), OURS, NUMBER, List.of(there));
    }
}
