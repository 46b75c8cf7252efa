package dev.plimsoll.cli.declare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The two files of a Rancher stack: `app.yml` and `app-rancher.yml`, or `docker-compose.yml` and `rancher-compose.yml`.
final class Pairs {
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".yml.tpl", ".yaml.tpl");

    private Pairs() {}

    /// The Rancher file that lies beside a first one.
    static Optional<Path> second(Path first) {
        var name = first.getFileName().toString();
        var stem = ENDINGS.stream().filter(name::endsWith).findFirst().map(e -> name.substring(0, name.length() - e.length())).orElse("");
        if (stem.isEmpty() || stem.endsWith("-rancher") || stem.equals("rancher-compose")) {
            return Optional.empty();
        }
        var seconds = stem.endsWith("compose") ? List.of("rancher-compose", stem + "-rancher") : List.of(stem + "-rancher");
        return seconds.stream().flatMap(s -> ENDINGS.stream().map(e -> first.resolveSibling(s + e))).filter(Files::isRegularFile).findFirst();
    }
}
