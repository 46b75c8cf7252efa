package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Single machines: added, emptied, removed, each in one commit.
class DeparturesTest {
    private static final String MACHINES = "/v1/projects/default/machines/";

    private final Client client = new Client();

    @BeforeEach
    void declare() {
        var boss = put("boss", pool(2));
        var web = put("web", pool(3));
        for (var machine : List.of("boss-1", "boss-2")) {
            put(Metadata.named("default", machine).withOwner(boss.asOwner()), new MachineSpec(null, "here", null, null, false, null));
        }
        put(Metadata.named("default", "web-2").withOwner(web.asOwner()), new MachineSpec(null, "here", null, null, false, null));
        put("lonely", new MachineSpec(null, "here", null, null, false, null));
        var cluster = put("main", new ClusterSpec(null, List.of("boss", "web"), null, false, null));
        var nodes = Stream.of("boss-1", "boss-2").map(m -> new ClusterStatus.Node(m, m, m.equals("boss-1") ? "leader" : "manager", m.equals("boss-1") ? "ready" : "down", "active", "", "", "", null)).toList();
        client.plane.store.commit(List.of(new Write.PutStatus(cluster.key(), new ClusterStatus(1, null, "a-swarm", null, nodes), Write.Expected.PRESENT)), Optional.empty());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static PoolSpec pool(int count) {
        return new PoolSpec(null, count, "here", null, null, null, 1, null);
    }

    private Resource put(String name, Spec spec) {
        return put(Metadata.named("default", name), spec);
    }

    private Resource put(Metadata metadata, Spec spec) {
        return client.plane.store.commit(List.of(new Write.Put(Resource.declared(metadata, spec), Write.Expected.ANYTHING)), Optional.empty()).getFirst();
    }

    private Optional<Resource> there(Kind kind, String name) {
        return client.plane.store.get(new Key(kind, "default", name));
    }

    private int count(String pool) {
        return there(Kind.POOL, pool).orElseThrow().spec(PoolSpec.class).count();
    }

    private Optional<Departure> departure(String machine) {
        return Departure.of(there(Kind.MACHINE, machine).orElseThrow().metadata());
    }

    @Test
    void addingRaisesTheCount() {
        assertThat(client.send("POST", "/v1/projects/default/pools/web/add", "{\"count\":2}").body().path("spec").path("count").asInt()).isEqualTo(5);
        assertThat(count("web")).isEqualTo(5);
        assertThat(client.send("POST", "/v1/projects/default/pools/web/add", "{\"count\":0}").status()).isEqualTo(422);
        assertThat(client.send("POST", "/v1/projects/default/pools/none/add", "{\"count\":1}").status()).isEqualTo(404);
    }

    @Test
    void emptyingIsWrittenOnTheMachineAndUndone() {
        assertThat(client.send("POST", MACHINES + "web-2/drain", "{\"deadline\":\"90s\"}").status()).isEqualTo(200);
        assertThat(departure("web-2")).hasValueSatisfying(d -> {
            assertThat(d.purpose()).isEqualTo(Purpose.DRAIN);
            assertThat(d.within()).isEqualTo(Duration.ofSeconds(90));
            assertThat(d.goOn()).isFalse();
            assertThat(d.begun()).isPresent();
        });
        assertThat(client.send("POST", MACHINES + "web-2/drain", "{\"undo\":true}").status()).isEqualTo(200);
        assertThat(departure("web-2")).isEmpty();
        assertThat(client.send("POST", MACHINES + "web-2/drain", "{\"deadline\":\"soon\"}").status()).isEqualTo(422);
        assertThat(client.send("POST", MACHINES + "lonely/drain", "{}").body().path("detail").asText()).contains("no node of a cluster");
    }

    @Test
    void removingLowersTheCountOnceAndMarksExactlyThatOne() {
        assertThat(client.send("POST", MACHINES + "web-2/remove", "{}").status()).isEqualTo(202);
        assertThat(client.send("POST", MACHINES + "web-2/remove", "{}").status()).isEqualTo(202);
        assertThat(count("web")).isEqualTo(2);
        assertThat(departure("web-2")).hasValueSatisfying(d -> assertThat(d.purpose()).isEqualTo(Purpose.REMOVE));
        assertThat(client.send("POST", MACHINES + "web-2/drain", "{\"undo\":true}").body().path("detail").asText()).contains("is being removed");

        assertThat(client.send("POST", MACHINES + "lonely/remove", "{}").status()).isEqualTo(202);
        assertThat(there(Kind.MACHINE, "lonely")).isEmpty();
    }

    @Test
    void aManagerThatIsNeededIsRefusedUnlessForced() {
        var refused = client.send("POST", MACHINES + "boss-1/remove", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asText()).contains("boss-1 is a manager").contains("1 of 2 managers answer");
        assertThat(count("boss")).isEqualTo(2);

        assertThat(client.send("POST", MACHINES + "boss-1/remove", "{\"force\":true}").status()).isEqualTo(202);
        assertThat(count("boss")).isEqualTo(1);
        assertThat(departure("boss-1")).hasValueSatisfying(d -> assertThat(d.forced()).isTrue());
    }
}
