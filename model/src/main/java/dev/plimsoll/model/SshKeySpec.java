package dev.plimsoll.model;

import dev.plimsoll.model.machine.PublicKey;

/// A public key whose owner may log in to machines.
public record SshKeySpec(
    @Doc("Region it is known in.") String region,
    @Doc("The public key, one line, such as the content of id_ed25519.pub.") String publicKey) implements Spec {
    public SshKeySpec {
        Names.requireLabel("region", region);
        publicKey = PublicKey.require(publicKey);
    }
}
