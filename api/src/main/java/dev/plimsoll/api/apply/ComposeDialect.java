package dev.plimsoll.api.apply;

import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Needs;
import java.util.List;
import java.util.Optional;

/// Compose files of a request.
final class ComposeDialect {
    private ComposeDialect() {}

    static Declaration read(ApplyRequest request, List<String> files) {
        return new Declaration(List.of(), List.of(new Finding(Finding.Severity.ERROR, "UnknownDialect", files.getFirst(), 1, 1, "",
            "this is no Plimsoll document", Optional.of("it should begin with apiVersion and kind"))), Needs.NOTHING);
    }
}
