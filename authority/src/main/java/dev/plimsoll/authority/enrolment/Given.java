package dev.plimsoll.authority.enrolment;

import dev.plimsoll.model.Values;
import dev.plimsoll.model.outside.SecretText;
import java.util.List;
import java.util.Optional;

/// What a machine is given.
///
/// @param certificate for its engine, PEM
/// @param token       opens the control plane's door from now on, for reports and renewals; none when it has one already
/// @param files       to lie on it
public record Given(String certificate, Optional<SecretText> token, List<HandedFile> files) {
    public Given {
        token = Values.optional(token);
        files = Values.list(files);
    }
}
