package dev.plimsoll.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What statuses of answers mean (RFC 9110, section 15).
final class Answers {
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final List<String> WORDS = List.of("error", "message", "detail", "title");

    private final Discretion discretion;

    Answers(Discretion discretion) {
        this.discretion = discretion;
    }

    void require(String call, HttpResponse<byte[]> answer, boolean success) {
        if (success) {
            return;
        }
        int status = answer.statusCode();
        var sentence = "the API answered " + call + " with " + status + words(answer.body());
        var retryAfter = retryAfter(answer);
        if (status == 429 || status == 503 && retryAfter.isPresent()) {
            throw new RegisterFailure.Throttled(sentence, retryAfter);
        } else if (status == 401 || status == 403) {
            throw new RegisterFailure.Denied("AccessDenied", sentence + "; look at the registration's secret", null);
        } else if (status >= 500 || status == 408) {
            throw new RegisterFailure.Unreachable(sentence, null);
        } else if (status >= 300 && status < 400) {
            throw new RegisterFailure.Rejected("Redirected", sentence + ", which would lead secrets elsewhere; declare the address that it leads to", null);
        }
        throw new RegisterFailure.Rejected("Refused", sentence, null);
    }

    /// The usual fields with a sentence for people; nothing else of a foreign answer is repeated.
    private String words(byte[] body) {
        try {
            var json = EntryReading.JSON.readTree(body);
            return WORDS.stream().map(json::path).filter(JsonNode::isTextual).findFirst().map(w -> ": " + discretion.tell(w.asText())).orElse("");
        } catch (IOException noJson) {
            return "";
        }
    }

    /// Seconds only; a date is taken as none.
    private static Optional<Duration> retryAfter(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Retry-After").map(String::strip).filter(text -> text.matches("[0-9]{1,6}")).map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .map(pause -> pause.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : pause);
    }
}
