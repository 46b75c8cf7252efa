package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of values given with `--values`. It is no part of the declaration and may lie anywhere.
///
/// @param name as given, for messages
/// @param text what is in it; in no message
public record ValuesFile(String name, String text) {
    private static final long MOST_BYTES = 4L << 20;

    /// @param here what a relative name starts from
    public static ValuesFile read(String name, Path here) throws IOException {
        var file = here.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw Trouble.notFound("there is no file of values " + file, "");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw Trouble.failed(file + " is larger than " + (MOST_BYTES >> 20) + " MB", "is it the right file?");
        }
        try {
            return new ValuesFile(name, Files.readString(file));
        } catch (MalformedInputException binary) {
            throw Trouble.failed(file + " is no UTF-8 text", "");
        }
    }

    /// So that no message shows a value by accident.
    @Override
    public String toString() {
        return "values of " + name;
    }
}
