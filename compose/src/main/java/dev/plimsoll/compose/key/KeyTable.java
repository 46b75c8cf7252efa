package dev.plimsoll.compose.key;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The keys one kind of map may have, with their treatments. Names that start with `x-` are everybody's own and pass.
public final class KeyTable {
    private final Map<String, Treatment> treatments = new LinkedHashMap<>();

    private KeyTable() {}

    /// A table that honours these keys, separated by spaces.
    static KeyTable honouring(String keys) {
        var table = new KeyTable();
        for (var key : keys.strip().split("\\s+")) {
            table.treatments.put(key, new Treatment.Honoured(""));
        }
        return table;
    }

    /// Honours one more key, with something to know about it.
    KeyTable honouring(String key, String remark) {
        treatments.put(key, new Treatment.Honoured(remark));
        return this;
    }

    KeyTable noting(String key, String why) {
        treatments.put(key, new Treatment.Noted(why));
        return this;
    }

    KeyTable warning(String key, String why) {
        return warning(key, why, "");
    }

    KeyTable warning(String key, String why, String hint) {
        treatments.put(key, new Treatment.Warned(why, hint));
        return this;
    }

    KeyTable refusing(String key, String why, String hint) {
        treatments.put(key, new Treatment.Refused(why, hint));
        return this;
    }

    /// The treatments by key, for the reference.
    public Map<String, Treatment> treatments() {
        return Map.copyOf(treatments);
    }

    List<String> keys() {
        return List.copyOf(treatments.keySet());
    }

    /// The keys that mean what they say.
    public List<String> honoured() {
        return treatments.entrySet().stream().filter(e -> e.getValue() instanceof Treatment.Honoured).map(Map.Entry::getKey).toList();
    }

    /// Whether a key means what it says.
    public boolean honours(String key) {
        return treatments.get(key) instanceof Treatment.Honoured;
    }

    /// Says of every key of a map that is not honoured what becomes of it. A key switched off (`privileged: false`) asks for nothing.
    ///
    /// @param meant what an unknown key was perhaps meant to be
    /// @return the map without what is passed over, so that nobody honours it by mistake
    Node.Mapping check(Node.Mapping mapping, Trail trail, Findings findings, Function<String, Optional<String>> meant) {
        var passedOver = new HashSet<String>();
        mapping.entries().forEach((key, entry) -> {
            if (key.startsWith("x-")) {
                return;
            }
            var treatment = treatments.get(key);
            if (!(treatment instanceof Treatment.Honoured)) {
                passedOver.add(key);
            }
            switch (treatment) {
                case null -> findings.error(entry.mark(), trail.to(key), "UnknownKey", "unknown key", meant.apply(key));
                case Treatment.Honoured _ -> { }
                case Treatment other when asksForNothing(entry.value()) -> { }
                case Treatment.Noted(var why) -> findings.notice(entry.mark(), trail.to(key), "NotHonoured", why);
                case Treatment.Warned(var why, var hint) -> findings.warning(entry.mark(), trail.to(key), "NotHonoured", why, optional(hint));
                case Treatment.Refused(var why, var hint) -> findings.error(entry.mark(), trail.to(key), "NotHonoured", why, optional(hint));
            }
        });
        if (passedOver.isEmpty()) {
            return mapping;
        }
        var kept = new LinkedHashMap<>(mapping.entries());
        kept.keySet().removeAll(passedOver);
        return new Node.Mapping(mapping.mark(), kept);
    }

    private static Optional<String> optional(String hint) {
        return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
    }

    private static boolean asksForNothing(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.isNothing() || scalar.text().isEmpty() || scalar.text().equals("false");
            case Node.Sequence sequence -> sequence.items().isEmpty();
            case Node.Mapping mapping -> mapping.entries().isEmpty();
            case Node.Tagged _ -> false;
        };
    }
}
