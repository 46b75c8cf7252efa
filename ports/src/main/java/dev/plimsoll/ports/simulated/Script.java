package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Part;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Chooses how an instance behaves. Any image just runs. What differs is said by, from weak to strong:
///
/// - the image's name: `sim/web` (has a check, healthy after 1 s), `sim/crash` (ends with 1 at once), `sim/unhealthy` (its check never passes), `sim/job` (ends
///   with 0 after 1 s), `sim/slow` (healthy after 20 s, takes 5 s to stop), `sim/greedy` (killed for want of memory after 1 s);
/// - the command: `sleep 5`, `true`, `false`, `sh -c "exit 3"`; a program called `no-such-…` is in no image;
/// - variables: `SIM_RUNS_FOR=5s`, `SIM_EXIT=3`, `SIM_HEALTHY_AFTER=2s`, `SIM_ILL=true`, `SIM_STOP_TAKES=3s`, `SIM_SAYS=a line`.
final class Script {
    private static final Duration AT_ONCE = Duration.ofMillis(20);
    private static final Pattern EXIT = Pattern.compile("exit (\\d{1,3})");

    private Script() {}

    static Behaviour of(Part.Instance part, String image) {
        return byEnvironment(byCommand(byImage(image), command(part)), part.environment());
    }

    private static Behaviour byImage(String image) {
        int tag = image.indexOf(':');
        return switch (tag < 0 ? image : image.substring(0, tag)) {
            case "sim/web" -> Behaviour.STEADY.checked().healthyAfter(Duration.ofSeconds(1)).saying(List.of("listening"), List.of());
            case "sim/crash" -> Behaviour.STEADY.ending(AT_ONCE, 1).saying(List.of("starting"), List.of("fatal: simulated crash"));
            case "sim/unhealthy" -> Behaviour.STEADY.checked().fallingIll().saying(List.of("listening"), List.of());
            case "sim/job" -> Behaviour.STEADY.ending(Duration.ofSeconds(1), 0).saying(List.of("working"), List.of());
            case "sim/slow" -> Behaviour.STEADY.checked().healthyAfter(Duration.ofSeconds(20)).stoppingAfter(Duration.ofSeconds(5));
            case "sim/greedy" -> Behaviour.STEADY.ending(Duration.ofSeconds(1), 137).killedForMemory();
            default -> Behaviour.STEADY;
        };
    }

    private static Behaviour byCommand(Behaviour before, List<String> words) {
        if (words.isEmpty()) {
            return before;
        }
        var program = words.getFirst();
        var last = words.getLast();
        if (program.startsWith("no-such-")) {
            return before.without(program);
        }
        var exit = EXIT.matcher(last);
        if (words.size() == 3 && program.equals("sh") && words.get(1).equals("-c") && exit.matches()) {
            return before.ending(AT_ONCE, Integer.parseInt(exit.group(1)) & 0xff);
        }
        return switch (program) {
            case "true" -> before.ending(AT_ONCE, 0);
            case "false" -> before.ending(AT_ONCE, 1);
            case "sleep" -> last.matches("\\d{1,9}") ? before.ending(Duration.ofSeconds(Long.parseLong(last)), 0) : before;
            default -> before;
        };
    }

    private static Behaviour byEnvironment(Behaviour before, Map<String, String> environment) {
        var behaviour = before;
        if (environment.containsKey("SIM_EXIT")) {
            behaviour = behaviour.ending(behaviour.runsFor().orElse(AT_ONCE), number(environment.get("SIM_EXIT")));
        }
        if (environment.containsKey("SIM_RUNS_FOR")) {
            behaviour = behaviour.ending(time(environment.get("SIM_RUNS_FOR")), behaviour.exitCode());
        }
        if (environment.containsKey("SIM_HEALTHY_AFTER")) {
            behaviour = behaviour.healthyAfter(time(environment.get("SIM_HEALTHY_AFTER")));
        }
        if (Boolean.parseBoolean(environment.get("SIM_ILL"))) {
            behaviour = behaviour.fallingIll();
        }
        if (environment.containsKey("SIM_STOP_TAKES")) {
            behaviour = behaviour.stoppingAfter(time(environment.get("SIM_STOP_TAKES")));
        }
        return environment.containsKey("SIM_SAYS") ? behaviour.saying(List.of(environment.get("SIM_SAYS")), behaviour.lastWords()) : behaviour;
    }

    private static List<String> command(Part.Instance part) {
        var process = part.spec().process();
        var entrypoint = process.entrypoint().orElse(List.of());
        return entrypoint.isEmpty() ? process.command().orElse(List.of()) : entrypoint;
    }

    /// A script that cannot be read is as if it were not there: the world must go on.
    private static Duration time(String text) {
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException unreadable) {
            return Duration.ZERO;
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) & 0xff : 1;
    }
}
