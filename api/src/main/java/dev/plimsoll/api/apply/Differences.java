package dev.plimsoll.api.apply;

import dev.plimsoll.api.apply.ApplyAnswer.FieldDifference;
import dev.plimsoll.manifest.FieldChange;
import dev.plimsoll.manifest.FieldChanges;
import dev.plimsoll.model.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is different between two states of a resource, field by field. Values of secrets are not shown.
final class Differences {
    /// Fields listed per resource; somebody who changed more does not read them one by one.
    static final int MOST = 500;
    private static final int LONGEST = 400;

    private Differences() {}

    static List<FieldDifference> between(Resource before, Resource after) {
        return Stream.of(texts("metadata.labels", before.metadata().labels(), after.metadata().labels()),
                texts("metadata.annotations", before.metadata().annotations(), after.metadata().annotations()),
                FieldChanges.between(before.spec(), after.spec()).stream())
            .flatMap(changes -> changes).limit(MOST).map(c -> new FieldDifference(c.path(), shown(c.before()), shown(c.after()))).toList();
    }

    private static Stream<FieldChange> texts(String path, Map<String, String> before, Map<String, String> after) {
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream().map(name -> new FieldChange(path + "." + name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
            .filter(change -> !change.before().equals(change.after()));
    }

    private static Optional<String> shown(String text) {
        return Optional.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…").filter(t -> !t.isEmpty());
    }
}
