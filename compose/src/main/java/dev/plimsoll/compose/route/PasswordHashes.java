package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Users as `htpasswd` writes them. No message shows a hash.
final class PasswordHashes {
    private static final Pattern STRONG = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}|\\$apr1\\$[^$]{1,8}\\$[./A-Za-z0-9]{22}|\\$[56]\\$.{20,200}");
    private static final Pattern WEAK = Pattern.compile("\\{SHA\\}[A-Za-z0-9+/]{27}=");
    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,200}");

    private PasswordHashes() {}

    /// None when a user or hash is none there can be, or when there are no users at all.
    static Optional<Map<String, String>> users(Label label, Findings findings) {
        var users = new LinkedHashMap<String, String>();
        for (var entry : label.list()) {
            int colon = entry.indexOf(':');
            var name = colon < 0 ? "" : entry.substring(0, colon);
            var hash = entry.substring(colon + 1);
            if (!USER.matcher(name).matches()) {
                label.error(findings, "InvalidUser", "user " + (users.size() + 1) + " is not written as name:hash", Optional.of("htpasswd -nB NAME writes it"));
                return Optional.empty();
            }
            if (!STRONG.matcher(hash).matches() && !WEAK.matcher(hash).matches()) {
                label.error(findings, "InvalidUser", "the password of user " + Quote.of(name) + " is no bcrypt or apr1 hash", Optional.of(hash.indexOf('$') < 0
                    ? "a $ begins a variable in these files: write $$, and hash passwords with htpasswd -nB NAME" : "htpasswd -nB NAME writes one"));
                return Optional.empty();
            }
            if (WEAK.matcher(hash).matches()) {
                label.warning(findings, "WeakHash", "the password of user " + Quote.of(name) + " is hashed by SHA-1 without salt", Optional.of("hash it with htpasswd -nB NAME"));
            }
            users.put(name, hash);
        }
        if (users.isEmpty()) {
            label.warning(findings, "NotRouted", "there are no users, so nobody could come in; a route with it is not made", Optional.of("htpasswd -nB NAME writes one"));
            return Optional.empty();
        }
        return Optional.of(users);
    }
}
