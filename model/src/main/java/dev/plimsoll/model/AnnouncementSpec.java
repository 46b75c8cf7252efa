package dev.plimsoll.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps keys in an etcd of others level with the project's part of the directory. Keys that are not ours are never touched.
public record AnnouncementSpec(
    @Doc("Addresses of the etcd's members, such as https://etcd1.example.org:2379; the first that answers is asked.") List<String> endpoints,
    @Doc(value = "What keys begin with; ends with a slash.", otherwise = "/services/") String prefix,
    @Doc("Secret with user and password, ca (whom to trust, PEM), and certificate and key (PEM) to show; each only where the etcd wants it.") Optional<String> secret,
    @Doc(value = "How long keys stay when the control plane is gone; 1h.", otherwise = "1h") Duration ttl) implements Spec {
    private static final Duration SHORTEST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_ENDPOINTS = 9;
    private static final int LONGEST_PREFIX = 200;

    public AnnouncementSpec {
        endpoints = Values.list(endpoints);
        prefix = Values.or(prefix, "/services/");
        secret = Values.optional(secret);
        ttl = Values.or(ttl, Duration.ofHours(1));
        if (endpoints.isEmpty() || endpoints.size() > MOST_ENDPOINTS) {
            throw new InvalidValue("an announcement names 1 to " + MOST_ENDPOINTS + " endpoints, such as https://etcd1.example.org:2379");
        }
        endpoints.forEach(AnnouncementSpec::requireAddress);
        requirePrefix(prefix);
        secret.ifPresent(name -> Names.requireLabel("secret", name));
        if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw new InvalidValue("ttl is between 15s and 720h");
        }
    }

    /// With everything else as usual.
    public static AnnouncementSpec at(String endpoint) {
        return new AnnouncementSpec(List.of(endpoint), null, null, null);
    }

    public AnnouncementSpec withPrefix(String changed) {
        return new AnnouncementSpec(endpoints, changed, secret, ttl);
    }

    public AnnouncementSpec withSecret(String name) {
        return new AnnouncementSpec(endpoints, prefix, Optional.of(name), ttl);
    }

    public AnnouncementSpec withTtl(Duration changed) {
        return new AnnouncementSpec(endpoints, prefix, secret, changed);
    }

    /// Everything of an etcd may be a lot, and much of it is nobody's business: one name at least.
    private static void requirePrefix(String prefix) {
        if (!prefix.endsWith("/") || prefix.length() > LONGEST_PREFIX || prefix.replace("/", "").isBlank() || prefix.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidValue("prefix is what keys begin with, such as /services/: 2 to " + LONGEST_PREFIX + " printable characters, the last one a slash");
        }
    }

    private static void requireAddress(String endpoint) {
        try {
            var address = new URI(endpoint);
            var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null || address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null
                || !List.of("", "/").contains(address.getRawPath())) {
                throw new InvalidValue("an endpoint is an address such as https://etcd1.example.org:2379, without names, passwords and paths");
            }
        } catch (URISyntaxException wrong) {
            throw new InvalidValue("an endpoint is an address such as https://etcd1.example.org:2379, without names, passwords and paths");
        }
    }
}
