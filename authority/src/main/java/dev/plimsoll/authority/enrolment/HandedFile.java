package dev.plimsoll.authority.enrolment;

import dev.plimsoll.model.outside.SecretText;

/// A file a machine gets when it enrols, because it may not be in user data.
///
/// @param path absolute, on the machine
/// @param mode permission bits
/// @param text its content
public record HandedFile(String path, int mode, SecretText text) {}
