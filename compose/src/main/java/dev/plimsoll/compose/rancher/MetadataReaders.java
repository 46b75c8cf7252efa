package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import java.util.List;
import java.util.Optional;

/// Finds programs that ask Rancher's metadata service, which is not here: they name it somewhere in what they are given.
final class MetadataReaders {
    private static final List<String> NAMES = List.of("rancher-metadata", "169.254.169.250");

    private final Parts parts;

    MetadataReaders(Parts parts) {
        this.parts = parts;
    }

    void say() {
        parts.containers().values().forEach(service -> {
            var found = found(service.entry().value());
            found.ifPresent(mark -> parts.findings().warning(mark, service.trail(), "NeedsMetadata", "it asks Rancher's metadata service, which is not there",
                Optional.of("the name of a service leads to the addresses of all its instances; "
                    + "write what stands under metadata into a config, and the rest into variables")));
        });
    }

    private static Optional<Mark> found(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> NAMES.stream().anyMatch(scalar.text()::contains) ? Optional.of(scalar.mark()) : Optional.empty();
            case Node.Sequence sequence -> sequence.items().stream().flatMap(i -> found(i).stream()).findFirst();
            case Node.Mapping mapping -> mapping.entries().values().stream().flatMap(e -> found(e.value()).stream()).findFirst();
            case Node.Tagged tagged -> found(tagged.node());
        };
    }
}
