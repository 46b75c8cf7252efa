package dev.plimsoll.model;

import java.util.List;
import java.util.Map;

/// Given to every component of the assemblies that name it (row B5: an environment repository mounted into every container).
public record EnvironmentSpec(
    @Doc("Variables; a component's own variable of the same name wins.") Map<String, String> variables,
    @Doc("Configs and secrets mounted as files.") List<FileMount> files) implements Spec {
    public EnvironmentSpec {
        variables = Values.map(variables);
        files = Values.list(files);
        variables.keySet().forEach(Names::requireVariable);
    }
}
