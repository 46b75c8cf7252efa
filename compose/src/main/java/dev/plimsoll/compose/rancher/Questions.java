package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.manifest.tree.YamlRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The questions of a rancher file, from `catalog` or `.catalog`. They are read before templates are filled in, because templates ask for the
/// answers; so only the lines of the catalogue are read here.
final class Questions {
    private static final Pattern START = Pattern.compile("^(?<indent> *)(?<quote>[\"']?)\\.?catalog\\k<quote>[ ]*:[ ]*(#.*)?$");
    private static final List<String> KEYS = List.of("variable", "label", "description", "type", "required", "default", "options");
    private static final List<String> PASSED_OVER = List.of("group", "max", "min", "max_length", "min_length", "maxLength", "minLength", "valid_chars", "invalid_chars",
        "show_if", "multiline");
    private static final int MOST = 1_000;

    private final Findings findings;
    private final Map<String, Question> questions = new LinkedHashMap<>();

    private Questions(Findings findings) {
        this.findings = findings;
    }

    /// By variable, in the order written.
    static Map<String, Question> of(String file, String text, Findings findings) {
        var reading = new Questions(findings);
        catalogue(text).ifPresent(lines -> Yaml.read(file, lines, YamlRules.OLD, findings).forEach(reading::document));
        return reading.questions;
    }

    /// The lines of the catalogue where they stand, the lines before them empty. A service may be called catalog, so questions must follow.
    private static Optional<String> catalogue(String text) {
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var start = START.matcher(lines.get(i));
            if (start.matches() && (start.group("indent").isEmpty() || lines.get(i).contains(".catalog"))) {
                int indent = start.group("indent").length();
                int end = i + 1;
                while (end < lines.size() && (lines.get(end).isBlank() || lines.get(end).stripLeading().startsWith("#") || indentOf(lines.get(end)) > indent)) {
                    end++;
                }
                var own = lines.subList(i, end);
                if (own.stream().anyMatch(l -> l.strip().startsWith("questions:"))) {
                    return Optional.of("\n".repeat(i) + String.join("\n", own));
                }
            }
        }
        return Optional.empty();
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }

    private void document(Node document) {
        if (!(document instanceof Node.Mapping root) || root.entries().isEmpty()) {
            return;
        }
        var name = root.entries().keySet().iterator().next();
        var trail = Trail.ROOT.to(name).to("questions");
        if (root.get(name).orElseThrow() instanceof Node.Mapping catalogue && catalogue.get("questions").orElse(catalogue) instanceof Node.Sequence sequence) {
            if (sequence.items().size() > MOST) {
                findings.error(sequence.mark(), trail, "TooMany", "there are more than " + MOST + " questions");
                return;
            }
            for (int i = 0; i < sequence.items().size(); i++) {
                question(sequence.items().get(i), trail.to(i));
            }
        }
    }

    private void question(Node node, Trail trail) {
        if (!(node instanceof Node.Mapping mapping) || text(mapping, "variable").isEmpty()) {
            findings.error(node.mark(), trail, "InvalidQuestion", "a question is a map with at least 'variable'");
            return;
        }
        mapping.entries().forEach((key, entry) -> {
            if (PASSED_OVER.contains(key)) {
                findings.notice(entry.mark(), trail.to(key), "NotHonoured", "it is for Rancher's own form");
            } else if (!KEYS.contains(key)) {
                findings.warning(entry.mark(), trail.to(key), "UnknownKey", "unknown key of a question", Nearest.hint(key, KEYS));
            }
        });
        var type = text(mapping, "type").orElse("string");
        if (!Question.TYPES.contains(type)) {
            findings.warning(mapping.entries().get("type").mark(), trail.to("type"), "InvalidQuestion", Quote.of(type) + " is no type; it is read as a string",
                Nearest.hint(type, Question.TYPES));
        }
        var variable = text(mapping, "variable").orElseThrow();
        var description = String.join(": ", List.of(text(mapping, "label").orElse("").replaceAll(":\\s*$", ""), text(mapping, "description").orElse("").strip()).stream()
            .filter(t -> !t.isEmpty()).distinct().toList());
        questions.put(variable, new Question(variable, description, type, text(mapping, "required").filter("true"::equals).isPresent(), text(mapping, "default"),
            options(mapping), node.mark(), trail));
    }

    private static List<String> options(Node.Mapping question) {
        var options = new ArrayList<String>();
        if (question.get("options").orElse(question) instanceof Node.Sequence sequence) {
            sequence.items().forEach(i -> plain(i).ifPresent(options::add));
        }
        return options;
    }

    private static Optional<String> text(Node.Mapping mapping, String key) {
        return mapping.get(key).flatMap(Questions::plain);
    }

    private static Optional<String> plain(Node node) {
        return node instanceof Node.Scalar scalar && !scalar.isNothing() ? Optional.of(OldScalars.canonical(scalar).text()) : Optional.empty();
    }
}
