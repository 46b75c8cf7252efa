package dev.plimsoll.cli;

import dev.plimsoll.cli.line.Line;
import dev.plimsoll.model.Metadata;
import java.nio.file.Path;
import java.util.Optional;

/// Options that every verb takes, before or after its name. Hidden in the verbs' own help; the overview shows them.
public final class GlobalOptions implements Line.Part {
    Optional<Path> state = Optional.empty();
    Optional<String> server = Optional.empty();
    Optional<Path> tokenFile = Optional.empty();
    Optional<String> project = Optional.empty();
    boolean help;

    @Override
    public void describe(Line line) {
        line.option("--state", "FOLDER", "folder of the control plane's state", text -> state = Optional.of(Path.of(text)))
            .option("--server", "URL", "address of a control plane", text -> server = Optional.of(text))
            .option("--token-file", "FILE", "file with the token for it", text -> tokenFile = Optional.of(Path.of(text)))
            .option("-p, --project", "NAME", "project; 'default' when not given", text -> project = Optional.of(text))
            .flag("-h, --help", "show this help", () -> help = true);
    }

    static String usualProject() {
        return Metadata.DEFAULT_PROJECT;
    }
}
