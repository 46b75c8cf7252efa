package dev.plimsoll.server;

import dev.plimsoll.api.plane.DoorShut;
import dev.plimsoll.api.plane.MachineDoor;
import dev.plimsoll.authority.enrolment.Enrolments;
import dev.plimsoll.authority.enrolment.Parcel;
import dev.plimsoll.authority.enrolment.Refused;
import java.util.function.Supplier;

/// The door of the API, opened by enrolments.
record EnrolmentDoor(Enrolments enrolments) implements MachineDoor {
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

    private static byte[] told(Supplier<byte[]> answer) {
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
