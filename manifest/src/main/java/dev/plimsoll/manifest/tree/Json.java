package dev.plimsoll.manifest.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/// JSON texts as trees.
public final class Json {
    /// One factory for all: it caches symbols and buffers.
    public static final JsonFactory FACTORY = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Limits.DEPTH).maxStringLength(Limits.WRITTEN_CHARACTERS).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();

    /// For texts of people, which may be made to fill the memory.
    private static final JsonFactory FOREIGN = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Limits.DEPTH).maxStringLength(Limits.CHARACTERS).maxTokenCount(Limits.NODES).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();

    private Json() {}

    /// One document of ours. Empty when it cannot be read; the findings say why.
    public static Optional<Node> read(String file, String text, Findings findings) {
        return read(FACTORY, Limits.WRITTEN_CHARACTERS, new Source(file, text), findings);
    }

    /// One document of somebody else, which may not hold more than [Limits#NODES].
    public static Optional<Node> readForeign(String file, String text, Findings findings) {
        return read(FOREIGN, Limits.CHARACTERS, new Source(file, text), findings);
    }

    private record Source(String file, String text) {}

    private static Optional<Node> read(JsonFactory factory, int longest, Source source, Findings findings) {
        var file = source.file();
        var text = source.text();
        if (text.length() > longest) {
            findings.error(Mark.of(file), Trail.ROOT, "TooLarge", Limits.tooLarge(text.length()));
            return Optional.empty();
        }
        try (var parser = factory.createParser(text)) {
            parser.nextToken();
            var node = node(file, parser);
            if (parser.nextToken() != null) {
                findings.error(mark(file, parser), Trail.ROOT, "Syntax", "there is more text after the end of the document");
                return Optional.empty();
            }
            return Optional.of(node);
        } catch (JsonProcessingException wrong) {
            var at = Optional.ofNullable(wrong.getLocation());
            findings.error(new Mark(file, at.map(l -> l.getLineNr()).orElse(0), at.map(l -> l.getColumnNr()).orElse(0)), Trail.ROOT, "Syntax",
                "this is no JSON: " + Quote.line(wrong.getOriginalMessage()));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static Node node(String file, JsonParser parser) throws IOException {
        var mark = mark(file, parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(file, parser, mark);
            case START_ARRAY -> array(file, parser, mark);
            case VALUE_STRING -> Node.Scalar.text(mark, parser.getText());
            case VALUE_NUMBER_INT -> new Node.Scalar(mark, Node.Scalar.Type.WHOLE, parser.getText());
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(mark, Node.Scalar.Type.DECIMAL, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(mark, Node.Scalar.Type.TRUTH, parser.getText());
            case null, default -> Node.Scalar.nothing(mark);
        };
    }

    private static Node object(String file, JsonParser parser, Mark mark) throws IOException {
        var entries = new LinkedHashMap<String, Node.Entry>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var nameMark = mark(file, parser);
            parser.nextToken();
            entries.put(name, new Node.Entry(nameMark, node(file, parser)));
        }
        return new Node.Mapping(mark, entries);
    }

    private static Node array(String file, JsonParser parser, Mark mark) throws IOException {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(file, parser));
        }
        return new Node.Sequence(mark, items);
    }

    private static Mark mark(String file, JsonParser parser) {
        var location = parser.currentTokenLocation();
        return new Mark(file, location.getLineNr(), location.getColumnNr());
    }
}
