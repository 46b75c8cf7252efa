package dev.plimsoll.engines.docker.words;

import dev.plimsoll.model.Mount;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Part.FileContent;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How the files of an instance get into its container between creation and start. They are uploaded as archives, which the
/// engine writes into the container's own layer or into a volume. Where that cannot be (a read-only root) or would be hidden
/// (a file system in memory above it), the file's folder becomes an anonymous volume, into which the engine first copies what
/// the image has there. Either way the files are still there when the engine restarts the container by itself.
///
/// @param volumes folders that must be volumes
/// @param uploads files by the folder their archive is unpacked in
public record Deliveries(List<String> volumes, Map<String, List<FileContent>> uploads) {
    /// @throws EngineFailure.Rejected when a file cannot be delivered
    public static Deliveries of(Part.Instance part) {
        var volumes = new ArrayList<String>();
        var uploads = new LinkedHashMap<String, List<FileContent>>();
        var outermostFirst = part.files().stream().sorted(Comparator.comparing((FileContent f) -> folder(f).length()).thenComparing(FileContent::path)).toList();
        for (var file : outermostFirst) {
            var folder = folder(file);
            var mount = nearest(part.mounts().stream().map(Mount::target), folder).flatMap(target -> part.mounts().stream()
                .filter(m -> m.target().equals(target)).findFirst());
            var base = nearest(Stream.concat(volumes.stream(), mount.stream().map(Mount::target)), folder);
            if (base.filter(volumes::contains).isEmpty() && !reachable(part, mount)) {
                volumes.add(possible(file, folder, mount));
                base = Optional.of(folder);
            }
            uploads.computeIfAbsent(base.orElse("/"), b -> new ArrayList<>()).add(file);
        }
        return new Deliveries(List.copyOf(volumes), uploads);
    }

    /// The folder a file lies in.
    private static String folder(FileContent file) {
        int slash = file.path().lastIndexOf('/');
        return slash <= 0 ? "/" : file.path().substring(0, slash);
    }

    /// The innermost of some mounted folders that a folder lies in.
    private static Optional<String> nearest(Stream<String> mounted, String folder) {
        return mounted.filter(target -> folder.equals(target) || folder.startsWith(target.endsWith("/") ? target : target + "/"))
            .max(Comparator.comparing(String::length));
    }

    /// Whether an upload ends up where the process will see it.
    private static boolean reachable(Part.Instance part, Optional<Mount> mount) {
        return mount.map(m -> switch (m) {
            case Mount.Volume volume -> !volume.readOnly();
            case Mount.Bind bind -> !bind.readOnly();
            case Mount.Tmpfs _ -> false;
        }).orElse(!part.spec().isolation().readOnly());
    }

    private static String possible(FileContent file, String folder, Optional<Mount> mount) {
        if (folder.equals("/")) {
            throw refused(file, "the root folder is read-only; give the file a folder of its own");
        }
        if (mount.isPresent() && mount.get().target().equals(folder)) {
            throw refused(file, folder + " is mounted read-only or in memory; give the file a folder of its own");
        }
        return folder;
    }

    private static EngineFailure refused(FileContent file, String why) {
        return new EngineFailure.Rejected("FileNotDeliverable", "cannot put the file " + file.path() + " into the instance: " + why, null);
    }
}
