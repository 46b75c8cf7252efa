package dev.plimsoll.api.console;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.plane.InstanceConsole;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.manifest.shape.Amounts;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Requests for logs.
final class Logs {
    private static final String NDJSON = "application/x-ndjson";
    private static final long MOST_TAIL = 1_000_000;

    private final Instances instances;
    private final InstanceConsole console;
    private final Clock clock;

    Logs(Instances instances, InstanceConsole console, Clock clock) {
        this.instances = instances;
        this.console = console;
        this.clock = clock;
    }

    Answer ofAssembly(Exchange exchange) {
        var key = new Reading(instances.mirror()).require(Path.key(exchange, Kind.ASSEMBLY)).key();
        var component = exchange.query("component");
        var names = instances.names(key);
        component.filter(c -> !names.contains(c)).ifPresent(c -> {
            throw Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " has no component '" + c + "'").about(key)
                .hint(Nearest.hint(c, names).orElse("it has " + String.join(", ", names)));
        });
        return stream(exchange, new Instances.Wanted(key, component, slot(exchange)));
    }

    Answer ofComponent(Exchange exchange) {
        var key = new Reading(instances.mirror()).require(Path.key(exchange, Kind.COMPONENT)).key();
        return stream(exchange, new Instances.Wanted(key, Optional.empty(), slot(exchange)));
    }

    private Answer stream(Exchange exchange, Instances.Wanted wanted) {
        int tail = Math.toIntExact(Math.min(exchange.number("tail").orElse(0L), MOST_TAIL));
        var range = new InstanceConsole.LogRange(exchange.asked("follow"), exchange.query("since").map(this::since), tail);
        return new Answer.Streamed(NDJSON, out -> {
            try (var merge = new Merge(instances, console, wanted, range)) {
                merge.writeTo(out, exchange.limits().keepAlive());
            }
        });
    }

    static Optional<Integer> slot(Exchange exchange) {
        return exchange.number("slot").map(n -> (int) Math.min(n, Integer.MAX_VALUE));
    }

    private Instant since(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            try {
                return clock.instant().minus(Amounts.duration(text));
            } catch (InvalidValue | ArithmeticException | DateTimeException notADuration) {
                throw Problem.of(ProblemCode.MALFORMED, "query parameter since must be a time such as 2026-03-01T12:00:00Z or a duration such as 10m");
            }
        }
    }
}
