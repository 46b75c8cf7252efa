package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.compose.source.EnvFile;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import dev.plimsoll.manifest.tree.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values for variables and parameters that a person gave for this one request: in files, later ones over earlier ones, and one by one, which wins over all.
/// A file is a YAML or JSON map of simple values, or, when it ends with `.env`, lines `NAME=value`. What is in it is in no message.
final class GivenValues {
    private GivenValues() {}

    /// A file as the client read it.
    ///
    /// @param name for messages
    record File(String name, String text) {}

    /// @throws Problem 422 when a file is not understood
    static Map<String, String> of(List<File> files, Map<String, String> set) {
        var findings = new Findings();
        var values = new LinkedHashMap<String, String>();
        files.forEach(file -> values.putAll(file.name().endsWith(".env") ? EnvFile.values(file.name(), file.text(), new Nothing(), findings) : map(file, findings)));
        if (findings.hasErrors()) {
            var first = findings.list().stream().filter(f -> f.severity() == Finding.Severity.ERROR).findFirst().orElseThrow();
            throw Problem.of(ProblemCode.INVALID, first.toString()).findings(findings.list());
        }
        values.putAll(set);
        return values;
    }

    private static Map<String, String> map(File file, Findings findings) {
        var values = new LinkedHashMap<String, String>();
        for (var document : Yaml.read(file.name(), file.text(), findings)) {
            if (!(document instanceof Node.Mapping mapping)) {
                findings.error(document.mark(), Trail.ROOT, "WrongType", "a file of values is a map of names to values, not " + document.what());
                continue;
            }
            mapping.entries().forEach((name, entry) -> {
                if (entry.value() instanceof Node.Scalar scalar) {
                    values.put(name, scalar.isNothing() ? "" : scalar.text());
                } else {
                    findings.error(entry.mark(), Trail.ROOT.to(name), "WrongType", "a value is a text, a number, true or false, not " + entry.value().what());
                }
            });
        }
        return values;
    }

    /// Values come from the file alone.
    private record Nothing() implements Variables {
        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public boolean isKnownUnset(String name) {
            return false;
        }

        @Override
        public void sayUnset(String name, Mark mark, Trail trail, Findings findings) {
            findings.error(mark, trail, "UnsetVariable", "files of values use only what stands above in them");
        }
    }
}
