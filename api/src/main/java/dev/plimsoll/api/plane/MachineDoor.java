package dev.plimsoll.api.plane;

import java.util.Optional;

/// Where machines knock: with a one-time credential for a certificate, later with a token.
public interface MachineDoor {
    /// No machines are expected.
    MachineDoor SHUT = new MachineDoor() {
        @Override
        public byte[] enrol(String credential, byte[] request) {
            throw new DoorShut(DoorShut.Type.UNKNOWN, "this control plane expects no machines");
        }

        @Override
        public byte[] renew(String token, byte[] request) {
            return enrol(token, request);
        }

        @Override
        public void report(String shown, Report report) {
            enrol(shown, new byte[0]);
        }

        @Override
        public Optional<byte[]> follow(String token, Following following) {
            return Optional.of(enrol(token, new byte[0]));
        }
    };

    /// @param request certificate request, PEM
    /// @return a tar with what the machine is given
    /// @throws DoorShut when it gets nothing
    byte[] enrol(String credential, byte[] request);

    /// The same with the token that enrolling gave.
    byte[] renew(String token, byte[] request);

    /// Takes down how far a machine's boot is.
    ///
    /// @param shown its credential before it has enrolled, its token after
    void report(String shown, Report report);

    /// Waits for something that the machine is to take: its firewall, or what it serves.
    ///
    /// @return a tar; none when nothing came in a while, and the machine is to ask again
    Optional<byte[]> follow(String token, Following following) throws InterruptedException;

    /// What a machine has, and what it could not take.
    ///
    /// @param peer     name in the certificate that the machine showed; none when it showed none
    /// @param have     revision of what it serves
    /// @param refused  revision that it could not take
    /// @param firewall SHA-256 of its firewall's text
    /// @param barred   SHA-256 of a firewall's text that it could not take
    /// @param text     why, and how busy servers are
    record Following(Optional<String> peer, String have, String refused, String firewall, String barred, String text) {}

    /// @param step    a word
    /// @param outcome begun, done or failed
    /// @param text    last lines of its log
    record Report(String step, String outcome, String text) {}
}
