package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a look from all sides shows, and what remedies do.
public interface MindingContract extends ServiceWords {
    private Minding minding() {
        return engine().minding().orElseThrow();
    }

    private CheckUp.Service checked(CheckUp look, Part.Service service) {
        return look.services().stream().filter(s -> s.name().equals(service.name())).findFirst().orElseThrow(() -> new AssertionError(look));
    }

    @Test
    default void whereAllIsWellBothSidesSayTheSame() {
        var net = new Part.Network(plane() + "-net", Sample.stamp(plane(), "", 0), NetworkSpec.PLAIN);
        engine().create(net);
        var web = sample("web").network(net.name()).service("h1", 2);
        created(web);

        var look = eventually("names and containers are there", () -> Optional.of(minding().look(plane())).filter(l -> l.names().stream().anyMatch(n -> n.living().size() >= 2 && n.answered().equals(n.living()))
            && l.tasks().stream().allMatch(t -> t.container() == CheckUp.Presence.THERE)));

        assertThat(look.nodes()).isNotEmpty().allSatisfy(node -> {
            assertThat(node.ready() && node.open() && !node.bounced()).isTrue();
            assertThat(node.engine()).isEqualTo(CheckUp.Engine.MEMBER);
        });
        var service = checked(look, web);
        assertThat(service.stamp()).isEqualTo(web.stamp());
        assertThat(service.replicas()).isEqualTo(2);
        assertThat(service.busy() || service.everywhere() || service.loginChanged()).isFalse();
        assertThat(service.welcome()).containsExactlyElementsOf(look.nodes().stream().map(CheckUp.Node::id).toList());
        assertThat(look.tasks()).extracting(CheckUp.Task::phase).containsExactly(CheckUp.Phase.RUNNING, CheckUp.Phase.RUNNING);
        assertThat(look.tasks()).extracting(CheckUp.Task::service).containsOnly(service.id());
        assertThat(look.names()).allSatisfy(n -> assertThat(n.network()).isEqualTo(net.name()));
        assertThat(minding().look(plane() + "-other").tasks()).isEmpty();
    }

    @Test
    default void renewingReplacesAllByEqualOnesAndMissesNobodyMeanwhile() {
        var web = sample("web").service("h1", 2);
        var before = created(web).stream().map(SeenInstance::id).toList();

        minding().apply(new Remedy.Renew(listed(web).id(), web.name()));

        eventually("all are new, and never fewer than two were well", () -> {
            var instances = instances(web);
            assertThat(instances.stream().filter(SeenInstance::well).count()).as("well: %s", instances).isGreaterThanOrEqualTo(2);
            return Optional.of(instances).filter(all -> all.size() == 2 && all.stream().noneMatch(i -> before.contains(i.id())));
        });
        assertThat(settled(web)).extracting(i -> i.stamp().hash()).containsExactly("h1", "h1");
        assertThat(listed(web).stamp()).as("it is as it was declared").isEqualTo(web.stamp());
    }

    @Test
    default void aRemedyForWhatIsGoneIsHarmless() {
        for (var remedy : List.of(new Remedy.Renew("0123456789abcdefghijklmno", "gone"), new Remedy.HandLogin("0123456789abcdefghijklmno", "gone"))) {
            minding().apply(remedy);
        }
        assertThat(engine().inventory(plane()).services().orElseThrow()).isEmpty();
    }

    @Test
    default void aLogInIsHandedOverWithoutReplacingAnybody() {
        var web = sample("web").service("h1", 2);
        var before = created(web).stream().map(SeenInstance::id).toList();

        minding().apply(new Remedy.HandLogin(listed(web).id(), web.name()));

        assertThat(checked(minding().look(plane()), web).loginChanged()).isFalse();
        assertThat(settled(web)).extracting(SeenInstance::id).containsExactlyElementsOf(before);
    }
}
