package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Users as `htpasswd` writes them. Kept are those whose hashes crypt(3) knows, because an ingress such as HAProxy asks it: bcrypt and SHA-crypt. Hashes of Apache's own
/// (apr1, {SHA}) are known to Apache and Traefik only. No message shows a hash.
final class PasswordHashes {
    private static final Pattern KNOWN = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}|\\$[56]\\$.{20,200}");
    private static final Pattern APACHE = Pattern.compile("\\$apr1\\$[^$]{1,8}\\$[./A-Za-z0-9]{22}|\\{SHA\\}[A-Za-z0-9+/]{27}=");
    private static final String WRITE_ONE = "'openssl passwd -6' writes one, and 'htpasswd -nB NAME' another";
    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,200}");

    private PasswordHashes() {}

    /// Users who can be let in. None when a user or hash is none there can be, or when nobody could be let in.
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
            if (APACHE.matcher(hash).matches()) {
                label.warning(findings, "UncheckedHash", "user " + Quote.of(name) + " cannot come in: an ingress cannot check " + (hash.startsWith("{") ? "{SHA}" : "apr1") + " hashes",
                    Optional.of("hash the password anew: " + WRITE_ONE));
                continue;
            }
            if (!KNOWN.matcher(hash).matches()) {
                label.error(findings, "InvalidUser", "the password of user " + Quote.of(name) + " is no bcrypt or SHA-crypt hash", Optional.of(hash.indexOf('$') < 0
                    ? "a $ begins a variable in these files: write $$; " + WRITE_ONE : WRITE_ONE));
                return Optional.empty();
            }
            users.put(name, hash);
        }
        if (users.isEmpty()) {
            label.warning(findings, "Closed", "there is no user who could come in; a route with it lets nobody in", Optional.of(WRITE_ONE));
            return Optional.empty();
        }
        return Optional.of(users);
    }
}
