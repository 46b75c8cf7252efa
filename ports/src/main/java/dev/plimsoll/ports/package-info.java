/// What Plimsoll asks of the world outside, one small interface a need: [Engine] (run containers), [Images], [Console], [Probing] and
/// [Vault] (open sealed secrets). Adapters implement them and answer or act; they never decide. Each port comes with a contract suite in this module's test jar
/// and with the simulated world (package `simulated`), which passes the same suite.
///
/// Failures that change what the caller does are the cases of [EngineFailure].
package dev.plimsoll.ports;
