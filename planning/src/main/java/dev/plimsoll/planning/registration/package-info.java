/// What has to change in a register so that it is level with the instances of a component. Pure.
///
/// Whose an entry is: ours is what was written down before it was added, or bears our mark. An entry that was there before, under a key that we want, is somebody else's and stays as it is.
/// Invariants: an entry is written down before it is asked for, and until it was seen to be gone; of one key there is one entry of ours in the end, however many answers were lost.
package dev.plimsoll.planning.registration;
