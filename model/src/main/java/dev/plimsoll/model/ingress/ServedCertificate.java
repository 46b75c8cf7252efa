package dev.plimsoll.model.ingress;

import dev.plimsoll.model.outside.SecretText;

/// A certificate an ingress can show.
///
/// @param name nobody else's; letters, digits, '.', '_' and '-'
/// @param pem  the certificate, those above it, and its key
public record ServedCertificate(String name, SecretText pem) {}
