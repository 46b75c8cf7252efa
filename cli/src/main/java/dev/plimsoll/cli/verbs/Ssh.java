package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.machines.HostKeys;
import dev.plimsoll.cli.machines.KnownMachine;
import dev.plimsoll.cli.machines.KnownMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Logs in to a machine with the system's `ssh`, and with the person's own keys. Ends with its exit code.
public final class Ssh implements Verb {
    private final Session session;
    private String name = "";
    private final List<String> command = new ArrayList<>();
    private Optional<String> user = Optional.empty();
    private Optional<String> identity = Optional.empty();

    public Ssh(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "a machine", text -> name = text.replaceFirst("^machine/", ""))
            .any("COMMAND", "program and arguments to run there (default: a shell)", command::add)
            .option("-l, --login", "USER", "log in as this user", text -> user = Optional.of(text))
            .option("-i, --identity", "FILE", "file of the private key to log in with", text -> identity = Optional.of(text))
            .examples("plimsoll ssh web-2", "plimsoll ssh web-2 -- docker ps");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var machine = new KnownMachines(session).named(name);
        if (machine.address().isEmpty()) {
            throw Trouble.failed("machine " + name + " has no address yet", "plimsoll why machine/" + name);
        }
        var known = HostKeys.of(machine, session);
        try {
            return new ProcessBuilder(line(machine, known)).inheritIO().start().waitFor();
        } catch (IOException missing) {
            throw Trouble.failed("ssh cannot be started: " + missing.getMessage(), "install it, such as with: apt-get install openssh-client");
        } finally {
            if (known.passing()) {
                Files.deleteIfExists(known.file());
            }
        }
    }

    private List<String> line(KnownMachine machine, HostKeys.Known known) {
        var line = new ArrayList<>(List.of("ssh", "-p", Integer.toString(machine.port())));
        line.addAll(known.options());
        identity.ifPresent(file -> line.addAll(List.of("-i", file, "-o", "IdentitiesOnly=yes")));
        user.or(machine::user).ifPresent(login -> line.addAll(List.of("-l", login)));
        line.add("--");
        line.add(machine.address());
        line.addAll(command);
        return line;
    }
}
