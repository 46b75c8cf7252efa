/// What the API asks of the rest of the control plane, one small interface a need, gathered in [ControlPlane]. The API never calls a
/// controller, the loop or an engine: whoever constructs the server implements these over them.
///
/// All calls block and are safe for many threads. Trouble with an engine arrives as [EngineTrouble], which the API turns into a problem
/// with a stable code. Nothing here knows HTTP. Start at [ControlPlane].
package dev.plimsoll.api.plane;
