/// Keeps keys in an etcd of others level with a project's part of the directory: [AnnouncementController] looks, [AnnouncementAccounts] knows the way.
///
/// Invariants: a key that does not hang on a tenure of ours is never touched; nothing is taken for gone before everything was looked at; our keys outlive us by their `ttl`, not longer.
package dev.plimsoll.controllers.announcement;
