package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Trail;
import java.util.List;

/// A service as its routes need to know it.
///
/// @param service   its name in the file
/// @param component the component it becomes
/// @param labels    in the order written
/// @param ports     TCP ports it declares, lowest first
/// @param mark      where the service stands
public record Labelled(String service, String component, List<Label> labels, List<Integer> ports, Mark mark, Trail trail) {
    public Labelled {
        labels = List.copyOf(labels);
        ports = ports.stream().distinct().sorted().toList();
    }
}
