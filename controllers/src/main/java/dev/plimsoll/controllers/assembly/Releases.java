package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The numbered releases of an assembly: one for each spec it has had, the last ten kept, and always the last that was level.
final class Releases {
    /// Releases kept per assembly.
    static final int KEPT = 10;

    private final Mirror mirror;
    private final Definitions definitions;

    Releases(Mirror mirror, Definitions definitions) {
        this.mirror = mirror;
        this.definitions = definitions;
    }

    /// @param number of the release the assembly's spec is
    /// @param write  makes it, when there is none yet
    record Current(int number, Optional<Write> write) {}

    /// The release that the assembly is now.
    Current current(Resource assembly) {
        var newest = all(assembly).stream().findFirst();
        boolean same = newest.filter(r -> sameContents(r.spec(ReleaseSpec.class), contents(0, assembly))).isPresent();
        int number = newest.map(r -> r.spec(ReleaseSpec.class).number()).orElse(0) + (same ? 0 : 1);
        if (same) {
            return new Current(number, Optional.empty());
        }
        var metadata = Metadata.named(assembly.metadata().project(), key(assembly, number).name()).withOwner(assembly.asOwner());
        return new Current(number, Optional.of(new Write.Put(Resource.declared(metadata, contents(number, assembly)), Write.Expected.ABSENT)));
    }

    /// What a component was in a release.
    Optional<AssemblySpec> spec(Resource assembly, int number) {
        return mirror.get(key(assembly, number)).map(r -> r.spec(ReleaseSpec.class).assembly());
    }

    /// Digests that ran in a release, by component.
    Map<String, String> digests(Resource assembly, int number) {
        return mirror.get(key(assembly, number))
            .map(r -> r.status(ReleaseStatus.class).digests()).orElse(Map.of());
    }

    /// What is to be written about releases once the assembly's sum is known: states, digests, and the end of old ones.
    List<Write> afterSum(Resource assembly, int current, AssemblyStatus sum, List<Resource> components, Instant now) {
        var writes = new ArrayList<Write>();
        var all = all(assembly);
        for (var release : all) {
            int number = release.spec(ReleaseSpec.class).number();
            var status = statusOf(release, number == current, sum, components, now);
            if (!status.equals(release.status())) {
                writes.add(new Write.PutStatus(release.key(), status, Write.Expected.ANYTHING));
            }
        }
        all.stream().skip(KEPT).filter(r -> r.spec(ReleaseSpec.class).number() != sum.levelRelease())
            .forEach(r -> writes.add(new Write.Remove(r.key(), Write.Expected.ANYTHING)));
        return writes;
    }

    /// Digests of the releases these writes remove that no other release of any assembly has.
    Set<String> digestsOnlyIn(List<Write> writes) {
        var removed = new HashSet<Key>();
        writes.stream().filter(w -> w instanceof Write.Remove).map(Write::key).forEach(removed::add);
        if (removed.isEmpty()) {
            return Set.of();
        }
        var kept = new HashSet<String>();
        var gone = new HashSet<String>();
        mirror.list(Query.of(Kind.RELEASE)).forEach(r -> (removed.contains(r.key()) ? gone : kept).addAll(r.status(ReleaseStatus.class).digests().values()));
        gone.removeAll(kept);
        return gone;
    }

    private static ReleaseStatus statusOf(Resource release, boolean current, AssemblyStatus sum, List<Resource> components, Instant now) {
        var before = release.status(ReleaseStatus.class);
        var conditions = new Conditions(before, now);
        if (!current) {
            conditions.notLevel("Superseded", "a newer release took its place");
            return new ReleaseStatus(release.metadata().generation(), conditions.list(), before.digests());
        }
        if (sum.level()) {
            conditions.level("it runs as declared");
        } else if (!sum.heldBack().isEmpty()) {
            conditions.notLevel("Failed", String.join(", ", sum.heldBack()) + " held at release " + sum.levelRelease());
        } else {
            conditions.notLevel("Progressing", sum.levelComponents() + " of " + sum.components() + " components level");
        }
        return new ReleaseStatus(release.metadata().generation(), conditions.list(), sum.level() ? digests(release, components) : before.digests());
    }

    private static LinkedHashMap<String, String> digests(Resource release, List<Resource> components) {
        var digests = new LinkedHashMap<String, String>();
        int prefix = release.metadata().owner().map(o -> o.name().length() + 1).orElse(0);
        components.forEach(c -> c.status(ComponentStatus.class).image()
            .ifPresent(i -> digests.put(c.metadata().name().substring(prefix), i.digest().orElse(i.id()))));
        return digests;
    }

    private List<Resource> all(Resource assembly) {
        return mirror.list(Query.of(Kind.RELEASE).in(assembly.metadata().project()).ownedBy(assembly.asOwner())).stream()
            .sorted(Comparator.comparing((Resource r) -> r.spec(ReleaseSpec.class).number()).reversed()).toList();
    }

    private ReleaseSpec contents(int number, Resource assembly) {
        var declared = assembly.spec(AssemblySpec.class);
        // What the plan came to is remembered with it: a plan that changes later must not change what a release was.
        var spec = declared.withTopology(definitions.effective(assembly.metadata().project(), declared));
        var configs = new LinkedHashMap<String, ConfigSpec>();
        var secrets = new LinkedHashMap<String, SecretSpec>();
        var versions = new LinkedHashMap<String, Long>();
        used(assembly.metadata().project(), spec.topology()).flatMap(key -> mirror.get(key).stream()).forEach(r -> {
            versions.put(r.key().shortForm(), r.metadata().generation());
            if (r.spec() instanceof ConfigSpec config) {
                configs.put(r.metadata().name(), config);
            } else if (r.spec() instanceof SecretSpec secret) {
                secrets.put(r.metadata().name(), secret);
            }
        });
        return new ReleaseSpec(number, spec, configs, secrets, versions);
    }

    /// Configs and secrets that a topology uses.
    Stream<Key> used(String project, Topology topology) {
        return Stream.concat(topology.components().values().stream().flatMap(c -> definitions.used(project, c).stream()),
            topology.routes().values().stream().flatMap(r -> r.access().basic().stream()).map(basic -> new Key(Kind.SECRET, project, basic.secret())));
    }

    private static boolean sameContents(ReleaseSpec a, ReleaseSpec b) {
        return a.assembly().equals(b.assembly()) && a.configs().equals(b.configs()) && a.secrets().equals(b.secrets());
    }

    static Key key(Resource assembly, int number) {
        return Naming.release(assembly.metadata().project(), assembly.metadata().name(), number);
    }
}
