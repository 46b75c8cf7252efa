package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.planning.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Answers of requests that carried an `Idempotency-Key`, so that a client who lost an answer can ask again without doing it twice. In memory, for a
/// day, bounded in number and size; apply itself is idempotent, so what is forgotten costs nothing but the old answer.
final class IdempotencyMemory {
    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST = 1_000;
    static final long MOST_BYTES = 16 << 20;
    private static final int LONGEST_KEY = 200;

    private final Clock clock;
    private final Map<String, Remembered> answers = new LinkedHashMap<>();
    private long bytes;

    IdempotencyMemory(Clock clock) {
        this.clock = clock;
    }

    /// @param request digest of what was asked
    /// @param answer  none while the first request is still under way
    private record Remembered(String request, Instant at, Optional<byte[]> answer) {
        int size() {
            return answer.map(a -> a.length).orElse(0);
        }
    }

    /// Answers from memory, or by `work`, whose answer is remembered. Failures are not.
    ///
    /// @throws Problem 409 while the first request with this key is under way, 422 when that was another request
    byte[] once(String key, byte[] request, Callable<byte[]> work) throws Exception {
        if (key.length() > LONGEST_KEY) {
            throw Problem.of(ProblemCode.MALFORMED, "an Idempotency-Key has at most " + LONGEST_KEY + " characters");
        }
        var digest = Fingerprint.sha256(new String(request, StandardCharsets.ISO_8859_1));
        var known = claim(key, digest);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<byte[]> answer = Optional.empty();
        try {
            answer = Optional.of(work.call());
            return answer.get();
        } finally {
            settle(key, digest, answer);
        }
    }

    private synchronized Optional<byte[]> claim(String key, String digest) {
        forgetOld();
        var known = answers.get(key);
        if (known == null) {
            answers.put(key, new Remembered(digest, clock.instant(), Optional.empty()));
            return Optional.empty();
        }
        if (!known.request.equals(digest)) {
            throw Problem.of(ProblemCode.INVALID, "this Idempotency-Key was used for another request").hint("use a new key for a new request");
        }
        if (known.answer.isEmpty()) {
            throw Problem.of(ProblemCode.CONFLICT, "a request with this Idempotency-Key is still under way").hint("wait for it, or ask again later");
        }
        return known.answer;
    }

    private synchronized void settle(String key, String digest, Optional<byte[]> answer) {
        answers.remove(key);
        if (answer.filter(a -> a.length <= MOST_BYTES / 2).isPresent()) {
            var remembered = new Remembered(digest, clock.instant(), answer);
            answers.put(key, remembered);
            bytes += remembered.size();
            forgetOld();
        }
    }

    private void forgetOld() {
        var oldest = clock.instant().minus(KEPT);
        var entries = answers.entrySet().iterator();
        int over = answers.size() - MOST;
        while (entries.hasNext()) {
            var remembered = entries.next().getValue();
            if (remembered.answer.isPresent() && (remembered.at.isBefore(oldest) || over > 0 || bytes > MOST_BYTES)) {
                entries.remove();
                bytes -= remembered.size();
                over--;
            }
        }
    }
}
