package dev.plimsoll.authority.enrolment;

import dev.plimsoll.model.outside.SecretText;
import java.time.Instant;

/// What a machine needs to enrol.
///
/// @param identity    the name its certificate will have
/// @param fingerprint of the authority: whom it should trust
/// @param credential  opens once
/// @param until       and not after this
public record Invitation(String identity, String fingerprint, SecretText credential, Instant until) {}
