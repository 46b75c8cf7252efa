package dev.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLineTest {
    @Test
    void aBlankLineIsNoRequest() {
        assertThat(RequestLine.parse("")).isEmpty();
        assertThat(RequestLine.parse("  ")).isEmpty();
    }

    @Test
    void methodPathAndVersion() {
        assertThat(RequestLine.parse("GET /healthz HTTP/1.0")).contains(new Probe.Request("GET", "/healthz", Map.of(), "1.0"));
        assertThat(RequestLine.parse("HEAD /?a=b%20c")).contains(new Probe.Request("HEAD", "/?a=b%20c", Map.of(), "1.0"));
    }

    @Test
    void aPathAloneIsAskedForWithOptionsAsHaproxyDoes() {
        assertThat(RequestLine.parse("/ping")).contains(new Probe.Request("OPTIONS", "/ping", Map.of(), "1.0"));
    }

    @Test
    void wordsMayBeQuotedAsRanchersPagesWroteThem() {
        assertThat(RequestLine.parse("GET \"/up\" \"HTTP/1.1\"")).contains(new Probe.Request("GET", "/up", Map.of(), "1.1"));
    }

    @Test
    void headersFollowBehindTheVersionWithEscapedSpaces() {
        var expected = new Probe.Request("GET", "/", Map.of("Host", "www example.com", "X-A", "1"), "1.1");
        assertThat(RequestLine.parse("GET / HTTP/1.1\\r\\nHost:\\ www\\ example.com\\r\\nX-A:1")).contains(expected);
        assertThat(RequestLine.parse("GET / HTTP/1.1\r\nHost: www example.com\nX-A: 1")).contains(expected);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        for (var line : new String[] {"GET / HTTP/1.1 more", "get /", "GET healthz", "GET / HTTP/2", "GET / HTTP/1.1\\r\\nnonsense", "GET /\u00e9", "\\", "x".repeat(9_000)}) {
            assertThatThrownBy(() -> RequestLine.parse(line)).as(line).isInstanceOf(InvalidValue.class);
        }
    }
}
