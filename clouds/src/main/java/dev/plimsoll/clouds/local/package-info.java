/// The local cloud: machines are system containers on a Docker Engine, each with a Docker Engine of its own inside; networks are bridges; keys are labelled empty volumes, because an
/// engine keeps nothing else. Firewalls, floating IPs and zones it has none of, and says so.
///
/// Everything of ours carries [Marks], under names of their own, so that what watches the same engine for instances does not take machines for them. May use the engines' wire and
/// nothing else of them.
///
/// Start at [LocalCloud], then [Machines]. Invariant: nothing is kept here but how much the engine lets containers do, and how a node image under way gets on.
package dev.plimsoll.clouds.local;
