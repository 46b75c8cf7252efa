/// How machines are brought to what their pools declare: which ones, in which order, what stops it. Pure: a look at the machines goes in, and what to write on them comes
/// out. An upgrade only chooses; each pool replaces its own machines as it does when it rolls ([dev.plimsoll.planning.machine.PoolPlanner]), so that there is one way of replacing.
///
/// Start at [UpgradePlanner]. Invariant: what is remembered as begun decides, so that a restart neither repeats nor forgets anybody.
package dev.plimsoll.planning.upgrade;
