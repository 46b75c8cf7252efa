package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// What instances of services find inside, and what is heard of them.
public interface ServiceInsideContract extends ServiceWords {
    @Test
    default void filesAreThereWithOwnerAndModeAndTheOldOnesGo() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var web = created(sample("web").file(new Part.FileContent("/etc/app/plain", new SecretText("one\n"), 0, 0, 0444, false))
            .file(new Part.FileContent("/run/secret", new SecretText("whisper"), 7, 8, 0400, true)).service("h1", 1)).getFirst();
        assertThat(output(web, "cat", "/etc/app/plain", "/run/secret")).isEqualTo("one\nwhisper");
        assertThat(output(web, "stat", "-c", "%u:%g %a", "/run/secret")).isEqualTo("7:8 400");

        var next = sample("web").file(new Part.FileContent("/etc/app/plain", new SecretText("two\n"), 0, 0, 0444, false)).service("h2", 1);
        engine().update(next);

        assertThat(output(settled(next).getFirst(), "sh", "-c", "cat /etc/app/plain; ls /run/secret 2>/dev/null || echo none")).isEqualTo("two\nnone");
    }

    @Test
    default void servicesFindEachOtherByComponentAndAlias() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var net = network();
        engine().create(net);
        created(sample("database").network(net.name(), "db").service("h1", 2));
        var web = created(sample("web").network(net.name()).service("h1", 1)).getFirst();

        for (var name : List.of("db", "database")) {
            eventually(name + " answers", () -> Optional.of(output(web, "sh", "-c", "ping -c 1 -W 5 " + name + " 2>&1 || true")).filter(said -> said.contains("1 packets received")));
        }
        assertThat(engine().inventory(plane()).networks()).extracting(Inventory.SeenNetwork::attached).containsExactly(3);
    }

    @Test
    default void aNetworkIsMadeOnceAndStaysWhileAServiceUsesIt() {
        var net = network();
        engine().create(net);
        engine().create(net);
        var web = sample("web").network(net.name()).service("h1", 1);
        created(web);
        var ref = new PartRef(PartRef.Type.NETWORK, engine().inventory(plane()).networks().getFirst().id());

        failure(EngineFailure.Rejected.class, "InUse", () -> engine().remove(ref, Duration.ZERO));

        remove(web);
        eventually(web, "has no instances", List::isEmpty);
        engine().remove(ref, Duration.ZERO);
        engine().remove(ref, Duration.ZERO);
        eventually("the network is gone", () -> Optional.of(true).filter(_ -> engine().inventory(plane()).networks().isEmpty()));
    }

    @Test
    default void logsOfEachInstanceAreItsOwn() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var web = created(sample("web").shell("echo I am $(hostname); echo oh >&2; trap 'exit 0' TERM; sleep 3600 & wait").service("h1", 2));

        for (var instance : web) {
            var hostname = output(instance, "hostname");
            var lines = eventually("its lines arrive", () -> Optional.of(lines(instance)).filter(l -> l.size() == 2));
            assertThat(lines).containsExactlyInAnyOrder("O I am " + hostname, "E oh");
        }
        failure(EngineFailure.Absent.class, "InstanceNotFound", () -> lines("0123456789abcdefghijklmno"));
    }

    @Test
    default void changesNudge() throws Exception {
        var web = sample("web").service("h1", 1);
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudges::add)) {
            assertThat(watch).isNotNull();
            eventually("a nudge because it connected", () -> nudges.remove(Nudge.EVERYTHING) ? Optional.of(true) : Optional.empty());

            var seen = created(web).getFirst();
            waitForNudge(nudges, "it was made");
            nudges.clear();
            hands().kill(seen.id());
            waitForNudge(nudges, "an instance was killed");
            eventually(web, "is well again", all -> all.size() == 1 && all.getFirst().well() && !all.getFirst().id().equals(seen.id()));
            nudges.clear();
            remove(web);
            waitForNudge(nudges, "it was removed");
        }
    }

    private void waitForNudge(LinkedBlockingQueue<Nudge> nudges, String why) {
        eventually("a nudge because " + why, () -> {
            for (var nudge = nudges.poll(); nudge != null; nudge = nudges.poll()) {
                if (nudge.stamp().map(s -> s.component().equals("web")).orElse(true)) {
                    return Optional.of(nudge);
                }
            }
            return Optional.empty();
        });
    }

    private Part.Network network() {
        return new Part.Network(plane() + "-net", Sample.stamp(plane(), "", 0), NetworkSpec.PLAIN);
    }

    private List<String> lines(SeenInstance instance) {
        return lines(instance.id());
    }

    private List<String> lines(String instance) {
        var lines = new ArrayList<String>();
        engine().console().logs(instance, new Console.LogQuery(false, Optional.empty(), 0), (at, error, text) -> lines.add((error ? "E " : "O ") + text));
        return lines;
    }
}
