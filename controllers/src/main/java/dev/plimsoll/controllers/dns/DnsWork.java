package dev.plimsoll.controllers.dns;

import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What controllers of the DNS work with.
///
/// @param around what every controller works with
/// @param zones  the zones at their providers
public record DnsWork(Surroundings around, ZoneAccounts zones) {
    /// Held by records and zones until nothing of theirs is left at a provider.
    public static final String FINALIZER = "dev.plimsoll/dns";
    private static final Duration THROTTLED = Duration.ofSeconds(30);
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMillis(200);

    Instant now() {
        return around.clock().instant();
    }

    Optional<Resource> get(Key key) {
        return around.mirror().get(key);
    }

    Resource held(Resource resource, Run run) {
        return resource.metadata().finalizers().contains(FINALIZER) ? resource
            : commit(List.of(new Write.Put(resource.withMetadata(resource.metadata().withFinalizer(FINALIZER)), Write.Expected.revision(resource.metadata().revision()))), run).getFirst();
    }

    void write(Resource resource, Status status, Run run) {
        if (!status.equals(resource.status())) {
            commit(List.of(new Write.PutStatus(resource.key(), status, Write.Expected.revision(resource.metadata().revision()))), run);
        }
    }

    void remove(Resource resource, Run run) {
        commit(List.of(new Write.Remove(resource.key(), Write.Expected.revision(resource.metadata().revision()))), run);
    }

    List<Resource> commit(List<Write> writes, Run run) {
        var written = around.commit(writes);
        written.forEach(w -> run.wrote(w.metadata().revision()));
        return written;
    }

    /// What a failed call to a provider leads to.
    static Outcome outcome(DnsFailure failure) {
        return switch (failure) {
            case DnsFailure.Throttled throttled -> Outcome.lookAgain(throttled.retryAfter().orElse(THROTTLED), failure.getMessage());
            // Somebody was faster; the next listing shows who.
            case DnsFailure.Rejected rejected when rejected.code().equals("Changed") -> Outcome.lookAgain(SOON, failure.getMessage());
            case DnsFailure.Rejected _, DnsFailure.Absent _ -> Outcome.lookAgain(REFUSED, failure.getMessage());
            case DnsFailure.Denied _, DnsFailure.Unreachable _ -> Outcome.retry(failure.getMessage());
        };
    }
}
