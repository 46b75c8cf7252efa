/// What Plimsoll asks of a cloud: [Cloud], opened by [Clouds], and of whoever looks after a machine's first boot: [Onboarding]. The values are in `model.cloud`. Adapters answer and
/// act; they decide nothing, keep nothing, retry nothing, and wait for nothing but the reply.
///
/// Failures that change what the caller does are the cases of [CloudFailure]. The contract suite is `CloudContract` in this module's test jar; the simulated cloud passes it.
package dev.plimsoll.ports.cloud;
