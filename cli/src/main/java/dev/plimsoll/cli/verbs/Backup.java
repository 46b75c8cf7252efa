package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// Writes the control plane's state to a file, consistent while it runs. The file holds sealed secrets; the key is not in it.
public final class Backup implements Verb {
    private final Session session;
    private String file = "";
    private boolean overwrite;

    public Backup(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("FILE", "file to write; - is standard output", text -> file = text)
            .flag("--overwrite", "replace the file when it exists", () -> overwrite = true)
            .examples("plimsoll backup plimsoll-2026-01-31.backup");
    }

    @Override
    public int run() throws IOException {
        var route = Route.of("v1", "backup");
        var api = session.api();
        if (file.equals("-")) {
            try (var in = api.stream(route, "application/octet-stream", Map.of())) {
                in.transferTo(session.out());
            }
            return ExitCode.DONE;
        }
        var target = session.shell().folder().resolve(file);
        if (Files.exists(target) && !overwrite) {
            throw Trouble.failed(target + " exists already", "choose another name, or add --overwrite");
        }
        var part = target.resolveSibling(target.getFileName() + ".part");
        try (var in = api.stream(route, "application/octet-stream", Map.of())) {
            write(part, in);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        session.say("wrote " + target + " (" + Files.size(target) / 1024 + " KB); keep the key file of the state folder apart from it");
        return ExitCode.DONE;
    }

    private static void write(Path part, java.io.InputStream in) throws IOException {
        Files.deleteIfExists(part);
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner)) {
            in.transferTo(java.nio.channels.Channels.newOutputStream(channel));
            channel.force(true);
        }
    }
}
