package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Placement;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How many, how restarted, how updated: `deploy`, `scale`, `restart`.
final class Deploys {
    /// As swarmkit writes constraints.
    private static final Pattern CONSTRAINT = Pattern.compile("\\s*[A-Za-z0-9][A-Za-z0-9._-]*\\s*(==|!=)\\s*\\S.*");
    private static final List<String> MODES = List.of("replicated", "global", "replicated-job", "global-job");
    private static final List<String> RESTARTS = List.of("no", "always", "on-failure", "unless-stopped");

    private final Section service;
    private final Optional<Section> deploy;
    private final boolean alone;

    /// @param alone whether no cluster is known to run it: on one engine some of what is written has nothing to choose from
    Deploys(Section service, boolean alone) {
        this.service = service;
        this.alone = alone;
        this.deploy = service.section("deploy", Place.DEPLOY);
    }

    int replicas() {
        var deployed = deploy.flatMap(d -> d.whole("replicas"));
        var scale = service.whole("scale");
        if (deployed.isPresent() && scale.isPresent() && !deployed.equals(scale)) {
            service.error("scale", "Contradiction", scale.get() + " here, but " + deployed.get() + " under deploy.replicas", "remove one of them");
        }
        var mode = mode();
        if (mode.startsWith("global")) {
            deploy.ifPresent(d -> {
                onEngine(d, "mode", "one instance on each machine, which is one on an engine alone");
                if (deployed.isPresent()) {
                    d.error("replicas", "Contradiction", "a global service has one instance per machine", "remove replicas or mode");
                }
            });
            return 1;
        }
        return deployed.or(() -> scale).orElse(1);
    }

    /// Where instances may run. Kept whatever the engine: an assembly may be moved to a cluster.
    Placement placement() {
        boolean everywhere = deploy.flatMap(d -> d.text("mode")).filter(mode -> mode.startsWith("global")).isPresent();
        var written = deploy.flatMap(d -> d.section("placement", Place.PLACEMENT));
        if (written.isEmpty()) {
            return new Placement(everywhere, null, null, 0);
        }
        var placement = written.get();
        deploy.ifPresent(d -> onEngine(d, "placement", "a cluster chooses by it; an engine alone has nothing to choose"));
        return placement.made(() -> new Placement(everywhere, constraints(placement), spread(placement), placement.whole("max_replicas_per_node").orElse(0)))
            .orElse(Placement.ANYWHERE);
    }

    private void onEngine(Section deployed, String key, String sentence) {
        if (alone) {
            deployed.findings().notice(deployed.mark(key), deployed.trail().to(key), "OneEngine", sentence);
        }
    }

    private static List<String> constraints(Section placement) {
        var constraints = placement.texts("constraints");
        constraints.stream().filter(c -> !CONSTRAINT.matcher(c).matches()).findFirst().ifPresent(wrong ->
            placement.error("constraints", "InvalidValue", Quote.of(wrong) + " is no constraint", "write it as node.labels.disk == ssd, or with !="));
        return constraints;
    }

    private static List<String> spread(Section placement) {
        return placement.items("preferences").stream().flatMap(item -> placement.section(item, Place.PREFERENCE).stream()).flatMap(preference -> preference.text("spread").stream()).toList();
    }

    private String mode() {
        var mode = deploy.flatMap(d -> d.text("mode")).orElse("replicated");
        if (!MODES.contains(mode)) {
            deploy.ifPresent(d -> d.error("mode", "InvalidValue", Quote.of(mode) + " is none of " + String.join(", ", MODES), Nearest.hint(mode, MODES).orElse("")));
            return MODES.getFirst();
        }
        return mode;
    }

    /// `deploy.restart_policy` wins over `restart`. Without either the service is kept running, unless others wait for its completion: then
    /// it runs until it ends well.
    Restart restart(boolean awaitedToComplete) {
        var policy = deploy.flatMap(d -> d.section("restart_policy", Place.RESTART_POLICY));
        boolean job = mode().endsWith("-job");
        if (policy.isPresent()) {
            int attempts = policy.get().whole("max_attempts").orElse(0);
            var condition = policy.get().text("condition").orElse(job ? "on-failure" : "any");
            return switch (condition) {
                case "none" -> new Restart(Restart.Mode.NEVER, 0);
                case "on-failure" -> policy.get().made(() -> new Restart(Restart.Mode.ON_FAILURE, attempts)).orElse(Restart.ALWAYS);
                case "any" -> job ? new Restart(Restart.Mode.ON_FAILURE, 0) : Restart.ALWAYS;
                default -> {
                    policy.get().error("condition", "InvalidValue", Quote.of(condition) + " is none of none, on-failure, any", "");
                    yield Restart.ALWAYS;
                }
            };
        }
        return service.text("restart").map(this::restart).orElse(awaitedToComplete || job ? new Restart(Restart.Mode.ON_FAILURE, 0) : Restart.ALWAYS);
    }

    private Restart restart(String written) {
        int colon = written.indexOf(':');
        var mode = colon < 0 ? written : written.substring(0, colon);
        return switch (mode) {
            case "no", "false" -> new Restart(Restart.Mode.NEVER, 0);
            case "always", "unless-stopped" -> Restart.ALWAYS;
            case "on-failure" -> {
                var digits = colon < 0 ? "0" : written.substring(colon + 1);
                if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    service.error("restart", "InvalidValue", Quote.of(digits) + " is no number of attempts", "");
                    yield Restart.ALWAYS;
                }
                yield new Restart(Restart.Mode.ON_FAILURE, Integer.parseInt(digits));
            }
            default -> {
                service.error("restart", "InvalidValue", Quote.of(written) + " is none of " + String.join(", ", RESTARTS), Nearest.hint(written,
                    RESTARTS).orElse(""));
                yield Restart.ALWAYS;
            }
        };
    }

    UpdatePolicy update(int replicas) {
        return deploy.flatMap(d -> d.section("update_config", Place.UPDATE)).flatMap(update -> update.made(() ->
            new UpdatePolicy(update.text("order").flatMap(o -> order(update, o)), update.whole("parallelism").orElse(1), update.span("delay").orElse(null),
                update.span("monitor").orElse(null), null, failures(update, replicas), update.text("failure_action").map(a -> onFailure(update, a)).orElse(null))))
            .orElse(UpdatePolicy.USUAL);
    }

    private static int failures(Section update, int replicas) {
        var ratio = update.decimal("max_failure_ratio").orElse(0.0);
        if (ratio < 0 || ratio > 1) {
            update.error("max_failure_ratio", "InvalidValue", ratio + " is not between 0 and 1", "");
            return 0;
        }
        return (int) Math.floor(ratio * replicas);
    }

    private static Optional<UpdatePolicy.Order> order(Section update, String written) {
        return switch (written) {
            case "start-first" -> Optional.of(UpdatePolicy.Order.START_FIRST);
            case "stop-first" -> Optional.of(UpdatePolicy.Order.STOP_FIRST);
            default -> {
                update.error("order", "InvalidValue", Quote.of(written) + " is neither start-first nor stop-first", "");
                yield Optional.empty();
            }
        };
    }

    private static UpdatePolicy.OnFailure onFailure(Section update, String written) {
        return switch (written) {
            case "continue" -> UpdatePolicy.OnFailure.PROCEED;
            case "pause" -> UpdatePolicy.OnFailure.PAUSE;
            case "rollback" -> UpdatePolicy.OnFailure.ROLLBACK;
            default -> {
                update.error("failure_action", "InvalidValue", Quote.of(written) + " is none of continue, pause, rollback", "");
                yield UpdatePolicy.OnFailure.ROLLBACK;
            }
        };
    }
}
