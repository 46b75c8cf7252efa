package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.ports.cloud.Onboarding.Progress;
import java.util.List;

/// Whether a machine that is there is ready.
sealed interface Readiness {
    record Ready() implements Readiness {}

    /// Declared off, and off.
    record Off() implements Readiness {}

    /// It is to be powered on or off.
    record WrongPower() implements Readiness {}

    /// @param sentence what it is at
    record NotYet(String reason, String sentence) implements Readiness {}

    /// @param lines last lines of its boot log
    record Failed(String reason, String sentence, List<String> lines) implements Readiness {}

    static Readiness of(Resource machine, Intent intent, CloudObject.Machine object, Machinery machinery) {
        var spec = machine.spec(MachineSpec.class);
        boolean stopped = object.phase() instanceof CloudPhase.Stopped;
        if (stopped != spec.off()) {
            return new WrongPower();
        } else if (stopped) {
            return new Off();
        } else if (!spec.template().networks().isEmpty() && object.addresses().isEmpty()) {
            return new NotYet("NoAddress", "it runs and has no address yet");
        }
        return machinery.onboarding().progress(machine.key(), intent.operation()).map(Readiness::of).orElseGet(Ready::new);
    }

    private static Readiness of(Progress progress) {
        return switch (progress.state()) {
            case READY -> new Ready();
            case FAILED -> new Failed("BootFailed", "its first boot failed at: " + progress.step(), progress.lines());
            case SILENT -> new NotYet("Booting", "it runs and has not reported yet");
            case UNDER_WAY -> new NotYet("Booting", "it is setting itself up" + (progress.step().isEmpty() ? "" : ": " + progress.step()));
        };
    }
}
