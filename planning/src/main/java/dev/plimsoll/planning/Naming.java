package dev.plimsoll.planning;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.model.route.Target;
import java.util.Optional;
import java.util.Set;

/// Names of everything that is computed, so that making it again is harmless. Networks and volumes have names a person would have chosen
/// (`hello-data`), because people mount and inspect them; instances end with a digest of their
/// definition and owner, because an old and a new one, or one of a deleted namesake, live side by side during an update.
///
/// Lengths: names of assemblies and components are labels of at most 63 characters each, so the longest name made here has 204 characters; engines take 255. A
/// component's key has to be a label itself, which [#tooLong] checks before anything is made.
public final class Naming {
    /// The network of components that name none.
    public static final String DEFAULT_NETWORK = "default";

    /// Where a slot's number goes; no engine allows it in a name.
    private static final String SLOT = Part.Service.SLOT;
    private static final int DIGEST_DIGITS = 8;
    /// Longest name of an assembly: `-r` and the number of a release still fit behind it.
    private static final int LONGEST_ASSEMBLY = Names.MAX_LENGTH - "-r99999999".length();

    private Naming() {}

    /// Says which name of an assembly, its components and its routes is too long for what is made from it; none when all are fine.
    public static Optional<String> tooLong(String assembly, Topology topology) {
        if (assembly.length() > LONGEST_ASSEMBLY) {
            return Optional.of("the assembly's name '" + assembly + "' is " + assembly.length() + " characters long; at most " + LONGEST_ASSEMBLY
                + " are allowed, because its releases are named after it");
        }
        return tooLong(assembly, "component", topology.components().keySet()).or(() -> tooLong(assembly, "route", topology.routes().keySet()));
    }

    private static Optional<String> tooLong(String assembly, String what, Set<String> names) {
        int longest = Names.MAX_LENGTH - 1 - assembly.length();
        return names.stream().filter(c -> c.length() > longest).findFirst().map(c -> "the " + what + "'s name '" + c + "' is " + c.length()
            + " characters long; together with the assembly's name '" + assembly + "' at most " + Names.MAX_LENGTH + " are allowed, so at most " + longest + " here");
    }

    /// The resource name of a component of an assembly: `hello-web`.
    public static Key component(String project, String assembly, String component) {
        return new Key(Kind.COMPONENT, project, assembly.isEmpty() ? component : assembly + "-" + component);
    }

    /// The resource name of a release of an assembly: `hello-r7`.
    public static Key release(String project, String assembly, int number) {
        return new Key(Kind.RELEASE, project, assembly + "-r" + number);
    }

    /// The resource name of a route of an assembly: `hello-web`.
    public static Key route(String project, String assembly, String route) {
        return new Key(Kind.ROUTE, project, assembly + "-" + route);
    }

    /// The component that a target of a route in this project leads to; none when it is an address.
    public static Optional<Key> target(String project, Target target) {
        return target.component().map(component -> component(project, target.assembly().orElse(""), component));
    }

    /// The component whose instance carries this stamp.
    public static Key component(Stamp stamp) {
        return component(stamp.project(), stamp.assembly(), stamp.component());
    }

    /// The engine's name for an instance: `hello-web-1-3f2a9c01`.
    public static String instance(Definition definition, int slot) {
        return slot(definition, slot) + "-" + Fingerprint.of("definition", definition.hash(), "owner", definition.uid()).substring(0, DIGEST_DIGITS);
    }

    /// The engine's name for the service of a component: `hello-web`. Services are names in a name server, so they are labels.
    public static String service(Definition definition) {
        var name = scoped(definition.project(), definition.assembly(), definition.component());
        return name.length() <= Names.MAX_LENGTH ? name : name.substring(0, Names.MAX_LENGTH - 1 - DIGEST_DIGITS) + "-" + Fingerprint.sha256(name).substring(0, DIGEST_DIGITS);
    }

    /// What people call the instance in a slot, whatever its definition: `hello-web-1`.
    public static String slot(Definition definition, int slot) {
        return scoped(definition.project(), definition.assembly(), definition.component()) + "-" + slot;
    }

    /// The engine's name for a network of an assembly.
    public static String network(String project, String assembly, String network, NetworkSpec spec) {
        return spec.name().orElse(spec.external() ? network : scoped(project, assembly, network));
    }

    /// The engine's name for a volume of an assembly; for one that every slot has, see [#inSlot].
    public static String volume(String project, String assembly, String volume, VolumeSpec spec) {
        return spec.name().orElse(spec.external() ? volume : scoped(project, assembly, volume)) + (spec.perSlot() ? "-" + SLOT : "");
    }

    /// The name in one slot of what has one name for each; of anything else, and in a service (slot 0), the name itself.
    public static String inSlot(String name, int slot) {
        return slot > 0 && name.endsWith(SLOT) ? name.substring(0, name.length() - SLOT.length()) + slot : name;
    }

    private static String scoped(String project, String assembly, String name) {
        var inProject = assembly.isEmpty() ? name : assembly + "-" + name;
        return project.equals(Metadata.DEFAULT_PROJECT) ? inProject : project + "-" + inProject;
    }
}
