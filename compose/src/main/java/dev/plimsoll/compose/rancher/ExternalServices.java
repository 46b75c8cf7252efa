package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Quote;
import java.util.List;

/// Services that run elsewhere. Those with addresses become names in every container's hosts file; a host name alone cannot, because the engine's own
/// name server takes no names of others.
final class ExternalServices {
    /// `hostname` of the second file, kept apart from the container's.
    static final String HOSTNAME = "external_hostname";

    private final Parts parts;

    ExternalServices(Parts parts) {
        this.parts = parts;
    }

    void reach() {
        parts.externals().values().forEach(external -> {
            kind(external);
            var addresses = addresses(external);
            if (addresses.isEmpty() && external.has(HOSTNAME)) {
                elsewhere(external);
            } else if (addresses.isEmpty()) {
                external.error("external_ips", "InvalidValue", "an external service has external_ips or, in the second file, hostname", "write where it is");
            } else {
                hosts(external.name(), addresses);
            }
        });
    }

    private static void kind(Draft external) {
        var image = external.text("image");
        if (!image.isEmpty() && !image.startsWith(Layout.EXTERNAL_IMAGE)) {
            external.warning(external.has(HOSTNAME) ? HOSTNAME : "external_ips", "External", "this makes it a service elsewhere, so image " + Quote.of(image) + " is not run",
                "remove it from the second file if the image should run; a container's own host name belongs into the first file");
        }
    }

    static List<String> addresses(Draft external) {
        return external.items("external_ips").stream().map(i -> i.text().strip()).filter(a -> !a.isEmpty()).toList();
    }

    /// Makes a name known to all containers of the stack that have a hosts file of their own.
    void hosts(String name, List<String> addresses) {
        parts.containers().values().stream().filter(s -> !s.has(Sidekicks.NETWORK_OF))
            .forEach(s -> s.append("extra_hosts", addresses.stream().map(a -> name + "=" + a).toList()));
    }

    private void elsewhere(Draft external) {
        boolean linked = parts.containers().values().stream().anyMatch(s -> s.items("links").stream().anyMatch(l -> Links.target(l.text()).equals(external.name())));
        var sentence = Quote.of(external.name()) + " is not known inside as another name of " + Quote.of(external.text(HOSTNAME));
        var hint = "use " + Quote.plain(external.text(HOSTNAME)) + " itself where " + Quote.plain(external.name()) + " is used, or give its addresses as external_ips";
        if (linked) {
            external.error(HOSTNAME, "NotHonoured", sentence, hint);
        } else {
            external.warning(HOSTNAME, "NotHonoured", sentence + "; load balancers can send to it", hint);
        }
    }
}
