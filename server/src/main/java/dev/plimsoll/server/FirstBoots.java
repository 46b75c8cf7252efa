package dev.plimsoll.server;

import dev.plimsoll.authority.enrolment.BootReport;
import dev.plimsoll.authority.enrolment.Enrolments;
import dev.plimsoll.bootstrap.Enrolment;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Onboarding;
import java.util.List;
import java.util.Optional;

/// Machines are told how to enrol, and have told how far they are.
///
/// @param url   where machines reach this control plane
/// @param heard what they tell of their own firewalls afterwards
record FirstBoots(Enrolments enrolments, MachineBootstraps bootstraps, String url, ToldFirewalls heard) implements Onboarding {
    @Override
    public SecretText userData(Resource machine, String operation) {
        var invitation = enrolments.invite(machine.key(), operation);
        var enrolment = new Enrolment(url, invitation.fingerprint(), invitation.identity(), invitation.credential());
        return new SecretText(bootstraps.of(machine, enrolment).userData(bootstraps.format(machine), bootstraps.room(machine)));
    }

    @Override
    public Optional<Progress> progress(Key machine, String operation) {
        return Optional.of(enrolments.report(machine, operation).map(FirstBoots::progress).orElseGet(() -> new Progress(Progress.State.SILENT, "", List.of())));
    }

    @Override
    public void forget(Key machine) {
        enrolments.forget(machine);
        heard.forget(machine);
    }

    @Override
    public Keeping keeping(Resource machine) {
        return heard.keeping(machine);
    }

    private static Progress progress(BootReport report) {
        var state = report.ready() ? Progress.State.READY : report.outcome() == BootReport.Outcome.FAILED ? Progress.State.FAILED : Progress.State.UNDER_WAY;
        return new Progress(state, report.step(), report.lines());
    }
}
