package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Status;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplyTest {
    private static final Key SHOP = new Key(Kind.ASSEMBLY, "default", "shop");
    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    private static String shop(String... components) {
        var text = new StringBuilder("apiVersion: plimsoll/v1\nkind: Assembly\nmetadata: {name: shop}\nspec:\n  topology:\n    components:\n");
        for (var component : components) {
            text.append("      ").append(component).append('\n');
        }
        return text.toString();
    }

    private static String request(Map<String, String> files, String more) {
        var text = new StringBuilder("{\"files\":{");
        files.forEach((path, content) -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ",").append(Client.quoted(path)).append(':').append(Client.quoted(content)));
        return text.append('}').append(more).append('}').toString();
    }

    private static String request(String file) {
        return request(Map.of("shop.yaml", file), "");
    }

    private Client.Reply apply(String body, String... headers) {
        return client.send("POST", "/v1/apply", body, headers);
    }

    private AssemblySpec stored() {
        return client.plane.store.get(SHOP).orElseThrow().spec(AssemblySpec.class);
    }

    private static String action(JsonNode answer, String key) {
        for (var change : answer.path("changes")) {
            if (change.path("key").asText().equals(key)) {
                return change.path("action").asText();
            }
        }
        return "not named";
    }

    @Test
    void previewsThenAppliesTheSameInOneCommit() {
        client.plane.outside = List.of(new Foresight.PlannedStep(new Key(Kind.COMPONENT, "default", "shop-web"), Foresight.Action.CREATE, "start instance 1 of web"));
        var body = request(shop("web: {image: 'nginx:1'}") + "---\napiVersion: plimsoll/v1\nkind: Config\nmetadata: {name: site}\nspec: {data: {a: b}}\n");
        var preview = client.send("POST", "/v1/preview", body);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().path("counts")).isEqualTo(Client.json("{\"create\":3,\"update\":0,\"delete\":0,\"unchanged\":0}"));
        assertThat(action(preview.body(), "project/default")).isEqualTo("create");
        assertThat(preview.body().at("/steps/0")).isEqualTo(Client.json("{\"key\":\"component/default/shop-web\",\"action\":\"create\",\"sentence\":\"start instance 1 of web\"}"));
        assertThat(client.plane.store.revision()).as("a preview writes nothing").isZero();

        var applied = apply(request(Map.of("shop.yaml", shop("web: {image: 'nginx:1'}") + "---\napiVersion: plimsoll/v1\nkind: Config\nmetadata: {name: site}\nspec: {data: {a: b}}\n"),
            ",\"expect\":\"" + preview.body().path("fingerprint").asText() + "\""));
        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.body().path("fingerprint")).isEqualTo(preview.body().path("fingerprint"));
        assertThat(applied.body().path("revision").asLong()).isEqualTo(client.plane.store.revision()).isEqualTo(3);
        assertThat(stored().topology().components()).containsOnlyKeys("web");

        var again = apply(body);
        assertThat(again.body().at("/counts/unchanged").asLong()).isEqualTo(2);
        assertThat(client.plane.store.revision()).as("nothing changed, nothing was written").isEqualTo(3);
    }

    @Test
    void whatIsNotLevelIsTriedNow() throws InterruptedException {
        apply(request(shop("web: {image: 'nginx:1'}", "db: {image: 'nope'}")));
        var assembly = client.plane.store.get(SHOP).orElseThrow();
        say(SHOP, new AssemblyStatus(1, level(false), 1, 1, 2, 1, List.of()));
        var web = part(assembly, "shop-web", true);
        var db = part(assembly, "shop-db", false);
        client.plane.mirror.await(client.plane.store.revision());
        client.plane.asked.clear();

        apply(request(shop("web: {image: 'nginx:1'}", "db: {image: 'nope'}")));
        assertThat(client.plane.asked).containsExactlyInAnyOrder(SHOP, db).doesNotContain(web);

        say(SHOP, new AssemblyStatus(1, level(true), 1, 1, 2, 2, List.of()));
        client.plane.mirror.await(client.plane.store.revision());
        client.plane.asked.clear();
        apply(request(shop("web: {image: 'nginx:1'}", "db: {image: 'nope'}")));
        assertThat(client.plane.asked).as("it is level").isEmpty();
    }

    private Key part(Resource assembly, String name, boolean level) {
        var part = Resource.declared(Metadata.named("default", name).withOwner(assembly.asOwner()), ComponentSpec.ofImage("nginx"));
        client.plane.store.commit(List.of(new Write.Put(part, Write.Expected.ABSENT)), Optional.empty());
        say(part.key(), new ComponentStatus(1, level(level), 0, null, List.of(), null, null));
        return part.key();
    }

    private void say(Key key, Status status) {
        client.plane.store.commit(List.of(new Write.PutStatus(key, status, Write.Expected.PRESENT)), Optional.empty());
    }

    private static List<Condition> level(boolean holds) {
        return List.of(new Condition(Condition.LEVEL, holds, "Somehow", "somehow", Instant.EPOCH));
    }

    @Test
    void showsWhichFieldsChange() {
        apply(request(shop("web: {image: 'nginx:1', replicas: 1}")));
        var preview = client.send("POST", "/v1/apply?dryRun=true", request(shop("web: {image: 'nginx:2', replicas: 1}")));
        assertThat(preview.body().at("/changes/0/action").asText()).isEqualTo("update");
        assertThat(preview.body().at("/changes/0/fields")).isEqualTo(Client.json("[{\"path\":\"topology.components.web.image\",\"before\":\"nginx:1\",\"after\":\"nginx:2\"}]"));
        assertThat(stored().topology().components().get("web").image()).isEqualTo("nginx:1");
    }

    @Test
    void refusesWhenTheWorldHasMoved() {
        apply(request(shop("web: {image: 'nginx:1'}")));
        var preview = client.send("POST", "/v1/preview", request(shop("web: {image: 'nginx:2'}")));
        var expecting = request(Map.of("shop.yaml", shop("web: {image: 'nginx:2'}")), ",\"expect\":\"" + preview.body().path("fingerprint").asText() + "\"");

        client.plane.outside = List.of(new Foresight.PlannedStep(SHOP, Foresight.Action.DELETE, "remove instance 7"));
        var outside = apply(expecting);
        assertThat(outside.status()).isEqualTo(409);
        assertThat(outside.body().path("detail").asText()).contains("outside");
        client.plane.outside = List.of();

        client.send("POST", "/v1/projects/default/assemblies/shop/scale", "{\"replicas\":{\"web\":3}}");
        var changed = apply(expecting);
        assertThat(changed.code()).isEqualTo("conflict");
        assertThat(changed.body().path("detail").asText()).contains("changed by somebody");
        assertThat(stored().topology().components().get("web").image()).isEqualTo("nginx:1");
    }

    @Test
    void statusWritesDoNotMoveTheWorld() {
        apply(request(shop("web: {image: 'nginx:1'}")));
        var preview = client.send("POST", "/v1/preview", request(shop("web: {image: 'nginx:2'}")));
        client.plane.store.commit(List.of(new Write.PutStatus(SHOP, new AssemblyStatus(1, List.of(), 1, 1, 1, 1, List.of()), Write.Expected.PRESENT)), Optional.empty());
        assertThat(apply(request(Map.of("shop.yaml", shop("web: {image: 'nginx:2'}")), ",\"expect\":\"" + preview.body().path("fingerprint").asText() + "\"")).status()).isEqualTo(200);
    }

    @Test
    void keepsWhatIsNoLongerDeclaredUnlessPruned() {
        apply(request(shop("web: {image: nginx, networks: [{network: front}]}", "old: {image: redis, networks: [{network: back}], mounts: [{type: volume, volume: data, target: /d}]}")
            + "    networks: {front: {}, back: {}}\n    volumes: {data: {}}\n"));
        var less = shop("web: {image: nginx, networks: [{network: front}]}") + "    networks: {front: {}}\n";
        var kept = apply(request(less));
        assertThat(kept.body().path("undeclared")).isEqualTo(Client.json("[\"component/default/shop-old\"]"));
        assertThat(stored().topology().components()).containsOnlyKeys("web", "old");
        assertThat(stored().topology().networks()).containsOnlyKeys("front", "back");
        assertThat(stored().topology().volumes()).containsOnlyKeys("data");
        assertThat(stored().undeclared()).containsExactly("old");

        assertThat(apply(request(less)).body().at("/counts/unchanged").asLong()).isEqualTo(1);
        var pruned = apply(request(Map.of("shop.yaml", less), ",\"prune\":true"));
        assertThat(pruned.body().at("/counts/update").asLong()).isEqualTo(1);
        assertThat(stored().topology().components()).containsOnlyKeys("web");
        assertThat(stored().topology().networks()).containsOnlyKeys("front");
        assertThat(stored().undeclared()).isEmpty();
    }

    @Test
    void asksForWhatIsMissing() {
        var needs = apply(request(shop("web: {image: 'nginx:${TAG}'}")));
        assertThat(needs.status()).isEqualTo(424);
        assertThat(needs.code()).isEqualTo("needs");
        assertThat(needs.body().at("/needs/variables")).isEqualTo(Client.json("[\"TAG\"]"));
        assertThat(apply(request(Map.of("shop.yaml", shop("web: {image: 'nginx:${TAG}'}")), ",\"unset\":[\"TAG\"]")).status()).isEqualTo(422);
        assertThat(apply(request(Map.of("shop.yaml", shop("web: {image: 'nginx:${TAG}'}")), ",\"variables\":{\"TAG\":\"1\"},\"set\":{\"TAG\":\"2\"}")).status()).isEqualTo(200);
        assertThat(stored().topology().components().get("web").image()).as("--set goes before variables").isEqualTo("nginx:2");
        assertThat(apply(request(Map.of("shop.yaml", shop("web: {image: nginx}")), ",\"contexts\":{\"app\":\"" + "0".repeat(64) + "\"}")).body().at("/needs/contexts"))
            .as("a context that is gone is asked for again").isEqualTo(Client.json("[\"app\"]"));
        assertThat(apply(request(Map.of(), ",\"order\":[\"later.yaml\"]")).body().at("/needs/files")).isEqualTo(Client.json("[\"later.yaml\"]"));
    }

    @Test
    void saysEverythingThatIsWrongAndWritesNothing() {
        var wrong = apply(request(shop("web: {imge: nginx}", "db: {image: redis, replicas: -1}")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("findings").size()).isGreaterThanOrEqualTo(2);
        assertThat(wrong.raw().body()).contains("shop.yaml").contains("did you mean 'image'?");
        for (var path : List.of("../shop.yaml", "/etc/passwd", "a/../../b.yaml", "a\nb.yaml")) {
            assertThat(apply(request(Map.of(path, shop("web: {image: nginx}")), "")).status()).as(path).isEqualTo(422);
        }
        assertThat(apply("{}").status()).isEqualTo(422);
        assertThat(client.plane.store.revision()).isZero();
    }

    @Test
    void warnsOfReferencesToNothing() {
        var answer = apply(request(shop("web: {image: nginx, environmentFrom: staging, secretEnvironment: {PW: {secret: db, entry: p}}}")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("findings")).hasSize(2).allMatch(f -> f.path("severity").asText().equals("warning"));
        assertThat(answer.raw().body()).contains("environment/staging").contains("secret/db");
    }

    @Test
    void doesNotSealTheSameSecretTwiceNorShowIt() {
        var secret = "apiVersion: plimsoll/v1\nkind: Secret\nmetadata: {name: db}\nspec: {data: {password: hunter2}}\n";
        assertThat(apply(request(secret)).raw().body()).doesNotContain("hunter2").doesNotContain("sealed:v1");
        var before = client.plane.store.get(new Key(Kind.SECRET, "default", "db")).orElseThrow();
        assertThat(apply(request(secret)).body().at("/counts/unchanged").asLong()).isEqualTo(1);
        assertThat(client.plane.store.get(before.key())).contains(before);
        var changed = apply(request(secret.replace("hunter2", "swordfish")));
        assertThat(changed.raw().body()).doesNotContain("swordfish").contains("(changed)");
        assertThat(client.plane.store.get(before.key()).orElseThrow().spec()).isNotEqualTo(before.spec());
    }

    @Test
    void answersRepeatedRequestsFromMemory() {
        var body = request(shop("web: {image: nginx}"));
        var first = apply(body, "Idempotency-Key", "k1");
        var second = apply(body, "Idempotency-Key", "k1");
        assertThat(second.raw().body()).isEqualTo(first.raw().body());
        assertThat(second.body().at("/counts/create").asLong()).isEqualTo(2);
        assertThat(apply(request(shop("web: {image: redis}")), "Idempotency-Key", "k1").status()).isEqualTo(422);
        assertThat(apply(body, "Idempotency-Key", "k".repeat(300)).status()).isEqualTo(400);
        assertThat(apply("{", "Idempotency-Key", "k2").status()).isEqualTo(400);
        assertThat(apply(body, "Idempotency-Key", "k2").status()).as("failures are not remembered").isEqualTo(200);
    }

    @Test
    void scalesAndRestarts() {
        apply(request(shop("web: {image: nginx}", "db: {image: redis}")));
        var path = "/v1/projects/default/assemblies/shop";
        assertThat(client.send("POST", path + "/scale", "{\"replicas\":{\"web\":3}}").body().at("/spec/topology/components/web/replicas").asInt()).isEqualTo(3);
        var unknown = client.send("POST", path + "/scale", "{\"replicas\":{\"wep\":3}}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("hint").asText()).isEqualTo("did you mean 'web'?");
        assertThat(client.send("POST", path + "/scale", "{\"replicas\":{\"web\":-1}}").status()).isEqualTo(422);
        assertThat(client.send("POST", path + "/scale", "{\"replicas\":{\"web\":null}}").status()).isEqualTo(422);

        client.send("POST", path + "/restart", "{\"components\":[\"web\"]}");
        var restarted = stored().topology().components();
        assertThat(restarted.get("web").labels()).containsKey("dev.plimsoll.restarted-at");
        assertThat(restarted.get("db").labels()).isEmpty();
        apply(request(shop("web: {image: nginx, replicas: 3}", "db: {image: redis}")));
        assertThat(stored().topology().components()).as("the same files again do not replace instances").isEqualTo(restarted);
    }

    @Test
    void rollsBackImagesConfigsAndSecrets() {
        apply(request(shop("web: {image: 'nginx:1'}") + "---\napiVersion: plimsoll/v1\nkind: Config\nmetadata: {name: site}\nspec: {data: {a: old}}\n"));
        var assembly = client.plane.store.get(SHOP).orElseThrow();
        release(assembly, 1, Map.of("web", "sha256:one"), "old");
        apply(request(shop("web: {image: 'nginx:2'}") + "---\napiVersion: plimsoll/v1\nkind: Config\nmetadata: {name: site}\nspec: {data: {a: new}}\n"));
        release(client.plane.store.get(SHOP).orElseThrow(), 2, Map.of(), "new");
        client.plane.store.commit(List.of(new Write.PutStatus(SHOP, new AssemblyStatus(2, List.of(), 2, 1, 1, 1, List.of()), Write.Expected.PRESENT)), Optional.empty());

        var path = "/v1/projects/default/assemblies/shop/rollback";
        var preview = client.send("POST", path + "?dryRun=true", "{\"release\":0}");
        assertThat(preview.status()).isEqualTo(200);
        assertThat(stored().rollbackOf()).isZero();
        var done = client.send("POST", path, "{\"release\":0}");
        assertThat(done.body().path("fingerprint")).isEqualTo(preview.body().path("fingerprint"));
        assertThat(stored().rollbackOf()).isEqualTo(1);
        assertThat(stored().topology().components().get("web")).isEqualTo(ComponentSpec.ofImage("nginx:1").withPin(Optional.of("sha256:one")));
        assertThat(client.plane.store.get(new Key(Kind.CONFIG, "default", "site")).orElseThrow().spec()).isEqualTo(new ConfigSpec(Map.of("a", "old")));
        assertThat(client.plane.store.get(new Key(Kind.SECRET, "default", "db")).orElseThrow().spec(SecretSpec.class).data()).containsEntry("p", "sealed:v1:old");
        assertThat(done.raw().body()).doesNotContain("sealed:v1");
        assertThat(client.plane.store.get(new Key(Kind.SECRET, "default", "db")).orElseThrow().metadata().owner()).as("it had been taken away with its last user")
            .contains(assembly.asOwner());

        var unknown = client.send("POST", path, "{\"release\":9}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("hint").asText()).isEqualTo("it has 2, 1");
        assertThat(client.get("/v1/projects/default/releases/shop-r1").raw().body()).contains("(sealed)").doesNotContain("sealed:v1");
    }

    private void release(Resource assembly, int number, Map<String, String> digests, String content) {
        var spec = new ReleaseSpec(number, assembly.spec(AssemblySpec.class), Map.of("site", new ConfigSpec(Map.of("a", content))),
            Map.of("db", new SecretSpec(Map.of("p", "sealed:v1:" + content))));
        var release = Resource.declared(Metadata.named("default", "shop-r" + number).withOwner(assembly.asOwner()), spec);
        client.plane.store.commit(List.of(new Write.Put(release, Write.Expected.ABSENT),
            new Write.PutStatus(release.key(), new ReleaseStatus(1, List.of(), digests), Write.Expected.PRESENT)), Optional.empty());
    }

    @Test
    void readsComposeFiles() {
        var compose = "services:\n  web:\n    image: nginx:${TAG:-1}\n    configs: [site]\nconfigs:\n  site:\n    content: |\n      apiVersion: v1\n";
        var answer = apply(request(Map.of("compose.yml", compose), ",\"folder\":\"/srv/shop\",\"unset\":[\"TAG\"],\"missing\":[\".env\"]"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(action(answer.body(), "assembly/default/shop")).isEqualTo("create");
        assertThat(stored().topology().components().get("web").image()).isEqualTo("nginx:1");
        assertThat(stored().dialect()).isEqualTo("compose");
        assertThat(client.plane.store.get(new Key(Kind.CONFIG, "default", "shop-site")).orElseThrow().metadata().annotations())
            .as("it goes with the assembly whose file it is from").containsEntry(AssemblySpec.CONTENTS_OF, "shop");
    }

    /// Work is counted in bytes allocated by all threads, which no other load on the machine changes: work that grew with the square of the components would
    /// quadruple.
    @Test
    void lookingAtTwiceAsManyUnchangedComponentsIsTwiceTheWork() {
        long half = allocatedByPreviewsOf(2_500);
        assertThat(allocatedByPreviewsOf(5_000)).isBetween(half, half * 5 / 2);
    }

    private long allocatedByPreviewsOf(int count) {
        var body = request(shop(IntStream.range(0, count).mapToObj(i -> "c" + i + ": {image: 'busybox:1', environment: {N: '" + i + "'}, process: {command: [sleep, '1000']}}")
            .toArray(String[]::new)));
        assertThat(apply(body).status()).isEqualTo(200);
        previewIsUnchanged(body);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        for (int times = 1; times <= 3; times++) {
            previewIsUnchanged(body);
        }
        return threads.getTotalThreadAllocatedBytes() - before;
    }

    private void previewIsUnchanged(String body) {
        assertThat(client.send("POST", "/v1/preview", body).body().at("/counts/unchanged").asLong()).isEqualTo(1);
    }
}
