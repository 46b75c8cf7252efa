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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files that declare something, read.
///
/// @param folder what paths are relative to, and what nothing may leave
/// @param files  texts by path, in the order they were given
/// @param apart  paths of those found by looking into a folder that has no compose file of its own: each is declared by itself
public record Declared(Path folder, Map<String, String> files, Set<String> apart) {
    /// More than any sane declaration; the control plane has a limit of its own.
    static final long MAX_BYTES = 64L << 20;
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".yml.tpl", ".yaml.tpl");
    private static final List<String> COMPOSE = List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
        "docker-compose.yml.tpl", "docker-compose.yaml.tpl");
    private static final String STANDARD_INPUT = "-";

    /// Whether a text among them speaks of routes, in any of the tongues that they are declared in. A guess: only the control plane reads them.
    public boolean mentionsRoutes() {
        return files.values().stream().anyMatch(text -> List.of("kind: Route", "traefik.", "lb_config", "port_rules", "routes:").stream().anyMatch(text::contains));
    }

    /// Reads what was named: folders (see [Folder]), files, each with its Rancher file when one lies beside it, and `-` for standard input. The first folder, or the folder of the first file, is the declaration's; the others have to lie in it.
    ///
    /// @param here what relative names start from
    public static Declared read(List<String> named, Path here, InputStream in) throws IOException {
        var paths = new LinkedHashSet<Path>();
        var apart = new LinkedHashSet<Path>();
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
            var found = isFolder ? Folder.of(path) : new Folder(withPair(path), false);
            paths.addAll(found.files());
            apart.addAll(found.apart() ? found.files() : List.of());
        }
        var files = new LinkedHashMap<String, String>();
        for (var path : paths) {
            files.put(relative(folder, path), text(path));
        }
        if (standardInput) {
            files.put("stdin.yml", decoded(in.readNBytes((int) MAX_BYTES), "standard input"));
        }
        var alone = new LinkedHashSet<String>();
        for (var path : apart) {
            alone.add(relative(folder, path));
        }
        return new Declared(folder, files, alone);
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

    /// The second file of a Rancher pair belongs to the first, also when only that was named.
    private static List<Path> withPair(Path file) {
        return Stream.concat(Stream.of(file), Pairs.second(file).stream()).toList();
    }

    /// What a folder declares.
    ///
    /// @param files that declare something, in order
    /// @param apart whether each is declared by itself, as there is no compose file that speaks for the folder
    private record Folder(List<Path> files, boolean apart) {
        /// Its compose file with override and Rancher file; or else all its YAML files, and the compose files of the folders below, in name order.
        static Folder of(Path folder) throws IOException {
            var own = project(folder);
            if (!own.isEmpty()) {
                return new Folder(own, false);
            }
            try (var all = Files.list(folder)) {
                var found = new ArrayList<Path>();
                for (var path : all.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList()) {
                    if (Files.isDirectory(path)) {
                        found.addAll(project(path));
                    } else if (ENDINGS.stream().anyMatch(path.toString()::endsWith)) {
                        found.add(path);
                    }
                }
                if (found.isEmpty()) {
                    throw Trouble.notFound("nothing is declared in " + folder + ": neither it nor a folder in it has a compose file, and it has no *.yml or *.yaml",
                        "name a file with -f");
                }
                return new Folder(found, true);
            }
        }

        private static List<Path> project(Path folder) {
            return compose(folder).map(compose -> {
                var name = compose.getFileName().toString();
                var stem = name.substring(0, name.lastIndexOf(".y"));
                var override = Stream.of(stem + ".override.yaml", stem + ".override.yml").map(folder::resolve).filter(Files::isRegularFile).limit(1);
                return Stream.of(Stream.of(compose), override, Pairs.second(compose).stream()).flatMap(s -> s).toList();
            }).orElse(List.of());
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
