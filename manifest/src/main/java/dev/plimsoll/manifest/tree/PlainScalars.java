package dev.plimsoll.manifest.tree;

import dev.plimsoll.manifest.tree.Node.Scalar;
import dev.plimsoll.manifest.tree.Node.Scalar.Type;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// What a scalar is under the core schema of YAML 1.2 (chapter 10.3): `yes`, `22:22` and dates are texts, as they should be.
final class PlainScalars {
    private static final String CORE = "tag:yaml.org,2002:";
    static final Set<String> CORE_TAGS = Set.of(CORE + "str", CORE + "int", CORE + "float", CORE + "bool", CORE + "null", CORE + "map", CORE + "seq");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> OLD_TRUTHS = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF");

    private PlainScalars() {}

    static Scalar of(ScalarEvent event, Mark mark, YamlRules rules) {
        boolean text = !event.isPlain() || event.getTag().filter((CORE + "str")::equals).isPresent();
        return new Scalar(mark, text ? Type.TEXT : type(event.getValue(), rules), event.getValue());
    }

    private static Type type(String text, YamlRules rules) {
        return rules == YamlRules.OLD && OLD_TRUTHS.contains(text) ? Type.TRUTH : type(text);
    }

    static Type type(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Type.NOTHING;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Type.TRUTH;
            default -> number(text);
        };
    }

    private static Type number(String text) {
        char first = text.charAt(0);
        if (first > '9' || text.length() > LONGEST_NUMBER) {
            return Type.TEXT;
        }
        if (WHOLE.matcher(text).matches()) {
            return Type.WHOLE;
        }
        return DECIMAL.matcher(text).matches() ? Type.DECIMAL : Type.TEXT;
    }
}
