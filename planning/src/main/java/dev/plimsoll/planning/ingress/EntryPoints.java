package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The entry points that have names, as the operator set them. Every port is an entry point too, named by its number.
///
/// @param named by name; web and websecure are always there
public record EntryPoints(Map<String, EntryPoint> named) {
    private static final Pattern OPTION = Pattern.compile("([a-zA-Z][a-zA-Z0-9_-]{0,61})=(\\[[0-9a-fA-F:.]+]|[0-9.]*):([0-9]{1,5})");
    private static final String HTTP = "80";
    private static final String HTTPS = "443";

    public EntryPoints {
        named = Map.copyOf(named);
    }

    /// web and websecure on their usual ports, or on 8080 and 8443 for who may not listen below 1024.
    public static EntryPoints usual(boolean privileged) {
        return new EntryPoints(Map.of(EntryPoint.WEB, new EntryPoint(EntryPoint.WEB, "", privileged ? 80 : 8080),
            EntryPoint.WEBSECURE, new EntryPoint(EntryPoint.WEBSECURE, "", privileged ? 443 : 8443)));
    }

    /// With further ones, or others in place of the usual, each written `web=:8080` or `admin=127.0.0.1:9000`.
    ///
    /// @throws InvalidValue when one is not written so
    public EntryPoints with(List<String> options) {
        var all = new LinkedHashMap<>(named);
        for (var option : options) {
            var parts = OPTION.matcher(option);
            if (!parts.matches()) {
                throw new InvalidValue("entry point '" + option + "' is not written NAME=ADDRESS:PORT, such as web=:8080 or admin=127.0.0.1:9000");
            }
            all.put(parts.group(1), new EntryPoint(parts.group(1), parts.group(2).replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(3))));
        }
        return new EntryPoints(all);
    }

    /// These, and those of others that have names of their own, on all addresses: for another machine, which has other addresses.
    public EntryPoints and(EntryPoints others) {
        var all = new LinkedHashMap<>(named);
        others.named.forEach((name, point) -> all.putIfAbsent(name, new EntryPoint(name, "", point.port())));
        all.remove(EntryPoint.METRICS);
        return new EntryPoints(all);
    }

    /// The names a route listens on; the usual one when it says nothing.
    static List<String> of(RouteSpec route) {
        boolean encrypted = route.tls().isPresent() || route.protocol() == RouteSpec.Protocol.PASSTHROUGH;
        return route.entryPoints().isEmpty() ? List.of(encrypted ? EntryPoint.WEBSECURE : EntryPoint.WEB) : route.entryPoints();
    }

    /// The entry point of this name, where 80 is web and 443 is websecure. None when nobody has told where it listens.
    public Optional<EntryPoint> resolve(String name) {
        if (name.equals(EntryPoint.METRICS)) {
            return Optional.empty();
        }
        var known = Optional.ofNullable(named.get(switch (name) {
            case HTTP -> EntryPoint.WEB;
            case HTTPS -> EntryPoint.WEBSECURE;
            default -> name;
        }));
        if (known.isPresent() || !name.chars().allMatch(Character::isDigit)) {
            return known;
        }
        int port = Integer.parseInt(name);
        return Optional.of(named.values().stream().filter(e -> e.port() == port && e.address().isEmpty()).findFirst().orElseGet(() -> new EntryPoint(name, "", port)));
    }

    /// Where HTTPS is served.
    public EntryPoint secure() {
        return named.get(EntryPoint.WEBSECURE);
    }
}
