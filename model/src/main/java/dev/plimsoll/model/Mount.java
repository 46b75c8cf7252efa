package dev.plimsoll.model;

import java.util.List;
import java.util.Optional;

/// Something mounted into an instance's file system.
public sealed interface Mount {
    /// Absolute path inside.
    String target();

    /// A named volume of the assembly, or without a name one that lives and dies with its instance.
    record Volume(@Doc("Volume's name in the assembly; none: anonymous.") Optional<String> volume, @Doc("Path inside.") String target,
                  @Doc("Not writable.") boolean readOnly, @Doc("Do not copy the image's files into an empty volume.") boolean noCopy,
                  @Doc("Folder of the volume to mount in place of the whole.") Optional<String> subpath) implements Mount {
        /// The whole volume.
        public Volume(Optional<String> volume, String target, boolean readOnly, boolean noCopy) {
            this(volume, target, readOnly, noCopy, null);
        }

        public Volume {
            volume = Values.optional(volume);
            subpath = Values.optional(subpath);
            subpath.filter(p -> p.startsWith("/") || ("/" + p + "/").contains("/../")).ifPresent(p -> {
                throw new InvalidValue("path '" + p + "' leads out of the volume");
            });
            requireAbsolute(target);
        }
    }

    /// A folder or file of the engine's host.
    record Bind(@Doc("Absolute path on the host.") String source, @Doc("Path inside.") String target, @Doc("Not writable.") boolean readOnly,
                @Doc("Make the source folder when it is missing.") boolean createSource,
                @Doc("Mount propagation, such as rprivate.") Optional<String> propagation,
                @Doc("SELinux label: z is shared, Z its own.") Optional<String> relabel,
                @Doc("Mounts below the source are left out.") boolean shallow) implements Mount {
        /// With all mounts below it, and its label as it is.
        public Bind(String source, String target, boolean readOnly, boolean createSource, Optional<String> propagation) {
            this(source, target, readOnly, createSource, propagation, null, false);
        }

        public Bind {
            propagation = Values.optional(propagation);
            relabel = Values.optional(relabel);
            relabel.filter(r -> !r.equals("z") && !r.equals("Z")).ifPresent(r -> {
                throw new InvalidValue("an SELinux label is z or Z, not '" + r + "'");
            });
            requireAbsolute(source);
            requireAbsolute(target);
        }
    }

    /// A file system in memory.
    record Tmpfs(@Doc("Path inside.") String target,
                 @Doc(value = "Limit in bytes.", unit = Doc.Unit.BYTES) Optional<Long> size,
                 @Doc(value = "Mode of its root in octal.", unit = Doc.Unit.MODE) Optional<Integer> mode,
                 @Doc("Further options of mount, such as noexec.") List<String> options)
        implements Mount {
        /// With the engine's usual options.
        public Tmpfs(String target, Optional<Long> size, Optional<Integer> mode) {
            this(target, size, mode, null);
        }

        public Tmpfs {
            size = Values.optional(size);
            mode = Values.optional(mode);
            options = Values.list(options);
            requireAbsolute(target);
        }
    }

    private static void requireAbsolute(String path) {
        if (path == null || !path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new InvalidValue("path '" + path + "' is not absolute");
        }
    }
}
