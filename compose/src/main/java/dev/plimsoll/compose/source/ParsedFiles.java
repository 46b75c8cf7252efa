package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Yaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a declaration as trees, each parsed once however often it is asked for. Variables still stand in them.
public final class ParsedFiles {
    /// Documents of one file, each of which is laid over those before it.
    private static final int MOST_DOCUMENTS = 100;

    private final Asked asked;
    private final Findings findings;
    private final Map<String, List<Node>> parsed = new HashMap<>();

    public ParsedFiles(Asked asked, Findings findings) {
        this.asked = asked;
        this.findings = findings;
    }

    /// The documents of a file; none, and a finding or a need, when it cannot be read.
    public List<Node> documents(String path) {
        var known = parsed.get(path);
        if (known == null) {
            known = parse(path);
            parsed.put(path, known);
        }
        return known;
    }

    /// Parses several files at once, because that is most of the work with a hundred of them. What is wrong with one is said in no other order than otherwise.
    public void ahead(List<String> paths) {
        var texts = paths.stream().distinct().filter(path -> !parsed.containsKey(path)).flatMap(path -> asked.file(path).map(text -> new Text(path, text)).stream()).toList();
        texts.parallelStream().map(Text::parse).toList().forEach(read -> {
            findings.addAll(read.findings());
            parsed.put(read.path(), bounded(read.documents()));
        });
    }

    private record Text(String path, String text) {
        Read parse() {
            var own = new Findings();
            return new Read(path, Yaml.read(path, text, own), own);
        }
    }

    private record Read(String path, List<Node> documents, Findings findings) {}

    /// The text of a file that is no declaration itself; none, and a finding or a need, when it cannot be read.
    public Optional<String> text(String path, Mark mark, Trail trail) {
        var text = asked.file(path);
        if (text.isEmpty() && asked.lacks(path)) {
            findings.error(mark, trail, "NoSuchFile", "there is no file " + Quote.of(path));
        }
        return text;
    }

    private List<Node> parse(String path) {
        var text = asked.file(path);
        if (text.isEmpty() && asked.lacks(path)) {
            findings.error(Mark.of(path), Trail.ROOT, "NoSuchFile", "there is no such file");
        }
        return bounded(text.map(t -> Yaml.read(path, t, findings)).orElse(List.of()));
    }

    private List<Node> bounded(List<Node> documents) {
        if (documents.size() > MOST_DOCUMENTS) {
            findings.error(documents.get(MOST_DOCUMENTS).mark(), Trail.ROOT, "TooMany", "a compose file has at most " + MOST_DOCUMENTS + " documents");
            return List.of();
        }
        return documents;
    }
}
