package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final String CONFIG = "/v1/projects/default/configs/site";
    private final Client client = new Client();

    @BeforeEach
    void aProject() {
        assertThat(client.send("PUT", "/v1/projects/default", "{}").status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void createsChangesAndDeletes() {
        var created = client.send("PUT", CONFIG, "{\"metadata\":{\"labels\":{\"tier\":\"web\"}},\"spec\":{\"data\":{\"motd\":\"hello\"}}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().at("/metadata/generation").asLong()).isEqualTo(1);

        var read = client.get(CONFIG);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.etag()).isEqualTo(created.etag()).isEqualTo("\"" + read.body().at("/metadata/revision").asLong() + "\"");
        assertThat(read.body().at("/spec/data/motd").asText()).isEqualTo("hello");

        var patched = client.send("PATCH", CONFIG, "{\"metadata\":{\"labels\":{\"tier\":null,\"a\":\"b\"}},\"spec\":{\"data\":{\"more\":\"x\"}}}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().at("/metadata/labels")).isEqualTo(Client.json("{\"a\":\"b\"}"));
        assertThat(patched.body().at("/spec/data")).isEqualTo(Client.json("{\"motd\":\"hello\",\"more\":\"x\"}"));

        assertThat(client.send("DELETE", CONFIG, "").status()).isEqualTo(200);
        assertThat(client.get(CONFIG).code()).isEqualTo("not-found");
        assertThat(client.send("DELETE", CONFIG, "").status()).isEqualTo(404);
    }

    @Test
    void takesBackWhatItGave() {
        client.send("PUT", CONFIG, "{\"spec\":{\"data\":{\"motd\":\"hello\"}}}");
        var read = client.get(CONFIG);
        var again = client.send("PUT", CONFIG, read.body().toString(), "If-Match", read.etag());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.etag()).as("a write that changes nothing takes no revision").isEqualTo(read.etag());
    }

    @Test
    void holdsPreconditions() {
        var first = client.send("PUT", CONFIG, "{\"spec\":{\"data\":{\"n\":\"1\"}}}", "If-None-Match", "*");
        assertThat(first.status()).isEqualTo(201);
        assertThat(client.send("PUT", CONFIG, "{}", "If-None-Match", "*").code()).isEqualTo("conflict");
        var second = client.send("PUT", CONFIG, "{\"spec\":{\"data\":{\"n\":\"2\"}}}", "If-Match", first.etag());
        assertThat(second.status()).isEqualTo(200);
        var late = client.send("PUT", CONFIG, "{\"spec\":{\"data\":{\"n\":\"3\"}}}", "If-Match", first.etag());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("object").asText()).isEqualTo("config/default/site");
        assertThat(client.send("DELETE", CONFIG, "", "If-Match", first.etag()).code()).isEqualTo("conflict");
        assertThat(client.get(CONFIG).body().at("/spec/data/n").asText()).isEqualTo("2");
    }

    @Test
    void neverShowsSecrets() {
        var path = "/v1/projects/default/secrets/db";
        var created = client.send("PUT", path, "{\"spec\":{\"data\":{\"password\":\"hunter2\",\"user\":\"app\"}}}");
        assertThat(created.raw().body()).doesNotContain("hunter2").doesNotContain(SecretSpec.SEALED_PREFIX);
        assertThat(created.body().at("/spec/data/password").asText()).isEqualTo("(sealed)");
        var stored = stored().data();
        assertThat(stored.get("password")).startsWith(SecretSpec.SEALED_PREFIX);

        var kept = client.send("PATCH", path, "{\"spec\":{\"data\":{\"user\":\"other\"}}}");
        assertThat(kept.status()).isEqualTo(200);
        assertThat(stored().data().get("password")).as("a hidden value that is sent back keeps the stored one").isEqualTo(stored.get("password"));
        assertThat(stored().data().get("user")).isNotEqualTo(stored.get("user"));

        var same = client.send("PUT", path, "{\"spec\":{\"data\":{\"password\":\"hunter2\",\"user\":\"other\"}}}");
        assertThat(same.etag()).as("the same values are no change, though sealing them again gives other texts").isEqualTo(kept.etag());
        assertThat(client.send("PUT", path, "{\"spec\":{\"data\":{\"new\":\"(sealed)\"}}}").code()).isEqualTo("invalid");
        assertThat(client.send("PUT", path, "{\"spec\":{\"data\":{\"p\":\"sealed:v1:forged\"}}}").code()).isEqualTo("invalid");
    }

    private SecretSpec stored() {
        return client.plane.store.get(new Key(Kind.SECRET, "default", "db")).orElseThrow().spec(SecretSpec.class);
    }

    @Test
    void saysWhatIsWrongWithASpec() {
        var wrong = client.send("PUT", "/v1/projects/default/components/web", "{\"spec\":{\"imge\":\"nginx\",\"replicas\":\"many\"}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("findings")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(wrong.raw().body()).contains("did you mean 'image'?").contains("spec.replicas");
        assertThat(client.send("PUT", CONFIG, "{\"kind\":\"Secret\",\"spec\":{}}").body().path("detail").asText()).contains("kind is 'Secret'");
        assertThat(client.send("PUT", CONFIG, "{\"metadata\":{\"name\":\"other\"}}").code()).isEqualTo("invalid");
        assertThat(client.send("PUT", CONFIG, "[1]").status()).isEqualTo(400);
        assertThat(client.send("PUT", CONFIG, "{\"spec\":").status()).isEqualTo(400);
        assertThat(client.send("PUT", "/v1/projects/nowhere/configs/a", "{}").code()).isEqualTo("not-found");
        assertThat(client.get(CONFIG).status()).isEqualTo(404);
    }

    @Test
    void pagesSelectsAndSummarizes() {
        for (int i = 0; i < 25; i++) {
            client.send("PUT", "/v1/projects/default/configs/c%02d".formatted(i),
                "{\"metadata\":{\"labels\":{\"odd\":\"" + (i % 2 == 1) + "\"}},\"spec\":{\"data\":{\"n\":\"" + i + "\"}}}");
        }
        var names = new java.util.ArrayList<String>();
        var path = "/v1/projects/default/configs?limit=10";
        var page = client.get(path);
        var revision = page.body().path("revision").asLong();
        client.send("PUT", "/v1/projects/default/configs/c99", "{}");
        while (true) {
            page.body().path("items").forEach(i -> names.add(i.at("/metadata/name").asText()));
            assertThat(page.body().path("revision").asLong()).as("all pages are bound to the first one's revision").isEqualTo(revision);
            if (!page.body().has("cursor")) {
                break;
            }
            page = client.get(path + "&cursor=" + page.body().path("cursor").asText());
        }
        assertThat(names).hasSize(26).doesNotHaveDuplicates().isSorted();
        assertThat(client.get("/v1/configs?labels=odd=true").body().path("items")).hasSize(12);
        assertThat(client.get("/v1/configs?fields=summary&limit=1").raw().body()).doesNotContain("\"spec\"");
        assertThat(client.get("/v1/configs?cursor=bm9uc2Vuc2U").status()).isEqualTo(400);
        assertThat(client.get("/v1/configs?limit=-1").status()).isEqualTo(400);
    }

    @Test
    void waitsForFinalizersAndKeepsProjectsThatAreNotEmpty() {
        var assembly = Resource.declared(Metadata.named("default", "shop").withFinalizer("somebody"),
            AssemblySpec.of(new Topology(Map.of("web", ComponentSpec.ofImage("nginx")), null, null)));
        var stored = client.plane.store.commit(List.of(new Write.Put(assembly, Write.Expected.ABSENT)), Optional.empty()).getFirst();
        var component = Resource.declared(Metadata.named("default", "shop-web").withOwner(stored.asOwner()), ComponentSpec.ofImage("nginx"));
        client.plane.store.commit(List.of(new Write.Put(component, Write.Expected.ABSENT)), Optional.empty());

        var refused = client.send("DELETE", "/v1/projects/default", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asText()).contains("assembly/shop").contains("component/shop-web");
        assertThat(client.send("DELETE", "/v1/projects/default/components/shop-web", "").body().path("detail").asText()).contains("assembly/shop");
        assertThat(client.get("/v1/projects/default/components?owner=assembly/shop").body().path("items")).hasSize(1);

        var asked = client.send("DELETE", "/v1/projects/default/assemblies/shop?volumes=true", "");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.body().at("/metadata/deletedAt").asText()).isNotEmpty();
        assertThat(asked.body().at("/metadata/annotations").path(AssemblySpec.VOLUMES_TOO).asText()).isEqualTo("true");
        assertThat(client.send("PUT", "/v1/projects/default/assemblies/shop", "{}").body().path("detail").asText()).contains("is being deleted");
        assertThat(client.send("PUT", "/v1/projects/default/releases/shop-r1", "{}").code()).isEqualTo("forbidden");
    }

    @Test
    void changesSurviveRacingStatusWrites() throws Exception {
        client.send("PUT", "/v1/projects/default/configs/busy", "{}");
        var key = new Key(Kind.CONFIG, "default", "busy");
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                var name = "n" + i;
                threads.submit(() -> client.send("PATCH", "/v1/projects/default/configs/busy", "{\"spec\":{\"data\":{\"" + name + "\":\"x\"}}}"));
            }
        }
        assertThat(client.plane.store.get(key).orElseThrow().spec(dev.plimsoll.model.ConfigSpec.class).data()).hasSizeGreaterThanOrEqualTo(15);
    }
}
