package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.model.HealthCheck;
import java.util.List;
import java.util.Optional;

/// `healthcheck`.
final class Healths {
    private Healths() {}

    static Optional<HealthCheck> of(Section service) {
        return service.section("healthcheck", Place.HEALTH).flatMap(check -> {
            var test = test(check);
            if (check.is("disable")) {
                return Optional.of(new HealthCheck(List.of("NONE"), null, null, 0, null, null));
            }
            if (test.isEmpty()) {
                if (!check.has("disable")) {
                    check.warning("test", "NotHonoured", "without a test the image's own check is used, with the image's own times", "write the test here");
                }
                return Optional.empty();
            }
            return check.made(() -> new HealthCheck(test, check.span("interval").orElse(null), check.span("timeout").orElse(null),
                check.whole("retries").orElse(0), check.span("start_period").orElse(null), check.span("start_interval").orElse(null)));
        });
    }

    /// A text is a line for the image's shell.
    private static List<String> test(Section check) {
        return check.node("test").map(node -> node instanceof Node.Scalar line ? List.of("CMD-SHELL", line.text()) : check.texts("test")).orElse(List.of());
    }
}
