package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Applies a plain compose file: no Plimsoll file needed, no question asked unless something would be deleted.
@Command(name = "deploy", footer = {"  plimsoll deploy", "  plimsoll deploy -f compose.yml -f compose.prod.yml --prune", "  plimsoll deploy -f shop.yml --values prod.yml --set TAG=1.4"})
public final class Deploy implements Verb {
    private final Session session;

    @Mixin
    private DeclareOptions declare;

    @Mixin
    private WaitOptions wait;

    @Option(names = {"-y", "--yes"}, description = "do not ask, not even before deleting")
    private boolean yes;

    public Deploy(Session session) {
        this.session = session;
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
