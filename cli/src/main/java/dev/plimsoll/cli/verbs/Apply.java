package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.SavedPreview;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Makes what is declared so, and waits until it is.
public final class Apply implements Verb {
    private final Session session;
    private final DeclareOptions declare = new DeclareOptions();
    private final WaitOptions wait = new WaitOptions();
    private boolean yes;
    private Optional<Path> preview = Optional.empty();

    public Apply(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(declare)
            .with(wait)
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .option("--preview", "FILE", "apply exactly what this saved preview shows, or nothing when the world has moved", text -> preview = Optional.of(Path.of(text)))
            .examples("plimsoll apply -f platform/", "plimsoll apply -f compose.yml -f compose.prod.yml --set TAG=1.4 -y", "plimsoll apply --preview change.json");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var api = session.api();
        var applying = new Applying(session, api, wait, yes);
        if (preview.isEmpty()) {
            return applying.previewed(new Negotiation(session, api, declare.read(session), declare.choices(session)));
        }
        if (!declare.files.isEmpty() || !declare.places.isEmpty()) {
            throw Trouble.usage("--preview knows its files", "leave -f out");
        }
        var saved = SavedPreview.read(session.shell().folder().resolve(preview.get()));
        if (!saved.project().equals(session.project())) {
            throw Trouble.usage("the preview is for project " + saved.project(), "add -p " + saved.project());
        }
        var declared = Declared.read(saved.named(), session.shell().folder(), session.shell().in());
        return applying.saved(new Negotiation(session, api, declared, saved.choices(declare.set, declare.valuesFiles(session))), saved.fingerprint());
    }
}
