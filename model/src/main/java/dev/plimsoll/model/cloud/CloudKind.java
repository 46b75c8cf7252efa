package dev.plimsoll.model.cloud;

/// The sorts of things that clouds make for us, in the order in which they need each other. Each sort is listed by one call.
public enum CloudKind {
    KEY("key"),
    FIREWALL("firewall"),
    NETWORK("network"),
    MACHINE("machine"),
    FLOATING_IP("floating IP");

    private final String word;

    CloudKind(String word) {
        this.word = word;
    }

    /// For sentences.
    public String word() {
        return word;
    }
}
