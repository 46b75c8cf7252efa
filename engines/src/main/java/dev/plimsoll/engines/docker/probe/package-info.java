/// Probes by real sockets, the same for every engine whose instances have addresses that the control plane can reach. Reads no more of an answer than
/// its status line, and never longer than the probe's time-out.
///
/// Start at [SocketProbing].
package dev.plimsoll.engines.docker.probe;
