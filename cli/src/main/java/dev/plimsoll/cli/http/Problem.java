package dev.plimsoll.cli.http;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.json.Json;
import java.util.List;

/// A request the control plane refused, in its own words (RFC 9457).
public final class Problem extends Trouble {
    private static final long serialVersionUID = 1L;
    private final transient Json document;

    Problem(int status, Json document) {
        super(exitCode(status), sentence(status, document), hint(status, document));
        this.document = document;
    }

    /// Stable word, such as `needs` or `not-found`; empty when the answer had none.
    public String code() {
        return document.text("code");
    }

    /// What was wrong with a declaration, one by one.
    public List<Json> findings() {
        return document.items("findings");
    }

    public Json document() {
        return document;
    }

    private static String sentence(int status, Json document) {
        var detail = document.some("detail").or(() -> document.some("title")).orElse("the control plane answered " + status);
        return document.some("object").filter(o -> !detail.contains(o) && !detail.contains(brief(o))).map(o -> brief(o) + ": " + detail).orElse(detail);
    }

    /// `assembly/hello` for `assembly/default/hello`.
    private static String brief(String key) {
        return key.replaceFirst("/[^/]+/", "/");
    }

    private static String hint(int status, Json document) {
        return document.some("hint").orElse(switch (status) {
            case 401 -> "the token is missing or not this control plane's: see --token-file";
            case 409 -> "look again, then try again";
            case 500 -> document.some("runId").map(id -> "the control plane's log has more: look for run " + id)
                .orElse("the control plane's log has more: server.log in its state folder");
            case 429, 503 -> "try again in a moment";
            default -> "";
        });
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NOT_ALLOWED;
            case 404 -> ExitCode.NOT_FOUND;
            case 409, 410, 412 -> ExitCode.CONFLICT;
            default -> ExitCode.FAILED;
        };
    }
}
