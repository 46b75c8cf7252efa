/// The loop: keys become dirty (a change, a nudge, a timer, a sweep), a worker takes one, the kind's [Reconciler] makes it level or
/// says why not ([Outcome]), and one switch decides when to look again. Nobody else retries, backs off, times or logs runs.
///
/// Knows no kind. One key is never reconciled twice at the same time; many keys are, on virtual threads. Start at [Reconciler], then [Loop]
/// (what it is made of) and `ControllerLoop` (one controller's share, with the switch). [Stepper] drives the same loops without threads.
/// What happens when it is full: a queue holds each key once, so it cannot be; run records are forgotten oldest first.
package dev.plimsoll.loop;
