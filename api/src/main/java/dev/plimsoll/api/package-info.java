/// The HTTP API: everything a person or program can ask of a control plane, described in `docs/api.md`.
///
/// [ApiServer] puts the table of routes together, one table a concern: `resources`, `apply`, `insight` (tree, why, runs), `console` (logs, exec),
/// `operations` (facts, contexts, backup), `machines` (enrolment) and `documents` (OpenAPI). `http` carries them; `plane` says what they stand on. Writes specs, reads
/// everything, asks the planners for previews; never calls a controller, the loop or an engine. Start at [ApiServer].
package dev.plimsoll.api;
