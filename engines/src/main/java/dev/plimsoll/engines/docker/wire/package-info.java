/// How the Docker Engine is talked to: [Wire] sends a [Call] through docker-java's transport and answers a [Reply] or reads a
/// stream; every call has a deadline ([Patience]) and can be given up by interrupting the caller. [DockerErrors] is the only
/// place that turns the engine's words into failures of the port.
///
/// Requests are plain JSON, not docker-java's command objects: one way to see errors and deadlines, and no field is missing.
/// Knows nothing of parts and inventories. Start at [Wire].
package dev.plimsoll.engines.docker.wire;
