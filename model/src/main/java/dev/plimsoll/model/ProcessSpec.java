package dev.plimsoll.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What runs in an instance. What is not given is the image's own.
public record ProcessSpec(
    @Doc("Program and first arguments; none is the image's. An empty list clears it.") Optional<List<String>> entrypoint,
    @Doc("Arguments; none is the image's. An empty list clears it.") Optional<List<String>> command,
    @Doc("Folder it starts in.") Optional<String> workingDir,
    @Doc("User and group, as in user:group.") Optional<String> user,
    @Doc("Further groups.") List<String> groups,
    @Doc("Signal that asks it to stop, such as SIGTERM.") Optional<String> stopSignal,
    @Doc("Time between asking and killing; 10s when not given.") Duration stopGrace,
    @Doc("A small init as process 1 that forwards signals and reaps.") Optional<Boolean> init,
    @Doc("A terminal.") boolean tty,
    @Doc("Standard input held open.") boolean stdin) {
    public static final ProcessSpec OF_IMAGE = new ProcessSpec(null, null, null, null, null, null, null, null, false, false);

    public ProcessSpec {
        entrypoint = Values.optional(entrypoint).map(List::copyOf);
        command = Values.optional(command).map(List::copyOf);
        workingDir = Values.optional(workingDir);
        user = Values.optional(user);
        groups = Values.list(groups);
        stopSignal = Values.optional(stopSignal);
        stopGrace = Values.or(stopGrace, Duration.ofSeconds(10));
        init = Values.optional(init);
    }

    /// The image's program with other arguments.
    public static ProcessSpec ofCommand(String... command) {
        return new ProcessSpec(null, Optional.of(List.of(command)), null, null, null, null, null, null, false, false);
    }
}
