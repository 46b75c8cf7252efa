package dev.plimsoll.model;

/// A tenant's room.
public record ProjectSpec(@Doc("What the project is for.") String description) implements Spec {
    public ProjectSpec {
        description = Values.text(description);
    }
}
