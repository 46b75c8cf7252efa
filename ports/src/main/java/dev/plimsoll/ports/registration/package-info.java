/// What Plimsoll asks of those who keep a register of instances: [Register], opened by [Registers]. Adapters list and call; whose an entry is they neither know nor decide.
///
/// Failures that change what the caller does are the cases of [RegisterFailure]. The contract suite is `RegisterContract` in this module's test jar; the simulated register passes it.
package dev.plimsoll.ports.registration;
