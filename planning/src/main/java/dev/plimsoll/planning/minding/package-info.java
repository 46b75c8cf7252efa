/// Decides what to do about a cluster that is not what its managers believe: [Minding#judge] takes a check-up and what is remembered of earlier ones, and
/// answers findings. Pure. Start at [Symptoms] for what counts as trouble, at [Notes] for patience and pauses.
package dev.plimsoll.planning.minding;
