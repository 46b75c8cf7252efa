/// Simulated clouds: sites where machines, networks and the rest come and go in simulated time, with quotas, listings that lag, and every fault that real clouds are known for. Adapters'
/// contract suite runs against them, production controllers run on them unchanged.
///
/// Start at [SimulatedClouds]; [Site] is what there is, [SimulatedCloud] the way in, [CloudFaults] what goes wrong, [SiteHand] what people do there behind our back. Invariant:
/// nothing happens by itself; what time has done to an object is worked out when somebody looks.
package dev.plimsoll.ports.simulated.cloud;
