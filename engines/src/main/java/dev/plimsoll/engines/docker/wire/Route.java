package dev.plimsoll.engines.docker.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A path of the engine's API with its query. Every value is percent-encoded, so that no name, however hostile, can reach
/// another path.
public record Route(String text) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// @param template path with `{}` for each value
    public static Route to(String template, String... values) {
        var path = new StringBuilder();
        int from = 0;
        for (var value : values) {
            int hole = template.indexOf("{}", from);
            path.append(template, from, hole).append(encoded(value));
            from = hole + 2;
        }
        return new Route(path.append(template.substring(from)).toString());
    }

    public Route with(String name, Object value) {
        return new Route(text + (text.indexOf('?') < 0 ? '?' : '&') + name + '=' + encoded(value.toString()));
    }

    /// A filter of listings and events: JSON of names with lists of values.
    public Route filtered(java.util.Map<String, java.util.List<String>> filters) {
        return with("filters", Json.text(filters));
    }

    private static String encoded(String value) {
        var text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '~' || c == '.';
            if (plain) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return text.toString();
    }
}
