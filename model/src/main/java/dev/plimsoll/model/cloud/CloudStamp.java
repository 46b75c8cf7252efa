package dev.plimsoll.model.cloud;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whose an object in a cloud is. Carried by everything we make there, and the only ground on which we touch anything: what carries no stamp of our own control
/// plane is foreign, whatever its name.
///
/// Clouds differ in what they can carry: metadata of any length ([#labels]), or one line of text such as a description ([#text], at most 255 characters for names of usual
/// length). Where a sort of object can carry nothing, the adapter puts the text into its name.
///
/// @param plane     id of the control plane, made once with its state
/// @param owner     the resource it was made for
/// @param uid       the owner's uid, so that a namesake made later is not taken for it
/// @param hash      of what it was made from
/// @param operation new for each object asked for: two objects of one operation are twins, of which one goes
public record CloudStamp(String plane, Key owner, String uid, String hash, String operation) {
    public static final String PREFIX = "dev.plimsoll.";
    public static final String PLANE = PREFIX + "plane";
    public static final String PROJECT = PREFIX + "project";
    public static final String KIND = PREFIX + "kind";
    public static final String NAME = PREFIX + "name";
    public static final String UID = PREFIX + "uid";
    public static final String HASH = PREFIX + "hash";
    public static final String OPERATION = PREFIX + "operation";
    private static final String MARK = "plimsoll:1";

    public CloudStamp {
        requirePlain("control plane", plane);
        requirePlain("uid", uid);
        requirePlain("hash", hash);
        requirePlain("operation", operation);
    }

    /// As labels or metadata of an object.
    public Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put(PLANE, plane);
        labels.put(PROJECT, owner.project());
        labels.put(KIND, owner.kind().singular());
        labels.put(NAME, owner.name());
        labels.put(UID, uid);
        labels.put(HASH, hash);
        labels.put(OPERATION, operation);
        return labels;
    }

    /// As one line of letters, digits, `-` and `:`.
    public String text() {
        return String.join(":", MARK, plane, owner.project(), owner.kind().singular(), owner.name(), uid, hash, operation);
    }

    /// Reads the stamp of an object. Empty when there is none or it is not whole: such an object is foreign.
    public static Optional<CloudStamp> of(Map<String, String> labels) {
        return read(labels.getOrDefault(PLANE, ""), labels.getOrDefault(PROJECT, ""), labels.getOrDefault(KIND, ""), labels.getOrDefault(NAME, ""), labels.getOrDefault(UID, ""),
            labels.getOrDefault(HASH, ""), labels.getOrDefault(OPERATION, ""));
    }

    /// Reads what [#text] wrote. Empty when it is anything else.
    public static Optional<CloudStamp> of(String text) {
        var words = text.split(":", -1);
        return words.length != 9 || !text.startsWith(MARK + ":") ? Optional.empty() : read(words[2], words[3], words[4], words[5], words[6], words[7], words[8]);
    }

    private static Optional<CloudStamp> read(String plane, String project, String kind, String name, String uid, String hash, String operation) {
        try {
            return Kind.named(kind).filter(Kind::inProject).map(k -> new CloudStamp(plane, new Key(k, project, name), uid, hash, operation));
        } catch (InvalidValue notOurs) {
            return Optional.empty();
        }
    }

    private static void requirePlain(String what, String text) {
        if (text == null || !text.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new InvalidValue("a stamp's " + what + " is 1 to 64 letters, digits, '_', '.' and '-'");
        }
    }
}
