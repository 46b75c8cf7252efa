/// Output of instances, merged ([Logs], [Merge]), and programs run in them over a WebSocket ([ExecSocket]).
///
/// Finds instances by component statuses and asks the plane's console for each. Invariant: nothing is buffered without bound, neither lines of a client
/// that reads slowly nor input of a program that does not read. Start at [ConsoleRoutes].
package dev.plimsoll.api.console;
