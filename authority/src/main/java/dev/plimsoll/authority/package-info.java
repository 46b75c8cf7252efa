/// Plimsoll's own certificate authority: by its signature machines know their control plane, and the control plane its machines.
///
/// One [Authority] a control plane, made once and kept sealed in the store ([KeptAuthority]). It signs for servers (the engines of machines, the
/// door they enrol at) and for clients (the control plane); never both in one certificate, so that no machine can command another's engine.
/// [Identities] holds the control plane's own keys, in memory only, and replaces them long before they end.
///
/// May write only to its own project of the store. How machines get their certificates is in `enrolment`. Start at [Authority].
package dev.plimsoll.authority;
