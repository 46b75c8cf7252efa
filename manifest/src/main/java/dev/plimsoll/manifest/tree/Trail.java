package dev.plimsoll.manifest.tree;

/// The way from a document's root to a node, such as `services.web.ports[0]`. Spelled out only when somebody asks.
public final class Trail {
    public static final Trail ROOT = new Trail(null, "", -1);

    private final Trail parent;
    private final String name;
    private final int index;

    private Trail(Trail parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    public Trail to(String name) {
        return new Trail(this, name, -1);
    }

    public Trail to(int index) {
        return new Trail(this, "", index);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.write(text);
        if (index >= 0) {
            text.append('[').append(index).append(']');
        } else {
            text.append(text.isEmpty() ? "" : ".").append(Quote.plain(name));
        }
    }
}
