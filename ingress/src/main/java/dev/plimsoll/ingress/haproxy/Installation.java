package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.ports.ingress.IngressFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The configuration that HAProxy serves, and the ways from it to another one: commands to the running process when only servers or entries of maps differ, a
/// reload otherwise, a start when nothing runs. One at a time.
final class Installation {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final String CANDIDATE = "candidate";

    private final Path folder;
    private final boolean passable;
    private final HaproxyProcess process;
    /// What the running process serves, as far as is known.
    private Optional<Layout> serving = Optional.empty();
    /// When it was last told something, in nanoseconds.
    private long changed;
    private final List<String> departed = new ArrayList<>();

    Installation(HaproxySettings settings, HaproxyProcess process) {
        this.folder = settings.folder();
        this.passable = settings.user().isPresent();
        this.process = process;
    }

    Optional<Configuration> serving() {
        return serving.map(Layout::running);
    }

    /// Makes HAProxy serve this.
    ///
    /// @return why it refuses to; what it served before goes on then
    Optional<Refusal> install(Configuration wanted) throws IOException, InterruptedException {
        PrivateFiles.folder(folder);
        if (passable) {
            PrivateFiles.passable(folder);
        }
        var running = process.loaded();
        if (running.isEmpty()) {
            serving = Optional.empty();
            return started(wanted);
        }
        if (serving.isEmpty() && running.get().equals(wanted.structure()) && PrivateFiles.hold(folder, wanted.files())) {
            LOG.info("HAProxy goes on serving what it served before this control plane started");
            serving = Optional.of(Layout.of(wanted));
            return Optional.empty();
        }
        var same = serving.filter(s -> s.running().structure().equals(running.get())).flatMap(s -> s.with(wanted));
        return same.isPresent() && changed(serving.get().running(), same.get()) ? Optional.empty() : reloaded(wanted);
    }

    /// Nothing is served from here on.
    void retire() throws IOException, InterruptedException {
        serving = Optional.empty();
        departed.clear();
        process.retire();
    }

    /// Starts it again as it was, when it died.
    void revive() throws IOException, InterruptedException {
        if (serving.isPresent() && process.structure().isEmpty() && process.loaded().isEmpty()) {
            var said = process.start();
            LOG.warn("HAProxy had died and was started again{}", said.isEmpty() ? "" : ", in vain: " + Refusal.tame(said));
        }
    }

    /// Gives every route its own backend again once nothing has changed for a while: figures are told by the names of backends.
    void settle(Duration quiet) throws IOException, InterruptedException {
        if (serving.filter(s -> !s.settled()).isPresent() && System.nanoTime() - changed > quiet.toNanos()) {
            changed = System.nanoTime();
            reloaded(serving.get().wanted()).ifPresent(refusal -> LOG.warn("HAProxy refuses what it has served: {}", refusal.words()));
        }
    }

    /// Servers that were sent away are forgotten as soon as HAProxy agrees that nothing is under way there.
    void forgetDeparted() {
        departed.removeIf(name -> {
            try {
                var answer = process.command("del server " + name);
                return answer.contains("deleted") || answer.contains("No such");
            } catch (IOException later) {
                return false;
            }
        });
    }

    private Optional<Refusal> started(Configuration wanted) throws IOException, InterruptedException {
        var refusal = checked(wanted);
        if (refusal.isPresent()) {
            return refusal;
        }
        take(wanted);
        var said = process.start();
        if (!said.isEmpty()) {
            throw new IngressFailure.Unreachable("HAProxy could not be started: " + Refusal.tame(said), null);
        }
        LOG.info("HAProxy serves {} routes", wanted.backends().size());
        serving = Optional.of(Layout.of(wanted));
        return Optional.empty();
    }

    /// HAProxy reads the whole of it before it starts another worker, and keeps the one it has when it finds a fault; so it is not asked twice. Only what a process
    /// that was found running serves is not known, and could not be put back.
    private Optional<Refusal> reloaded(Configuration wanted) throws IOException, InterruptedException {
        var refusal = serving.isPresent() ? Optional.<Refusal>empty() : checked(wanted);
        if (refusal.isPresent()) {
            return refusal;
        }
        take(wanted);
        if (process.reload(wanted.structure())) {
            departed.clear();
            serving = Optional.of(Layout.of(wanted));
            return Optional.empty();
        }
        if (serving.isPresent()) {
            take(serving.get().running());
        }
        refusal = checked(wanted);
        if (refusal.isEmpty()) {
            serving = Optional.empty();
            throw new IngressFailure.Unreachable("HAProxy could not load the new configuration and serves the one before, though it finds no fault in it", null);
        }
        return refusal;
    }

    /// @return false when HAProxy is not as it is thought to be
    private boolean changed(Configuration before, Layout next) throws IOException, InterruptedException {
        var changes = ServerChanges.between(before, next.running());
        if (changes.commands().isEmpty()) {
            serving = Optional.of(next);
            return true;
        }
        var relieved = process.master().relieved();
        for (var command : changes.commands()) {
            var answer = process.command(command.text());
            if (command.required() && !done(command.text(), answer)) {
                LOG.warn("HAProxy did not {}: {}; it is reloaded", command.text(), Refusal.tame(answer));
                return false;
            }
            relieved.forEach(worker -> also(worker, command.text()));
        }
        departed.addAll(changes.departures());
        PrivateFiles.write(folder, next.running().files());
        serving = Optional.of(next);
        changed = System.nanoTime();
        return true;
    }

    /// A worker that a reload has relieved may have other backends; what it does not know is no business of its connections.
    private void also(String worker, String command) {
        try {
            process.master().command(worker, command);
        } catch (IOException ended) {
            LOG.debug("worker {} ended", worker);
        }
    }

    private static boolean done(String command, String answer) {
        return answer.isEmpty() || command.startsWith("add server") && answer.contains("registered") || command.startsWith("set server") && (answer.contains("changed") || answer.contains("no need"));
    }

    private Optional<Refusal> checked(Configuration wanted) throws IOException, InterruptedException {
        var candidate = folder.resolve(CANDIDATE);
        PrivateFiles.folder(candidate);
        var news = serving().map(wanted::news).orElse(wanted);
        var files = news.files();
        PrivateFiles.write(candidate, files);
        PrivateFiles.tidy(candidate, files);
        var said = process.check(candidate);
        return said.isEmpty() ? Optional.empty() : Optional.of(Refusal.of(news, said));
    }

    private void take(Configuration wanted) throws IOException {
        var files = wanted.files();
        PrivateFiles.write(folder, files);
        PrivateFiles.tidy(folder, files);
    }
}
