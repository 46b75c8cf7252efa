package dev.plimsoll.compose;

import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.ResourceYaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A case in one file: a line that says why it exists, then parts that begin with `== NAME`. Parts named after files are the bundle; `options`
/// has lines `order:`, `profiles:`, `assembly:`, `folder:`, `unset:`, `missing:`, `contexts:`, `dialect:` and `set:`, each with words; `variables` has NAME=value lines;
/// `resources`, `findings` and `needs` are what is expected.
record GoldenCase(String why, Map<String, String> parts) {
    private static final List<String> EXPECTED = List.of("resources", "findings", "needs");

    static GoldenCase parse(String text) {
        var parts = new LinkedHashMap<String, String>();
        var chunks = text.split("(?m)^== ");
        for (var chunk : Arrays.asList(chunks).subList(1, chunks.length)) {
            int end = chunk.indexOf('\n');
            parts.put(chunk.substring(0, end).strip(), chunk.substring(end + 1));
        }
        return new GoldenCase(chunks[0].strip(), parts);
    }

    ComposeRequest request() {
        var files = new LinkedHashMap<>(parts);
        EXPECTED.forEach(files::remove);
        var options = lines(files.remove("options"), ":");
        var variables = lines(files.remove("variables"), "=");
        var order = words(options, "order");
        var contexts = words(options, "contexts").stream().collect(Collectors.toMap(c -> c, c -> "d1e5".repeat(16)));
        var bundle = new Bundle(files, variables, Set.copyOf(words(options, "unset")), Set.copyOf(words(options, "missing")), contexts);
        return new ComposeRequest(bundle, order.isEmpty() ? List.of("compose.yml") : order, "default", options.getOrDefault("assembly", ""),
            options.getOrDefault("folder", "/srv/shop"), Set.copyOf(words(options, "profiles")), lines(String.join("\n", words(options, "set")), "="),
            Optional.of(options.getOrDefault("dialect", "")).filter(d -> !d.isEmpty()).map(d -> Dialect.named(d).orElseThrow()));
    }

    /// The case with the expected parts as they came out.
    String with(Declaration read) {
        var all = new LinkedHashMap<>(parts);
        EXPECTED.forEach(all::remove);
        var resources = new StringBuilder();
        for (var resource : read.resources()) {
            resources.append("# ").append(resource.key()).append('\n').append(ResourceYaml.ofJson(ResourceJson.spec(resource.spec())));
        }
        all.put("resources", resources.toString());
        all.put("findings", read.findings().stream().map(f -> f.code() + " " + f + "\n").collect(Collectors.joining()));
        var needs = new ArrayList<String>();
        read.needs().files().stream().sorted().forEach(f -> needs.add("file " + f));
        read.needs().variables().stream().sorted().forEach(v -> needs.add("variable " + v));
        read.needs().contexts().stream().sorted().forEach(c -> needs.add("context " + c));
        if (!needs.isEmpty()) {
            all.put("needs", String.join("\n", needs) + "\n");
        }
        return why + "\n" + all.entrySet().stream().map(p -> "== " + p.getKey() + "\n" + (p.getValue().isEmpty() || p.getValue().endsWith("\n") ? p.getValue() : p.getValue() + "\n"))
            .collect(Collectors.joining());
    }

    private static List<String> words(Map<String, String> options, String name) {
        return Arrays.stream(options.getOrDefault(name, "").split("\\s+")).filter(w -> !w.isEmpty()).toList();
    }

    private static Map<String, String> lines(String text, String separator) {
        var lines = new LinkedHashMap<String, String>();
        if (text != null) {
            text.lines().filter(l -> l.contains(separator)).forEach(l -> lines.put(l.substring(0, l.indexOf(separator)).strip(), l.substring(l.indexOf(separator) + 1).strip()));
        }
        return lines;
    }
}
