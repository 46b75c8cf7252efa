package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Optional;

/// An answer that sends the client elsewhere. Permanent is 301 (308 for methods other than GET), otherwise 302 (307).
public sealed interface Redirect {
    boolean permanent();

    /// To the same path by another scheme, port or host. Requests that came that way already are let through, so it makes no loop.
    ///
    /// @param scheme http or https
    /// @param port   0 is the scheme's own
    /// @param host   none keeps the one asked for
    record Scheme(@Doc(value = "http or https (default).", otherwise = "https") String scheme, @Doc("Port; 0 is the scheme's own.") int port,
                  @Doc("Host; none keeps the one asked for.") Optional<String> host,
                  @Doc("301 or 308 instead of 302 or 307.") boolean permanent) implements Redirect {
        public Scheme {
            scheme = Values.text(scheme);
            host = Values.optional(host).map(h -> Texts.host(Match.How.EXACT, h));
            if (!List.of("http", "https").contains(scheme)) {
                throw new InvalidValue(Texts.quoted(scheme) + " is neither http nor https");
            }
            if (port < 0 || port > 65_535) {
                throw new InvalidValue("port " + port + " is not between 1 and 65535");
            }
        }
    }

    /// When the whole URL (`scheme://host/path?query`) matches, to the replacement, in which `${1}` or `$1` is the first group.
    record Regexp(@Doc("Regular expression on the whole URL.") String regexp, @Doc("Where to; ${1} is the first group.") String replacement,
                  @Doc("301 or 308 instead of 302 or 307.") boolean permanent) implements Redirect {
        public Regexp {
            regexp = Texts.regexp(Texts.some("regexp", regexp));
            replacement = Texts.line("replacement", Texts.some("replacement", replacement));
        }
    }
}
