package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Optional;

/// Who may come in. Everybody, when nothing is said.
///
/// @param basic   user names and passwords
/// @param sources addresses that are let in
/// @param hosts   the only host names that are answered, when there are any: for rules that match every host
/// @param closed  why nobody is let in: a rule about access that cannot be kept. Such a route still claims what it matches, so that no wider one takes it
public record Access(
    @Doc("User names and passwords.") Optional<Basic> basic,
    @Doc("Addresses that are let in.") Optional<Sources> sources,
    @Doc("The only host names that are answered.") List<String> hosts,
    @Doc("Lets nobody in, and says why; what it matches goes to no other route either.") Optional<String> closed) {
    public static final Access EVERYBODY = new Access(null, null, null);

    public Access {
        basic = Values.optional(basic);
        sources = Values.optional(sources);
        hosts = Values.list(hosts).stream().map(h -> Texts.host(Match.How.EXACT, h)).toList();
        closed = Values.optional(closed).map(why -> Texts.line("reason", why));
    }

    /// For whom is let in.
    public Access(Optional<Basic> basic, Optional<Sources> sources, List<String> hosts) {
        this(basic, sources, hosts, Optional.empty());
    }

    /// Nobody.
    ///
    /// @param why for people
    public static Access closed(String why) {
        return new Access(null, null, null, Optional.of(why));
    }

    /// HTTP basic authentication (RFC 7617). The users are entries of a secret, so that hashes are sealed and nobody is shown them.
    ///
    /// @param secret        Secret whose entries are users, each with the hash of a password that crypt(3) knows: bcrypt (`htpasswd -nB`) or SHA-crypt (`openssl passwd -6`)
    /// @param realm         what the client shows when it asks
    /// @param userHeader    header in which the target is told who it is
    /// @param removeHeader  take the Authorization header away before the target sees it
    public record Basic(@Doc("Secret whose entries are users with their password's bcrypt or SHA-crypt hash.") String secret, @Doc("Shown when asking.") String realm,
                        @Doc("Header that tells the target who it is.") Optional<String> userHeader,
                        @Doc("Take the Authorization header away.") boolean removeHeader) {
        public Basic {
            Names.requireLabel("secret", secret);
            realm = Texts.line("realm", Values.text(realm));
            userHeader = Values.optional(userHeader).map(h -> Texts.token("header", h));
        }
    }

    /// Where clients may come from. Never empty: a list of which nothing is left would let everybody in.
    ///
    /// @param ranges   addresses and CIDR ranges
    /// @param depth    0: the connection's address; n: the n-th address from the right in X-Forwarded-For, written by proxies in front
    /// @param excluded addresses passed over while counting in X-Forwarded-For
    /// @param status   answered to others; 403
    public record Sources(@Doc("Addresses and CIDR ranges.") List<String> ranges,
                          @Doc("Which address counts: 0 the connection's, n the n-th from the right in X-Forwarded-For.") int depth,
                          @Doc("Addresses passed over in X-Forwarded-For.") List<String> excluded,
                          @Doc(value = "Status for others; 403.", otherwise = "403") int status) {
        public Sources {
            ranges = Values.list(ranges).stream().map(Texts::range).toList();
            excluded = Values.list(excluded).stream().map(Texts::range).toList();
            if (ranges.isEmpty()) {
                throw new InvalidValue("no range is named, which would let nobody in or everybody; write 0.0.0.0/0 and ::/0 for everybody");
            }
            if (depth < 0 || depth > 100) {
                throw new InvalidValue("depth " + depth + " is not between 0 and 100");
            }
            if (status < 400 || status > 599) {
                throw new InvalidValue("status " + status + " is not between 400 and 599");
            }
        }
    }
}
