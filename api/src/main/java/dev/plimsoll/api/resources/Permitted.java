package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;

/// What may be written by hand and what only controllers write.
public final class Permitted {
    private Permitted() {}

    /// Project of what the control plane keeps for itself, its certificate authority first of all.
    private static final String OWN_PROJECT = "plimsoll-system";

    /// @throws Problem 403 for kinds nobody writes by hand, and for the control plane's own project
    public static void write(Key key) {
        touch(key);
        if (key.kind() == Kind.RELEASE) {
            throw Problem.of(ProblemCode.FORBIDDEN, "releases are made by Plimsoll, one for each apply, and never changed").about(key)
                .hint("to go back to one, POST …/assemblies/NAME/rollback");
        }
    }

    /// @throws Problem 403 for the control plane's own project
    public static void touch(Key key) {
        if (key.project().equals(OWN_PROJECT) || key.kind() == Kind.PROJECT && key.name().equals(OWN_PROJECT)) {
            throw Problem.of(ProblemCode.FORBIDDEN, "project " + OWN_PROJECT + " is what the control plane keeps for itself").about(key).hint("choose another project");
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
