package dev.plimsoll.manifest;

import dev.plimsoll.manifest.shape.Fields;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.shape.Shapes;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.registration.Preset;
import dev.plimsoll.model.registration.RegisterApi;
import dev.plimsoll.model.route.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random valid values of any record of the model, the same for the same seed.
final class RandomModel {
    private static final List<String> TEXTS = List.of("web", "a", "x-1", "db", "${NOT_ME}", "tab\there", "quote\"s and 'those'", "line\nbreak", "✓ ünïcode", "1.10",
        "true", "~", "- no list", "a: b", "#hash", " space ", "{}", "0440");

    private static final List<String> RULES = List.of("Any()", "Host(`a.example.org`)", "Host(`*.b`) && !PathPrefix(`/x`)", "(Path(`/a`) || Method(`GET`)) && ClientIP(`10.0.0.0/8`)");

    private static final String PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn someone";

    private final Random random;

    RandomModel(long seed) {
        random = new Random(seed);
    }

    <T> T of(Class<T> record) {
        return record.cast(fields(Shapes.of(record)));
    }

    private Object fields(Fields fields) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            var arguments = fields.arguments();
            for (int i = 0; i < arguments.length; i++) {
                var field = fields.list().get(i);
                if (arguments[i] == null || random.nextInt(3) > 0) {
                    arguments[i] = value(field.shape(), field.name());
                }
            }
            try {
                return fields.make(arguments);
            } catch (InvalidValue tryAgain) {
                continue;
            }
        }
        throw new AssertionError("no valid " + fields.type() + " was found: teach RandomModel its rules");
    }

    private Object value(Shape shape, String name) {
        return switch (shape) {
            case Shape.Text _ -> text(name);
            case Shape.Truth _ -> random.nextBoolean();
            case Shape.Whole whole -> whole.small() ? (Object) random.nextInt(300) : (Object) random.nextLong(1L << 40);
            case Shape.Bytes _ -> random.nextLong(1L << 40);
            case Shape.Mode _ -> random.nextInt(010000);
            case Shape.Decimal _ -> random.nextInt(64) / 8.0;
            case Shape.Span _ -> Duration.ofMillis(random.nextInt(200_000));
            case Shape.Moment _ -> Instant.ofEpochMilli(random.nextLong(1L << 41));
            case Shape.Rule _ -> Match.parse(RULES.get(random.nextInt(RULES.size())));
            case Shape.Choice choice -> choice.constants().get(random.nextInt(choice.constants().size()));
            case Shape.Maybe maybe -> random.nextBoolean() ? Optional.empty() : Optional.of(value(maybe.inner(), name));
            case Shape.Items items -> items(items, name);
            case Shape.Named named -> named(named, name);
            case Shape.OneOf oneOf -> {
                var words = oneOf.alternatives().keySet().stream().sorted().toList();
                yield fields(oneOf.alternatives().get(words.get(random.nextInt(words.size()))));
            }
            // Its templates, headers and paths agree with each other as no chance makes them.
            case Fields fields -> fields.type() == RegisterApi.class ? Preset.values()[random.nextInt(Preset.values().length)].api() : fields(fields);
        };
    }

    private Object items(Shape.Items items, String name) {
        var values = new ArrayList<>();
        if (name.equals("test")) {
            values.add("CMD");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(value(items.item(), name));
        }
        return values;
    }

    private Object named(Shape.Named named, String name) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.put(name.equals("components") ? "c" + i : text(name), value(named.value(), name));
        }
        return values;
    }

    private String text(String name) {
        return switch (name) {
            case "target", "source" -> "/data/" + random.nextInt(9);
            case "protocol" -> "udp";
            case "ranges", "excluded" -> random.nextBoolean() ? "10.0.0.0/8" : "2001:db8::/32";
            case "prefix" -> "/p" + random.nextInt(9) + "/";
            case "path", "prefixes" -> "/p" + random.nextInt(9);
            case "regexp", "regexps", "originRegexps" -> "^a(b)?.*$";
            case "address", "host", "hosts", "main", "alternatives" -> "h" + random.nextInt(9) + ".example.org";
            case "entryPoints" -> random.nextBoolean() ? "web" : "8443";
            case "name", "component", "secret", "region", "machine", "credentials", "cluster" -> "n" + random.nextInt(9);
            case "networks", "firewalls", "pools", "machines", "registries" -> "m" + random.nextInt(9);
            case "cidr" -> "10." + random.nextInt(9) + ".0.0/16";
            case "nameServers", "gateway", "addresses", "inside" -> "10.0.0." + random.nextInt(250);
            case "fixed" -> "10.0.0.10-10.0.0.99";
            case "dynamic" -> "10.0.0.100-10.0.0.250";
            case "url" -> "https://h" + random.nextInt(9) + ".example.org/api";
            case "endpoints" -> "https://etcd" + random.nextInt(9) + ".example.org:2379";
            case "endpoint" -> "https://cloud.example.org:5000/v3";
            case "sshKeys" -> "k" + random.nextInt(9);
            case "publicKey" -> PUBLIC_KEY;
            case "hostKey" -> "SHA256:" + "a".repeat(43);
            case "user", "groups" -> "user" + random.nextInt(9);
            case "device" -> "/dev/vdb";
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }
}
