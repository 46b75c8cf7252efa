package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.ingress.haproxy.Followers.Verdict;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.IngressState;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// HAProxy on other machines, the routers of a cluster. They ask for what they are to serve, take it by themselves, and say what came of it; nothing here reaches out to
/// them. While no control plane answers they serve what they have.
public final class FollowedIngress implements Ingress {
    /// As Debian's package makes it.
    private static final HaproxySettings ROUTER = new HaproxySettings(Path.of("."), Optional::empty, Optional.of("haproxy"), false);
    private static final Pattern TAKEN = Pattern.compile("cannot bind socket \\(([^)]*)\\).*\\[[^\\]]*:([0-9]{1,5})]");
    /// How long it is remembered that a configuration was refused: a port may become free.
    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 100;

    private final String whose;
    private final Supplier<Set<String>> routers;
    private final InstantSource clock;
    private final ConfigurationRenderer renderer;
    private final Followers followers;
    private final ReentrantLock serving = new ReentrantLock();
    private final Map<String, Refused> refused = new LinkedHashMap<>();

    /// @param whose   for people, such as cluster/blue
    /// @param routers names of those that are ready at the moment, and so are to serve
    /// @param page    HTML for clients while no instance can answer, 12 KB at most; none: a few words
    public FollowedIngress(String whose, Supplier<Set<String>> routers, Optional<String> page, InstantSource clock) {
        this.renderer = new ConfigurationRenderer(ROUTER.telling(page));
        this.whose = whose;
        this.routers = routers;
        this.clock = clock;
        this.followers = new Followers(clock);
    }

    private record Refused(String router, String words, Instant until) {}

    @Override
    public String name() {
        return "haproxy on the routers of " + whose;
    }

    /// For a router that asks: what it is to take next, once there is something; none when nothing came within its patience.
    ///
    /// @param router its name, as those who are to serve are named
    public Optional<Delivery> next(String router, RouterReport report, Patience patience) throws InterruptedException {
        return followers.next(router, report, patience);
    }

    /// For a router that is to serve nothing any more, whatever the others serve; none when it knows that.
    public Optional<Delivery> retired(RouterReport report) {
        return report.have().equals(Publication.NOTHING.revision()) ? Optional.empty() : Optional.of(Publication.NOTHING.after(Optional.empty()));
    }

    /// Whoever asks looks whether its patience is over.
    public void wake() {
        followers.wake();
    }

    @Override
    public IngressState serve(IngressDocument document) {
        try {
            serving.lockInterruptibly();
            try {
                return taken(document);
            } finally {
                serving.unlock();
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new IngressFailure.Unreachable("gave up waiting for the routers of " + whose, givenUp);
        }
    }

    private IngressState taken(IngressDocument document) throws InterruptedException {
        var expected = routers.get();
        var refusals = new Refusals();
        var next = document;
        while (!next.routes().isEmpty()) {
            var configuration = renderer.render(next);
            var publication = Publication.of(configuration);
            var verdict = verdict(publication, expected);
            if (verdict.isEmpty()) {
                return refusals.state(document);
            }
            next = without(next, configuration, verdict.get(), refusals);
        }
        followers.publish(Publication.NOTHING);
        return refusals.state(document);
    }

    /// Has the routers take it.
    ///
    /// @return why one of them cannot; none when all serve it
    private Optional<Refused> verdict(Publication publication, Set<String> expected) throws InterruptedException {
        var before = refused.get(publication.revision());
        if (before != null && before.until().isAfter(clock.instant())) {
            return Optional.of(before);
        }
        followers.publish(publication);
        if (expected.isEmpty()) {
            throw new IngressFailure.Missing("none of the routers of " + whose + " is ready, so nothing serves its routes");
        }
        return switch (followers.verdict(expected)) {
            case Verdict.Taken _ -> Optional.empty();
            case Verdict.Refused(var router, var words) -> {
                if (refused.size() > MOST_REMEMBERED) {
                    refused.clear();
                }
                var now = new Refused(router, words, clock.instant().plus(REFUSED_FOR));
                refused.put(publication.revision(), now);
                yield Optional.of(now);
            }
            case Verdict.Silent(var silent, var serving) -> throw new IngressFailure.Unreachable("router " + String.join(", ", silent) + " of " + whose
                + " has not told that it serves this" + (serving.isEmpty() ? "" : "; " + String.join(", ", serving) + " does") + ". What a router had last, it goes on serving", null);
        };
    }

    /// A port that somebody else holds on a router costs only the routes on it; a line that HAProxy refuses costs the route it is of.
    private IngressDocument without(IngressDocument document, Configuration configuration, Refused by, Refusals refusals) {
        var taken = TAKEN.matcher(by.words());
        if (taken.find()) {
            int port = Integer.parseInt(taken.group(2));
            var points = document.entryPoints().stream().filter(e -> e.port() == port).map(e -> e.name()).collect(Collectors.toSet());
            if (!points.isEmpty()) {
                document.routes().stream().filter(r -> r.entryPoints().stream().anyMatch(points::contains))
                    .forEach(r -> refusals.taken(r.name(), "PortTaken", "router " + by.router() + " cannot listen on port " + port + " (" + taken.group(1) + "); another program there does"));
                return document.withoutEntryPoints(points);
            }
        }
        var refusal = Refusal.of(configuration, by.words());
        return refusals.without(document, new Refusal(refusal.route(), refusal.words() + " (on router " + by.router() + ")"));
    }

    @Override
    public Map<String, Integer> underWay(Set<String> servers) {
        var busy = followers.busy(routers.get()).orElseThrow(() -> new IngressFailure.Unreachable("not all routers of " + whose + " tell what is under way", null));
        var counts = new HashMap<String, Integer>();
        servers.forEach(server -> {
            int count = busy.getOrDefault(ServerLine.name(server), 0);
            if (count > 0) {
                counts.put(server, count);
            }
        });
        return counts;
    }

    /// Routers go on serving.
    @Override
    public void close() {}
}
