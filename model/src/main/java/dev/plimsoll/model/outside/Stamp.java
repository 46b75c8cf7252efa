package dev.plimsoll.model.outside;

import dev.plimsoll.model.InvalidValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whose an outside object is. Written as labels on everything we make, and the only ground on which we touch anything:
/// what carries no stamp of our own control plane is foreign, whatever its name.
///
/// @param plane     id of the control plane, made once with its state
/// @param project   project of the owner
/// @param assembly  assembly it belongs to; empty for a component without one
/// @param component component of an instance; empty for networks and volumes
/// @param slot      stable number of an instance from 1; 0 for networks and volumes
/// @param hash      of the definition the object was made from
/// @param uid       uid of the resource that owns it, so that a namesake made later is not taken for it
public record Stamp(String plane, String project, String assembly, String component, int slot, String hash, String uid) {
    /// Prefix of every label of ours.
    public static final String PREFIX = "dev.plimsoll.";
    public static final String PLANE = PREFIX + "plane";
    public static final String PROJECT = PREFIX + "project";
    public static final String ASSEMBLY = PREFIX + "assembly";
    public static final String COMPONENT = PREFIX + "component";
    public static final String SLOT = PREFIX + "slot";
    public static final String HASH = PREFIX + "hash";
    public static final String UID = PREFIX + "uid";

    public Stamp {
        if (plane.isEmpty() || project.isEmpty()) {
            throw new InvalidValue("a stamp names a control plane and a project");
        }
    }

    /// As labels of an outside object.
    public Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put(PLANE, plane);
        labels.put(PROJECT, project);
        labels.put(ASSEMBLY, assembly);
        labels.put(COMPONENT, component);
        labels.put(SLOT, Integer.toString(slot));
        labels.put(HASH, hash);
        labels.put(UID, uid);
        return labels;
    }

    /// Reads the stamp of an outside object. Empty when there is none or it is not whole: such an object is foreign.
    public static Optional<Stamp> of(Map<String, String> labels) {
        if (labels == null || !labels.containsKey(PLANE) || !labels.containsKey(PROJECT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Stamp(labels.get(PLANE), labels.get(PROJECT), labels.getOrDefault(ASSEMBLY, ""),
                labels.getOrDefault(COMPONENT, ""), Integer.parseInt(labels.getOrDefault(SLOT, "0")),
                labels.getOrDefault(HASH, ""), labels.getOrDefault(UID, "")));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
