package dev.plimsoll.controllers.minding;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.minding.Finding;
import dev.plimsoll.planning.minding.Notes;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Minding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one engine again and again, and knows what is wrong there. Whenever that changes, or a remedy falls due, it asks for a look at the key it is about; it does nothing by itself.
/// Nothing is written down: a new control plane begins with patience.
public final class Minder implements AutoCloseable {
    /// No name may lead nowhere for more than 10 s unnoticed.
    public static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PAUSES_OF_A_LOOK = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Minder.class);

    private final Minding minding;
    private final Scope scope;
    private final InstantSource clock;
    private final Consumer<Key> onFinding;
    private Notes notes = Notes.NONE;
    private Map<Key, List<Finding>> findings = Map.of();
    private Optional<Thread> thread = Optional.empty();

    /// What is minded.
    ///
    /// @param plane     whose services
    /// @param cluster   the key that findings about nodes belong to
    /// @param rebalance whether instances are spread anew; asked each time
    public record Scope(String plane, Key cluster, BooleanSupplier rebalance) {}

    /// @param onFinding asks for a look at a key
    public Minder(Minding minding, Scope scope, InstantSource clock, Consumer<Key> onFinding) {
        this.minding = minding;
        this.scope = scope;
        this.clock = clock;
        this.onFinding = onFinding;
    }

    /// Looks by itself from now on.
    public Minder start() {
        thread = Optional.of(Thread.ofVirtual().name("minder of " + scope.cluster().shortForm()).start(this::run));
        return this;
    }

    /// One look.
    public void turn() {
        CheckUp checkUp;
        try {
            checkUp = minding.look(scope.plane());
        } catch (EngineFailure silent) {
            // Who asks nobody learns nothing: what was found before may be so still, or not.
            LOG.debug("cannot look at {}: {}", scope.cluster(), silent.getMessage());
            return;
        }
        news(checkUp).forEach(onFinding);
    }

    private synchronized HashSet<Key> news(CheckUp checkUp) {
        var judged = dev.plimsoll.planning.minding.Minding.judge(checkUp, notes, scope.rebalance().getAsBoolean(), clock.instant());
        notes = judged.notes();
        var found = judged.findings().stream().collect(Collectors.groupingBy(this::about));
        var news = new HashSet<Key>();
        found.forEach((key, now) -> {
            if (!standings(now).equals(standings(findings.getOrDefault(key, List.of()))) || now.stream().anyMatch(f -> f.standing() == Finding.Standing.DUE)) {
                news.add(key);
            }
        });
        findings.keySet().stream().filter(key -> !found.containsKey(key)).forEach(news::add);
        findings = found;
        return news;
    }

    private static List<List<?>> standings(List<Finding> findings) {
        return findings.stream().<List<?>>map(f -> List.of(f.symptom().reason(), f.symptom().about(), f.standing())).toList();
    }

    private Key about(Finding finding) {
        return finding.symptom().component().map(Naming::component).orElse(scope.cluster());
    }

    /// What is wrong with a component, or with the nodes of the cluster.
    synchronized List<Finding> findings(Key key) {
        return findings.getOrDefault(key, List.of());
    }

    /// Applies what is due.
    void apply(Finding finding) {
        synchronized (this) {
            // Before: whether it helps is for the next looks to tell, and what failed is not tried in a loop either.
            notes = notes.tried(finding, clock.instant());
            var key = about(finding);
            var left = findings(key).stream().filter(f -> !f.equals(finding)).toList();
            findings = findings.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getKey().equals(key) ? left : e.getValue()));
        }
        LOG.warn("{}: {}", finding.symptom().reason(), finding.sentence());
        finding.remedy().ifPresent(minding::apply);
    }

    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
    }

    private void run() {
        try {
            while (true) {
                long begun = System.nanoTime();
                look();
                var took = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(PAUSES_OF_A_LOOK);
                Thread.sleep(took.compareTo(PAUSE) > 0 ? took : PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            turn();
        } catch (RuntimeException ours) {
            LOG.error("minding {} failed of itself", scope.cluster(), ours);
        }
    }
}
