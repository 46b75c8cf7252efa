package dev.plimsoll.model;

/// The resource that brought another one into being. Both live in the same project. When the owner goes, so do its own.
///
/// @param kind kind of the owner
/// @param name name of the owner
/// @param uid  the owner's uid, so that a namesake made later is not taken for it
public record Owner(Kind kind, String name, String uid) {
    public Owner {
        Names.requireLabel("owner", name);
        uid = Values.text(uid);
    }

    /// Where to find the owner.
    public Key key(String project) {
        return new Key(kind, project, name);
    }
}
