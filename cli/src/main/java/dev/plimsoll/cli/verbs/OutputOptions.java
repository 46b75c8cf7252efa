package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.cli.screen.Yaml;
import java.util.Optional;

/// In which form to print.
public final class OutputOptions implements Line.Part {
    /// The forms. NAME is one `kind/name` a line, for other programs.
    public enum Form { table, wide, json, yaml, name }

    Form form = Form.table;
    boolean noHeaders;

    @Override
    public void describe(Line line) {
        line.option("-o, --output", "FORM", "table, wide, json, yaml or name", text -> form = Values.oneOf(text, Form.values()))
            .flag("--no-headers", "leave the headings out", () -> noHeaders = true);
    }

    boolean forPeople() {
        return form == Form.table || form == Form.wide;
    }

    /// Prints a document as JSON or YAML.
    void document(Json document, Session session) {
        if (form == Form.yaml) {
            session.out().print(Yaml.text(document));
        } else {
            session.out().println(JsonText.pretty(document));
        }
    }

    /// Prints a resource for other programs: its name, or all of it.
    void resource(Ref ref, Json resource, Session session) {
        if (form == Form.name) {
            session.out().println(ref);
        } else {
            document(resource, session);
        }
    }

    void table(Table table, Session session) {
        table.lines(!noHeaders, form == Form.table ? session.width() : Optional.empty()).forEach(session.out()::println);
    }
}
