package dev.plimsoll.server.simulation;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// People who declare things and change their mind. Remembers what was acknowledged.
final class Operator {
    /// `shop` with a component `db-web` and `shop-db` with `web` want the same name.
    private static final List<String> ASSEMBLIES = List.of("shop", "blog", "shop-db");
    private static final List<String> COMPONENTS = List.of("web", "db", "work", "db-web");
    private static final String NOBODY = "nobody";
    /// Goes with `web`.
    private static final String SIDEKICK = "log";
    private static final Key CONFIG = new Key(Kind.CONFIG, Metadata.DEFAULT_PROJECT, Recipes.CONFIG);

    private final Platform platform;
    private final RandomGenerator random;
    private final Recipes recipes;
    /// The newest acknowledged spec of each resource; none: its deletion was.
    final Map<Key, Optional<Spec>> acknowledged = new TreeMap<>();

    Operator(Platform platform, RandomGenerator random) {
        this.platform = platform;
        this.random = random;
        this.recipes = new Recipes(random);
    }

    void begins() throws InterruptedException {
        platform.commit(new Write.Put(Resource.declared(Metadata.named("", Metadata.DEFAULT_PROJECT), new ProjectSpec("")), Write.Expected.ANYTHING));
        configures();
        declares("shop");
    }

    /// One thing, by chance.
    ///
    /// @return what it was
    String acts() throws InterruptedException {
        var name = ASSEMBLIES.get(random.nextInt(ASSEMBLIES.size()));
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> declares(name);
            case 4, 5 -> scales(name);
            case 6 -> configures();
            case 7 -> deletes(name);
            case 8 -> rollsBack(name);
            case 9 -> putsSomethingForeign(name);
            case 10 -> meddlesWithImages();
            default -> changesPolicies(name);
        };
    }

    /// Everything is declared once more, without what keeps it from working.
    void repairs() throws InterruptedException {
        configures();
        for (var assembly : platform.store.list(Query.of(Kind.ASSEMBLY)).items()) {
            if (!assembly.metadata().deleting()) {
                var components = new LinkedHashMap<String, ComponentSpec>();
                var all = assembly.spec(AssemblySpec.class).topology().components();
                all.forEach((n, c) -> {
                    if (!n.equals("db-web") && !(n.equals(SIDEKICK) && !all.containsKey("web"))) {
                        components.put(n, recipes.repaired(c));
                    }
                });
                declare(assembly.metadata().name(), components);
            }
        }
    }

    private String declares(String name) throws InterruptedException {
        var components = components(name);
        var component = COMPONENTS.get(random.nextInt(random.nextInt(4) == 0 ? 4 : 3));
        if (random.nextInt(6) == 0) {
            if (components.remove(SIDEKICK) == null || random.nextBoolean()) {
                components.put(SIDEKICK, recipes.sidekick());
            }
        } else if (components.containsKey(component) && random.nextInt(5) == 0) {
            components.remove(component);
        } else if (components.containsKey(component) && random.nextBoolean()) {
            components.computeIfPresent(component, (_, c) -> c.withEnvironment(recipes.edition()));
        } else {
            components.put(component, recipes.component(8000 + 10 * ASSEMBLIES.indexOf(name) + COMPONENTS.indexOf(component),
                component.equals("web") ? "db" : component.equals("db") ? "work" : NOBODY));
        }
        return declare(name, components);
    }

    private String scales(String name) throws InterruptedException {
        var components = components(name);
        components.replaceAll((_, c) -> c.ports().isEmpty() ? c.withReplicas(random.nextInt(5)) : c);
        return declare(name, components);
    }

    private String changesPolicies(String name) throws InterruptedException {
        var components = components(name);
        components.replaceAll((_, c) -> c.withUpdate(recipes.policy()));
        return declare(name, components);
    }

    private SequencedMap<String, ComponentSpec> components(String name) {
        return new LinkedHashMap<>(platform.store.get(key(name)).map(a -> a.spec(AssemblySpec.class).topology().components()).orElse(Map.of()));
    }

    private String declare(String name, Map<String, ComponentSpec> components) throws InterruptedException {
        return put(key(name), AssemblySpec.of(new Topology(components, Map.of(), Map.of())));
    }

    private String configures() throws InterruptedException {
        return put(CONFIG, new ConfigSpec(Map.of(Recipes.ENTRY, "value " + random.nextInt(100))));
    }

    private String put(Key key, Spec spec) throws InterruptedException {
        var there = platform.store.get(key);
        if (there.filter(r -> r.metadata().deleting()).isPresent()) {
            return key.shortForm() + " is being deleted, so it cannot be declared";
        }
        platform.commit(there.map(r -> (Write) new Write.Put(r.withSpec(spec), Write.Expected.revision(r.metadata().revision())))
            .orElseGet(() -> new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()), spec), Write.Expected.ABSENT)));
        acknowledged.put(key, Optional.of(spec));
        return "declared " + key.shortForm() + ": " + (spec instanceof AssemblySpec a ? told(a) : spec);
    }

    private static String told(AssemblySpec assembly) {
        return String.join(", ", assembly.topology().components().entrySet().stream().map(e -> e.getKey() + " = " + e.getValue().replicas() + " × "
            + e.getValue().pin().map(p -> p + " pinned").orElse(e.getValue().image()) + " " + e.getValue().environment() + " "
            + e.getValue().update().order().map(Object::toString).orElse("") + " batch " + e.getValue().update().batch() + " " + e.getValue().update().onFailure()
            + (e.getValue().ports().isEmpty() ? "" : " port")).toList());
    }

    private String deletes(String name) throws InterruptedException {
        var there = platform.store.get(key(name)).filter(r -> !r.metadata().deleting());
        if (there.isPresent()) {
            platform.commit(new Write.Put(there.get().withMetadata(there.get().metadata().withDeletedAt(platform.now())),
                Write.Expected.revision(there.get().metadata().revision())));
            acknowledged.put(key(name), Optional.empty());
        }
        return "deleted " + name;
    }

    private String rollsBack(String name) throws InterruptedException {
        var assembly = platform.store.get(key(name)).filter(r -> !r.metadata().deleting());
        var levels = assembly.map(a -> platform.store.list(Query.of(Kind.RELEASE).ownedBy(a.asOwner())).items().stream()
            .filter(r -> !r.status(ReleaseStatus.class).digests().isEmpty()).toList()).orElse(List.of());
        if (levels.isEmpty()) {
            return "nothing of " + name + " to go back to";
        }
        var release = levels.get(random.nextInt(levels.size()));
        var was = release.spec(ReleaseSpec.class);
        var components = new LinkedHashMap<>(was.assembly().topology().components());
        components.replaceAll((n, c) -> c.withPin(Optional.ofNullable(release.status(ReleaseStatus.class).digests().get(n))));
        for (var config : was.configs().entrySet()) {
            put(new Key(Kind.CONFIG, Metadata.DEFAULT_PROJECT, config.getKey()), config.getValue());
        }
        return "back to release " + was.number() + ": " + declare(name, components);
    }

    private String putsSomethingForeign(String name) {
        var names = new ArrayList<>(List.of(name + "-web-1", name + "-web-1-00000000", name + "-default-2", name));
        var chosen = names.get(random.nextInt(names.size()));
        platform.world.hand().foreignContainer(chosen);
        platform.world.hand().foreignNetwork(name + "-other");
        platform.world.hand().foreignVolume(name + "-data-2");
        return "foreign things called like " + chosen;
    }

    private String meddlesWithImages() {
        var image = List.of("app:1", "sim/web:1", "app:2").get(random.nextInt(3));
        if (random.nextBoolean()) {
            platform.world.hand().publish(image);
            return "published a new " + image;
        }
        platform.world.hand().forgetImage(image);
        return "removed image " + image + " from the engine";
    }

    private static Key key(String assembly) {
        return new Key(Kind.ASSEMBLY, Metadata.DEFAULT_PROJECT, assembly);
    }
}
