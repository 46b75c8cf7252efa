/// The engine port on one Docker Engine. [DockerEngine] hands each need to one class: [Instances] and [Networking] make and
/// remove, [Listing] sees, [EventStream] nudges, [DockerImages] and [DockerConsole] do what their ports say. The engine's
/// words are in package `words` (pure), the connection and its errors in package `wire`.
///
/// Decides nothing and keeps nothing but what saves calls: forgetting it all would only cost time.
package dev.plimsoll.engines.docker;
