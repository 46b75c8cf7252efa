package dev.plimsoll.compose.rancher.template;

/// A template that is not understood; reading the file ends here.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    Refused(int line, String sentence) {
        super(sentence, null, false, false);
        this.line = line;
    }

    int line() {
        return line;
    }
}
