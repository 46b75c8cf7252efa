package dev.plimsoll.compose.rancher.template;

import java.util.Optional;
import java.util.function.Function;

/// What a template may ask for.
///
/// @param values      answers by name, for `.Values.NAME`
/// @param stack       for `.Stack.Name` and `.Release.Name`
/// @param environment for `.Environment.Name`
public record TemplateData(Function<String, Optional<String>> values, String stack, String environment) {
    /// What stands at a path such as `[Stack, Name]`; none when there is no such thing. Versions are empty: nothing comes from a catalogue here.
    Optional<Value> at(java.util.List<String> path) {
        if (path.size() != 2) {
            return Optional.empty();
        }
        var name = path.get(1);
        return switch (path.getFirst()) {
            case "Values" -> Optional.of(new Value.Text(values.apply(name).orElse("")));
            case "Stack", "Release" -> switch (name) {
                case "Name" -> Optional.of(new Value.Text(stack));
                case "Version", "PreviousVersion" -> Optional.of(new Value.Text(""));
                default -> Optional.empty();
            };
            case "Environment" -> name.equals("Name") ? Optional.of(new Value.Text(environment)) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
