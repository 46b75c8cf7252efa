package dev.plimsoll.api.plane;

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

    /// @param step    a word
    /// @param outcome begun, done or failed
    /// @param text    last lines of its log
    record Report(String step, String outcome, String text) {}
}
