package dev.plimsoll.manifest;

import java.util.Optional;

/// Something to say about a declaration.
///
/// @param severity ERROR: nothing is applied. WARNING: applied, but not as the author may think. NOTICE: good to know
/// @param code     stable CamelCase word, such as `UnknownKey`
/// @param file     path in the bundle; empty when it is about no file
/// @param line     from 1; 0 when unknown
/// @param column   from 1; 0 when unknown
/// @param path     where in the document, such as `services.web.ports[0]`
/// @param sentence what is wrong
/// @param hint     what to do, such as `did you mean 'image'?`
public record Finding(Severity severity, String code, String file, int line, int column, String path, String sentence, Optional<String> hint) {
    public enum Severity { ERROR, WARNING, NOTICE }

    /// `compose.yml:12:5: error: services.web.imge: unknown key (did you mean 'image'?)`
    @Override
    public String toString() {
        var where = file.isEmpty() ? "" : file + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "") + ": ";
        return where + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + (path.isEmpty() ? "" : path + ": ") + sentence
            + hint.map(h -> " (" + h + ")").orElse("");
    }
}
