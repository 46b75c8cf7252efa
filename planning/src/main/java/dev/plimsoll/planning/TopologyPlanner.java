package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to do for the networks and volumes of one assembly. A network that its components use is made, and removed when nothing uses it any more;
/// a volume is made, and never removed unless its deletion was asked for, because it holds data.
public final class TopologyPlanner {
    private final Definition.Identity assembly;
    private final Topology topology;

    /// @param assembly whose topology it is: component and slot are not used
    public TopologyPlanner(Definition.Identity assembly, Topology topology) {
        this.assembly = assembly;
        this.topology = topology;
    }

    /// Networks in use by name in the assembly, the default one included when a component names none.
    public Map<String, NetworkSpec> networks() {
        var used = new LinkedHashMap<String, NetworkSpec>();
        for (var component : topology.components().values()) {
            for (var attachment : attachments(component)) {
                used.put(attachment.network(), topology.networks().getOrDefault(attachment.network(), NetworkSpec.PLAIN));
            }
        }
        return used;
    }

    /// Volumes by name in the assembly: the declared ones and those that components mount without declaring them.
    public Map<String, VolumeSpec> volumes() {
        var used = new LinkedHashMap<>(topology.volumes());
        topology.components().values().stream().flatMap(c -> c.mounts().stream()).forEach(m -> {
            if (m instanceof Mount.Volume v) {
                v.volume().ifPresent(name -> used.putIfAbsent(name, VolumeSpec.PLAIN));
            }
        });
        return used;
    }

    /// The networks a component is attached to; none when it has its host's, another's or no network of its own.
    public static List<ComponentSpec.Attachment> attachments(ComponentSpec component) {
        if (component.isolation().namespaces().containsKey("network") || component.group().networkOf().isPresent()) {
            return List.of();
        }
        return component.networks().isEmpty() ? List.of(new ComponentSpec.Attachment(Naming.DEFAULT_NETWORK, null, null, null)) : component.networks();
    }

    /// What networks and volumes are on the engine for one component only, so that its definition does not change when another one gets a network. A volume of
    /// nobody known (an assembly without a uid) is not said how to make.
    public Definition.EngineNames names(ComponentSpec component) {
        var networkNames = new LinkedHashMap<String, String>();
        for (var a : attachments(component)) {
            networkNames.put(a.network(), Naming.network(assembly.project(), assembly.assembly(), a.network(),
                topology.networks().getOrDefault(a.network(), NetworkSpec.PLAIN)));
        }
        var volumeNames = new LinkedHashMap<String, String>();
        var made = new ArrayList<Part.Volume>();
        component.mounts().stream().flatMap(m -> m instanceof Mount.Volume v ? v.volume().stream() : Stream.empty()).distinct().forEach(name -> {
            var spec = topology.volumes().getOrDefault(name, VolumeSpec.PLAIN);
            var engineName = Naming.volume(assembly.project(), assembly.assembly(), name, spec);
            volumeNames.put(name, engineName);
            if (!spec.external() && !assembly.uid().isEmpty()) {
                made.add(new Part.Volume(engineName, stamp(spec), spec));
            }
        });
        return new Definition.EngineNames(networkNames, volumeNames, made);
    }

    /// Networks and volumes that are missing. One of that name that belongs to another assembly does not count, or names made of the same words
    /// would open one tenant's data to another: the engine then says that the name is taken.
    public List<Step> missing(Inventory seen) {
        var steps = new ArrayList<Step>();
        networks().forEach((name, spec) -> {
            var engineName = Naming.network(assembly.project(), assembly.assembly(), name, spec);
            if (!spec.external() && seen.networks().stream().noneMatch(n -> ours(n.stamp()) && n.name().equals(engineName))) {
                steps.add(new Step.MakeNetwork(new Part.Network(engineName, stamp(spec), spec)));
            }
        });
        var there = seen.volumes().stream().filter(v -> ours(v.stamp())).map(Inventory.SeenVolume::name).collect(Collectors.toSet());
        volumes().forEach((name, spec) -> {
            var engineName = Naming.volume(assembly.project(), assembly.assembly(), name, spec);
            for (int slot = 1; slot <= (spec.perSlot() ? slots(name) : 1) && !spec.external(); slot++) {
                var inSlot = Naming.inSlot(engineName, slot);
                if (!there.contains(inSlot)) {
                    steps.add(new Step.MakeVolume(new Part.Volume(inSlot, stamp(spec), spec)));
                }
            }
        });
        return steps;
    }

    /// How many slots those have together that mount a volume; a sidekick has as many as its primary.
    private int slots(String volume) {
        return topology.components().values().stream().filter(c -> c.mounts().stream().anyMatch(m -> m instanceof Mount.Volume v && v.volume().filter(volume::equals).isPresent()))
            .mapToInt(c -> c.group().sidekickOf().map(topology.components()::get).orElse(c).replicas()).max().orElse(0);
    }

    /// Networks of the assembly that nothing uses, and that nothing declares any more or that were declared differently when they were made: a
    /// network cannot be changed, so it is made anew.
    public List<Step> superfluous(Inventory seen) {
        var wanted = wantedNetworks();
        return seen.networks().stream().filter(n -> ours(n.stamp()) && n.attached() == 0 && !n.stamp().hash().equals(wanted.get(n.name())))
            .<Step>map(n -> new Step.RemoveNetwork(n, wanted.containsKey(n.name()) ? "it is declared differently now" : "nothing uses it any more")).toList();
    }

    /// Networks whose declaration changed after they were made, and that are in use.
    public List<Inventory.SeenNetwork> outdated(Inventory seen) {
        var wanted = wantedNetworks();
        return seen.networks().stream().filter(n -> ours(n.stamp()) && n.attached() > 0 && wanted.containsKey(n.name())
            && !n.stamp().hash().equals(wanted.get(n.name()))).toList();
    }

    /// Hashes of the networks that should be, by their names on the engine.
    private Map<String, String> wantedNetworks() {
        var wanted = new LinkedHashMap<String, String>();
        networks().forEach((name, spec) -> {
            if (!spec.external()) {
                wanted.put(Naming.network(assembly.project(), assembly.assembly(), name, spec), stamp(spec).hash());
            }
        });
        return wanted;
    }

    /// Steps that take everything of a deleted assembly away; volumes only when that was asked for.
    public static List<Step> removal(Inventory seen, Predicate<Stamp> ofAssembly, boolean volumesToo) {
        var steps = new ArrayList<Step>();
        seen.networks().stream().filter(n -> ofAssembly.test(n.stamp())).forEach(n -> steps.add(new Step.RemoveNetwork(n, "its assembly is deleted")));
        if (volumesToo) {
            seen.volumes().stream().filter(v -> ofAssembly.test(v.stamp()))
                .forEach(v -> steps.add(new Step.RemoveVolume(v, "its assembly is deleted with its volumes")));
        }
        return steps;
    }

    private boolean ours(Stamp stamp) {
        return stamp.project().equals(assembly.project()) && stamp.assembly().equals(assembly.assembly());
    }

    private Stamp stamp(NetworkSpec spec) {
        return new Stamp(assembly.plane(), assembly.project(), assembly.assembly(), "", 0, Fingerprint.of("network", spec), assembly.uid());
    }

    private Stamp stamp(VolumeSpec spec) {
        return new Stamp(assembly.plane(), assembly.project(), assembly.assembly(), "", 0, Fingerprint.of("volume", spec), assembly.uid());
    }
}
