package dev.plimsoll.manifest;

import dev.plimsoll.manifest.tree.Places;
import dev.plimsoll.model.Resource;
import java.util.List;

/// What a reader made of a bundle. With errors among the findings, or with needs, the resources are not to be applied.
///
/// @param places where what is declared stands
public record Declaration(List<Resource> resources, List<Finding> findings, Needs needs, Places places) {
    public Declaration {
        resources = List.copyOf(resources);
        findings = List.copyOf(findings);
    }

    /// One of which nobody asks where it stands.
    public Declaration(List<Resource> resources, List<Finding> findings, Needs needs) {
        this(resources, findings, needs, new Places());
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
