package dev.plimsoll.dns.route53;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.outside.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The signatures of AWS's own test suite for Signature Version 4, and of the example in its guide.
class SignatureTest {
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private static final SecretText KEY = new SecretText("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void getVanilla() {
        assertThat(suite("GET", "", Map.of(), "")).isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, "
            + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void getVanillaQueryOrderKeyCase() {
        assertThat(suite("GET", "Param1=value1&Param2=value2", Map.of(), "")).endsWith("Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    }

    @Test
    void postXWwwFormUrlencoded() {
        assertThat(suite("POST", "", Map.of("content-type", FORM), "Param1=value1")).endsWith("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void theExampleOfTheGuide() {
        var request = new Signature.Request("GET", "iam.amazonaws.com", "/", "Action=ListUsers&Version=2010-05-08", Map.of("content-type", FORM + "; charset=utf-8"), new byte[0]);
        assertThat(new Signature("AKIDEXAMPLE", KEY, Optional.empty(), "us-east-1/iam").headers(request, THEN)).containsEntry("x-amz-date", "20150830T123600Z").containsEntry("authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void temporaryCredentialsAreSignedToo() {
        var headers = new Signature("AKIDEXAMPLE", KEY, Optional.of(new SecretText("token")), "us-east-1/route53").headers(new Signature.Request("GET", "h", "/", "", Map.of(), new byte[0]), THEN);
        assertThat(headers).containsEntry("x-amz-security-token", "token");
        assertThat(headers.get("authorization")).contains("SignedHeaders=host;x-amz-date;x-amz-security-token").doesNotContain(KEY.reveal());
    }

    private static String suite(String method, String query, Map<String, String> headers, String body) {
        var request = new Signature.Request(method, "example.amazonaws.com", "/", query, headers, body.getBytes(StandardCharsets.UTF_8));
        return new Signature("AKIDEXAMPLE", KEY, Optional.empty(), "us-east-1/service").headers(request, THEN).get("authorization");
    }
}
