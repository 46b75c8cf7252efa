package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.LiveBlock;
import dev.plimsoll.cli.screen.TerminalSize;
import dev.plimsoll.cli.screen.TreeLines;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Waits until assemblies are level, showing their trees meanwhile: on a terminal redrawn in place, elsewhere a line for each change. Ends early when
/// nothing more will happen by itself.
public final class LevelWait {
    private static final Duration REDRAW = Duration.ofMillis(250);
    /// A failed state is believed when it stays for so long: right after an apply the tree may still speak of what was before.
    private static final Duration BELIEF = Duration.ofMillis(1_500);

    private final Session session;
    private final Api api;
    private final Duration atMost;

    public LevelWait(Session session, Api api, Duration atMost) {
        this.session = session;
        this.api = api;
        this.atMost = atMost;
    }

    /// @return the [ExitCode]: level, failed, partly, or not in time
    public int until(Collection<Ref> assemblies) throws IOException, InterruptedException {
        if (allLevelAlready(assemblies)) {
            return ExitCode.DONE;
        }
        try (var trees = new Trees(api)) {
            assemblies.forEach(trees::follow);
            var live = session.shell().terminal().err();
            var end = live ? onScreen(trees) : inLines(trees);
            return end == ExitCode.DONE ? end : explained(trees, end);
        }
    }

    private boolean allLevelAlready(Collection<Ref> assemblies) throws IOException {
        for (var assembly : assemblies) {
            var tree = api.get(assembly.route("tree"));
            if (!settled(tree) || !level(tree)) {
                return false;
            }
        }
        return true;
    }

    private int onScreen(Trees trees) throws InterruptedException {
        var block = new LiveBlock(session.shell().err(), TerminalSize.following(session.shell().terminal()));
        try (block; var _ = interruption(block::close)) {
            return watch(trees, () -> block.show(lines(TreeLines.roots(trees.known().values()))));
        }
    }

    private int inLines(Trees trees) throws InterruptedException {
        var log = new TreeLog(session::say);
        try (var _ = interruption(() -> { })) {
            return watch(trees, () -> TreeLines.roots(trees.known().values()).forEach(log::show));
        }
    }

    private Interruption interruption(Runnable tidy) {
        return new Interruption(session, tidy, "stopped watching; the work goes on. Look again with: plimsoll status -w");
    }

    private int watch(Trees trees, Runnable show) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        var failedSince = 0L;
        var seen = 0L;
        while (true) {
            show.run();
            var known = trees.known();
            trees.ended().values().stream().findFirst().ifPresent(problem -> {
                throw problem;
            });
            if (trees.complete() && known.values().stream().allMatch(LevelWait::settled)) {
                if (known.values().stream().allMatch(LevelWait::level)) {
                    return ExitCode.DONE;
                }
                failedSince = failedSince == 0 ? System.nanoTime() : failedSince;
                if (System.nanoTime() - failedSince > BELIEF.toNanos()) {
                    return known.values().stream().anyMatch(LevelWait::level) ? ExitCode.PARTLY : ExitCode.FAILED;
                }
            } else {
                failedSince = 0;
            }
            if (System.nanoTime() > deadline) {
                return ExitCode.TIMED_OUT;
            }
            seen = trees.await(seen, REDRAW);
        }
    }

    private List<String> lines(Collection<Json> trees) {
        var lines = new ArrayList<String>();
        var screen = new TreeLines(session.talkPaint(), session.shell().clock().instant(), TreeLines.Instances.WHERE_THEY_TELL);
        trees.forEach(t -> lines.addAll(screen.lines(t)));
        return lines;
    }

    private int explained(Trees trees, int end) throws IOException {
        if (end == ExitCode.TIMED_OUT) {
            session.say("not level after " + Ages.span(atMost) + "; the work goes on. Look again with: plimsoll status -w");
        }
        var sentences = new WhySentences(session.talkPaint(), session.shell().clock().instant(), session.talkWidth());
        for (Map.Entry<Ref, Json> tree : trees.known().entrySet()) {
            if (!level(tree.getValue())) {
                session.say("");
                sentences.lines(api.get(tree.getKey().route("why"))).forEach(session::say);
            }
        }
        return end;
    }

    /// Whether the tree speaks of the newest declaration and nothing more will happen by itself.
    private static boolean settled(Json tree) {
        var state = TreeLines.state(tree);
        return seen(tree) && (state.equals("level") || state.equals("failed") && calm(tree));
    }

    private static boolean seen(Json tree) {
        return tree.number("observedGeneration") >= tree.number("generation");
    }

    /// Whether nothing is under way in it: while something is, a failure is what was before.
    private static boolean calm(Json tree) {
        return seen(tree) && tree.at("progress").blank() && tree.items("children").stream().allMatch(LevelWait::calm);
    }

    private static boolean level(Json tree) {
        return TreeLines.state(tree).equals("level");
    }
}
