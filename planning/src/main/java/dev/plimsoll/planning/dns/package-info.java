/// Whose a set of DNS records is, and what has to change so that a declared one stands in its zone. Pure.
///
/// Beside each set of ours stands a mark: a TXT record that names our control plane and the resource. What carries no mark of ours is never changed, whatever its name.
package dev.plimsoll.planning.dns;
