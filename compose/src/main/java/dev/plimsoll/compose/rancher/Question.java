package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.PlanSpec.Parameter;
import java.util.List;
import java.util.Optional;

/// A question of a catalogue: what becomes a parameter of the assembly.
///
/// @param variable    name of the variable that takes the answer
/// @param description what it is for: label and description as written
/// @param type        string, int, boolean, enum, password, multiline, service, certificate or secret
/// @param required    whether it must have an answer
/// @param byDefault   the answer when nobody gave one
/// @param options     of an enum
record Question(String variable, String description, String type, boolean required, Optional<String> byDefault, List<String> options, Mark mark, Trail trail) {
    static final List<String> TYPES = List.of("string", "int", "boolean", "enum", "password", "multiline", "service", "certificate", "secret");

    Question {
        options = List.copyOf(options);
    }

    /// Whether the answer is to be seen by nobody.
    boolean secret() {
        return type.equals("password");
    }

    /// What is wrong with an answer; none when nothing is.
    Optional<String> wrong(String answer) {
        var kind = switch (type) {
            case "int" -> Parameter.Type.INT;
            case "boolean" -> Parameter.Type.BOOLEAN;
            case "enum" -> Parameter.Type.ENUM;
            default -> Parameter.Type.STRING;
        };
        return new Parameter(description, byDefault, kind, options).wrong(answer);
    }
}
