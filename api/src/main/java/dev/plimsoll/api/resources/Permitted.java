package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;

/// What may be written by hand and what only controllers write.
public final class Permitted {
    private Permitted() {}

    /// @throws Problem 403 for kinds nobody writes by hand
    public static void write(Key key) {
        if (key.kind() == Kind.RELEASE) {
            throw Problem.of(ProblemCode.FORBIDDEN, "releases are made by Plimsoll, one for each apply, and never changed").about(key)
                .hint("to go back to one, POST …/assemblies/NAME/rollback");
        }
    }

    /// @throws Problem 409 when the resource is on its way out, or another one would undo the change at once
    public static void change(Resource stored) {
        if (stored.metadata().deleting()) {
            throw Problem.of(ProblemCode.CONFLICT, stored.key().shortForm() + " is being deleted").about(stored.key())
                .hint("wait until it is gone, then make it anew");
        }
        stored.metadata().owner().ifPresent(owner -> {
            if (stored.kind() == Kind.COMPONENT || stored.kind() == Kind.ROUTE) {
                throw Problem.of(ProblemCode.CONFLICT, stored.key().shortForm() + " belongs to assembly/" + owner.name() + ", which would undo the change").about(stored.key())
                    .hint("change it in the assembly's topology, by apply, scale or restart");
            }
        });
    }
}
