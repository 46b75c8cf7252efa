package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Instances of one group in one slot: what they lend each other.
interface CompanionContract extends ContractPart {
    @Test
    default void whoUsesAnothersNetworkIsReachedWhereThatOneIs() {
        var web = created(sample("web").build());
        var part = with(Sample.instance(plane(), "log", subject().image()).process(subject().serving(8080)), new Part.Companions(Optional.of(web.name()), List.of(), Map.of()));
        engine().create(part);
        var log = eventually(part, "is reached", i -> !i.reachable().isEmpty());
        assertThat(log.reachable()).isEqualTo(listed(sample("web").build()).reachable());
        assertThat(log.startedAt().orElseThrow()).as("who lends started first").isAfterOrEqualTo(web.startedAt().orElseThrow());
        eventually("it answers", () -> Optional.of(engine().probing().attempt(log, Probe.http(8080, "/up"))).filter(Probing.Answer::passed));
    }

    @Test
    default void theNetworkOfOneThatDoesNotRunCannotBeUsed() {
        var web = created(sample("web").build());
        hands().kill(web.id());
        eventually(sample("web").build(), "has ended", i -> i.state() == SeenInstance.State.EXITED);
        failure(EngineFailure.Absent.class, "CompanionNotRunning", () -> engine().create(with(sample("log"), new Part.Companions(Optional.of(web.name()), List.of(), Map.of()))));
    }

    @Test
    default void volumesOfAnotherAreSeenInTheSamePlaces() {
        assumeTrue(subject().capabilities().programs());
        var data = created(sample("data").mount(new Mount.Volume(null, "/shared", false, false)).build());
        var web = created(with(sample("web"), new Part.Companions(Optional.empty(), List.of(new Part.BorrowedVolumes(data.name(), false)), Map.of())));
        var reader = created(with(sample("reader"), new Part.Companions(Optional.empty(), List.of(new Part.BorrowedVolumes(data.name(), true)), Map.of())));
        output(web, "sh", "-c", "echo hello > /shared/note");
        assertThat(output(data, "cat", "/shared/note")).isEqualTo("hello");
        assertThat(output(reader, "sh", "-c", "cat /shared/note; echo more 2>/dev/null >> /shared/note || echo refused")).isEqualTo("hello\nrefused");
    }

    @Test
    default void aMemberReachesTheOthersOfItsOwnSlotByName() {
        assumeTrue(subject().capabilities().programs());
        var network = new Part.Network(plane() + "-net", Sample.stamp(plane(), "", 0), NetworkSpec.PLAIN);
        engine().create(network);
        var logs = List.of(slot("log", 1, network.name()), slot("log", 2, network.name())).stream().map(s -> created(s.build())).toList();
        for (var log : logs) {
            int number = log.stamp().slot();
            var web = created(with(slot("web", number, network.name()), new Part.Companions(Optional.empty(), List.of(), Map.of("log", log.name()))));
            assertThat(output(web, "sh", "-c", "for i in 1 2 3 4 5; do ping -c 1 -w 2 log | head -1; done").lines().distinct())
                .singleElement().asString().contains("(" + log.reachable().getFirst() + ")");
        }
    }

    private Sample slot(String component, int number, String network) {
        var stamp = Sample.stamp(plane(), component, number);
        return sample(component).stamp(new Stamp(stamp.plane(), stamp.project(), stamp.assembly(), stamp.component(), number, stamp.hash(), stamp.uid())).network(network, component);
    }

    private static Part.Instance with(Sample sample, Part.Companions companions) {
        var i = sample.build();
        return new Part.Instance(i.name(), i.stamp(), i.imageId(), i.spec(), i.environment(), i.secretEnvironment(), i.ports(), i.mounts(), i.networks(), i.files(), companions, i.volumes());
    }
}
