package dev.plimsoll.manifest.advice;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Finding.Severity;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One component being looked at, and what there is to say about it.
final class Advised {
    private final String path;
    private final ComponentSpec component;
    private final Topology topology;
    private final List<Finding> findings = new ArrayList<>();

    Advised(String path, ComponentSpec component, Topology topology) {
        this.path = path;
        this.component = component;
        this.topology = topology;
    }

    ComponentSpec component() {
        return component;
    }

    Topology topology() {
        return topology;
    }

    List<Finding> findings() {
        return findings;
    }

    /// Something that will hurt.
    void warn(String field, String code, String sentence, String hint) {
        say(Severity.WARNING, field, code, sentence, hint);
    }

    /// Something that could be better.
    void advise(String field, String code, String sentence, String hint) {
        say(Severity.NOTICE, field, code, sentence, hint);
    }

    private void say(Severity severity, String field, String code, String sentence, String hint) {
        findings.add(new Finding(severity, code, "", 0, 0, path + (field.isEmpty() ? "" : "." + field), sentence, Optional.of(hint)));
    }
}
