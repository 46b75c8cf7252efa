package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Entry points by the names labels use. Those names come from Traefik's own configuration; when a project brings a Traefik of its own, its command
/// line says what they are, otherwise the usual ones are known.
///
/// @param ports by name in lower case
public record EntryPoints(Map<String, String> ports) {
    private static final Pattern NEWER = Pattern.compile("--entrypoints\\.([a-z0-9_-]+)\\.address=[^:]*:([0-9]{1,5})(?:/tcp)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OLDER = Pattern.compile("--entrypoints=.*name:([a-z0-9_-]+)\\b.*address:[^:]*:([0-9]{1,5})\\b.*", Pattern.CASE_INSENSITIVE);

    /// What Traefiks among the components say of their entry points.
    public static EntryPoints of(Collection<ComponentSpec> components) {
        var ports = new HashMap<String, String>();
        components.stream().filter(EntryPoints::isTraefik).flatMap(c -> c.process().command().stream()).flatMap(List::stream).filter(w -> w.length() < 500).forEach(word ->
            List.of(NEWER, OLDER).forEach(pattern -> {
                var found = pattern.matcher(word.replace("'", "").replace("\"", ""));
                if (found.matches()) {
                    ports.put(found.group(1).toLowerCase(Locale.ROOT), found.group(2));
                }
            }));
        return new EntryPoints(Map.copyOf(ports));
    }

    /// Whether a component runs Traefik, by its image's name.
    public static boolean isTraefik(ComponentSpec component) {
        var image = component.image().substring(component.image().lastIndexOf('/') + 1);
        return image.startsWith("traefik") && (image.length() == "traefik".length() || ":@".indexOf(image.charAt("traefik".length())) >= 0);
    }

    /// Our names of those in a label.
    List<String> named(Label label, Findings findings) {
        return label.list().stream().flatMap(name -> named(label, name, findings).stream()).distinct().toList();
    }

    private Optional<String> named(Label label, String name, Findings findings) {
        var known = Optional.ofNullable(ports.get(name.toLowerCase(Locale.ROOT))).or(() -> Optional.ofNullable(switch (name.toLowerCase(Locale.ROOT)) {
            case "web", "http" -> "80";
            case "websecure", "web-secure", "web_secure", "https" -> "443";
            default -> null;
        }));
        if (known.isEmpty()) {
            if (!name.matches("[a-zA-Z0-9]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?")) {
                label.error(findings, "InvalidValue", Quote.of(name) + " is no name of an entry point", Optional.empty());
                return Optional.empty();
            }
            label.notice(findings, "EntryPoint", "which port " + Quote.of(name) + " is stands in Traefik's own files; the ingress needs an entry point of that name");
        }
        return Optional.of(known.map(port -> switch (port) {
            case "80" -> "web";
            case "443" -> "websecure";
            default -> port;
        }).orElse(name));
    }
}
