/// What `/metrics` shows: one Prometheus registry ([Meters]) with hooks for whoever has something to count. [MeteredStore] times the
/// store; [LoopMeter] is told by the loop; the HTTP front times its routes by template, never by path.
///
/// Invariant: no label value comes from a user (no names, no paths), so the number of series is bounded. Start at [Meters].
package dev.plimsoll.api.metrics;
