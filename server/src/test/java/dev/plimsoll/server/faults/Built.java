package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Deploys an assembly whose image is built, as `plimsoll deploy --cluster` does.
final class Built {
    private Built() {}

    /// @param compose with `build: .` where [Busybox] is to be
    static void deploy(Api api, String assembly, String cluster, String compose) throws IOException, InterruptedException, NoSuchAlgorithmException {
        var context = Busybox.context();
        var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(context));
        var request = HttpRequest.newBuilder(URI.create(api.address() + "/v1/contexts/" + sha)).header("Authorization", "Bearer " + api.token()).PUT(HttpRequest.BodyPublishers.ofByteArray(context)).build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isBetween(200, 204);
        }
        var applied = api.send("POST", "/v1/apply", Map.of("files", Map.of("compose.yml", compose), "order", List.of("compose.yml"), "assembly", assembly, "cluster", cluster,
            "folder", assembly, "contexts", Map.of(".", sha)));
        assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
    }
}
