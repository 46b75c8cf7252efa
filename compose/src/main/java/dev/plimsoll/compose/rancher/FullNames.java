package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Long names that Rancher knew: `service.stack` and `service.stack.rancher.internal`. A service answers to those that the texts of its own stack use; those of
/// other stacks are named, because each assembly has a network of its own.
final class FullNames {
    private static final Pattern INTERNAL = Pattern.compile("(?<![a-z0-9.-])(?<service>[a-z0-9-]{1,63})\\.(?<stack>[a-z0-9-]{1,63})\\.rancher\\.internal(?![a-z0-9-])");
    private static final int LONGEST = 100_000;

    private final Parts parts;
    private final Map<String, String> services = new HashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    FullNames(Parts parts) {
        this.parts = parts;
        parts.containers().keySet().forEach(name -> services.put(name.toLowerCase(Locale.ROOT), name));
    }

    void answer() {
        var own = Pattern.compile("(?<![a-z0-9.-])(?<service>[a-z0-9-]{1,63})\\." + Pattern.quote(parts.stack()) + "(?![a-z0-9.-]*[a-z0-9])");
        parts.containers().values().forEach(service -> texts(service.entry().value(), (text, mark) -> {
            var lower = text.toLowerCase(Locale.ROOT);
            var full = INTERNAL.matcher(lower);
            while (full.find()) {
                var target = services.get(full.group("service"));
                if (target != null && full.group("stack").equals(parts.stack())) {
                    names.put(full.group(), target);
                } else if (!full.group("stack").equals(parts.stack())) {
                    parts.findings().warning(mark, service.trail(), "OtherStack", Quote.of(full.group()) + " is in another assembly, which has a network of its own",
                        Optional.of("declare both in one pair, or publish a port there and use the host's address"));
                }
            }
            var shorter = own.matcher(lower);
            while (shorter.find()) {
                Optional.ofNullable(services.get(shorter.group("service"))).ifPresent(target -> names.put(shorter.group(), target));
            }
        }));
        names.forEach((name, service) -> {
            var alias = new ArrayList<>(parts.containers().get(service).items(Links.FURTHER).stream().map(Node.Scalar::text).toList());
            alias.add(name);
            parts.containers().get(service).append(Links.FURTHER, alias);
        });
    }

    private interface Reader {
        void read(String text, Mark mark);
    }

    private static void texts(Node node, Reader reader) {
        switch (node) {
            case Node.Scalar scalar -> {
                if (scalar.text().indexOf('.') > 0 && scalar.text().length() < LONGEST) {
                    reader.read(scalar.text(), scalar.mark());
                }
            }
            case Node.Sequence sequence -> sequence.items().forEach(i -> texts(i, reader));
            case Node.Mapping mapping -> mapping.entries().values().forEach(e -> texts(e.value(), reader));
            case Node.Tagged tagged -> texts(tagged.node(), reader);
        }
    }
}
