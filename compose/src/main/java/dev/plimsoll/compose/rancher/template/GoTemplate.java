package dev.plimsoll.compose.rancher.template;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Limits;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills in a template.
public final class GoTemplate {
    private static final Optional<String> HINT = Optional.of("if the braces are meant for the program, make '# notemplating' the first line of the file");

    private final TemplateData data;
    private final Rendered out = new Rendered();
    private final Map<String, Value> variables = new HashMap<>();

    private GoTemplate(TemplateData data) {
        this.data = data;
    }

    /// The text with its actions carried out; the text itself when it has none or says `# notemplating` first. None, and a finding with
    /// its line, when something in it is not understood.
    public static Optional<Rendered> rendered(String file, String text, TemplateData data, Findings findings) {
        var start = text.stripLeading();
        if (!text.contains("{{") || start.startsWith("#notemplating") || start.startsWith("# notemplating")) {
            return Optional.of(Rendered.unchanged(text));
        }
        var template = new GoTemplate(data);
        try {
            template.render(Pieces.of(Chunk.cut(text)));
            return Optional.of(template.out);
        } catch (Refused refused) {
            findings.error(new Mark(file, refused.line(), 0), Trail.ROOT, "Template", "the template is not understood: " + Quote.line(refused.getMessage()), HINT);
            return Optional.empty();
        }
    }

    private void render(List<Piece> pieces) {
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Text t -> add(t.text(), t.line(), true);
                case Piece.Output o -> add(value(o.expression(), o.line()).shown(), o.line(), false);
                case Piece.Assignment a -> variables.put(a.name(), value(a.expression(), a.line()));
                case Piece.Choice c -> render(c.branches().stream().filter(b -> value(b.condition(), b.line()).holds()).findFirst()
                    .map(Piece.Branch::pieces).orElse(c.otherwise()));
            }
        }
    }

    private void add(String text, int line, boolean counting) {
        if (out.length() + text.length() > Limits.CHARACTERS) {
            throw new Refused(line, "it grows beyond " + Limits.CHARACTERS + " characters");
        }
        out.add(text, line, counting);
    }

    private Value value(Expression expression, int line) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Field field -> data.at(field.path()).orElseThrow(() -> new Refused(line, Quote.of("." + String.join(".", field.path()))
                + " is none of .Values.NAME, .Stack.Name, .Stack.Version, .Release.Name and .Environment.Name"));
            case Expression.Variable variable -> {
                if (!variables.containsKey(variable.name())) {
                    throw new Refused(line, "variable " + Quote.of("$" + variable.name()) + " is not set above");
                }
                yield variables.get(variable.name());
            }
            case Expression.Call call -> call(call, line);
        };
    }

    private Value call(Expression.Call call, int line) {
        var arguments = call.arguments().stream().map(a -> value(a, line)).toList();
        if (arguments.stream().mapToLong(a -> a.shown().length()).sum() > Limits.CHARACTERS / 256) {
            throw new Refused(line, "the values given to " + call.function() + " are too long");
        }
        return Functions.call(call.function(), arguments, line);
    }
}
