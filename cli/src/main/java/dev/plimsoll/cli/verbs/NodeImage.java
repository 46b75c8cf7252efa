package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Paint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Makes the image that local machines boot, so that the first machine does not wait for it. It is made once for each version of its recipe.
public final class NodeImage implements Verb {
    /// Between two lines; packages may come over a slow line.
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Session session;
    private boolean quiet;

    public NodeImage(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.flag("-q, --quiet", "say only what it is called in the end", () -> quiet = true).examples("plimsoll node-image");
    }

    @Override
    public int run() throws IOException {
        var api = new Api(session.place(), PATIENCE);
        try (var lines = new BufferedReader(new InputStreamReader(api.posted(Route.of("v1", "node-image")), StandardCharsets.UTF_8))) {
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                var said = JsonText.read(text);
                if (said.at("problem").exists()) {
                    throw Trouble.failed(Paint.tame(said.text("problem")), "an image made elsewhere does as well: docker save it there, docker load it here");
                } else if (said.at("image").exists()) {
                    session.out().println(said.text("image"));
                    return ExitCode.DONE;
                } else if (!quiet) {
                    session.say(Paint.tame(said.text("progress")));
                }
            }
        }
        throw Trouble.failed("the control plane went away before the node image was made", "ask again: plimsoll node-image");
    }
}
