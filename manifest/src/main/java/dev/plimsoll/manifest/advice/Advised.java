package dev.plimsoll.manifest.advice;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Finding.Severity;
import dev.plimsoll.manifest.tree.Places;
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
    private final String dialect;
    private final Places places;
    private final List<Finding> findings = new ArrayList<>();

    /// @param dialect by whose rules its files were read; empty when by none
    Advised(String path, ComponentSpec component, Topology topology, String dialect, Places places) {
        this.path = path;
        this.component = component;
        this.topology = topology;
        this.dialect = dialect;
        this.places = places;
    }

    ComponentSpec component() {
        return component;
    }

    Topology topology() {
        return topology;
    }

    String dialect() {
        return dialect;
    }

    /// Whether the files say something of a field.
    boolean isWritten(String field) {
        return places.has(path + "." + field);
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
        var at = path + (field.isEmpty() ? "" : "." + field);
        var mark = places.of(at);
        findings.add(new Finding(severity, code, mark.file(), mark.line(), mark.column(), at, sentence, Optional.of(hint)));
    }
}
