/// Minds engines of many machines: [Minder] makes check-ups on a thread of its own and remembers what was found, [Minders] applies what is due when a key's turn comes, so
/// that each finding and each remedy is an event of the component or cluster it is about. What is wrong and what is due is decided in `planning.minding`.
package dev.plimsoll.controllers.minding;
