package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import dev.plimsoll.store.Write;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Watches, events, trees, reasons, logs and exec.
@Timeout(60)
class StreamsTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private final Client client = new Client(Limits.USUAL.withKeepAlive(Duration.ofMillis(200)).withStreams(3));

    @AfterEach
    void stop() {
        client.close();
    }

    private void put(String name, String labels) {
        assertThat(client.send("PUT", "/v1/projects/default/configs/" + name, "{\"metadata\":{\"labels\":" + labels + "}}").status()).isIn(200, 201);
    }

    @Test
    void watchesFromARevisionAndResumes() throws Exception {
        client.send("PUT", "/v1/projects/default", "{}");
        put("a", "{\"x\":\"1\"}");
        var after = client.get("/v1/configs").body().path("revision").asLong();
        put("b", "{\"x\":\"1\"}");
        try (var events = new ServerSentEvents(client.open("/v1/projects/default/configs?watch=true&labels=x=1&after=" + after).body())) {
            var first = events.next();
            assertThat(first.name()).isEqualTo("changed");
            assertThat(first.data().at("/metadata/name").asText()).isEqualTo("b");
            put("a", "{\"x\":\"2\"}");
            var left = events.next();
            assertThat(left.name()).as("what no longer matches is removed to the watcher").isEqualTo("removed");
            events.awaitComments(events.comments + 2);
            client.send("DELETE", "/v1/projects/default/configs/b", "");
            assertThat(events.next().name()).isEqualTo("removed");
            try (var resumed = new ServerSentEvents(client.open("/v1/projects/default/configs?watch=true&labels=x=1", "Last-Event-ID", first.id()).body())) {
                assertThat(resumed.next().data().at("/metadata/name").asText()).isEqualTo("a");
            }
        }
    }

    @Test
    void saysWhenARevisionIsTooOld() throws Exception {
        client.send("PUT", "/v1/projects/default", "{}");
        put("a", "{}");
        client.send("DELETE", "/v1/projects/default/configs/a", "");
        client.plane.store.compact(client.plane.store.revision());
        var gone = client.get("/v1/configs?watch=true&after=1");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("too-old");
    }

    @Test
    void boundsStreamsAndFreesThem() throws Exception {
        var open = new java.util.ArrayList<ServerSentEvents>();
        for (int i = 0; i < 3; i++) {
            var events = new ServerSentEvents(client.open("/v1/events").body());
            events.awaitComments(1);
            open.add(events);
        }
        var fourth = client.open("/v1/events");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
        for (var events : open) {
            events.close();
        }
        // A stream notices at its next comment that its client has gone, and is counted when it has ended.
        String counted;
        do {
            counted = client.get("/metrics").raw().body();
        } while (!counted.contains("plimsoll_http_requests_seconds_count{method=\"GET\",route=\"/v1/events\",status=\"200\"} 3"));
        var again = client.open("/v1/events");
        assertThat(again.statusCode()).isEqualTo(200);
        again.body().close();
    }

    @Test
    void cutsOffWatchersThatDoNotRead() throws Exception {
        client.send("PUT", "/v1/projects/default", "{}");
        var big = "x".repeat(60_000);
        var slow = client.open("/v1/configs?watch=true");
        for (int i = 0; i < 6_000; i++) {
            client.plane.store.commit(List.of(new Write.Put(Resource.declared(Metadata.named("default", "c" + i),
                new dev.plimsoll.model.ConfigSpec(Map.of("a", big))), Write.Expected.ANYTHING)), Optional.empty());
        }
        try (var events = new ServerSentEvents(slow.body())) {
            ServerSentEvents.Event event;
            int seen = 0;
            do {
                event = events.next();
                seen++;
            } while (event.name().equals("changed") && seen < 6_000);
            assertThat(event.name()).isEqualTo("lost");
            assertThat(seen).isLessThan(6_000);
            assertThatThrownBy(events::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void streamsEventsOfAProjectWithRuns() throws Exception {
        client.send("PUT", "/v1/projects/default", "{}");
        client.send("PUT", "/v1/projects/other", "{}");
        try (var events = new ServerSentEvents(client.open("/v1/events?project=default").body())) {
            events.awaitComments(1);
            client.send("PUT", "/v1/projects/other/configs/x", "{}");
            put("mine", "{}");
            assertThat(events.next().data().at("/metadata/name").asText()).isEqualTo("mine");
            client.plane.runs.tell(run(new Key(Kind.COMPONENT, "default", "shop-web"), Optional.of(new RunHistory.Ending(RunHistory.Type.LEVEL, "", Optional.empty(), Optional.empty()))));
            var run = events.next();
            assertThat(run.name()).isEqualTo("run");
            assertThat(run.data().at("/outcome/type").asText()).isEqualTo("level");
            assertThat(run.data().path("key").asText()).isEqualTo("component/default/shop-web");
        }
    }

    private static RunHistory.PastRun run(Key key, Optional<RunHistory.Ending> ending) {
        return new RunHistory.PastRun("r1", "component", key, "changed", T, Duration.ofMillis(1500), List.of("pull image nginx"), ending.isEmpty() ? "42 %" : "", ending);
    }

    /// An assembly whose web waits for db, whose image does not exist.
    private void shopWithoutImage() {
        client.send("PUT", "/v1/projects/default", "{}");
        var assembly = commit(Resource.declared(Metadata.named("default", "shop"), AssemblySpec.of(new Topology(Map.of("web", ComponentSpec.ofImage("nginx"),
            "db", ComponentSpec.ofImage("nope")), null, null))), new AssemblyStatus(1, level(false, "ImageNotFound", "component/shop-db: no image nope"), 2, 1, 2, 0, List.of()));
        commit(Resource.declared(Metadata.named("default", "shop-web").withOwner(assembly.asOwner()), ComponentSpec.ofImage("nginx")),
            new ComponentStatus(1, level(false, "WaitingForDependency", "waits for db to start"), 0, null, List.of(new ComponentStatus.Instance(1, "id-web", "shop-web-1", "h1", "running",
                Optional.of(T), 2, List.of("0.0.0.0:8080->80/tcp"))), null, null));
        commit(Resource.declared(Metadata.named("default", "shop-db").withOwner(assembly.asOwner()), ComponentSpec.ofImage("nope")),
            new ComponentStatus(1, level(false, "ImageNotFound", "no image nope: pull access denied"), 0, null, List.of(new ComponentStatus.Instance(1, "id-db", "shop-db-1", "h0", "failed",
                Optional.empty(), 0, List.of())), null, Optional.of(new ComponentStatus.Failure(1, "h0", T, Optional.of(3), "Exited", "exited with code 3", List.of("boom"), 2))));
        client.plane.runs.tell(run(new Key(Kind.COMPONENT, "default", "shop-web"), Optional.of(new RunHistory.Ending(RunHistory.Type.WAITING_FOR, "waits for db to start",
            Optional.empty(), Optional.of(new Key(Kind.COMPONENT, "default", "shop-db"))))));
    }

    private static List<Condition> level(boolean holds, String reason, String sentence) {
        return List.of(new Condition(Condition.LEVEL, holds, reason, sentence, T));
    }

    private Resource commit(Resource resource, dev.plimsoll.model.Status status) {
        var written = client.plane.store.commit(List.of(new Write.Put(resource, Write.Expected.ANYTHING), new Write.PutStatus(resource.key(), status, Write.Expected.PRESENT)), Optional.empty());
        try {
            client.plane.mirror.await(client.plane.store.revision());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return written.getLast();
    }

    @Test
    void drawsAClusterWithItsPools() throws Exception {
        client.send("PUT", "/v1/projects/default", "{}");
        client.send("PUT", "/v1/projects/default/clusters/blue", "{\"spec\":{\"pools\":[\"workers\",\"later\"]}}");
        client.send("PUT", "/v1/projects/default/pools/workers", "{\"spec\":{\"role\":\"worker\",\"count\":3,\"region\":\"here\",\"template\":{\"networks\":[\"demo\"]}}}");
        var tree = client.get("/v1/projects/default/clusters/blue/tree").body();
        assertThat(tree.path("children")).hasSize(1);
        assertThat(tree.at("/children/0/key").asText()).isEqualTo("pool/default/workers");
        assertThat(tree.at("/children/0/wanted").asInt()).isEqualTo(3);
    }

    @Test
    void drawsTheTree() throws Exception {
        shopWithoutImage();
        var tree = client.get("/v1/projects/default/assemblies/shop/tree").body();
        assertThat(tree.path("state").asText()).isEqualTo("progressing");
        assertThat(tree.path("level").asBoolean(true)).isFalse();
        assertThat(tree.path("addresses")).isEqualTo(Client.json("[\"0.0.0.0:8080->80/tcp\"]"));
        assertThat(tree.path("children")).hasSize(2);
        assertThat(tree.at("/children/1/name").asText()).isEqualTo("web");
        assertThat(tree.at("/children/1/state").asText()).isEqualTo("waiting");
        assertThat(tree.at("/children/1/children/0/id").asText()).isEqualTo("id-web");
        assertThat(tree.at("/children/0/next").asText()).contains("image's name and tag");
        assertThat(client.get("/v1/projects/default/assemblies/none/tree").status()).isEqualTo(404);

        try (var events = new ServerSentEvents(client.open("/v1/projects/default/assemblies/shop/tree?watch=true").body())) {
            assertThat(events.next().data()).isEqualTo(tree);
            client.plane.runs.tell(run(new Key(Kind.COMPONENT, "default", "shop-db"), Optional.empty()));
            assertThat(events.next().data().at("/children/0/progress").asText()).isEqualTo("42 %");
            client.plane.store.commit(List.of(new Write.Remove(new Key(Kind.ASSEMBLY, "default", "shop"), Write.Expected.ANYTHING)), Optional.empty());
            assertThat(events.next().name()).isEqualTo("removed");
        }
    }

    @Test
    void followsReasonsToThePartInTheWay() {
        shopWithoutImage();
        var why = client.get("/v1/projects/default/components/shop-web/why").body();
        assertThat(why.path("chain")).hasSize(2);
        assertThat(why.at("/chain/0/waitsFor").asText()).isEqualTo("component/default/shop-db");
        assertThat(why.at("/chain/1/reason").asText()).isEqualTo("ImageNotFound");
        assertThat(why.at("/lastFailure/exitCode").asInt()).isEqualTo(3);
        assertThat(why.at("/lastFailure/logTail/0").asText()).isEqualTo("boom");
        assertThat(why.at("/next/0").asText()).contains("image");
        assertThat(client.get("/v1/projects/default/assemblies/shop/why").body().at("/chain/1/key").asText()).isEqualTo("component/default/shop-db");
        assertThat(client.get("/v1/projects/default/why").body().path("level").asBoolean()).isTrue();
        assertThat(client.get("/v1/runs?key=component/default/shop-web").body().at("/items/0/durationMs").asLong()).isEqualTo(1500);
    }

    @Test
    void mergesLogsByTime() {
        shopWithoutImage();
        client.plane.console.wrote("id-web", "2026-01-01T00:00:01Z", "one");
        client.plane.console.wrote("id-db", "2026-01-01T00:00:02Z", "two");
        client.plane.console.wrote("id-web", "2026-01-01T00:00:03Z", "three");
        var path = "/v1/projects/default/assemblies/shop/logs";
        assertThat(texts(client.get(path).raw().body())).containsExactly("one", "two", "three");
        assertThat(texts(client.get(path + "?tail=1").raw().body())).containsExactly("two", "three");
        assertThat(texts(client.get(path + "?since=2026-01-01T00:00:02Z&component=web").raw().body())).containsExactly("three");
        assertThat(client.get(path + "?component=wep").body().path("hint").asText()).isEqualTo("did you mean 'web'?");
        assertThat(client.get(path + "?since=yesterday").status()).isEqualTo(400);
    }

    private static List<String> texts(String lines) {
        return lines.lines().filter(l -> !l.isEmpty()).map(l -> Client.json(l).path("text").asText()).toList();
    }

    @Test
    void followsLogsOfInstancesThatJoinLater() throws Exception {
        shopWithoutImage();
        client.plane.console.wrote("id-web", "2026-01-01T00:00:01Z", "one");
        var answer = client.open("/v1/projects/default/components/shop-web/logs?follow=true");
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(Client.json(lines.readLine()).path("text").asText()).isEqualTo("one");
            client.plane.console.wrote("id-new", "2026-01-01T00:00:05Z", "from the new one");
            var web = client.plane.store.get(new Key(Kind.COMPONENT, "default", "shop-web")).orElseThrow();
            commit(web, new ComponentStatus(1, web.status().conditions(), 1, null, List.of(new ComponentStatus.Instance(1, "id-new", "shop-web-1b", "h2", "running",
                Optional.of(T), 0, List.of())), null, null));
            var line = lines.readLine();
            while (line.isEmpty()) {
                line = lines.readLine();
            }
            assertThat(Client.json(line).path("instance").asText()).isEqualTo("shop-web-1b");
        }
    }

    /// Frames as they come, each as channel and text.
    private static final class Frames implements WebSocket.Listener {
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            partial.append(StandardCharsets.UTF_8.decode(data));
            if (last) {
                got.add((int) partial.charAt(0) + partial.substring(1));
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        String next() throws InterruptedException {
            return got.poll(20, TimeUnit.SECONDS);
        }
    }

    private WebSocket exec(String query, Frames frames) {
        return client.http.newWebSocketBuilder().header("Authorization", "Bearer " + Client.TOKEN)
            .buildAsync(java.net.URI.create(client.uri("/v1/projects/default/components/shop-web/exec" + query).toString().replace("http://", "ws://")), frames).join();
    }

    @Test
    void runsAProgramOverAWebSocket() throws Exception {
        shopWithoutImage();
        var frames = new Frames();
        var socket = exec("?command=cat&tty=true", frames);
        socket.sendBinary(ByteBuffer.wrap("\4{\"columns\":80,\"rows\":24}".getBytes(StandardCharsets.UTF_8)), true).join();
        socket.sendBinary(ByteBuffer.wrap("\0hello".getBytes(StandardCharsets.UTF_8)), true).join();
        assertThat(frames.next()).isEqualTo("1hello");
        socket.sendBinary(ByteBuffer.wrap(new byte[] {3}), true).join();
        assertThat(frames.next()).isEqualTo("2done");
        assertThat(frames.next()).isEqualTo("5{\"exitCode\":7}");
        assertThat(client.plane.console.sizes).containsExactly("80x24");
    }

    @Test
    void refusesExecBeforeTheUpgrade() {
        shopWithoutImage();
        assertThatThrownBy(() -> exec("", new Frames())).isInstanceOf(CompletionException.class);
        assertThat(client.get("/v1/projects/default/components/shop-web/exec").status()).isEqualTo(400);
        assertThat(client.get("/v1/projects/default/components/shop-web/exec?command=sh&slot=7").status()).isEqualTo(404);
        assertThat(client.get("/v1/projects/default/components/shop-web/exec?command=sh").body().path("detail").asText()).contains("WebSocket");
    }

    @Test
    void endsStreamsWhenTheServerStops() throws Exception {
        try (var events = new ServerSentEvents(client.open("/v1/events").body())) {
            events.awaitComments(1);
            long begun = System.nanoTime();
            client.server.close();
            assertThatThrownBy(() -> events.awaitComments(1_000)).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
