package dev.plimsoll.api.resources;

import dev.plimsoll.model.CloudObjectStatus;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.LeftBehind;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A region whose cloud nobody can ask any more, forgotten with everything that is declared in it. Nothing is done in the cloud: what was made there stays, and its ids are told for the
/// last time.
final class Forgetting {
    private static final List<Kind> MADE = List.of(Kind.FLOATING_IP, Kind.MACHINE, Kind.POOL, Kind.FIREWALL, Kind.NETWORK, Kind.SSH_KEY);

    private final List<Write> writes = new ArrayList<>();
    private final List<LeftBehind> left;
    private final Instant now;
    private final Resource region;

    private Forgetting(Resource region, Instant now) {
        this.region = region;
        this.now = now;
        this.left = new ArrayList<>(region.status(RegionStatus.class).leftBehind());
    }

    /// What is to be committed, as one, and what is left in the cloud.
    static Forgetting of(Resource region, VersionedStore store, Instant now) {
        var forgetting = new Forgetting(region, now);
        MADE.stream().flatMap(kind -> store.list(Query.of(kind).in(region.metadata().project())).items().stream())
            .filter(user -> MachineReferences.of(user.metadata().project(), user.spec()).contains(region.key())).forEach(forgetting::forget);
        forgetting.writes.add(new Write.Remove(region.key(), Write.Expected.revision(region.metadata().revision())));
        return forgetting;
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }

    /// The region as it was, with the ids of everything that stays.
    Resource last() {
        var s = region.status(RegionStatus.class);
        return region.withStatus(new RegionStatus(s.observedGeneration(), s.conditions(), s.version(), s.account(), s.abilities(), s.zones(), s.flavors(), s.images(), s.quotas(), s.asked(), left));
    }

    private void forget(Resource user) {
        writes.add(new Write.Remove(user.key(), Write.Expected.revision(user.metadata().revision())));
        intent(user).ifPresent(intent -> left.add(new LeftBehind(user.kind().name().toLowerCase(Locale.ROOT), intent.id().orElse("unknown"), CloudNames.of(user.key()), user.key().toString(),
            intent.id().isPresent() ? "its region was forgotten" : "it was asked for, and nobody knows whether it was made; its stamp holds operation " + intent.operation(), now)));
    }

    private static Optional<Intent> intent(Resource user) {
        return switch (user.status()) {
            case CloudObjectStatus made -> made.intent();
            case MachineStatus machine -> machine.intent();
            default -> Optional.empty();
        };
    }
}
