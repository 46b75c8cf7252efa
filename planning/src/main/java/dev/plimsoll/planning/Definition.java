package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an instance of a component is made from, complete: two instances with equal [#hash] are interchangeable.
///
/// @param plane     control plane
/// @param project   project
/// @param assembly  assembly; empty for a component without one
/// @param component name of the component inside its assembly
/// @param uid       uid of the component's resource
/// @param spec      the component, its environment's variables and files merged in
/// @param imageId   what the engine calls the image that runs
/// @param versions  generation of each Config and Secret used, by its key's text: a new version is a new definition, and no hash of a
///                  secret's value is ever written anywhere
/// @param names     what its networks and volumes are on the engine
/// @param companions uids of the members of its group by name, itself included; empty when it belongs to none
/// @param contentsOf release whose contents configs and secrets have; none: those they have now
/// @param hash      fingerprint of all of the above that an instance consists of; in a group the group's
public record Definition(String plane, String project, String assembly, String component, String uid, ComponentSpec spec, String imageId,
                         Map<String, Long> versions, EngineNames names, Map<String, String> companions, Optional<Key> contentsOf,
                         String hash) {
    public Definition {
        versions = Map.copyOf(versions);
        companions = Map.copyOf(companions);
    }

    /// Puts a definition together and computes its hash.
    public static Definition of(Identity identity, ComponentSpec spec, String imageId, Map<String, Long> versions, EngineNames names) {
        var hash = Fingerprint.of("image", imageId, "versions", new TreeMap<>(versions), "networks", new TreeMap<>(names.networks()),
            "volumes", new TreeMap<>(names.volumes()), "process", spec.process(), "environment", spec.environment(),
            "secretEnvironment", spec.secretEnvironment(), "ports", spec.ports(), "mounts", spec.mounts(), "files", spec.files(),
            "attachments", spec.networks(), "health", spec.health(), "limits", spec.limits(), "restart", spec.restart(),
            "isolation", spec.isolation(), "logging", spec.logging(), "labels", spec.labels(), "group", spec.group(), "placeholders", spec.placeholders());
        return new Definition(identity.plane, identity.project, identity.assembly, identity.component, identity.uid, spec, imageId, versions,
            names, Map.of(), Optional.empty(), hash);
    }

    /// The same with the contents that configs and secrets had in a release.
    public Definition withContentsOf(Optional<Key> release) {
        return new Definition(plane, project, assembly, component, uid, spec, imageId, versions, names, companions, release, hash);
    }

    /// The same with what does not belong to its hash changed in its spec.
    Definition withSpec(ComponentSpec changed) {
        return new Definition(plane, project, assembly, component, uid, changed, imageId, versions, names, companions, contentsOf, hash);
    }

    /// The same as a member of a group.
    Definition inGroup(String hashOfGroup, Map<String, String> uids) {
        return new Definition(plane, project, assembly, component, uid, spec, imageId, versions, names, uids, contentsOf, hashOfGroup);
    }

    /// The engine's name of the instance that a member of its group has in the same slot.
    public String companion(String member, int slot) {
        return Naming.instance(new Definition(plane, project, assembly, member, companions.getOrDefault(member, ""), spec, imageId, versions, names, companions,
            contentsOf, hash), slot);
    }

    /// The stamp of the instance in a slot.
    public Stamp stamp(int slot) {
        return new Stamp(plane, project, assembly, component, slot, hash, uid);
    }

    /// Whose definition it is.
    public record Identity(String plane, String project, String assembly, String component, String uid) {}

    /// What networks and volumes are on the engine. A definition's hash counts the names alone: how a volume was declared is of no account to who mounts it.
    ///
    /// @param networks their names by name in the assembly
    /// @param volumes  their names by name in the assembly
    /// @param made     how the assembly's own volumes are made; those of a slot as in [Naming#inSlot]
    public record EngineNames(Map<String, String> networks, Map<String, String> volumes, List<Part.Volume> made) {
        public static final EngineNames NONE = new EngineNames(Map.of(), Map.of(), List.of());

        public EngineNames {
            networks = Map.copyOf(networks);
            volumes = Map.copyOf(volumes);
            made = List.copyOf(made);
        }
    }
}
