package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `configs` and `secrets`: those declared at the top become resources named `<assembly>-<name>`, those a service names become its files.
/// One that no service uses is not made, and its file not asked for.
final class Contents {
    private final Scene scene;
    private final String assembly;
    private final Section root;
    private final Map<Kind, Map<String, Section.Item>> declared;
    private final Map<String, Optional<Source>> sources = new LinkedHashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    Contents(Scene scene, String assembly, Section root) {
        this.scene = scene;
        this.assembly = assembly;
        this.root = root;
        this.declared = Map.of(Kind.CONFIG, root.named(Kind.CONFIG.plural()), Kind.SECRET, root.named(Kind.SECRET.plural()));
    }

    /// Where a file's content is kept.
    private record Source(Kind kind, String resource, String entry) {}

    /// What no service asks for is not made, but looked at all the same, so that mistakes in it are found.
    void lookAtUnused() {
        declared.forEach((kind, contents) -> contents.forEach((name, item) -> {
            if (!sources.containsKey(kind.plural() + "/" + name)) {
                root.section(item, Place.CONTENT);
            }
        }));
    }

    /// The configs and secrets that services asked for.
    List<Resource> resources() {
        var all = new ArrayList<>(resources);
        if (!passwords.isEmpty()) {
            all.add(Resource.declared(Metadata.named(scene.request().project(), Names.toLabel(assembly + "-passwords")), new SecretSpec(passwords)));
        }
        return all;
    }

    /// The files of a service.
    List<FileMount> files(Section service) {
        var files = new ArrayList<FileMount>();
        service.items("configs").forEach(item -> file(service, Kind.CONFIG, item).ifPresent(files::add));
        service.items("secrets").forEach(item -> file(service, Kind.SECRET, item).ifPresent(files::add));
        return files;
    }

    /// Variables of a service that nobody should see: entries of one secret, `<assembly>-passwords`.
    Map<String, ComponentSpec.SecretEntry> variables(String component, Section service) {
        var entries = new LinkedHashMap<String, ComponentSpec.SecretEntry>();
        var secret = Names.toLabel(assembly + "-passwords");
        service.pairs("secret_environment").forEach((variable, value) -> {
            var entry = component + "." + variable;
            spec(Kind.SECRET, entry, value, service).ifPresent(_ -> {
                passwords.put(entry, value);
                entries.put(variable, new ComponentSpec.SecretEntry(secret, entry));
            });
        });
        return entries;
    }

    /// A config or secret of this value alone; none when it cannot hold it.
    private static Optional<Spec> spec(Kind kind, String name, String value, Section section) {
        try {
            return Optional.of(kind == Kind.SECRET ? new SecretSpec(Map.of(name, value)) : new ConfigSpec(Map.of(name, value)));
        } catch (InvalidValue invalid) {
            section.findings().error(section.mark(), section.trail(), "InvalidValue", Quote.line(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<FileMount> file(Section service, Kind kind, Section.Item item) {
        var section = item.node() instanceof Node.Scalar ? service.section(new Section.Item(Node.Mapping.empty(item.node().mark()), item.trail()))
            : service.section(item, Place.FILE_MOUNT);
        var name = item.node() instanceof Node.Scalar scalar ? scalar.text() : section.flatMap(s -> s.text("source")).orElse("");
        return section.flatMap(s -> source(kind, name, item).flatMap(source -> {
            var target = s.text("target").orElse(name);
            var path = target.startsWith("/") ? target : (kind == Kind.SECRET ? "/run/secrets/" : "/") + target;
            try {
                return Optional.of(new FileMount(source.kind(), source.resource(), source.entry(), path, s.whole("uid"), s.whole("gid"), s.mode("mode")));
            } catch (InvalidValue invalid) {
                service.findings().error(item.node().mark(), item.trail(), "InvalidValue", Quote.line(invalid.getMessage()));
                return Optional.empty();
            }
        }));
    }

    private Optional<Source> source(Kind kind, String name, Section.Item item) {
        var key = kind.plural() + "/" + name;
        if (!sources.containsKey(key)) {
            var declared = this.declared.get(kind);
            if (!declared.containsKey(name)) {
                scene.findings().error(item.node().mark(), item.trail(), "Unknown" + kind.title(), kind.singular() + " " + Quote.of(name) + " is not declared under "
                    + kind.plural() + " at the top", Nearest.hint(name, declared.keySet()));
                return Optional.empty();
            }
            sources.put(key, root.section(declared.get(name), Place.CONTENT).flatMap(s -> declared(kind, name, s)));
        }
        return sources.get(key);
    }

    private Optional<Source> declared(Kind kind, String name, Section section) {
        var external = section.node("external").filter(n -> n instanceof Node.Mapping).flatMap(_ -> section.section("external", Place.EXTERNAL));
        if (external.isPresent() || section.is("external")) {
            var outside = external.flatMap(s -> s.text("name")).or(() -> section.text("name")).orElse(name);
            return named(section, Names.toLabel(outside), "").map(resource -> {
                scene.findings().notice(section.mark(), section.trail(), "External", "taken from " + kind.singular() + "/" + resource + ", entry " + Quote.of(name)
                    + ", which must be applied by itself");
                return new Source(kind, resource, name);
            });
        }
        return named(section, Names.toLabel(assembly + "-" + section.text("name").orElse(name)), kind.plural()).flatMap(resource -> {
            content(section).flatMap(content -> spec(kind, name, content, section)).ifPresent(spec ->
                resources.add(Resource.declared(Metadata.named(scene.request().project(), resource), spec)));
            return Optional.of(new Source(kind, resource, name));
        });
    }

    /// @param among names must differ among these; empty: they may be the same
    private Optional<String> named(Section section, String label, String among) {
        if (label.isEmpty() || !among.isEmpty() && !taken.add(among + "/" + label)) {
            section.findings().error(section.mark(), section.trail(), "InvalidName", label.isEmpty() ? "the name has no letter or digit" : "two names become "
                + Quote.of(label), Optional.of("choose another name"));
            return Optional.empty();
        }
        return Optional.of(label);
    }

    private Optional<String> content(Section section) {
        var ways = List.of("file", "content", "environment").stream().filter(k -> section.node(k).isPresent()).toList();
        if (ways.size() != 1) {
            section.findings().error(section.mark(), section.trail(), "InvalidValue",
                "exactly one of file, content, environment and external says where the value comes from");
            return Optional.empty();
        }
        var way = ways.getFirst();
        return section.text(way).flatMap(text -> switch (way) {
            case "file" -> scene.file(text, section.mark(way), section.trail().to(way));
            case "content" -> Optional.of(text);
            default -> variable(section, text);
        });
    }

    private Optional<String> variable(Section section, String name) {
        var value = scene.scope().value(name);
        if (value.isEmpty() && scene.scope().isKnownUnset(name)) {
            section.error("environment", "RequiredVariable", "variable " + Quote.of(name) + " must be set", "set it where plimsoll runs");
        }
        return value;
    }
}
