package dev.plimsoll.planning.certificate;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An order that was placed, as the budget remembers it: one line of text.
///
/// @param names   sorted
/// @param renewal whether there was a certificate of these names before; authorities count such orders by their names only
public record PlacedOrder(Instant at, List<String> names, boolean renewal) {
    private static final String RENEWAL = "renewal";
    private static final String NEW = "new";

    public PlacedOrder {
        names = names.stream().sorted().toList();
    }

    public String line() {
        return at + " " + (renewal ? RENEWAL : NEW) + " " + String.join(",", names);
    }

    /// None when it is no such line.
    static Optional<PlacedOrder> read(String line) {
        var fields = line.split(" ");
        if (fields.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PlacedOrder(Instant.parse(fields[0]), Arrays.asList(fields[2].split(",")), fields[1].equals(RENEWAL)));
        } catch (DateTimeParseException torn) {
            return Optional.empty();
        }
    }
}
