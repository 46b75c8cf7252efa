package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.minding.Minders;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Write;
import java.util.List;

/// Makes the instances of one component and its sidekicks what they declare, on the engine the component is declared to be on. What a sidekick needs is done when
/// its primary is looked at.
public final class ComponentController implements Reconciler {
    /// Held by a component until none of its instances is left.
    public static final String FINALIZER = "dev.plimsoll/instances";

    private final Surroundings around;
    private final Members members;
    private final Minders minders;

    public ComponentController(Surroundings around, Minders minders) {
        this.around = around;
        this.members = new Members(key -> around.mirror().get(key).map(Location::arriving));
        this.minders = minders;
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = around.mirror().get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var component = Location.arriving(found.get());
        var way = around.engines().to(Location.of(component));
        if (component.metadata().deleting()) {
            return new ComponentRemoval(around, component).reconcile(way, run);
        }
        if (!component.metadata().finalizers().contains(FINALIZER)) {
            component = Location.arriving(around.commit(List.of(new Write.Put(component.withMetadata(component.metadata().withFinalizer(FINALIZER)),
                Write.Expected.revision(component.metadata().revision())))).getFirst());
            run.wrote(component.metadata().revision());
        }
        // Once: whether it helped is for the next look from all sides to tell.
        minders.treat(key, run);
        return switch (way) {
            case Way.Closed closed -> {
                say(component, closed.reason(), closed.sentence(), run);
                yield Outcome.waitingFor(closed.cluster(), closed.sentence());
            }
            case Way.Open open -> reached(component, open, run);
        };
    }

    private Outcome reached(Resource component, Way.Open way, Run run) throws InterruptedException {
        return switch (members.role(component)) {
            case Members.Role.Leads(var group) -> new GroupLook(around, way.engine(), group).lead(run);
            case Members.Role.Follows(var primary) -> Outcome.waitingFor(primary, "it is looked after with " + primary.shortForm());
            case Members.Role.Stray(var primary, var sentence) -> {
                say(component, "PrimaryNotFound", sentence, run);
                yield Outcome.waitingFor(primary, sentence);
            }
        };
    }

    private void say(Resource component, String reason, String sentence, Run run) {
        var writes = GroupStatus.of(new DeclaredGroup(List.of(component)), around.clock().instant()).with(c -> c.notLevel(reason, sentence)).writes();
        if (!writes.isEmpty()) {
            around.commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }
}
