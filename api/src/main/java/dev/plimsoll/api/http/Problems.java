package dev.plimsoll.api.http;

import com.fasterxml.jackson.core.JacksonException;
import dev.plimsoll.api.plane.DoorShut;
import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.store.StoreFailure;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;

/// From any exception to the problem a client sees. What nobody foresaw is `internal`: its text goes to the log, not to the client, because it may
/// hold anything.
final class Problems {
    private Problems() {}

    static Problem of(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case InvalidValue invalid -> Problem.of(ProblemCode.INVALID, invalid.getMessage());
            case StoreFailure store -> of(store);
            case EngineTrouble trouble -> of(trouble);
            case DoorShut shut -> of(shut);
            case JacksonException json when json.getCause() instanceof InvalidValue invalid -> of(invalid);
            case JacksonException json -> Problem.of(ProblemCode.MALFORMED, "the body is not the JSON expected here: " + Wire.sentence(json));
            case HttpException http -> Problem.of(ProblemCode.ofStatus(http.getCode()), reason(http));
            case TimeoutException _ -> Problem.of(ProblemCode.TIMED_OUT, "the request's body did not arrive in time");
            case InterruptedException _ -> Problem.of(ProblemCode.UNAVAILABLE, "the control plane is ending");
            default -> failure.getCause() instanceof TimeoutException ? of(failure.getCause())
                : Problem.of(ProblemCode.INTERNAL, "an unforeseen failure; the control plane's log has it under this request id").causedBy(failure);
        };
    }

    private static Problem of(StoreFailure failure) {
        return switch (failure) {
            case StoreFailure.Conflict conflict -> Problem.of(ProblemCode.CONFLICT, conflict.getMessage()).about(conflict.key())
                .hint("look at it again and repeat the change");
            case StoreFailure.TooOld old -> Problem.of(ProblemCode.TOO_OLD, old.getMessage()).hint("list again and watch from the listing's revision");
            case StoreFailure.Full full -> Problem.of(ProblemCode.STORE_FULL, full.getMessage()).hint("make room on the disk of the state folder; nothing was written");
            case StoreFailure.StaleEpoch stale -> Problem.of(ProblemCode.UNAVAILABLE, stale.getMessage()).hint("another control plane took over: ask that one");
            case StoreFailure.Unavailable gone -> Problem.of(ProblemCode.UNAVAILABLE, gone.getMessage()).hint("the change may have been made: look before repeating it");
            case StoreFailure.Unusable unusable -> Problem.of(ProblemCode.UNAVAILABLE, unusable.getMessage());
        };
    }

    private static Problem of(EngineTrouble trouble) {
        var code = switch (trouble.type()) {
            case ABSENT -> ProblemCode.NOT_FOUND;
            case REFUSED -> ProblemCode.INVALID;
            case UNREACHABLE -> ProblemCode.UNAVAILABLE;
        };
        return Problem.of(code, trouble.getMessage());
    }

    private static Problem of(DoorShut shut) {
        var code = switch (shut.type()) {
            case UNKNOWN -> ProblemCode.UNAUTHORIZED;
            case SPENT -> ProblemCode.FORBIDDEN;
            case UNFIT -> ProblemCode.INVALID;
            case TOO_OFTEN -> ProblemCode.THROTTLED;
        };
        return Problem.of(code, shut.getMessage());
    }

    private static String reason(HttpException http) {
        return http.getReason() == null ? "the request is not proper HTTP" : http.getReason();
    }
}
