/// The loop: keys become dirty (a change, a nudge, a timer, a sweep), a worker takes one, the kind's [Reconciler] makes it level or
/// says why not ([Outcome]), and one switch decides when to look again. Nobody else retries, backs off, times or logs runs.
///
/// Knows no kind. One key is never reconciled twice at the same time; many keys are, on virtual threads. Start at [Reconciler].
package dev.plimsoll.loop;
