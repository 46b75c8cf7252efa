package dev.plimsoll.controllers.registration;

import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;

/// What the controller of registrations works with.
///
/// @param around    what every controller works with
/// @param registers the registers behind their APIs
public record RegistrationWork(Surroundings around, RegisterAccounts registers) {
    /// Held by registrations until no entry of theirs is left.
    static final String FINALIZER = "dev.plimsoll/registration";
    private static final Duration THROTTLED = Duration.ofSeconds(30);
    private static final Duration REFUSED = Duration.ofMinutes(1);

    /// Whose instances are registered.
    public static Key component(Resource registration) {
        var spec = registration.spec(RegistrationSpec.class);
        return Naming.component(registration.metadata().project(), spec.assembly().orElse(""), spec.component());
    }

    Resource held(Resource registration, Run run) {
        return registration.metadata().finalizers().contains(FINALIZER) ? registration
            : commit(new Write.Put(registration.withMetadata(registration.metadata().withFinalizer(FINALIZER)), Write.Expected.revision(registration.metadata().revision())), run);
    }

    /// @return as it is then
    Resource write(Resource registration, Status status, Run run) {
        return status.equals(registration.status()) ? registration
            : commit(new Write.PutStatus(registration.key(), status, Write.Expected.revision(registration.metadata().revision())), run);
    }

    void remove(Resource registration, Run run) {
        commit(new Write.Remove(registration.key(), Write.Expected.revision(registration.metadata().revision())), run);
        registers.forget(registration.key());
    }

    private Resource commit(Write write, Run run) {
        var written = around.commit(List.of(write)).getFirst();
        run.wrote(written.metadata().revision());
        return written;
    }

    /// What a failed call leads to.
    public static Outcome outcome(RegisterFailure failure) {
        return switch (failure) {
            case RegisterFailure.Throttled throttled -> Outcome.lookAgain(throttled.retryAfter().orElse(THROTTLED), failure.getMessage());
            case RegisterFailure.Rejected _ -> Outcome.lookAgain(REFUSED, failure.getMessage());
            case RegisterFailure.Denied _, RegisterFailure.Unreachable _ -> Outcome.retry(failure.getMessage());
        };
    }
}
