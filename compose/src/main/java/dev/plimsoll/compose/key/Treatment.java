package dev.plimsoll.compose.key;

/// What becomes of a key.
public sealed interface Treatment {
    /// It means what it says.
    ///
    /// @param remark what else there is to know, for the reference
    record Honoured(String remark) implements Treatment {}

    /// It is passed over, which changes nothing that matters here.
    ///
    /// @param why for people
    record Noted(String why) implements Treatment {}

    /// It is passed over or only approximated, and the author should know.
    ///
    /// @param why  for people
    /// @param hint what to do
    record Warned(String why, String hint) implements Treatment {}

    /// Without it the app would not be what was declared, so nothing is applied.
    ///
    /// @param why  for people
    /// @param hint what to do
    record Refused(String why, String hint) implements Treatment {}
}
