package dev.plimsoll.compose.translate;

import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.ProcessSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What runs: `command`, `entrypoint` and their neighbours.
final class Processes {
    private static final Set<String> KEYS = Set.of("entrypoint", "command", "working_dir", "user", "group_add", "stop_signal", "stop_grace_period", "init", "tty",
        "stdin_open");

    private Processes() {}

    static ProcessSpec of(Section service) {
        if (!service.hasAny(KEYS)) {
            return ProcessSpec.OF_IMAGE;
        }
        return new ProcessSpec(command(service, "entrypoint"), command(service, "command"), service.text("working_dir"), service.text("user"),
            service.texts("group_add"), service.text("stop_signal"), service.span("stop_grace_period").orElse(null), service.truth("init"),
            service.is("tty"), service.is("stdin_open"));
    }

    /// A line is split into words, a list is taken as it is; an empty one clears the image's, nothing keeps it.
    static Optional<List<String>> command(Section section, String key) {
        return section.node(key).flatMap(node -> {
            if (!(node instanceof Node.Scalar line)) {
                return Optional.of(section.texts(key));
            }
            try {
                var words = Words.split(line.text());
                if (Words.wantsShell(words)) {
                    section.warning(key, "NoShell", "no shell reads this line: " + Quote.of(line.text()) + " is split into words",
                        "write it as sh -c '…' if a shell should");
                }
                return Optional.of(words);
            } catch (InvalidValue invalid) {
                section.error(key, "InvalidValue", invalid.getMessage(), "");
                return Optional.empty();
            }
        });
    }
}
