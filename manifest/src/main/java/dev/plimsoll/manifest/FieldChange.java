package dev.plimsoll.manifest;

/// A field that differs between two declarations.
///
/// @param path   such as `components.web.replicas`
/// @param before as JSON without quotes around plain texts; empty when it was not there; `(changed)` for a secret
/// @param after  the same for what it becomes
public record FieldChange(String path, String before, String after) {}
