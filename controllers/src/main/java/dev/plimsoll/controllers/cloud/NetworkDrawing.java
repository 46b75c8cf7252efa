package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.machine.CloudNames;
import java.util.function.Supplier;

/// Networks. Only their name servers change in place.
public final class NetworkDrawing implements Drawing {
    @Override
    public CloudKind kind() {
        return CloudKind.NETWORK;
    }

    @Override
    public String region(Resource resource) {
        return resource.spec(CloudNetworkSpec.class).region();
    }

    @Override
    public Drawn draw(Resource resource, Supplier<CloudFacts> facts) {
        var spec = resource.spec(CloudNetworkSpec.class);
        if (spec.external().isPresent()) {
            return new Drawn.Foreign(spec.external().get(), "the cloud's own network " + spec.external().get() + " is used as it is");
        }
        var hash = Fingerprint.of("cidr", spec.cidr(), "gateway", spec.gateway(), "dynamic", spec.dynamic(), "isolated", spec.isolated(), "upstream", spec.upstream());
        return new Drawn.Complete(new Blueprint(kind(), hash, stamp -> new CloudPart.Network(CloudNames.of(resource.key()), stamp, spec.cidr(), spec.gateway(), spec.dynamic(), spec.isolated(),
            spec.upstream(), spec.nameServers()), _ -> true));
    }
}
