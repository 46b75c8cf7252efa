package dev.plimsoll.model;

import java.util.Optional;

/// One entry of a Config or Secret as a file in the instance.
///
/// @param source CONFIG or SECRET
/// @param name   name of the Config or Secret
/// @param entry  name of the value in it
/// @param target absolute path in the instance
/// @param uid    owner, number
/// @param gid    group, number
/// @param mode   permission bits
public record FileMount(
    @Doc("Config or Secret.") Kind source,
    @Doc("Its name.") String name,
    @Doc("Name of the value in it.") String entry,
    @Doc("Absolute path inside.") String target,
    @Doc("Owner; 0 when not given.") Optional<Integer> uid,
    @Doc("Group; 0 when not given.") Optional<Integer> gid,
    @Doc(value = "Permission bits in octal; 0444 when not given.", unit = Doc.Unit.MODE) Optional<Integer> mode) {
    public FileMount {
        if (source != Kind.CONFIG && source != Kind.SECRET) {
            throw new InvalidValue("a file can come from a Config or a Secret only");
        }
        Names.requireLabel(source.singular(), name);
        entry = Values.text(entry);
        if (target == null || !target.startsWith("/")) {
            throw new InvalidValue("path '" + target + "' is not absolute");
        }
        uid = Values.optional(uid);
        gid = Values.optional(gid);
        mode = Values.optional(mode);
    }

    /// The resource this file's content lives in.
    public Key key(String project) {
        return new Key(source, project, name);
    }
}
