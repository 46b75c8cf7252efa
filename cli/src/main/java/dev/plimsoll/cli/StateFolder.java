package dev.plimsoll.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the state folder. The first of: `--state`; the variable PLIMSOLL_STATE; a folder `.plimsoll` here or in the nearest folder above;
/// `.plimsoll` beside the launcher, or in the home folder where that cannot be written to.
final class StateFolder {
    private static final String NAME = ".plimsoll";

    private StateFolder() {}

    static Path find(Optional<Path> given, Shell shell) {
        var here = shell.folder();
        return given.or(() -> shell.variable("PLIMSOLL_STATE").map(Path::of)).map(p -> here.resolve(p).normalize())
            .or(() -> above(here))
            .orElseGet(() -> beside(shell));
    }

    private static Optional<Path> above(Path folder) {
        for (var at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(NAME))) {
                return Optional.of(at.resolve(NAME));
            }
        }
        return Optional.empty();
    }

    private static Path beside(Shell shell) {
        var beside = shell.home().resolve(NAME);
        var usable = Files.isDirectory(beside) ? Files.isWritable(beside) : Files.isWritable(shell.home());
        return usable ? beside : shell.variable("HOME").map(Path::of).orElse(shell.home()).resolve(NAME);
    }
}
