package dev.plimsoll.authority;

import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;

/// Makes values unreadable at a glance, so that a test sees what was stored unsealed.
public final class WrappingVault implements Vault {
    @Override
    public SecretSpec seal(SecretSpec spec) {
        var sealed = new LinkedHashMap<String, String>();
        spec.data().forEach((name, value) -> sealed.put(name, value.startsWith(SecretSpec.SEALED_PREFIX) ? value
            : SecretSpec.SEALED_PREFIX + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return new SecretSpec(sealed);
    }

    @Override
    public SecretText open(String sealed) {
        return new SecretText(new String(Base64.getDecoder().decode(sealed.substring(SecretSpec.SEALED_PREFIX.length())), StandardCharsets.UTF_8));
    }
}
