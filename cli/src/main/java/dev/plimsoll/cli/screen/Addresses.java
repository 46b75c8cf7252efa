package dev.plimsoll.cli.screen;

import java.util.List;
import java.util.regex.Pattern;

/// Published addresses as something to click on.
public final class Addresses {
    private static final Pattern PUBLISHED = Pattern.compile("(.*):(\\d+)->(\\d+)/(\\w+)");

    private Addresses() {}

    /// `0.0.0.0:8080->80/tcp` becomes `http://127.0.0.1:8080`; what is not TCP or has another form stays as it is. Each once.
    public static List<String> urls(List<String> published) {
        return published.stream().map(Addresses::url).distinct().toList();
    }

    private static String url(String published) {
        var parts = PUBLISHED.matcher(published);
        if (!parts.matches() || !parts.group(4).equals("tcp")) {
            return published;
        }
        var host = switch (parts.group(1)) {
            case "", "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> parts.group(1);
        };
        return (parts.group(3).equals("443") || parts.group(3).equals("8443") ? "https://" : "http://") + host + ":" + parts.group(2);
    }
}
