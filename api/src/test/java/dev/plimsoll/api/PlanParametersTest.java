package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.SecretSpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanParametersTest {
    private static final String PLAN = """
        apiVersion: plimsoll/v1
        kind: Plan
        metadata: {name: shop}
        spec:
          parameters:
            TAG: {description: Which version}
            SIZE: {type: enum, options: [small, large], default: small}
            REPLICAS: {type: int, description: How many}
            PASSWORD: {type: password, description: Of the database}
          topology:
            components:
              db: {image: "db:${TAG}", environment: {PASSWORD: "${PASSWORD}", SIZE: "${SIZE}"}}
        ---
        apiVersion: plimsoll/v1
        kind: Assembly
        metadata: {name: live}
        spec: {plan: shop, parameters: {SIZE: large}}
        """;
    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    private Client.Reply apply(String file, String set) {
        return client.send("POST", "/v1/apply", "{\"files\":{\"shop.yaml\":" + Client.quoted(file) + "},\"set\":" + set + "}");
    }

    private Map<String, String> parameters() {
        return client.plane.store.get(new Key(Kind.ASSEMBLY, "default", "live")).orElseThrow().spec(AssemblySpec.class).parameters();
    }

    @Test
    void allThatIsMissingOrWrongIsSaidAtOnce() {
        var answer = apply(PLAN.replace("SIZE: large", "SIZE: huge, SZIE: x"), "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.raw().body()).contains("must be set: Which version", "must be set: How many",
            "must be set: Of the database", "'huge' is none of small, large", "did you mean 'SIZE'?");
    }

    @Test
    void valuesOfTheRequestWinAndPasswordsAreKeptAway() {
        var answer = apply(PLAN, "{\"TAG\":\"7\",\"REPLICAS\":\"2\",\"SIZE\":\"small\",\"PASSWORD\":\"hush\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.raw().body()).doesNotContain("hush");
        assertThat(parameters()).containsEntry("TAG", "7").containsEntry("SIZE", "small").containsEntry("PASSWORD", "secret:live-parameters/PASSWORD");
        var secret = client.plane.store.get(new Key(Kind.SECRET, "default", "live-parameters")).orElseThrow().spec(SecretSpec.class);
        assertThat(secret.data().get("PASSWORD")).startsWith(SecretSpec.SEALED_PREFIX);
        var again = apply(PLAN, "{\"TAG\":\"8\",\"REPLICAS\":\"2\"}");
        assertThat(again.status()).as("a password once given stays: " + again.raw().body()).isEqualTo(200);
        assertThat(client.plane.store.get(new Key(Kind.SECRET, "default", "live-parameters")).orElseThrow().spec(SecretSpec.class)).isEqualTo(secret);
    }

    @Test
    void aPasswordInsideALongerTextIsRefused() {
        var answer = apply(PLAN.replace("PASSWORD: \"${PASSWORD}\"", "URL: \"db://root:${PASSWORD}@db\""), "{\"TAG\":\"7\",\"REPLICAS\":\"2\",\"PASSWORD\":\"hush\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.raw().body()).contains("only be a whole variable").doesNotContain("hush");
    }
}
