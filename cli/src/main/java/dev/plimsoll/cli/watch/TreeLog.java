package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.TreeLines;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// For a stream that is no terminal: a line for each part of a tree whose state or reason changed, nothing twice.
final class TreeLog {
    private final Map<String, String> told = new HashMap<>();
    private final Consumer<String> lines;

    TreeLog(Consumer<String> lines) {
        this.lines = lines;
    }

    void show(Json tree) {
        show(tree, tree.text("kind") + "/" + tree.text("name"));
    }

    private void show(Json node, String path) {
        for (var child : node.items("children")) {
            // A route may be called like the component it leads to.
            var name = (child.text("kind").equals("route") ? "route " : "") + child.text("name");
            show(child, path + " > " + name);
        }
        var state = TreeLines.state(node);
        var sentence = state.equals("level") ? "" : Paint.tame(node.some("sentence").orElse(node.text("reason")));
        // Instances come and go by the hundred; their component says how many are ready.
        var line = path + ": " + state + (sentence.isEmpty() ? "" : ": " + sentence);
        if (!line.equals(told.put(path, line)) && (!node.text("kind").equals("instance") || state.equals("failed"))) {
            lines.accept(line);
        }
    }
}
