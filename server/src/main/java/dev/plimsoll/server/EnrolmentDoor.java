package dev.plimsoll.server;

import dev.plimsoll.api.plane.DoorShut;
import dev.plimsoll.api.plane.MachineDoor;
import dev.plimsoll.authority.enrolment.Enrolments;
import dev.plimsoll.authority.enrolment.Parcel;
import dev.plimsoll.authority.enrolment.Refused;
import java.util.Optional;
import java.util.function.Supplier;

/// The door of the API, opened by enrolments.
///
/// @param followed what machines that have enrolled are told afterwards
record EnrolmentDoor(Enrolments enrolments, FollowedMachines followed) implements MachineDoor {
    @Override
    public byte[] enrol(String credential, byte[] request) {
        return told(() -> Parcel.of(enrolments.enrol(credential, request)));
    }

    @Override
    public byte[] renew(String token, byte[] request) {
        return told(() -> Parcel.of(enrolments.renew(token, request)));
    }

    @Override
    public void report(String shown, Report report) {
        told(() -> {
            enrolments.report(shown, report.step(), report.outcome(), report.text());
            return new byte[0];
        });
    }

    /// A token alone is not enough where keys of certificates are handed out: the machine shows that it holds the key that enrolled.
    @Override
    public Optional<byte[]> follow(String token, Following following) throws InterruptedException {
        var bearer = told(() -> enrolments.bearer(token));
        if (!following.peer().equals(Optional.of(bearer.name()))) {
            throw new DoorShut(DoorShut.Type.UNKNOWN, "this needs the machine's own certificate besides its token");
        }
        return followed.next(bearer.machine(), following);
    }

    private static <T> T told(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Refused refused) {
            throw new DoorShut(switch (refused.why()) {
                case UNKNOWN -> DoorShut.Type.UNKNOWN;
                case SPENT -> DoorShut.Type.SPENT;
                case UNFIT -> DoorShut.Type.UNFIT;
                case TOO_OFTEN -> DoorShut.Type.TOO_OFTEN;
            }, refused.getMessage());
        }
    }
}
