package dev.plimsoll.manifest;

import java.util.ArrayDeque;
import java.util.Optional;

/// Paths of files in a bundle: relative to the declaration's folder, `/` between names, never outside it.
public final class BundlePath {
    private static final int LONGEST = 4_096;

    private BundlePath() {}

    /// What `written` means in a file of `folder`; empty when that is outside the declaration's folder, absolute, or no path at all.
    ///
    /// @param folder a path in the bundle; empty is the declaration's folder
    public static Optional<String> resolve(String folder, String written) {
        if (written.startsWith("/") || written.startsWith("~") || written.length() > LONGEST || written.chars().anyMatch(c -> c < ' ')) {
            return Optional.empty();
        }
        var names = new ArrayDeque<String>();
        for (var name : (folder + "/" + written).split("/")) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return Optional.of(String.join("/", names));
    }

    /// The folder a file lies in; empty for the declaration's folder.
    public static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
