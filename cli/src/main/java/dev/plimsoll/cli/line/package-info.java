/// What may stand on a command line. A verb describes its own in a [Line]; [LineReader] reads arguments by it, [HelpPage] shows it, and completion looks
/// things up in it. Nothing is found by reflection: a start costs a few milliseconds and every class of it fits the ahead-of-time cache (docs/adr/0015-own-command-line.md).
package dev.plimsoll.cli.line;
