package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the control plane keeps for itself may be looked at and not touched: there lies its certificate authority.
final class OwnProjectTest {
    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void nobody_writes_there() {
        var secret = "/v1/projects/plimsoll-system/secrets/authority";
        assertThat(client.send("PUT", secret, "{\"spec\":{\"data\":{\"key\":\"mine\"}}}").status()).isEqualTo(403);
        assertThat(client.send("PATCH", secret, "{}", "Content-Type", "application/merge-patch+json").status()).isEqualTo(403);
        assertThat(client.send("DELETE", secret, "").status()).isEqualTo(403);
        assertThat(client.send("DELETE", "/v1/projects/plimsoll-system", "").status()).isEqualTo(403);
        assertThat(client.send("PUT", "/v1/projects/plimsoll-system", "{}").status()).isEqualTo(403);
    }

    @Test
    void nobody_applies_there() {
        for (var declaration : new String[] {
            "apiVersion: plimsoll/v1\nkind: Secret\nmetadata: {name: authority, project: plimsoll-system}\nspec: {data: {key: mine}}\n",
            "apiVersion: plimsoll/v1\nkind: Project\nmetadata: {name: plimsoll-system}\n"}) {
            var answer = client.send("POST", "/v1/apply", "{\"files\":{\"a.yaml\":" + Client.quoted(declaration) + "}}");
            assertThat(answer.status()).as(declaration).isEqualTo(403);
        }
        assertThat(client.get("/v1/projects/plimsoll-system").status()).isEqualTo(404);
    }
}
