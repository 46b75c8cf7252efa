/// Probes, made for components that declare one: [Prober] knows whom to try and when, [Pulse] what the tries come to. What has no probe costs nothing here.
///
/// Invariant: nobody acts here. A changed judgement makes the component dirty; its controller sees the judgement as it sees the engine's own checks.
package dev.plimsoll.controllers.probe;
