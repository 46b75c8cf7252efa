package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.ports.cloud.CloudFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// The way into a site: every call takes its time, meets its fault, and happens under the site's lock.
final class SiteGate {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Site site;
    private final Consumer<Duration> passing;
    private final BooleanSupplier letIn;

    /// @param passing lets that much time pass for the caller; throws when the caller gives up
    /// @param letIn   whether the caller's credentials are good
    SiteGate(Site site, Consumer<Duration> passing, BooleanSupplier letIn) {
        this.site = site;
        this.passing = passing;
        this.letIn = letIn;
    }

    /// @param doing is told the fault that befalls it and has to heed only those that concern what is made or removed
    <T> T call(CloudCall call, Function<Optional<CloudFault>, T> doing) {
        Optional<CloudFault> fault;
        Duration latency;
        synchronized (site) {
            fault = site.faults.of(call);
            latency = site.settings.latency();
            site.calls++;
        }
        passing.accept(latency);
        T done;
        synchronized (site) {
            before(fault);
            done = doing.apply(fault);
        }
        return switch (fault.orElse(null)) {
            case REPLY_LOST -> throw new CloudFailure.Unreachable("the simulated cloud's reply breaks off in the middle", null);
            case BROKEN_AFTER -> throw new CloudFailure.Broken("500 Internal Server Error: Unexpected API Error.", null);
            case null, default -> done;
        };
    }

    private void before(Optional<CloudFault> fault) {
        if (site.down) {
            throw new CloudFailure.Unreachable("the simulated cloud does not answer: connection refused", null);
        }
        if (site.denied || !letIn.getAsBoolean()) {
            throw new CloudFailure.Denied("BadCredentials", "The request you have made requires authentication.", null);
        }
        switch (fault.orElse(null)) {
            case REQUEST_LOST -> throw new CloudFailure.Unreachable("the simulated cloud does not answer: connection reset", null);
            case BROKEN_BEFORE -> throw new CloudFailure.Broken("503 Service Unavailable", null);
            case THROTTLED -> throw new CloudFailure.Throttled("429 Too Many Requests", Optional.of(A_MINUTE));
            case THROTTLED_SILENTLY -> throw new CloudFailure.Throttled("429 Too Many Requests", Optional.empty());
            case DENIED -> throw new CloudFailure.Denied("BadCredentials", "The token has expired.", null);
            case null, default -> { }
        }
    }
}
