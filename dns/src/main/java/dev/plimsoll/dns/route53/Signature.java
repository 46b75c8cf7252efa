package dev.plimsoll.dns.route53;

import dev.plimsoll.model.outside.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), checked against the examples that AWS published for it. The JDK has the
/// cryptography; what is left is the order of a few lines, less than any library for it.
///
/// @param session of temporary credentials
/// @param scope   region and service, such as `us-east-1/route53`
record Signature(String keyId, SecretText key, Optional<SecretText> session, String scope) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = 8;

    /// @param host    with the port when it is not the usual one
    /// @param path    percent-encoded already
    /// @param query   percent-encoded and sorted by name already, without the question mark
    /// @param headers further ones that are signed, with names in lower case
    record Request(String method, String host, String path, String query, Map<String, String> headers, byte[] body) {}

    /// The headers to be sent with a request, all but `host`.
    Map<String, String> headers(Request request, Instant now) {
        var time = TIME.format(now);
        var signed = new TreeMap<>(request.headers());
        signed.put("host", request.host());
        signed.put("x-amz-date", time);
        session.ifPresent(token -> signed.put("x-amz-security-token", token.reveal()));
        var names = String.join(";", signed.keySet());
        var canonical = String.join("\n", request.method(), request.path(), request.query(),
            signed.entrySet().stream().map(h -> h.getKey() + ":" + h.getValue().strip() + "\n").collect(Collectors.joining()), names, hex(digest(request.body())));
        var within = time.substring(0, DAY) + "/" + scope + "/aws4_request";
        var text = String.join("\n", ALGORITHM, time, within, hex(digest(canonical.getBytes(StandardCharsets.UTF_8))));
        var signing = ("AWS4" + key.reveal()).getBytes(StandardCharsets.UTF_8);
        for (var part : within.split("/")) {
            signing = hmac(signing, part);
        }
        var headers = new TreeMap<>(signed);
        headers.remove("host");
        headers.put("authorization", ALGORITHM + " Credential=" + keyId + "/" + within + ", SignedHeaders=" + names + ", Signature=" + hex(hmac(signing, text)));
        return headers;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
