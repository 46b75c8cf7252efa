package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lint and convert: declarations are read for their own sake, and nothing is stored.
class ReadingTest {
    private static final String COMPOSE = """
        services:
          web:
            build: .
            image: shop/web
            environment: {DB_PASSWORD: hunter2}
            gpus: maybe
          db: {image: "db:1", command: 'echo "$$HOME"', secrets: [key]}
        secrets: {key: {content: hunter3}}
        """;

    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    private Client.Reply post(String path, String compose, String more) {
        return client.send("POST", path, "{\"files\":{\"compose.yml\":" + Client.quoted(compose) + "},\"folder\":\"/srv/shop\",\"missing\":[\".env\"]" + more + "}");
    }

    @Test
    void lintSaysWhatIsWrongAndWhatCouldBeBetterAndWantsNoContext() {
        var reply = post("/v1/lint", COMPOSE, "");

        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
        assertThat(reply.body().at("/findings").findValuesAsText("code")).contains("WrongType", "SecretInEnvironment", "NoMemoryLimit", "RestartNotGiven");
        assertThat(reply.body().at("/findings")).filteredOn(f -> f.path("code").asText().equals("SecretInEnvironment")).singleElement()
            .satisfies(f -> assertThat(f.path("file").asText() + ":" + f.path("line").asInt()).isEqualTo("compose.yml:5"));
        assertThat(reply.body().at("/findings")).allSatisfy(f -> assertThat(f.path("line").asInt()).as(f.toString()).isPositive());
        assertThat(reply.raw().body()).doesNotContain("hunter");
    }

    @Test
    void convertWritesResourcesThatDeclareTheSame() {
        var converted = post("/v1/convert", COMPOSE.replace("    build: .\n", "").replace("    gpus: maybe\n", ""), "");
        assertThat(converted.status()).as(converted.raw().body()).isEqualTo(200);
        var yaml = converted.body().at("/yaml").asText();
        assertThat(yaml).contains("kind: Assembly", "$$HOME").doesNotContain("hunter3");
        assertThat(converted.body().at("/variables").toString()).isEqualTo("[\"SHOP_KEY_KEY\"]");

        var applied = client.send("POST", "/v1/apply", "{\"files\":{\"all.yaml\":" + Client.quoted(yaml) + "},\"variables\":{\"SHOP_KEY_KEY\":\"hunter3\"}}");
        assertThat(applied.status()).as(applied.raw().body()).isEqualTo(200);
        var same = post("/v1/preview", COMPOSE.replace("    build: .\n", "").replace("    gpus: maybe\n", ""), "");
        assertThat(same.body().at("/counts/unchanged").asInt()).isEqualTo(2);
        assertThat(same.body().at("/counts/create").asInt() + same.body().at("/counts/update").asInt()).isZero();
    }

    @Test
    void convertRefusesWhatIsWrong() {
        var reply = post("/v1/convert", COMPOSE.replace("    build: .\n", ""), "");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.raw().body()).contains("compose.yml", "WrongType");
    }
}
