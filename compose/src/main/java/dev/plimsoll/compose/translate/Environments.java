package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.compose.source.EnvFile;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.outside.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `environment` and `env_file`: later files win over earlier ones, `environment` over files. A name without a value takes the variable of
/// that name, and is left out when there is none.
final class Environments {
    private Environments() {}

    static Map<String, String> of(Scene scene, Section service) {
        var values = new LinkedHashMap<String, String>();
        service.items("env_file").forEach(item -> values.putAll(file(scene, service, item)));
        var own = service.pairs("environment", scene.scope()::value);
        values.putAll(own);
        values.keySet().stream().filter(name -> name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0).toList().forEach(name -> {
            service.error("environment", "InvalidValue", Quote.of(name) + " is no name of a variable", "");
            values.remove(name);
        });
        return values;
    }

    /// `labels` and `label_file`.
    static Map<String, String> labels(Scene scene, Section service) {
        var labels = new LinkedHashMap<String, String>();
        for (var item : service.items("label_file")) {
            if (item.node() instanceof Node.Scalar scalar) {
                scene.file(scalar.text(), item.node().mark(), item.trail()).ifPresent(text -> labels.putAll(fromFile(scene, scalar.text(), text)));
            }
        }
        service.section("deploy", Place.DEPLOY).ifPresent(deploy -> labels.putAll(deploy.labels("labels")));
        labels.putAll(service.labels("labels"));
        return labels;
    }

    private static Map<String, String> fromFile(Scene scene, String path, String text) {
        var labels = EnvFile.values(path, text, scene.scope(), scene.findings());
        labels.keySet().removeIf(l -> l.startsWith(Stamp.PREFIX));
        return labels;
    }

    private static Map<String, String> file(Scene scene, Section service, Section.Item item) {
        if (item.node() instanceof Node.Scalar scalar) {
            return values(scene, scalar.text(), item, "");
        }
        return service.section(item, Place.ENV_FILE).map(entry -> {
            var path = entry.text("path").orElse("");
            boolean required = entry.truth("required").orElse(true);
            var inBundle = scene.path(path, item.node().mark(), item.trail());
            if (!required && inBundle.filter(scene.asked()::lacks).isPresent()) {
                return Map.<String, String>of();
            }
            return values(scene, path, item, entry.text("format").orElse(""));
        }).orElse(Map.of());
    }

    private static Map<String, String> values(Scene scene, String path, Section.Item item, String format) {
        if (!format.isEmpty() && !format.equals("raw")) {
            scene.findings().error(item.node().mark(), item.trail().to("format"), "InvalidValue", Quote.of(format) + " is no format; it is raw or absent");
        }
        Optional<String> text = scene.file(path, item.node().mark(), item.trail());
        return text.map(t -> format.equals("raw") ? EnvFile.raw(t, scene.scope()) : EnvFile.values(path, t, scene.scope(), scene.findings())).orElse(Map.of());
    }
}
