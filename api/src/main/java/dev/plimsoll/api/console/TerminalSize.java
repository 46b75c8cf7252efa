package dev.plimsoll.api.console;

import dev.plimsoll.api.plane.InstanceConsole;

/// The newest size of a client's terminal, told to who wants to know, also when it was told before somebody wanted to.
final class TerminalSize implements InstanceConsole.Sizes {
    private static final int LARGEST = 10_000;

    private int columns;
    private int rows;
    private Listener listener = (_, _) -> { };

    @Override
    public synchronized void subscribe(Listener wantsToKnow) {
        listener = wantsToKnow;
        if (columns > 0) {
            listener.size(columns, rows);
        }
    }

    /// Passes over what can be no size.
    synchronized void told(int newColumns, int newRows) {
        if (newColumns > 0 && newRows > 0 && newColumns <= LARGEST && newRows <= LARGEST) {
            columns = newColumns;
            rows = newRows;
            listener.size(columns, rows);
        }
    }
}
