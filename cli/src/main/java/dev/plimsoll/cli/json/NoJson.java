package dev.plimsoll.cli.json;

import java.io.IOException;

/// A text that should be JSON and is not. Says where, and nothing of the text, which may hold a secret.
public final class NoJson extends IOException {
    private static final long serialVersionUID = 1L;

    NoJson(String what, int at) {
        super("this is no JSON: " + what + " at character " + (at + 1));
    }
}
