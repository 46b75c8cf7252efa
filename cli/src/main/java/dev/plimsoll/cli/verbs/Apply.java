package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.SavedPreview;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes what is declared so, and waits until it is.
@Command(name = "apply", footer = {"  plimsoll apply -f platform/", "  plimsoll apply -f compose.yml -f compose.prod.yml --set TAG=1.4 -y", "  plimsoll apply --preview change.json"})
public final class Apply implements Verb {
    private final Session session;

    @Mixin
    private DeclareOptions declare;

    @Mixin
    private WaitOptions wait;

    @Option(names = {"-y", "--yes"}, description = "do not ask")
    private boolean yes;

    @Option(names = "--preview", paramLabel = "FILE", description = "apply exactly what this saved preview shows, or nothing when the world has moved")
    private Path preview;

    public Apply(Session session) {
        this.session = session;
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var api = session.api();
        var applying = new Applying(session, api, wait, yes);
        if (preview == null) {
            return applying.previewed(new Negotiation(session, api, declare.read(session), declare.choices(session)));
        }
        if (!declare.files.isEmpty() || !declare.places.isEmpty()) {
            throw Trouble.usage("--preview knows its files", "leave -f out");
        }
        var saved = SavedPreview.read(session.shell().folder().resolve(preview));
        if (!saved.project().equals(session.project())) {
            throw Trouble.usage("the preview is for project " + saved.project(), "add -p " + saved.project());
        }
        var declared = Declared.read(saved.named(), session.shell().folder(), session.shell().in());
        return applying.saved(new Negotiation(session, api, declared, saved.choices(declare.set, declare.valuesFiles(session))), saved.fingerprint());
    }
}
