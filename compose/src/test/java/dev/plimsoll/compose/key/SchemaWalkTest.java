package dev.plimsoll.compose.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.manifest.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Walks the published schema of the Compose specification: every key at every depth is honoured or named in the tables. Below a key
/// that is not honoured nothing need be listed, because the key's own finding speaks for all of it.
class SchemaWalkTest {
    private static final Path SCHEMA = Path.of("src/test/resources/schema/compose-spec.json");

    private final TreeSet<String> unlisted = new TreeSet<>();
    private final TreeSet<Place> reached = new TreeSet<>();
    private final TreeSet<String> keys = new TreeSet<>();
    private Node.Mapping schema;

    @BeforeEach
    void read() throws IOException {
        schema = (Node.Mapping) Json.read("schema", Files.readString(SCHEMA), new Findings()).orElseThrow();
    }

    @Test
    void everyKeyOfTheSpecificationIsHonouredOrNamed() {
        walk(schema, "");

        assertThat(unlisted).isEmpty();
        assertThat(keys).as("the walk saw the specification").hasSizeGreaterThan(200).contains("services.*.build.dockerfile_inline", "networks.*.ipam.config.aux_addresses");
    }

    @Test
    void everyPlaceOfTheTablesIsOneOfTheSpecification() {
        walk(schema, "");

        assertThat(Stream.of(Place.values()).filter(place -> Keys.of(Dialect.COMPOSE).at(place).isPresent()).filter(place -> !reached.contains(place)))
            .as("places with a table that the specification does not have").isEmpty();
    }

    private void walk(Node.Mapping node, String path) {
        text(node, "$ref").ifPresent(ref -> walk(definition(ref), path));
        for (var alternatives : List.of("oneOf", "anyOf", "allOf")) {
            node.get(alternatives).ifPresent(list -> ((Node.Sequence) list).items().forEach(item -> walk((Node.Mapping) item, path)));
        }
        child(node, "items").ifPresent(items -> walk(items, path));
        child(node, "patternProperties").ifPresent(patterns -> patterns.entries().forEach((pattern, entry) -> {
            if (!pattern.equals("^x-")) {
                walk((Node.Mapping) entry.value(), path + ".*");
            }
        }));
        child(node, "properties").ifPresent(properties -> properties(properties, path));
    }

    private void properties(Node.Mapping properties, String path) {
        var place = Place.at(path);
        place.ifPresent(reached::add);
        var table = place.flatMap(p -> Keys.of(Dialect.COMPOSE).at(p)).map(KeyTable::treatments);
        properties.entries().forEach((key, entry) -> {
            var at = path.isEmpty() ? key : path + "." + key;
            keys.add(at);
            switch (table.map(t -> t.get(key)).orElse(null)) {
                case null -> unlisted.add(at);
                case Treatment.Honoured _ -> walk((Node.Mapping) entry.value(), at);
                case Treatment.Noted _, Treatment.Warned _, Treatment.Refused _ -> { }
            }
        });
    }

    private Node.Mapping definition(String ref) {
        var node = schema;
        for (var name : ref.substring("#/".length()).split("/")) {
            node = child(node, name).orElseThrow();
        }
        return node;
    }

    private static Optional<Node.Mapping> child(Node.Mapping node, String name) {
        return node.get(name).filter(n -> n instanceof Node.Mapping).map(n -> (Node.Mapping) n);
    }

    private static Optional<String> text(Node.Mapping node, String name) {
        return node.get(name).filter(n -> n instanceof Node.Scalar).map(n -> ((Node.Scalar) n).text());
    }
}
