/// Wishes about certificates that need no files, and the answers that authorities look for over HTTP while they check a name. Both are read off and written to the certificates themselves; whoever
/// acts on them is elsewhere.
package dev.plimsoll.api.certificates;
