package dev.plimsoll.ports.certificates;

import java.util.Optional;

/// What an authority is.
///
/// @param account     what it calls our account, for people
/// @param terms       address of the terms of service agreed to
/// @param certificate of the authority itself (PEM), when clients have to be told to trust it
public record IssuerFacts(String account, Optional<String> terms, Optional<String> certificate) {}
