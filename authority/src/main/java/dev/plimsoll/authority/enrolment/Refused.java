package dev.plimsoll.authority.enrolment;

/// Somebody was not let in. The sentence tells the machine's operator what to do, and a guesser nothing.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /// UNKNOWN: no such credential, or not any more. SPENT: it opened the door for another key. UNFIT: what came with it is not right. TOO_OFTEN: later.
    public enum Why { UNKNOWN, SPENT, UNFIT, TOO_OFTEN }

    Refused(Why why, String sentence) {
        super(sentence, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    static Refused unknown() {
        return new Refused(Why.UNKNOWN, "this credential is unknown, ended, or of a machine that is gone; the control plane replaces a machine that cannot enrol");
    }
}
