package dev.plimsoll.cli;

import dev.plimsoll.model.Metadata;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every verb takes, before or after its name. Hidden in the verbs' own help; the overview shows them.
@Command(name = "plimsoll")
public final class GlobalOptions {
    /// The options that take a value, so that the verb can be found among the arguments without parsing them.
    static final java.util.Set<String> WITH_VALUE = java.util.Set.of("--state", "--server", "--token-file", "-p", "--project");

    @Option(names = "--state", paramLabel = "FOLDER", hidden = true, scope = ScopeType.INHERIT, description = "folder of the control plane's state")
    Path state;

    @Option(names = "--server", paramLabel = "URL", hidden = true, scope = ScopeType.INHERIT, description = "address of a control plane")
    String server;

    @Option(names = "--token-file", paramLabel = "FILE", hidden = true, scope = ScopeType.INHERIT, description = "file with the token for it")
    Path tokenFile;

    @Option(names = {"-p", "--project"}, paramLabel = "NAME", hidden = true, scope = ScopeType.INHERIT, description = "project; 'default' when not given")
    String project;

    @Option(names = {"-h", "--help"}, usageHelp = true, hidden = true, scope = ScopeType.INHERIT, description = "show this help")
    boolean help;


    static String usualProject() {
        return Metadata.DEFAULT_PROJECT;
    }
}
