package dev.plimsoll.planning;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Stamp;

/// Names of everything that is computed, so that making it again is harmless. Networks and volumes have names a person would have chosen
/// (`hello-data`), because people mount and inspect them; instances end with a piece of their hash, because an old and a new one live side by side during an update.
public final class Naming {
    /// The network of components that name none.
    public static final String DEFAULT_NETWORK = "default";

    private static final int HASH_DIGITS = 8;

    private Naming() {}

    /// The resource name of a component of an assembly: `hello-web`.
    public static Key component(String project, String assembly, String component) {
        return new Key(Kind.COMPONENT, project, assembly.isEmpty() ? component : assembly + "-" + component);
    }

    /// The component whose instance carries this stamp.
    public static Key component(Stamp stamp) {
        return component(stamp.project(), stamp.assembly(), stamp.component());
    }

    /// The engine's name for an instance: `hello-web-1-3f2a9c01`.
    public static String instance(Definition definition, int slot) {
        return slot(definition, slot) + "-" + definition.hash().substring(0, HASH_DIGITS);
    }

    /// What people call the instance in a slot, whatever its definition: `hello-web-1`.
    public static String slot(Definition definition, int slot) {
        return scoped(definition.project(), definition.assembly(), definition.component()) + "-" + slot;
    }

    /// The engine's name for a network of an assembly.
    public static String network(String project, String assembly, String network, NetworkSpec spec) {
        return spec.name().orElse(spec.external() ? network : scoped(project, assembly, network));
    }

    /// The engine's name for a volume of an assembly.
    public static String volume(String project, String assembly, String volume, VolumeSpec spec) {
        return spec.name().orElse(spec.external() ? volume : scoped(project, assembly, volume));
    }

    private static String scoped(String project, String assembly, String name) {
        var inProject = assembly.isEmpty() ? name : assembly + "-" + name;
        return project.equals(Metadata.DEFAULT_PROJECT) ? inProject : project + "-" + inProject;
    }
}
