package dev.plimsoll.model.outside;

/// A text that must not be seen: prints as `•••` wherever it is logged, compared in a message or shown.
///
/// @param reveal the text, for the one call that hands it over
public record SecretText(String reveal) {
    @Override
    public String toString() {
        return "•••";
    }
}
