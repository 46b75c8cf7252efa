package dev.plimsoll.dns.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plimsoll.ports.dns.DnsFailure;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// A whole answer.
///
/// @param doing what was asked for, in words that follow "cannot": `list example.org`
/// @param body  small: [WebApi] refuses more than a few megabytes
public record Answer(String doing, int status, HttpHeaders headers, byte[] body) {
    private static final int DEEPEST = 30;
    private static final int LONGEST = 400;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build()).build();

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// An object, or a missing node when there is none.
    public JsonNode json() {
        try {
            var json = body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
            return json.isObject() ? json : MissingNode.getInstance();
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    /// What was answered with success.
    ///
    /// @throws DnsFailure.Unreachable when it is no JSON object: half of a document, or a page of a proxy
    public JsonNode understood() {
        var json = json();
        if (!json.isObject()) {
            throw new DnsFailure.Unreachable("cannot " + doing + ": what was answered with status " + status + " cannot be understood (" + body.length + " bytes)", null);
        }
        return json;
    }

    /// A list in what was answered with success.
    ///
    /// @throws DnsFailure.Unreachable when there is none: an answer that lacks it must not be taken for an empty zone
    public JsonNode listed(String field) {
        var list = understood().path(field);
        if (!list.isArray()) {
            throw new DnsFailure.Unreachable("cannot " + doing + ": what was answered has no " + field, null);
        }
        return list;
    }

    public static byte[] bytes(Object document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (IOException impossible) {
            throw new IllegalStateException("plain values can be written as JSON", impossible);
        }
    }

    /// The failure that this answer stands for, by its status alone.
    ///
    /// @param said what the provider says is wrong, in its own words; may be empty
    public DnsFailure failure(String said) {
        var sentence = sentence(said);
        return switch (status) {
            case 401, 403 -> new DnsFailure.Denied("AccessDenied", sentence, null);
            case 404 -> new DnsFailure.Absent("ZoneNotFound", sentence, null);
            case 429 -> new DnsFailure.Throttled(sentence, pause());
            case 503 -> pause().isPresent() ? new DnsFailure.Throttled(sentence, pause()) : new DnsFailure.Unreachable(sentence, null);
            default -> status == 408 || status >= 500 ? new DnsFailure.Unreachable(sentence, null) : new DnsFailure.Rejected("Refused", sentence, null);
        };
    }

    /// For people, in one line of bearable length.
    public String sentence(String said) {
        var tame = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return "cannot " + doing + ": " + (tame.isEmpty() ? "the provider answered with status " + status : (tame.length() <= LONGEST ? tame : tame.substring(0, LONGEST) + "…") + " (status " + status + ")");
    }

    /// How long not to ask again: Retry-After, in seconds or as a date (RFC 9110, section 10.2.3), which is compared with the provider's own clock.
    private Optional<Duration> pause() {
        var text = headers.firstValue("Retry-After").orElse("").strip();
        try {
            var pause = text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.between(moment(headers.firstValue("Date").orElse("")), moment(text));
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant moment(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
