/// HAProxy (2.6 and newer) as the ingress. [HaproxyIngress] is the port's implementation; [ConfigurationRenderer] turns a document into a configuration and is
/// pure; everything else either writes one part of it, or speaks to the running process.
///
/// Invariants: foreign text passes [Quoting]; a bad configuration never takes the place of a good one; what can be changed in the running process is not reloaded.
package dev.plimsoll.ingress.haproxy;
