package dev.plimsoll.model.cloud;

/// What a cloud can do and these credentials may do there. What is not among them is politely refused ([dev.plimsoll.model.cloud.CloudFacts#abilities]).
public enum CloudAbility {
    /// Make and remove machines. In a static region: take and give back hosts.
    MACHINES,
    NETWORKS,
    FIREWALLS,
    KEYS,
    FLOATING_IPS,
    /// Give machines addresses that were chosen beforehand.
    FIXED_ADDRESSES,
    /// Power machines off and on.
    POWER,
    REBOOT,
    /// Show what a machine writes on its console or boot log.
    CONSOLE
}
