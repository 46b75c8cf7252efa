package dev.plimsoll.model;

import java.util.Optional;

/// Something mounted into an instance's file system.
public sealed interface Mount {
    /// Absolute path inside.
    String target();

    /// A named volume of the assembly, or without a name one that lives and dies with its instance.
    record Volume(@Doc("Volume's name in the assembly; none: anonymous.") Optional<String> volume, @Doc("Path inside.") String target,
                  @Doc("Not writable.") boolean readOnly, @Doc("Do not copy the image's files into an empty volume.") boolean noCopy) implements Mount {
        public Volume {
            volume = Values.optional(volume);
            requireAbsolute(target);
        }
    }

    /// A folder or file of the engine's host.
    record Bind(@Doc("Absolute path on the host.") String source, @Doc("Path inside.") String target, @Doc("Not writable.") boolean readOnly,
                @Doc("Make the source folder when it is missing.") boolean createSource,
                @Doc("Mount propagation, such as rprivate.") Optional<String> propagation) implements Mount {
        public Bind {
            propagation = Values.optional(propagation);
            requireAbsolute(source);
            requireAbsolute(target);
        }
    }

    /// A file system in memory.
    record Tmpfs(@Doc("Path inside.") String target,
                 @Doc(value = "Limit in bytes.", unit = Doc.Unit.BYTES) Optional<Long> size,
                 @Doc(value = "Mode of its root in octal.", unit = Doc.Unit.MODE) Optional<Integer> mode)
        implements Mount {
        public Tmpfs {
            size = Values.optional(size);
            mode = Values.optional(mode);
            requireAbsolute(target);
        }
    }

    private static void requireAbsolute(String path) {
        if (path == null || !path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new InvalidValue("path '" + path + "' is not absolute");
        }
    }
}
