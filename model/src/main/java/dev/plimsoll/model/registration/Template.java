package dev.plimsoll.model.registration;

import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A text with places that are filled in: `{name}`, as in URI templates (RFC 6570, level 1); `{{` is a brace. A brace that begins no place stands for itself, so that JSON needs no care.
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{|\\{([a-zA-Z][a-zA-Z0-9._-]*)}");
    private static final int LONGEST = 16_000;

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Place(String name) implements Piece {}
    }

    /// @param what for messages: whose text it is
    public static Template of(String what, String text) {
        if (text.length() > LONGEST) {
            throw new InvalidValue(what + " has " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
        var pieces = new ArrayList<Piece>();
        var matcher = PLACE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            pieces.add(new Piece.Text(text.substring(from, matcher.start())));
            pieces.add(matcher.group(1) == null ? new Piece.Text("{") : new Piece.Place(matcher.group(1)));
            from = matcher.end();
        }
        pieces.add(new Piece.Text(text.substring(from)));
        return new Template(pieces);
    }

    /// Checks that all places are known.
    ///
    /// @param all what may be there, for the message
    public Template require(String what, Predicate<String> known, String all) {
        places().stream().filter(known.negate()).findFirst().ifPresent(name -> {
            throw new InvalidValue(what + " asks for {" + name + "}, which is not known there; it may ask for " + all);
        });
        return this;
    }

    public List<String> places() {
        return pieces.stream().flatMap(p -> p instanceof Piece.Place(var name) ? java.util.stream.Stream.of(name) : java.util.stream.Stream.empty()).distinct().toList();
    }

    /// @throws InvalidValue when a value may not stand where its place is
    public String fill(Escape escape, Function<String, String> values) {
        var filled = new StringBuilder();
        var quotes = new Quotes();
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Text(var text) -> {
                    quotes.read(text);
                    filled.append(text);
                }
                case Piece.Place(var name) -> filled.append(escape.value(name, values.apply(name), quotes.open));
            }
        }
        return filled.toString();
    }

    /// Whether what is read of a JSON text so far ends inside a string.
    private static final class Quotes {
        private boolean open;
        private boolean escaped;

        void read(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (escaped) {
                    escaped = false;
                } else if (c == '\\') {
                    escaped = open;
                } else if (c == '"') {
                    open = !open;
                }
            }
        }
    }
}
