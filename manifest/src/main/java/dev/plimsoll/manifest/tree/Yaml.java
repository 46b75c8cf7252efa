package dev.plimsoll.manifest.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// YAML 1.2 texts as trees, one per document. Merge keys (`<<`) are resolved as YAML 1.1 had them, because people use them; so are
/// anchors, whose nodes are shared, not copied.
public final class Yaml {
    /// Characters the reader takes at once. Each time it copies what it holds of a value that is not at its end yet: with 16 KB at once, a value of
    /// 7 MB cost three seconds and six gigabytes of garbage.
    private static final int BUFFER = 256 * 1024;
    private static final int SMALLEST_BUFFER = 1024;

    private Yaml() {}

    /// The documents of a file that can be read; the findings say why the rest cannot. Empty documents are left out.
    public static List<Node> read(String file, String text, Findings findings) {
        return read(file, text, YamlRules.STRICT, findings);
    }

    /// The same by other rules.
    public static List<Node> read(String file, String text, YamlRules rules, Findings findings) {
        if (text.length() > Limits.CHARACTERS) {
            findings.error(Mark.of(file), Trail.ROOT, "TooLarge", Limits.tooLarge(text.length()));
            return List.of();
        }
        var documents = new ArrayList<Node>();
        try {
            var settings = LoadSettings.builder().setLabel(file).setCodePointLimit(Limits.CHARACTERS).setBufferSize(Math.clamp(text.length(), SMALLEST_BUFFER, BUFFER)).build();
            new TreeBuilder(new TreeBuilder.Origin(file, rules), new ParserImpl(settings, new StreamReader(settings, text)), findings).documents(documents);
        } catch (MarkedYamlEngineException wrong) {
            var mark = wrong.getProblemMark().or(wrong::getContextMark).map(m -> new Mark(file, m.getLine() + 1, m.getColumn() + 1)).orElse(Mark.of(file));
            findings.error(mark, Trail.ROOT, "Syntax", "this is no YAML: " + Quote.line(wrong.getProblem()),
                wrong.getProblem().contains("block end") ? Optional.of("compare the indentation of this line with the lines above") : Optional.empty());
        } catch (TreeBuilder.Refused refused) {
            findings.error(refused.mark(), Trail.ROOT, refused.code(), refused.getMessage());
        } catch (RuntimeException wrong) {
            // Also for what the scanner throws without a place: characters YAML does not allow, versions it does not know, its own bugs.
            findings.error(Mark.of(file), Trail.ROOT, "Syntax", "this is no YAML: " + Quote.line(String.valueOf(wrong.getMessage())));
        }
        return documents;
    }
}
