package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;

/// Applies a plain compose file: no Plimsoll file needed, no question asked unless something would be deleted.
public final class Deploy implements Verb {
    private final Session session;
    private final DeclareOptions declare = new DeclareOptions();
    private final WaitOptions wait = new WaitOptions();
    private boolean yes;

    public Deploy(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(declare)
            .with(wait)
            .flag("-y, --yes", "do not ask, not even before deleting", () -> yes = true)
            .examples("plimsoll deploy", "plimsoll deploy -f compose.yml -f compose.prod.yml --prune", "plimsoll deploy -f shop.yml --values prod.yml --set TAG=1.4");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var here = session.shell().folder();
        if (declare.files.isEmpty() && declare.places.isEmpty() && Declared.compose(here).isEmpty()) {
            throw Trouble.notFound("there is no compose file in " + here, "name one with -f, or use: plimsoll apply -f FOLDER");
        }
        var api = session.api();
        return new Applying(session, api, wait, yes || !declare.prune)
            .previewed(new Negotiation(session, api, declare.read(session), declare.choices(session)));
    }
}
