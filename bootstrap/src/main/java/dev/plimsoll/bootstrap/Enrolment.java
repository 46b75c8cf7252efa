package dev.plimsoll.bootstrap;

import dev.plimsoll.model.outside.SecretText;

/// How a machine becomes its control plane's.
///
/// @param controlPlane address the machine reaches it at: `https://10.0.0.1:7443`
/// @param fingerprint  SHA-256 of the authority's certificate (DER), in lower-case hex: whom the machine trusts
/// @param machine      the machine's uid
/// @param credential   opens the control plane's door once, and not for long
/// @param enginePort   where the Docker Engine listens behind mutual TLS
public record Enrolment(String controlPlane, String fingerprint, String machine, SecretText credential, int enginePort) {
    /// Docker's own port for TLS.
    public static final int ENGINE_PORT = 2376;

    public Enrolment {
        Rules.URL.require("the control plane's address", controlPlane);
        Rules.FINGERPRINT.require("the authority's fingerprint", fingerprint);
        Rules.WORD.require("a machine's uid", machine);
        Rules.CREDENTIAL.require("a one-time credential", credential.reveal());
        Rules.port("the engine's port", enginePort);
    }

    public Enrolment(String controlPlane, String fingerprint, String machine, SecretText credential) {
        this(controlPlane, fingerprint, machine, credential, ENGINE_PORT);
    }

    /// What the script reads.
    BootFile settings(String exporter) {
        return new BootFile(Equipment.OWN_FOLDER + "machine.conf", 0600, """
            control-plane=%s
            authority=%s
            machine=%s
            engine-port=%d
            %s""".formatted(controlPlane, fingerprint, machine, enginePort, exporter));
    }

    /// As a header, so that it can be given to a program by its file's name and is in no process list.
    BootFile header() {
        return new BootFile(Equipment.OWN_FOLDER + "credential", 0600, "Authorization: Bearer " + credential.reveal() + "\n");
    }
}
