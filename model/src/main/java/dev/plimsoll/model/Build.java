package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How to make an image on the engine. The context's contents were uploaded before and are named by digest, so that a lost
/// image can be made again at any time, and equal contexts are built once.
public record Build(
    @Doc("SHA-256 of the uploaded context (a tar stream), in hex.") String context,
    @Doc("Path of the Dockerfile in the context; 'Dockerfile' when not given.") Optional<String> dockerfile,
    @Doc("Values of ARG instructions.") Map<String, String> args,
    @Doc("Stage to stop at.") Optional<String> target,
    @Doc("Labels of the image.") Map<String, String> labels,
    @Doc("Images to take layers from.") List<String> cacheFrom,
    @Doc("Network of RUN instructions.") Optional<String> network,
    @Doc("Lines for /etc/hosts in RUN instructions, as host:address.") List<String> extraHosts,
    @Doc(value = "Size of /dev/shm in RUN instructions, bytes.", unit = Doc.Unit.BYTES) Optional<Long> shmSize,
    @Doc("Fetch newer base images.") boolean pull,
    @Doc("Do not reuse layers.") boolean noCache,
    @Doc("The Dockerfile itself, in place of one in the context.") Optional<String> inline,
    @Doc("Limits of RUN instructions, such as nofile.") Map<String, Isolation.Ulimit> ulimits) {
    public Build {
        context = Values.text(context);
        dockerfile = Values.optional(dockerfile);
        args = Values.map(args);
        target = Values.optional(target);
        labels = Values.map(labels);
        cacheFrom = Values.list(cacheFrom);
        network = Values.optional(network);
        extraHosts = Values.list(extraHosts);
        shmSize = Values.optional(shmSize);
        inline = Values.optional(inline);
        ulimits = Values.map(ulimits);
        if (inline.isPresent() && dockerfile.isPresent()) {
            throw new InvalidValue("a build has either a Dockerfile in its context or one written inline");
        }
    }

    /// A build by a Dockerfile of its context, with the engine's own limits.
    public Build(String context, Optional<String> dockerfile, Map<String, String> args, Optional<String> target, Map<String, String> labels, List<String> cacheFrom,
                 Optional<String> network, List<String> extraHosts, Optional<Long> shmSize, boolean pull, boolean noCache) {
        this(context, dockerfile, args, target, labels, cacheFrom, network, extraHosts, shmSize, pull, noCache, null, null);
    }

    /// Builds the context's own Dockerfile with nothing special.
    public static Build of(String context) {
        return new Build(context, null, null, null, null, null, null, null, null, false, false);
    }
}
