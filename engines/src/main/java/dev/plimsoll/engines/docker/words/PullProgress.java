package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Sums up what an engine tells of each layer while it fetches an image: `busybox: 42 % of 2.1 MB`.
public final class PullProgress {
    private final String image;
    private final Map<String, long[]> layers = new LinkedHashMap<>();
    private String last = "";

    public PullProgress(String image) {
        this.image = image;
    }

    /// A new sentence, when the message changes what there is to say.
    public Optional<String> sentence(JsonNode message) {
        var status = message.path("status").asText();
        var detail = message.path("progressDetail");
        var layer = message.path("id").asText();
        if (status.equals("Downloading") && detail.path("total").asLong() > 0) {
            layers.put(layer, new long[] {detail.path("current").asLong(), detail.path("total").asLong()});
        } else if (status.equals("Download complete") && layers.containsKey(layer)) {
            layers.get(layer)[0] = layers.get(layer)[1];
        }
        var sentence = layers.isEmpty() ? image + ": " + status : percent();
        if (sentence.equals(last) || layers.isEmpty() && !layer.isEmpty() && !last.isEmpty()) {
            return Optional.empty();
        }
        last = sentence;
        return Optional.of(sentence);
    }

    private String percent() {
        long got = layers.values().stream().mapToLong(l -> l[0]).sum();
        long total = layers.values().stream().mapToLong(l -> l[1]).sum();
        return image + ": " + got * 100 / total + " % of " + size(total);
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? bytes / 1_000 + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
