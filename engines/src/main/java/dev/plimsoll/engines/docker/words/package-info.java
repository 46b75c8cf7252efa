/// The Docker Engine's words as data: a part becomes the JSON of a request ([ContainerDocument] and its neighbours), a
/// listing's entry becomes a seen instance ([StatusText], [Details]), a program's output becomes lines. Pure functions of values: no
/// connection, no clock, so each option is one test.
///
/// Invariant: labels of the stamp win over labels of the spec, and secret values appear in the request only.
package dev.plimsoll.engines.docker.words;
