/// Looking on while the control plane works: [Trees] follows status trees, [LevelWait] waits until they are level or will not be, [GoneWait] until
/// something is gone, [WhySentences] says why it takes long. Watching changes nothing: when the person stops it, the work goes on, and they are told.
package dev.plimsoll.cli.watch;
