package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SshKeySpec;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.machine.CloudNames;
import java.util.function.Supplier;

/// SSH keys. Nothing of them changes in place.
public final class SshKeyDrawing implements Drawing {
    @Override
    public CloudKind kind() {
        return CloudKind.KEY;
    }

    @Override
    public String region(Resource resource) {
        return resource.spec(SshKeySpec.class).region();
    }

    @Override
    public Drawn draw(Resource resource, Supplier<CloudFacts> facts) {
        var text = resource.spec(SshKeySpec.class).publicKey();
        return new Drawn.Complete(new Blueprint(kind(), Fingerprint.of("key", text), stamp -> new CloudPart.PublicKey(CloudNames.of(resource.key()), stamp, text), _ -> true));
    }
}
