package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.wire.Account;
import dev.plimsoll.clouds.openstack.wire.Login;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds.Access;
import dev.plimsoll.ports.tls.TrustedAuthorities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A region's declaration, read: its options, and the entries of its secret. What nobody knows and what is missing is refused by name.
final class Declared {
    private static final List<String> FACES = List.of("public", "internal", "admin");
    private static final Set<String> OPTIONS = Set.of("project", "projectDomain", "userDomain", "interface", "configDrive");
    private static final Set<String> OF_A_USER = Set.of("user", "password", "ca");
    private static final Set<String> OF_AN_APPLICATION = Set.of("applicationCredentialId", "applicationCredentialSecret", "ca");
    private static final String DOMAIN = "Default";

    private final Access access;
    private final Map<String, String> options;

    Declared(Access access) {
        this.access = access;
        this.options = access.spec().options();
    }

    /// @throws CloudFailure.Rejected `InvalidRegion`
    Account account() {
        refuseUnknown("option", options.keySet(), OPTIONS);
        var face = options.getOrDefault("interface", FACES.getFirst());
        if (!FACES.contains(face)) {
            throw wrong("the option interface is one of " + String.join(", ", FACES) + ", and not " + tame(face));
        }
        var endpoint = access.spec().endpoint().orElseThrow(() -> wrong("it needs an endpoint, the address of the identity service, such as https://cloud.example.org:5000/v3"));
        if (!endpoint.matches("https?://[^/\\s?#]+[^\\s?#]*")) {
            throw wrong("its endpoint is the address of the identity service, such as https://cloud.example.org:5000/v3, and not " + tame(endpoint));
        }
        return new Account(access.region().shortForm(), identity(endpoint), access.spec().region(), face, login(), entry("ca").map(this::authorities));
    }

    boolean configDrive() {
        var said = options.getOrDefault("configDrive", "false");
        if (!said.matches("true|false")) {
            throw wrong("the option configDrive is true or false, and not " + tame(said));
        }
        return said.equals("true");
    }

    private static String identity(String endpoint) {
        var address = endpoint.replaceFirst("/+$", "");
        return address.endsWith("/v3") ? address : address + "/v3";
    }

    private Login login() {
        boolean application = entry("applicationCredentialId").isPresent() || entry("applicationCredentialSecret").isPresent();
        refuseUnknown("entry of its secret", access.credentials().keySet(), application ? OF_AN_APPLICATION : OF_A_USER);
        if (application) {
            var given = new ArrayList<>(options.keySet());
            given.retainAll(Set.of("project", "projectDomain", "userDomain"));
            if (!given.isEmpty()) {
                throw wrong("an application credential knows its project itself; leave the options " + String.join(", ", given) + " away");
            }
            return new Login.Application(needed("applicationCredentialId").reveal().strip(), needed("applicationCredentialSecret"));
        }
        var project = Optional.ofNullable(options.get("project")).filter(p -> !p.isBlank()).orElseThrow(() -> wrong("it needs the option project, the name of the project to work in"));
        return new Login.Password(new Login.Named(needed("user").reveal().strip(), options.getOrDefault("userDomain", DOMAIN)),
            new Login.Named(project, options.getOrDefault("projectDomain", DOMAIN)), needed("password"));
    }

    private javax.net.ssl.SSLContext authorities(SecretText certificates) {
        try {
            return TrustedAuthorities.context(certificates.reveal());
        } catch (IllegalArgumentException unreadable) {
            throw new CloudFailure.Rejected("InvalidRegion", access.region().shortForm() + ": the secret's entry ca holds " + unreadable.getMessage(), unreadable);
        }
    }

    private Optional<SecretText> entry(String name) {
        return Optional.ofNullable(access.credentials().get(name));
    }

    private SecretText needed(String name) {
        var secret = access.spec().credentials().map(s -> "secret/" + s).orElse("a secret, named in credentials,");
        return entry(name).filter(s -> !s.reveal().isBlank()).orElseThrow(() -> wrong(secret + " needs the entry " + name
            + "; an OpenStack takes user and password, or applicationCredentialId and applicationCredentialSecret, and ca where its certificates are its own"));
    }

    private void refuseUnknown(String what, Set<String> given, Set<String> known) {
        var unknown = new TreeSet<>(given);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw wrong("no " + what + " is called " + String.join(", ", unknown.stream().map(Declared::tame).toList()) + "; there are " + String.join(", ", new TreeSet<>(known)));
        }
    }

    private static String tame(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }

    private CloudFailure wrong(String sentence) {
        return new CloudFailure.Rejected("InvalidRegion", access.region().shortForm() + ": " + sentence, null);
    }
}
