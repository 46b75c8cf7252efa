/// What Plimsoll asks of an etcd of others: a [Keyspace], opened by [Keyspaces]. Adapters list, write and remove what they are told; whose a key is they neither know nor decide.
///
/// Failures are those of registers ([dev.plimsoll.ports.registration.RegisterFailure]). The contract suite is `KeyspaceContract` in this module's test jar; the simulated keyspace passes it.
package dev.plimsoll.ports.announcement;
