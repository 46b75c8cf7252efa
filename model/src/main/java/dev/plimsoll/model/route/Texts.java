package dev.plimsoll.model.route;

import dev.plimsoll.model.InvalidValue;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The texts that routes are made of, each checked as far as it can be known to be right. A `${NAME}` in a host or path is a plan's parameter, filled in later.
final class Texts {
    private static final int LONGEST = 4_000;
    private static final int LONGEST_REGEXP = 1_000;
    private static final String LABEL = "(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)";
    private static final Pattern HOST = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?|\\[[0-9a-f:.]+]");
    private static final Pattern HOST_PIECE = Pattern.compile("[a-z0-9_.-]+");
    private static final Pattern PLACE = Pattern.compile("\\$\\{[a-z_][a-z0-9_]*}", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.|(?=/|$))){4}");

    private Texts() {}

    /// @throws InvalidValue when a text of this sort is not compared in this way
    static void only(Match.How how, Match.How... allowed) {
        if (!List.of(allowed).contains(how)) {
            throw new InvalidValue("this is not compared by " + how.name().toLowerCase(Locale.ROOT));
        }
    }

    /// @return the name in lower case, but for names of parameters
    static String host(Match.How how, String written) {
        var name = written.contains("${") ? written : written.toLowerCase(Locale.ROOT);
        var bare = how == Match.How.WILDCARD && name.startsWith("*.") ? name.substring(2) : name;
        var filled = PLACE.matcher(bare).replaceAll("x").toLowerCase(Locale.ROOT);
        boolean piece = how == Match.How.PREFIX || how == Match.How.SUFFIX;
        if (name.length() > 255 || how == Match.How.WILDCARD && bare.equals(name) || !(piece ? HOST_PIECE : HOST).matcher(filled).matches()) {
            throw new InvalidValue(quoted(name) + " is no host name" + (filled.matches(".*:[0-9]+") ? "; leave the port out" : filled.chars().anyMatch(c -> c > 127)
                ? "; write names with other letters in their ASCII form, which begins with xn--" : filled.indexOf('*') >= 0 ? "; a * may only stand first, before a dot" : ""));
        }
        return name;
    }

    static String path(String path) {
        if (!path.startsWith("/") && !PLACE.matcher(path).lookingAt()) {
            throw new InvalidValue("path " + quoted(path) + " does not begin with /");
        }
        return line("path", path);
    }

    /// A regular expression. Go's spelling of named groups is turned into Java's and PCRE's.
    static String regexp(String regexp) {
        var text = line("regular expression", regexp.replace("(?P<", "(?<"));
        if (text.length() > LONGEST_REGEXP) {
            throw new InvalidValue("the regular expression has " + text.length() + " characters; at most " + LONGEST_REGEXP + " are allowed");
        }
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new InvalidValue(quoted(regexp) + " is no regular expression: " + plain(wrong.getDescription()));
        }
        return text;
    }

    /// A name as HTTP allows it for methods and headers (RFC 9110, section 5.6.2).
    static String token(String what, String text) {
        if (text.length() > 200 || !TOKEN.matcher(text).matches()) {
            throw new InvalidValue(quoted(text) + " is no name of a " + what);
        }
        return text;
    }

    /// A text on one line: what goes into headers and into the configuration of an ingress must not be able to begin another line.
    static String line(String what, String text) {
        if (text.length() > LONGEST) {
            throw new InvalidValue("the " + what + " has " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
        if (text.chars().anyMatch(c -> c < 32 && c != '\t' || c == 127)) {
            throw new InvalidValue("the " + what + " " + quoted(text) + " holds a character that ends lines or cannot be seen");
        }
        return text;
    }

    /// An address or a CIDR range. Anything else is refused: a range that is passed over would let everybody in.
    static String range(String range) {
        int slash = range.indexOf('/');
        var address = slash < 0 ? range : range.substring(0, slash);
        int bits = IPV4.matcher(address).matches() ? 32 : isIpv6(address) ? 128 : -1;
        var prefix = slash < 0 ? "0" : range.substring(slash + 1);
        if (bits < 0 || !prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
            throw new InvalidValue(quoted(range) + " is no address range such as 10.0.0.0/8 or 2001:db8::/32");
        }
        return range;
    }

    private static boolean isIpv6(String address) {
        if (address.indexOf(':') < 0 || address.length() > 45 || !address.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)) {
            return false;
        }
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /// A host name or an address without a port.
    static String address(String address) {
        if (address.indexOf(':') >= 0) {
            return range(address.indexOf('/') < 0 ? address : "");
        }
        return host(Match.How.EXACT, address);
    }

    static String some(String what, String text) {
        if (text == null || text.isEmpty()) {
            throw new InvalidValue(what + " is missing");
        }
        return text;
    }

    static String quoted(String text) {
        return "'" + plain(text) + "'";
    }

    /// Foreign text for a sentence: short and on one line.
    static String plain(String text) {
        var tame = text.replaceAll("\\p{Cntrl}", "?");
        return tame.length() <= 60 ? tame : tame.substring(0, 60) + "…";
    }
}
