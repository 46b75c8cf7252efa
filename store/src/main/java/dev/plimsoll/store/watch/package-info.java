/// How changes reach watchers. A [Feed] keeps the changes that some watcher of this process has not seen yet, up to a bound; a watcher that
/// is further behind reads the past from the store's tables, where each resource shows only its newest state. So a slow watcher costs no
/// memory and holds nobody up; it is cut off when the past it needs is compacted away.
///
/// Invariants: each watcher is called from one thread, in revision order, without a gap. Start at [Feed], then [Subscriber].
package dev.plimsoll.store.watch;
