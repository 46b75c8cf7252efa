package dev.plimsoll.model.certificate;

/// Who signs. ACME: a certificate authority that is asked by RFC 8555. INTERNAL: Plimsoll's own authority for names, which only those trust who were given its certificate.
public enum IssuerType { ACME, INTERNAL }
