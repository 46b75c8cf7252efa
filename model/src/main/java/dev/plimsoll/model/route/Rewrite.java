package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;

/// A change of the path before the target sees it. A path left empty becomes `/`.
public sealed interface Rewrite {

    /// Takes the first of these prefixes that is there away and tells it to the target as `X-Forwarded-Prefix`.
    record Strip(@Doc("Prefixes; the first that is there goes.") List<String> prefixes) implements Rewrite {
        public Strip {
            prefixes = some(prefixes).stream().map(Texts::path).toList();
        }
    }

    /// The same by regular expressions, which match from the beginning of the path.
    record StripRegexp(@Doc("Regular expressions; the first that matches at the beginning goes.") List<String> regexps) implements Rewrite {
        public StripRegexp {
            regexps = some(regexps).stream().map(Texts::regexp).toList();
        }
    }

    /// Puts a prefix before the path.
    record Add(@Doc("Prefix to put before the path.") String prefix) implements Rewrite {
        public Add {
            prefix = Texts.path(Values.text(prefix));
        }
    }

    /// Takes another path altogether; the target is told the old one as `X-Replaced-Path`.
    record Replace(@Doc("The path instead.") String path) implements Rewrite {
        public Replace {
            path = Texts.path(Values.text(path));
        }
    }

    /// Replaces what matches; in the replacement `${1}` or `$1` is the first group. The target is told the old path as `X-Replaced-Path`.
    record ReplaceRegexp(@Doc("Regular expression on the path.") String regexp, @Doc("What comes instead; ${1} is the first group.") String replacement)
        implements Rewrite {
        public ReplaceRegexp {
            regexp = Texts.regexp(Texts.some("regexp", regexp));
            replacement = Texts.line("replacement", Values.text(replacement));
        }
    }

    private static List<String> some(List<String> given) {
        var list = Values.list(given);
        if (list.isEmpty()) {
            throw new InvalidValue("it does not say what to take away");
        }
        return list;
    }
}
