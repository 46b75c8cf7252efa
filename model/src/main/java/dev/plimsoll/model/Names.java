package dev.plimsoll.model;

/// The rule for names: DNS labels (RFC 1123), so that a name can be part of a host name, a container name and a label
/// everywhere, on every engine and cloud.
public final class Names {
    /// Longest name of a resource; leaves room for project, slot and hash inside the 63 characters of a DNS label.
    public static final int MAX_LENGTH = 63;

    /// Longest name of a value in a Config or Secret: that of a file.
    private static final int MAX_ENTRY_LENGTH = 255;

    private Names() {}

    /// @return the name itself
    /// @throws InvalidValue when it is no DNS label; `what` says whose name it is
    public static String requireLabel(String what, String name) {
        if (name == null || name.isEmpty()) {
            throw new InvalidValue(what + " has no name");
        }
        if (name.length() > MAX_LENGTH) {
            throw new InvalidValue(what + " '" + name.substring(0, 20) + "…' is " + name.length() + " characters long; at most "
                + MAX_LENGTH + " are allowed");
        }
        if (!isLabel(name)) {
            throw new InvalidValue(what + " '" + name + "' may hold only a-z, 0-9 and '-', and must start and end with a letter or digit");
        }
        return name;
    }

    /// By hand, because keys are made all the time.
    private static boolean isLabel(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letterOrDigit && (c != '-' || i == 0 || i == name.length() - 1)) {
                return false;
            }
        }
        return true;
    }

    /// @return the name itself
    /// @throws InvalidValue when no process could have an environment variable of that name (POSIX: no `=` and no NUL; control characters only
    ///     ever get there by mistake or malice)
    public static String requireVariable(String name) {
        boolean possible = !name.isEmpty();
        for (int i = 0; i < name.length() && possible; i++) {
            possible = name.charAt(i) != '=' && !Character.isISOControl(name.charAt(i));
        }
        if (!possible) {
            throw new InvalidValue("'" + name.replaceAll("\\p{Cntrl}", "?") + "' is no name of an environment variable: it must not be empty or hold '=' or control characters");
        }
        return name;
    }

    /// @return the name itself
    /// @throws InvalidValue when it is not fit to name a value of a Config or Secret: it becomes a file's name, and people type it
    public static String requireEntry(String name) {
        if (name.isEmpty() || name.length() > MAX_ENTRY_LENGTH || name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c))) {
            var shown = name.replaceAll("\\p{Cntrl}", "?");
            throw new InvalidValue("'" + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown) + "' cannot name a value: a name has 1 to " + MAX_ENTRY_LENGTH
                + " characters, none of them white space or a control character");
        }
        return name;
    }

    /// A legal name as near as possible to what somebody wrote elsewhere (`My_App` → `my-app`); may be empty.
    public static String toLabel(String anything) {
        if (!anything.isEmpty() && anything.length() <= MAX_LENGTH && isLabel(anything) && !anything.contains("--")) {
            return anything;
        }
        var label = anything.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return label.length() <= MAX_LENGTH ? label : label.substring(0, MAX_LENGTH).replaceAll("-+$", "");
    }
}
