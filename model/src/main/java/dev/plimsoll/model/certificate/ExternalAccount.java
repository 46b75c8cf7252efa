package dev.plimsoll.model.certificate;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;

/// An account that somebody has with the certificate authority already, and that the ACME account is bound to (RFC 8555, section 7.3.4).
public record ExternalAccount(
    @Doc("The key's id, as the authority gave it.") String id,
    @Doc("Secret with the key, as the authority gave it (base64url).") String secret,
    @Doc(value = "Entry of the secret.", otherwise = "key") String entry) {
    public ExternalAccount {
        if (id == null || id.isBlank() || id.length() > 255) {
            throw new InvalidValue("an external account has the id of its key");
        }
        Names.requireLabel("secret", secret);
        entry = entry == null || entry.isEmpty() ? "key" : Names.requireEntry(entry);
    }
}
