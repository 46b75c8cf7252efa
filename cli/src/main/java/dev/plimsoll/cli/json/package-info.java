/// JSON as values: [Json] is a read-only view that answers empty instead of failing when something is not there, because a client has
/// to live with servers older and newer than itself; [JsonText] reads and writes its text.
/// Invariant: the order of names is kept.
package dev.plimsoll.cli.json;
