package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.plane.MachineDoor.Following;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.model.machine.MachineSetup;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.cloud.Onboarding.Keeping;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What firewall a machine is to have is told when it changes, and what it has is known by what it tells.
class FollowedFirewallsTest {
    private static final Key MACHINE = new Key(Kind.MACHINE, "default", "worker-1");
    private static final Key FIREWALL = new Key(Kind.FIREWALL, "default", "edge");

    private final MemoryStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());
    private final Mirror mirror = WatchedMirror.of(store);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<Key> changed = new CopyOnWriteArrayList<>();
    private final DeclaredFirewalls declared = new DeclaredFirewalls(mirror, () -> "https://10.0.0.1:7443");
    private ToldFirewalls told;

    @BeforeEach
    void declare() throws InterruptedException {
        declared.follow(() -> { });
        put("edge", firewall(22));
        put("worker-1", machine(true));
        now.set(Instant.now().plusSeconds(60));
        told = new ToldFirewalls(mirror, declared, now::get, changed::add);
    }

    @AfterEach
    void close() {
        mirror.close();
        store.close();
    }

    private void put(String name, Spec spec) throws InterruptedException {
        store.commit(List.of(new Write.Put(Resource.declared(Metadata.named("default", name), spec), Write.Expected.ANYTHING)), Optional.empty());
        mirror.await(store.revision());
    }

    private static FirewallSpec firewall(int port) {
        return new FirewallSpec("here", List.of(new FirewallRule(null, null, Optional.of(port), null, List.of("0.0.0.0/0"), null, null)));
    }

    private static MachineSpec machine(boolean own) {
        var plain = MachineTemplate.PLAIN;
        var setup = new MachineSetup(Optional.empty(), null, null, null, null, null, null, own, false);
        return new MachineSpec(Optional.empty(), "here", Optional.empty(), Optional.empty(), false,
            new MachineTemplate("small", null, "debian", List.of(), List.of("edge"), null, false, null, setup, plain.readyWithin(), plain.tries()));
    }

    private Resource machine() {
        return mirror.get(MACHINE).orElseThrow();
    }

    private static Following tells(String firewall, String barred, String text) {
        return new Following(Optional.empty(), "", "", firewall, barred, text);
    }

    private String why() {
        return told.keeping(machine()) instanceof Keeping.Not(var why) ? why : "";
    }

    @Test
    void whoeverWaitsIsToldOfAChangeAndOfNothingElse() throws InterruptedException {
        var before = declared.of(machine()).orElseThrow();
        var edition = declared.edition();
        put("other", new dev.plimsoll.model.ConfigSpec(java.util.Map.of()));
        assertThat(declared.isPast(edition)).as("a config is no part of a firewall").isFalse();
        var waited = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++) {
            waited.add(Thread.startVirtualThread(() -> {
                try {
                    declared.await(edition, Duration.ofMinutes(10));
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                }
            }));
        }

        put("edge", firewall(80));

        for (var thread : waited) {
            assertThat(thread.join(Duration.ofMinutes(2))).isTrue();
        }
        assertThat(declared.of(machine()).orElseThrow().text()).isNotEqualTo(before.text()).contains("dport 80 ");
    }

    @Test
    void whoeverWaitsIsLetGoWhenTheDoorCloses() throws InterruptedException {
        var edition = declared.edition();
        var waits = Thread.startVirtualThread(() -> {
            try {
                declared.await(edition, Duration.ofMinutes(10));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        });

        declared.end();

        assertThat(waits.join(Duration.ofMinutes(2))).isTrue();
        declared.await(declared.edition(), Duration.ofMinutes(10));
    }

    @Test
    void aSecondChangeRightAfterIsToldToo() throws InterruptedException {
        declared.of(machine());
        put("edge", firewall(80));
        var edition = declared.edition();
        put("edge", firewall(81));

        declared.await(edition, Duration.ofMinutes(2));

        assertThat(declared.isPast(edition)).isTrue();
        assertThat(declared.of(machine()).orElseThrow().text()).contains("dport 81 ");
    }

    @Test
    void aMachineKeepsWhatItTellsAndOnlyThat() throws InterruptedException {
        assertThat(told.keeping(machine())).as("it was there before").isInstanceOf(Keeping.Unheard.class);
        now.set(now.get().plusSeconds(60));
        assertThat(why()).contains("not told yet");

        told.hear(MACHINE, tells(declared.of(machine()).orElseThrow().print(), "", ""));
        assertThat(told.keeping(machine())).isInstanceOf(Keeping.Kept.class);
        assertThat(changed).containsExactly(FIREWALL);
        told.hear(MACHINE, tells(declared.of(machine()).orElseThrow().print(), "", ""));
        assertThat(changed).as("nothing new").hasSize(1);

        var old = declared.of(machine()).orElseThrow().print();
        put("edge", firewall(80));
        assertThat(why()).contains("not taken this yet");
        told.hear(MACHINE, tells(old, declared.of(machine()).orElseThrow().print(), "said x\nbarred Error: no such\tthing\n"));
        assertThat(why()).contains("refuses").contains("Error: no such?thing");
        assertThat(changed).hasSize(2);

        told.hear(MACHINE, tells(declared.of(machine()).orElseThrow().print(), "", ""));
        now.set(now.get().plusSeconds(46));
        assertThat(why()).contains("not been heard since");
        told.forget(MACHINE);
        put("worker-1", machine(false));
        assertThat(why()).contains("hostFirewall: true");
    }
}
