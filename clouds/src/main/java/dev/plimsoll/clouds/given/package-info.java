/// The static cloud: machines that exist already, reached over SSH. Making a machine takes a host that is free (its stamp becomes a file there) and runs the bootstrap on it; removing one
/// takes away what is ours and gives the host back.
///
/// Everything is done by short scripts that are sent over one lasting session for each host; what takes long they begin and do not wait for. A host is believed only when it shows the key
/// that is pinned.
///
/// Start at [GivenCloud], then [Hosts]. Invariant: a host that does not answer is not taken for free, nor its machine for gone.
package dev.plimsoll.clouds.given;
