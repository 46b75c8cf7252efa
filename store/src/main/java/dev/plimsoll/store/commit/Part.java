package dev.plimsoll.store.commit;

/// The metadata, spec or status of a stored resource: as a value, as text, or both, each made from the other when first asked for. So a
/// status write never parses the spec beside it, and the thread that commits for everybody does no coding that a caller can do.
///
/// Threads may make the same value twice; both are equal, and one stays.
public final class Part<T> {
    private final Coding<T> coding;
    private volatile T value;
    private volatile String text;

    private Part(Coding<T> coding, T value, String text) {
        this.coding = coding;
        this.value = value;
        this.text = text;
    }

    static <T> Part<T> of(T value, Coding<T> coding) {
        return new Part<>(coding, value, null);
    }

    static <T> Part<T> read(String text, Coding<T> coding) {
        return new Part<>(coding, null, text);
    }

    public T value() {
        var known = value;
        if (known == null) {
            known = coding.read().apply(text);
            value = known;
        }
        return known;
    }

    public String text() {
        var known = text;
        if (known == null) {
            known = coding.write().apply(value);
            text = known;
        }
        return known;
    }

    /// The same without its text, which is made again should somebody ask for it.
    Part<T> valued() {
        return new Part<>(coding, value(), null);
    }

    /// Whether both mean the same. Equal texts do; different ones may, because maps have no order.
    boolean same(Part<T> other) {
        return text != null && text.equals(other.text) || value().equals(other.value());
    }
}
