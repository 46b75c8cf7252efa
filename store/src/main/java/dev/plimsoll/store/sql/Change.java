package dev.plimsoll.store.sql;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// A statement that changes rows of one table, in two forms with the same arguments in the same order.
///
/// @param each for one row
/// @param all  for any number of rows, each argument being the array of its column; PostgreSQL plans and carries it out once, however many there are
public record Change(String each, String all) {
    /// Arguments: the columns.
    static Change insert(String table, String... columns) {
        var into = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") ";
        return new Change(into + "VALUES (" + marks(columns.length) + ")", into + "SELECT * FROM unnest(" + marks(columns.length) + ")");
    }

    /// Inserts, or sets the columns of the row whose first column is the same. Arguments: the columns.
    static Change put(String table, String... columns) {
        var insert = insert(table, columns);
        var otherwise = " ON CONFLICT (" + columns[0] + ") DO UPDATE SET "
            + Arrays.stream(columns).skip(1).map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
        return new Change(insert.each() + otherwise, insert.all() + otherwise);
    }

    /// Sets columns of the row with a key. Arguments: the columns, then the key.
    static Change update(String table, String key, String... columns) {
        return new Change("UPDATE " + table + " SET " + Arrays.stream(columns).map(column -> column + " = ?").collect(Collectors.joining(", ")) + " WHERE " + key + " = ?",
            "UPDATE " + table + " AS t SET " + Arrays.stream(columns).map(column -> column + " = v." + column).collect(Collectors.joining(", "))
                + " FROM unnest(" + marks(columns.length + 1) + ") AS v(" + String.join(", ", columns) + ", its_key) WHERE t." + key + " = v.its_key");
    }

    /// Arguments: the key.
    static Change delete(String table, String key) {
        return new Change("DELETE FROM " + table + " WHERE " + key + " = ?", "DELETE FROM " + table + " WHERE " + key + " = ANY (?)");
    }

    /// A statement that a transaction needs once at most.
    static Change once(String sql) {
        return new Change(sql, sql);
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /// The form for so many rows.
    public String sql(List<Object[]> rows) {
        return rows.size() == 1 ? each : all;
    }
}
