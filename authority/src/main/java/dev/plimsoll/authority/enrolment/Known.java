package dev.plimsoll.authority.enrolment;

import dev.plimsoll.model.Key;
import java.util.List;

/// What the control plane itself knows of a machine, whatever the machine says.
public interface Known {
    /// IP addresses it is reached at; they become names in its certificate.
    List<String> addresses(Key machine);

    /// Files with secrets that it is to have.
    List<HandedFile> handover(Key machine);
}
