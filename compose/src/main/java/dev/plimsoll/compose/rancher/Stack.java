package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A merged pair, brought into the shape of the Compose specification: containers stay under `services`, balancers go to `load_balancers`, services
/// elsewhere to `external_services`, and names, labels and volumes come to mean there what they meant in Rancher.
final class Stack {
    private final String name;
    private final Node.Mapping tree;
    private final Findings findings;

    Stack(String name, Node.Mapping tree, Findings findings) {
        this.name = name;
        this.tree = tree;
        this.findings = findings;
    }

    Node.Mapping specified() {
        var root = KeyCheck.top(tree, findings);
        var written = root.remove("services");
        var parts = Parts.of(name, written, findings);
        KeyCheck.check(parts);
        parts.all().forEach(Passwords::keep);
        parts.balancers().values().forEach(LegacyBalancer::convert);
        parts.balancers().values().forEach(RancherLabels::ofBalancer);
        parts.containers().values().forEach(this::hasImage);
        var labels = new RancherLabels(parts);
        parts.containers().values().forEach(labels::translate);
        Sidekicks.translate(parts);
        parts.containers().values().forEach(ServiceKeys::translate);
        new Volumes(root, parts).declare();
        new ExternalServices(parts).reach();
        new FullNames(parts).answer();
        new Links(parts).resolve();
        new MetadataReaders(parts).say();
        Secrets.specified(root);
        return put(root, written, parts);
    }

    private void hasImage(Draft service) {
        if (!service.has("image") && !service.has("build")) {
            service.error("image", "NoImage", "there is neither an image nor a build" + (PairNames.isRancherFile(service.mark().file())
                ? ": the service is only in " + service.mark().file() : ""), Nearest.hint(service.name(), others(service)).orElse("declare it in the first file of the pair"));
        }
    }

    private java.util.List<String> others(Draft service) {
        return tree.get("services").filter(s -> s instanceof Node.Mapping).map(s -> ((Node.Mapping) s).entries().keySet().stream()
            .filter(n -> !n.equals(service.name())).toList()).orElse(java.util.List.of());
    }

    private Node.Mapping put(Map<String, Node.Entry> root, Node.Entry written, Parts parts) {
        var mark = tree.mark();
        root.put("name", new Node.Entry(mark, Node.Scalar.text(mark, name)));
        if (written != null) {
            root.put("services", group(parts.containers(), written));
        }
        Optional.of(parts.balancers()).filter(m -> !m.isEmpty()).ifPresent(m -> root.put("load_balancers", group(m, written)));
        Optional.of(parts.externals()).filter(m -> !m.isEmpty()).ifPresent(m -> root.put("external_services", group(m, written)));
        return new Node.Mapping(mark, root);
    }

    private static Node.Entry group(Map<String, Draft> drafts, Node.Entry written) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        drafts.forEach((name, draft) -> {
            if (draft.has("image") || draft.has("build")) {
                entries.put(name, draft.entry());
            }
        });
        return new Node.Entry(written.mark(), new Node.Mapping(written.mark(), entries));
    }
}
