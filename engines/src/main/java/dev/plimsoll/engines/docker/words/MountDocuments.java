package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mounts in the engine's two ways of writing them. "Mounts" is the exact one; "Binds" (`source:target:options`) is the only
/// one by which every engine makes a missing source folder.
public final class MountDocuments {
    /// Marks the volumes that exist only because files could not be delivered without them. They are anonymous: the engine
    /// removes them together with their instance. Not the label of a plane, or they would be listed as volumes of ours.
    static final String FILES_LABEL = Stamp.PREFIX + "files";

    private MountDocuments() {}

    static List<String> binds(List<Mount> mounts) {
        return mounts.stream().filter(MountDocuments::asBind).map(Mount.Bind.class::cast).map(bind -> {
            var options = new ArrayList<String>();
            options.add(bind.readOnly() ? "ro" : "rw");
            bind.relabel().ifPresent(options::add);
            bind.propagation().ifPresent(options::add);
            return bind.source() + ":" + bind.target() + ":" + String.join(",", options);
        }).toList();
    }

    static List<ObjectNode> mounts(Part.Instance part, Deliveries deliveries, ApiVersion api) {
        var documents = new ArrayList<ObjectNode>();
        part.mounts().stream().filter(mount -> !asBind(mount) && !asTmpfs(mount)).map(mount -> mount(mount, part, api)).forEach(documents::add);
        deliveries.volumes().forEach(folder -> documents.add(new Fields().set("Type", "volume").set("Target", folder)
            .set("VolumeOptions", Map.of("Labels", Map.of(FILES_LABEL, part.stamp().plane()))).object()));
        return documents;
    }

    private static boolean asBind(Mount mount) {
        return mount instanceof Mount.Bind bind && (bind.createSource() || bind.relabel().isPresent()) && !bind.shallow()
            && (bind.source() + bind.target()).indexOf(':') < 0;
    }

    /// "Mounts" knows of no options of a file system in memory but size and mode.
    private static boolean asTmpfs(Mount mount) {
        return mount instanceof Mount.Tmpfs tmpfs && !tmpfs.options().isEmpty();
    }

    static Map<String, String> tmpfs(List<Mount> mounts) {
        var options = new LinkedHashMap<String, String>();
        mounts.stream().filter(MountDocuments::asTmpfs).map(Mount.Tmpfs.class::cast).forEach(tmpfs -> {
            var words = new ArrayList<>(tmpfs.options());
            tmpfs.size().ifPresent(size -> words.add("size=" + size));
            tmpfs.mode().ifPresent(mode -> words.add("mode=" + Integer.toOctalString(mode)));
            options.put(tmpfs.target(), String.join(",", words));
        });
        return options;
    }

    /// What a volume is made by; none: as the engine likes it.
    private static Optional<ObjectNode> driver(Part.Volume volume) {
        return Optional.of(new Fields().set("Name", volume.spec().driver()).setUnlessEmpty("Options", volume.spec().options()).object()).filter(driver -> !driver.isEmpty());
    }

    /// The engine makes a volume that a mount names and that is missing (somebody removed it by hand), and makes it a nobody's unless the mount carries its labels.
    public static ObjectNode mount(Mount mount, Part.Instance part, ApiVersion api) {
        return switch (mount) {
            case Mount.Volume volume -> {
                var made = volume.volume().flatMap(part::volume);
                var options = new Fields().setIf(volume.noCopy(), "NoCopy", true)
                    .set("Labels", made.map(NetworkingDocument::labels)).set("DriverConfig", made.flatMap(MountDocuments::driver))
                    .set("Subpath", volume.subpath().map(path -> Newer.than(api, 45, "a folder of a volume", path))).object();
                yield new Fields().set("Type", "volume").set("Source", volume.volume()).set("Target", volume.target())
                    .setIf(volume.readOnly(), "ReadOnly", true).setIf(!options.isEmpty(), "VolumeOptions", options).object();
            }
            case Mount.Bind bind -> {
                var options = new Fields().set("Propagation", bind.propagation()).setIf(bind.shallow(), "NonRecursive", true).object();
                yield new Fields().set("Type", "bind").set("Source", bind.source()).set("Target", bind.target())
                    .setIf(bind.readOnly(), "ReadOnly", true).setIf(!options.isEmpty(), "BindOptions", options).object();
            }
            case Mount.Tmpfs tmpfs -> {
                var options = new Fields().set("SizeBytes", tmpfs.size()).set("Mode", tmpfs.mode()).object();
                yield new Fields().set("Type", "tmpfs").set("Target", tmpfs.target())
                    .set("TmpfsOptions", Optional.of(options).filter(o -> !o.isEmpty())).object();
            }
        };
    }
}
