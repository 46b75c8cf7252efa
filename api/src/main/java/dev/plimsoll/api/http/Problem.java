package dev.plimsoll.api.http;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Needs;
import java.util.List;
import java.util.Optional;

/// A failure a client should understand: RFC 9457's problem details with a stable code.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Details details;

    private Problem(ProblemCode code, String detail, Details details, Throwable cause) {
        super(detail, cause, false, cause != null);
        this.code = code;
        this.details = details;
    }

    /// @param detail what is wrong with this very request, for people
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, Details.NONE, null);
    }

    /// @param object the resource it is about, as `kind/project/name`
    public Problem about(Object object) {
        return with(new Details(Optional.of(object.toString()), details.hint, details.findings, details.needs));
    }

    /// @param hint what to do
    public Problem hint(String hint) {
        return with(new Details(details.object, Optional.of(hint), details.findings, details.needs));
    }

    public Problem findings(List<Finding> findings) {
        return with(new Details(details.object, details.hint, List.copyOf(findings), details.needs));
    }

    public Problem needs(Needs needs) {
        return with(new Details(details.object, details.hint, details.findings, Optional.of(needs)));
    }

    Problem causedBy(Throwable cause) {
        return new Problem(code, getMessage(), details, cause);
    }

    public ProblemCode code() {
        return code;
    }

    /// As it is sent. `requestId` is that of the `X-Request-Id` header.
    public Document document(String requestId) {
        return new Document("urn:plimsoll:" + code.code(), code.title(), code.status(), code.code(), getMessage(), details.object, details.hint,
            details.findings, details.needs, requestId);
    }

    private Problem with(Details changed) {
        return new Problem(code, getMessage(), changed, getCause());
    }

    private record Details(Optional<String> object, Optional<String> hint, List<Finding> findings, Optional<Needs> needs) {
        static final Details NONE = new Details(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /// The body of a failure.
    ///
    /// @param type      `urn:plimsoll:CODE`
    /// @param object    which resource; none when it is about none
    /// @param hint      what to do; none when there is nothing to say
    /// @param findings  what is wrong with a declaration
    /// @param needs     what a declaration lacks
    /// @param requestId to find the request in the log
    public record Document(String type, String title, int status, String code, String detail, Optional<String> object, Optional<String> hint,
                           List<Finding> findings, Optional<Needs> needs, String requestId) {}
}
