package dev.plimsoll.model.outside;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.VolumeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something an engine is asked to make, complete: names are computed, references resolved, nothing is left to decide.
public sealed interface Part {
    /// The name on the engine, computed from the stamp, so that making it again is harmless.
    String name();

    Stamp stamp();

    /// A network.
    record Network(String name, Stamp stamp, NetworkSpec spec) implements Part {}

    /// A named volume.
    record Volume(String name, Stamp stamp, VolumeSpec spec) implements Part {}

    /// An instance: made and started.
    ///
    /// @param imageId     engine's id of the image
    /// @param spec        process, health, limits, isolation, restart, logging, labels. Ports, mounts, networks, files and environment of
    ///                    the spec are not read: the resolved ones below count
    /// @param environment variables
    /// @param secretEnvironment variables nobody may read
    /// @param ports       host ports to publish
    /// @param mounts      with names of volumes as on the engine
    /// @param networks    with names as on the engine
    /// @param files       contents to be there before the process starts
    /// @param companions  other instances of its group in the same slot
    /// @param volumes     those of its assembly that its mounts name: an engine that misses one makes it as it is written here
    record Instance(String name, Stamp stamp, String imageId, ComponentSpec spec, Map<String, String> environment,
                    Map<String, SecretText> secretEnvironment, List<PublishedPort> ports, List<Mount> mounts,
                    List<ComponentSpec.Attachment> networks, List<FileContent> files, Companions companions, List<Volume> volumes) implements Part {
        public Instance {
            environment = Map.copyOf(environment);
            secretEnvironment = Map.copyOf(secretEnvironment);
            ports = List.copyOf(ports);
            mounts = List.copyOf(mounts);
            networks = List.copyOf(networks);
            files = List.copyOf(files);
            volumes = List.copyOf(volumes);
        }

        /// One that belongs to no group and has no volumes of an assembly.
        public Instance(String name, Stamp stamp, String imageId, ComponentSpec spec, Map<String, String> environment,
                        Map<String, SecretText> secretEnvironment, List<PublishedPort> ports, List<Mount> mounts,
                        List<ComponentSpec.Attachment> networks, List<FileContent> files) {
            this(name, stamp, imageId, spec, environment, secretEnvironment, ports, mounts, networks, files, Companions.NONE, List.of());
        }

        /// The same, leaving its volumes as they are.
        public Instance withVolumes(List<Volume> changed) {
            return new Instance(name, stamp, imageId, spec, environment, secretEnvironment, ports, mounts, networks, files, companions, changed);
        }

        /// How the volume of that name on the engine is made; none when it is nobody's of ours.
        public Optional<Volume> volume(String onEngine) {
            return volumes.stream().filter(v -> v.name().equals(onEngine)).findFirst();
        }
    }

    /// All instances of a component as one thing, for engines that make and keep the instances of a service by themselves: how many, where and how they are
    /// replaced stands in the spec of each.
    ///
    /// @param name  the service's
    /// @param stamp the service's: its hash is of everything below, also of what replaces no instance
    /// @param each  what each instance is made from; its stamp's slot is 0, and the engine counts
    record Service(String name, Stamp stamp, Instance each) implements Part {
        /// In the name of a volume of which each slot has its own: stands for the slot's number.
        public static final String SLOT = "{slot}";
    }

    /// Instances of the same group in the same slot, by their names on the engine.
    ///
    /// @param networkOf   whose network it uses; that instance has to run
    /// @param volumesFrom whose volumes it sees in the same places
    /// @param known       those it reaches by their component's name, before all others of that name
    record Companions(Optional<String> networkOf, List<BorrowedVolumes> volumesFrom, Map<String, String> known) {
        public static final Companions NONE = new Companions(Optional.empty(), List.of(), Map.of());

        public Companions {
            volumesFrom = List.copyOf(volumesFrom);
            known = Map.copyOf(known);
        }
    }

    /// @param instance whose volumes
    record BorrowedVolumes(String instance, boolean readOnly) {}

    /// @param target   port inside
    /// @param protocol tcp, udp or sctp
    /// @param host     host port; 0 is any free one; none: exposed, not published
    /// @param address  host address; none is all
    record PublishedPort(int target, String protocol, Optional<Integer> host, Optional<String> address) {}

    /// A file's content.
    ///
    /// @param path    absolute path in the instance
    /// @param content the text; printed as •••, because it may be a secret
    /// @param mode    permission bits
    /// @param secret  whether it comes from a Secret, so that an engine that keeps secrets apart does so
    record FileContent(String path, SecretText content, int uid, int gid, int mode, boolean secret) {}
}
