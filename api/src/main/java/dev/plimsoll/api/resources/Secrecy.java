package dev.plimsoll.api.resources;

import dev.plimsoll.api.plane.Sealer;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import java.util.LinkedHashMap;
import java.util.Optional;

/// From the secret a person wrote to the one that is stored: each value sealed, or kept as stored when it is the same. Sealing makes another text
/// each time; without the comparison every apply would be a change and would replace containers.
public final class Secrecy {
    private final Sealer sealer;

    public Secrecy(Sealer sealer) {
        this.sealer = sealer;
    }

    /// Specs other than secrets as they are.
    ///
    /// @throws InvalidValue when a value is [ResourceText#HIDDEN] and there is no stored one, or pretends to be sealed already
    public Spec stored(Spec spec, Optional<Spec> before) {
        if (!(spec instanceof SecretSpec secret)) {
            return spec;
        }
        var known = before.map(b -> ((SecretSpec) b).data()).orElseGet(java.util.Map::of);
        var data = new LinkedHashMap<String, String>();
        secret.data().forEach((name, value) -> data.put(name, value(name, value, Optional.ofNullable(known.get(name)))));
        return sealer.seal(new SecretSpec(data));
    }

    private String value(String name, String value, Optional<String> sealed) {
        if (value.equals(ResourceText.HIDDEN)) {
            return sealed.orElseThrow(() -> new InvalidValue("data." + name + " is " + ResourceText.HIDDEN + ", which keeps the stored value, but none is stored"));
        }
        if (value.startsWith(SecretSpec.SEALED_PREFIX)) {
            throw new InvalidValue("data." + name + " starts with '" + SecretSpec.SEALED_PREFIX + "', which marks what the control plane has sealed itself");
        }
        return sealed.filter(s -> sealer.hides(s, value)).orElse(value);
    }
}
