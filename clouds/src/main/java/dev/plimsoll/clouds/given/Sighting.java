package dev.plimsoll.clouds.given;

import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.LinkedHashMap;

/// What one look at a host showed.
sealed interface Sighting {
    /// Nobody's.
    ///
    /// @param system what it is, for people
    record Free(String system) implements Sighting {}

    /// A control plane's, perhaps not ours.
    record Claimed(String system, CloudStamp stamp, CloudPhase phase) implements Sighting {}

    /// Neither free nor anybody's that could be told.
    ///
    /// @param reason why, for people
    record Unfit(String system, String reason) implements Sighting {}

    /// It could not be seen.
    record Unseen(CloudFailure failure) implements Sighting {}

    /// Reads what the script `look` wrote.
    static Sighting of(Host.Ran ran) {
        var facts = new LinkedHashMap<String, String>();
        ran.output().lines().forEach(line -> facts.put(line.split(" ", 2)[0], line.contains(" ") ? line.split(" ", 2)[1] : ""));
        var system = facts.getOrDefault("system", "");
        if (ran.code() != 0 || system.isEmpty()) {
            return new Unfit(system, "it does not carry out scripts: " + ran.output().strip());
        } else if (facts.containsKey("trouble")) {
            return new Unfit(system, facts.get("trouble"));
        } else if (facts.containsKey("stamp")) {
            return CloudStamp.of(facts.get("stamp")).<Sighting>map(stamp -> new Claimed(system, stamp, phase(facts)))
                .orElseGet(() -> new Unfit(system, "its stamp is none that this version can read: " + facts.get("stamp")));
        }
        return facts.containsKey("foreign") ? new Unfit(system, facts.get("foreign")) : new Free(system);
    }

    private static CloudPhase phase(java.util.Map<String, String> facts) {
        return facts.containsKey("leaving") ? CloudPhase.LEAVING
            : facts.containsKey("failed") ? new CloudPhase.Failed(facts.get("failed"))
            : facts.containsKey("pending") ? new CloudPhase.Pending(facts.get("pending")) : CloudPhase.READY;
    }

    /// For people: what became of this host.
    default String sentence() {
        return switch (this) {
            case Free(var system) -> "free; " + system;
            case Claimed(var system, var stamp, var phase) -> stamp.owner().shortForm() + " of control plane " + stamp.plane() + ", " + phase.word() + "; " + system;
            case Unfit(var system, var reason) -> reason + (system.isEmpty() ? "" : "; " + system);
            case Unseen(var failure) -> failure.getMessage();
        };
    }
}
