package dev.plimsoll.manifest;

import dev.plimsoll.model.Resource;
import java.util.List;

/// What a reader made of a bundle. With errors among the findings, or with needs, the resources are not to be applied.
public record Declaration(List<Resource> resources, List<Finding> findings, Needs needs) {
    public Declaration {
        resources = List.copyOf(resources);
        findings = List.copyOf(findings);
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
