/// What runs and where, kept up to date by looks at single keys: [EndpointController] puts what it finds into the [Directory], which all readers share.
///
/// Invariant: a reader's question costs no look at an engine, and a change costs what changed. An engine's silence takes nobody out.
package dev.plimsoll.controllers.discovery;
