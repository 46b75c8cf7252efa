package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files that declare something, read.
///
/// @param folder what paths are relative to, and what nothing may leave
/// @param files  texts by path, in the order they were given
public record Declared(Path folder, Map<String, String> files) {
    /// More than any sane declaration; the control plane has a limit of its own.
    static final long MAX_BYTES = 64L << 20;
    private static final List<String> COMPOSE = List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
    private static final String STANDARD_INPUT = "-";

    /// Reads what was named: folders (their compose file with its override, or else every *.yml and *.yaml in name order), files, and `-` for
    /// standard input. The first folder, or the folder of the first file, is the declaration's; the others have to lie in it.
    ///
    /// @param here what relative names start from
    public static Declared read(List<String> named, Path here, InputStream in) throws IOException {
        var paths = new ArrayList<Path>();
        var standardInput = false;
        var folder = here;
        for (var name : named) {
            if (name.equals(STANDARD_INPUT)) {
                standardInput = true;
                continue;
            }
            var path = here.resolve(name).normalize();
            if (!Files.exists(path)) {
                throw Trouble.notFound("there is no file or folder " + path, "");
            }
            var isFolder = Files.isDirectory(path);
            folder = paths.isEmpty() ? isFolder ? path : path.getParent() : folder;
            paths.addAll(isFolder ? declaring(path) : List.of(path));
        }
        var files = new LinkedHashMap<String, String>();
        for (var path : paths) {
            files.put(relative(folder, path), text(path));
        }
        if (standardInput) {
            files.put("stdin.yml", decoded(in.readNBytes((int) MAX_BYTES), "standard input"));
        }
        return new Declared(folder, files);
    }

    /// The compose file of a folder, by the names and the order the Compose Specification gives.
    public static Optional<Path> compose(Path folder) {
        return COMPOSE.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /// The folder's name, which names a compose assembly when nothing else does.
    public String folderName() {
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    /// Reads another file of the folder; none when it does not exist.
    Optional<String> other(String path) throws IOException {
        return inside(path).filter(Files::isRegularFile).map(p -> {
            try {
                return text(p);
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        });
    }

    /// Where a path of the declaration lies; none when it does not exist.
    ///
    /// @throws Trouble when it leads out of the folder, directly or by a symbolic link
    Optional<Path> inside(String path) throws IOException {
        var there = folder.resolve(path).normalize();
        if (there.startsWith(folder.normalize()) && !Files.exists(there)) {
            return Optional.empty();
        }
        if (!there.startsWith(folder.normalize()) || !there.toRealPath().startsWith(folder.toRealPath())) {
            throw Trouble.failed("'" + path + "' lies outside the declaration's folder " + folder,
                "name a folder that holds everything, with -f FOLDER, or copy the file into it");
        }
        return Optional.of(there);
    }

    private static List<Path> declaring(Path folder) throws IOException {
        var compose = compose(folder);
        if (compose.isPresent()) {
            var name = compose.get().getFileName().toString();
            var stem = name.substring(0, name.lastIndexOf('.'));
            var overrides = List.of(stem + ".override.yaml", stem + ".override.yml").stream().map(folder::resolve).filter(Files::isRegularFile).limit(1);
            return java.util.stream.Stream.concat(compose.stream(), overrides).toList();
        }
        try (var all = Files.list(folder)) {
            var found = all.filter(p -> p.toString().endsWith(".yml") || p.toString().endsWith(".yaml")).filter(Files::isRegularFile).sorted().toList();
            if (found.isEmpty()) {
                throw Trouble.notFound("nothing is declared in " + folder + ": it has no compose file and no *.yml or *.yaml", "name a file with -f");
            }
            return found;
        }
    }

    private static String relative(Path folder, Path file) throws IOException {
        if (!file.startsWith(folder) || !file.toRealPath().startsWith(folder.toRealPath())) {
            throw Trouble.usage(file + " lies outside the declaration's folder " + folder, "name the folder above both first, or copy the file");
        }
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw Trouble.failed(file + " is larger than " + (MAX_BYTES >> 20) + " MB", "is it the right file?");
        }
        return decoded(Files.readAllBytes(file), file.toString());
    }

    private static String decoded(byte[] bytes, String from) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            throw Trouble.failed(from + " is no UTF-8 text", "binary files can be put into an image or a volume, not into a declaration");
        }
    }
}
