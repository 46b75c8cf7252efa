package dev.plimsoll.model.registration;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.Optional;

/// How calls show that they may be made.
public record ApiAuthentication(
    @Doc("header, bearer, or checksum as BigBlueButton and Scalelite want it.") AuthenticationType type,
    @Doc("Entry of the registration's secret.") String entry,
    @Doc("With header: its name, such as X-Api-Key.") Optional<String> header,
    @Doc(value = "With checksum: sha1, sha256 (default), sha384 or sha512.", otherwise = "sha256") ChecksumAlgorithm algorithm) {

    public ApiAuthentication {
        header = Values.optional(header);
        algorithm = Values.or(algorithm, ChecksumAlgorithm.SHA256);
        if (type == null) {
            throw new InvalidValue("authentication says how: header, bearer or checksum");
        }
        if (entry == null || entry.isEmpty()) {
            throw new InvalidValue("authentication says which entry of the secret it takes");
        }
        if (type == AuthenticationType.HEADER && header.isEmpty()) {
            throw new InvalidValue("authentication by header says which one, such as X-Api-Key");
        }
        header.ifPresent(Headers::name);
    }
}
