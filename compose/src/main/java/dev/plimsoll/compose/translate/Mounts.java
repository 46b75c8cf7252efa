package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.key.Place;
import dev.plimsoll.compose.source.ShortMount;
import dev.plimsoll.manifest.shape.Scalars;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Mount;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `volumes` and `tmpfs` of a service.
final class Mounts {
    private static final Set<String> PROPAGATIONS = Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
    private static final Set<String> CONSISTENCIES = Set.of("cached", "delegated", "consistent", "default", "rw");
    private static final List<String> TYPES = List.of("volume", "bind", "tmpfs");

    private final Scene scene;
    private final Section service;
    private final Set<String> declaredVolumes;
    private final List<Mount> mounts = new ArrayList<>();

    private Mounts(Scene scene, Section service, Set<String> declaredVolumes) {
        this.scene = scene;
        this.service = service;
        this.declaredVolumes = declaredVolumes;
    }

    static List<Mount> of(Scene scene, Section service, Set<String> declaredVolumes) {
        var mounts = new Mounts(scene, service, declaredVolumes);
        service.items("volumes").forEach(mounts::volume);
        service.items("tmpfs").forEach(mounts::tmpfs);
        var targets = new java.util.HashSet<String>();
        mounts.mounts.stream().filter(m -> !targets.add(m.target())).findFirst().ifPresent(m ->
            service.error(service.has("volumes") ? "volumes" : "tmpfs", "DuplicateTarget", "two mounts go to " + Quote.of(m.target()), ""));
        return mounts.mounts;
    }

    private void volume(Section.Item item) {
        if (item.node() instanceof Node.Scalar scalar) {
            made(item, () -> shortForm(ShortMount.parse(scalar.text()), item.node().mark(), item.trail()));
        } else {
            service.section(item, Place.MOUNT).ifPresent(s -> made(item, () -> longForm(s)));
        }
    }

    private Optional<Mount> shortForm(ShortMount mount, Mark mark, Trail trail) {
        boolean readOnly = false;
        boolean noCopy = false;
        Optional<String> propagation = Optional.empty();
        Optional<String> relabel = Optional.empty();
        for (var option : mount.options()) {
            if (option.equals("ro")) {
                readOnly = true;
            } else if (option.equals("nocopy")) {
                noCopy = true;
            } else if (PROPAGATIONS.contains(option)) {
                propagation = Optional.of(option);
            } else if (option.equalsIgnoreCase("z")) {
                relabel = Optional.of(option);
            } else if (!CONSISTENCIES.contains(option)) {
                scene.findings().error(mark, trail, "InvalidMount", Quote.of(option) + " is no option of a mount", Optional.of("it is [source:]target[:ro]"));
            }
        }
        var source = mount.source().orElse("");
        boolean isOfHost = source.startsWith(".") || source.startsWith("/") || source.startsWith("~");
        if (!isOfHost && (relabel.isPresent() || propagation.isPresent())) {
            scene.findings().notice(mark, trail, "NotHonoured", Quote.of(relabel.orElse(propagation.orElse(""))) + " is for folders of the host; a volume is the engine's, which labels it");
        }
        if (source.isEmpty()) {
            return Optional.of(new Mount.Volume(Optional.empty(), mount.target(), readOnly, noCopy));
        }
        if (isOfHost) {
            var bound = propagation;
            var label = relabel;
            boolean only = readOnly;
            return hostPath(source, mark, trail).map(path -> new Mount.Bind(path, mount.target(), only, makesFolders(), bound, label, false));
        }
        return named(source, mark, trail).isPresent()
            ? Optional.of(new Mount.Volume(Optional.of(source), mount.target(), readOnly, noCopy)) : Optional.empty();
    }

    private Optional<Mount> longForm(Section mount) {
        var type = mount.text("type").orElse("volume");
        var target = mount.text("target").orElse("");
        boolean readOnly = mount.is("read_only");
        var source = mount.text("source").filter(s -> !s.isEmpty());
        switch (type) {
            case "volume" -> {
                var options = mount.section("volume", Place.MOUNT_VOLUME);
                if (source.isPresent() && named(source.get(), mount.mark("source"), mount.trail().to("source")).isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new Mount.Volume(source, target, readOnly, options.map(o -> o.is("nocopy")).orElse(false), options.flatMap(o -> o.text("subpath"))));
            }
            case "bind" -> {
                var options = mount.section("bind", Place.MOUNT_BIND);
                boolean shallow = options.map(Mounts::isShallow).orElse(false);
                // The engine makes folders only in the form that knows nothing of what lies below.
                boolean create = options.flatMap(o -> o.truth("create_host_path")).orElse(makesFolders()) && !shallow;
                var from = source.orElseThrow(() -> new InvalidValue("source is missing: the path on the host"));
                return hostPath(from, mount.mark("source"), mount.trail().to("source"))
                    .map(path -> new Mount.Bind(path, target, readOnly, create, options.flatMap(o -> o.text("propagation")), options.flatMap(o -> o.text("selinux")),
                        shallow));
            }
            case "tmpfs" -> {
                var options = mount.section("tmpfs", Place.MOUNT_TMPFS);
                return Optional.of(new Mount.Tmpfs(target, options.flatMap(o -> o.bytes("size")), options.flatMap(o -> o.mode("mode"))));
            }
            case "image" -> {
                mount.error("type", "NotHonoured", "images are not mounted", "copy what is needed out of it when the image is built");
                return Optional.empty();
            }
            case "cluster", "npipe" -> {
                mount.error("type", "NotHonoured", type.equals("npipe") ? "named pipes are for Windows only" : "volumes of a Swarm's storage plugins need a Swarm", "use a volume");
                return Optional.empty();
            }
            default -> {
                mount.error("type", "NotHonoured", Quote.of(type) + " is none of " + String.join(", ", TYPES), Nearest.hint(type, TYPES).orElse(""));
                return Optional.empty();
            }
        }
    }

    /// `docker stack deploy` leaves it to the engine to refuse a folder that is not there.
    private boolean makesFolders() {
        return scene.dialect() != Dialect.STACK;
    }

    private static boolean isShallow(Section bind) {
        var recursive = bind.text("recursive").orElse("enabled");
        if (!recursive.equals("enabled") && !recursive.equals("disabled")) {
            bind.error("recursive", "NotHonoured", Quote.of(recursive) + " is neither enabled nor disabled", "mount what lies below by itself, read_only or not");
        }
        return recursive.equals("disabled");
    }

    private void tmpfs(Section.Item item) {
        var text = item.node() instanceof Node.Scalar scalar ? scalar.text() : "";
        int colon = text.indexOf(':');
        made(item, () -> {
            Optional<Long> size = Optional.empty();
            Optional<Integer> mode = Optional.empty();
            var further = new ArrayList<String>();
            for (var option : colon < 0 ? new String[0] : text.substring(colon + 1).split(",")) {
                if (option.startsWith("size=")) {
                    size = Optional.of((Long) Scalars.parse(new Shape.Bytes(), option.substring("size=".length())));
                } else if (option.startsWith("mode=")) {
                    var digits = option.substring("mode=".length());
                    mode = Optional.of((Integer) Scalars.parse(new Shape.Mode(), digits.startsWith("0") ? digits : "0" + digits));
                } else {
                    further.add(option);
                }
            }
            return Optional.of(new Mount.Tmpfs(colon < 0 ? text : text.substring(0, colon), size, mode, further));
        });
    }

    private Optional<String> named(String name, Mark mark, Trail trail) {
        if (declaredVolumes.contains(name)) {
            return Optional.of(name);
        }
        var path = name.indexOf('/') >= 0 ? Optional.of("a path on the host starts with / or ./") : Nearest.hint(name, declaredVolumes);
        scene.findings().error(mark, trail, "UnknownVolume", "volume " + Quote.of(name) + " is not declared under volumes at the top", path);
        return Optional.empty();
    }

    /// An absolute path on the engine's host. Relative ones need to know where the declaration's folder is on that host.
    private Optional<String> hostPath(String written, Mark mark, Trail trail) {
        try {
            if (written.startsWith("/")) {
                return Optional.of(Path.of(written).normalize().toString());
            }
            var base = written.startsWith("~") ? home(written) : Optional.of(scene.request().folder()).filter(f -> f.startsWith("/"))
                .map(f -> Path.of(f).resolve(scene.folder()));
            if (base.isPresent()) {
                return base.map(b -> b.resolve(written.startsWith("~") ? written.substring(Math.min(2, written.length())) : written).normalize().toString());
            }
            scene.findings().error(mark, trail, "RelativeBind", "where " + Quote.of(written) + " lies on the engine's host is not known",
                Optional.of("write an absolute path of that host, or use a named volume, a config or a secret"));
        } catch (InvalidPathException invalid) {
            scene.findings().error(mark, trail, "InvalidMount", Quote.of(written) + " is no path");
        }
        return Optional.empty();
    }

    private Optional<Path> home(String written) {
        return written.equals("~") || written.startsWith("~/") ? scene.scope().value("HOME").filter(h -> h.startsWith("/")).map(Path::of) : Optional.empty();
    }

    private void made(Section.Item item, java.util.function.Supplier<Optional<? extends Mount>> mount) {
        try {
            mount.get().ifPresent(mounts::add);
        } catch (InvalidValue invalid) {
            scene.findings().error(item.node().mark(), item.trail(), "InvalidMount", Quote.line(invalid.getMessage()));
        }
    }
}
