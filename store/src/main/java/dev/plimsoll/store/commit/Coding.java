package dev.plimsoll.store.commit;

import java.util.function.Function;

/// How one part of a resource becomes text and comes back.
record Coding<T>(Function<T, String> write, Function<String, T> read) {}
