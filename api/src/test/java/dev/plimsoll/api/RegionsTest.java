package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Regions by hand: tested, swept, forgotten; and addresses that two of a network would share.
class RegionsTest {
    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    private void stored(String name, Spec spec) throws InterruptedException {
        client.plane.store.commit(List.of(new Write.Put(Resource.declared(Metadata.named("default", name).withFinalizer("dev.plimsoll/cloud"), spec), Write.Expected.ABSENT)), Optional.empty());
    }

    private void asked(String machine, Optional<String> id) throws InterruptedException {
        var intent = new Intent("op-" + machine, "hash", Instant.EPOCH, id, Optional.empty());
        client.plane.store.commit(List.of(new Write.PutStatus(new Key(Kind.MACHINE, "default", machine),
            new MachineStatus(1, null, Optional.of(intent), null, null, null, null, null, null, null), Write.Expected.ANYTHING)), Optional.empty());
    }

    private static MachineSpec machine(String region) {
        return new MachineSpec(null, region, null, null, false, null);
    }

    @Test
    void aDeadRegionIsForgottenWithAllThatIsInItAndTheIdsAreTold() throws InterruptedException {
        stored("far", RegionSpec.of(CloudType.SIMULATED));
        stored("near", RegionSpec.of(CloudType.SIMULATED));
        stored("web", new PoolSpec(null, 2, "far", null, null, null, 1, null));
        stored("web-1", machine("far"));
        stored("web-2", machine("far"));
        stored("other-1", machine("near"));
        asked("web-1", Optional.of("i-1"));
        asked("web-2", Optional.empty());

        var answer = client.send("DELETE", "/v1/projects/default/regions/far?force=true", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/status/leftBehind").toString()).contains("\"i-1\"", "machine/default/web-1", "op-web-2");
        for (var key : List.of(new Key(Kind.REGION, "default", "far"), new Key(Kind.POOL, "default", "web"), new Key(Kind.MACHINE, "default", "web-1"), new Key(Kind.MACHINE, "default", "web-2"))) {
            assertThat(client.plane.store.get(key)).as(key.toString()).isEmpty();
        }
        assertThat(client.plane.store.get(new Key(Kind.MACHINE, "default", "other-1"))).as("in another region").isPresent();
        assertThat(client.plane.store.get(new Key(Kind.REGION, "default", "near"))).isPresent();
    }

    @Test
    void nothingButARegionIsForgotten() throws InterruptedException {
        stored("far", RegionSpec.of(CloudType.SIMULATED));
        stored("web-1", machine("far"));

        assertThat(client.send("DELETE", "/v1/projects/default/machines/web-1?force=true", "").status()).isEqualTo(400);
        assertThat(client.plane.store.get(new Key(Kind.MACHINE, "default", "web-1"))).isPresent();
    }

    @Test
    void aRegionThatIsNotThereIsNotTested() {
        assertThat(client.send("POST", "/v1/projects/default/regions/nowhere/test", "").status()).isEqualTo(404);
        assertThat(client.send("POST", "/v1/sweep?region=region/default/nowhere", "").status()).isEqualTo(404);
        assertThat(client.send("POST", "/v1/sweep?region=pool/default/nowhere", "").status()).isEqualTo(404);
    }

    @Test
    void twoPoolsCannotHaveOneAddressInOneNetwork() {
        assertThat(applied(pool("one", "inside", "10.0.0.5, 10.0.0.6")).status()).isEqualTo(200);
        assertThat(applied(pool("one", "inside", "10.0.0.5, 10.0.0.6")).status()).as("the same again").isEqualTo(200);
        assertThat(applied(pool("two", "outside", "10.0.0.5, 10.0.0.7")).status()).as("in another network").isEqualTo(200);

        var refused = applied(pool("three", "inside", "10.0.0.6, 10.0.0.8"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.raw().body()).contains("10.0.0.6", "network/inside", "pool/one", "AddressTaken");
        assertThat(client.plane.store.get(new Key(Kind.POOL, "default", "three"))).isEmpty();
    }

    private Client.Reply applied(String file) {
        return client.send("POST", "/v1/apply", "{\"files\":{\"pools.yaml\":" + Client.quoted(file) + "}}");
    }

    private static String pool(String name, String network, String addresses) {
        return "apiVersion: plimsoll/v1\nkind: Pool\nmetadata: {name: " + name + "}\nspec: {region: here, count: 2, addresses: [" + addresses + "], template: {networks: [" + network + "]}}\n";
    }
}
