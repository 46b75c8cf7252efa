package dev.plimsoll.compose.rancher.template;

import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Puts the chunks of a template together: which texts lie inside which choice.
final class Pieces {
    private static final int DEEPEST = 32;
    private static final Set<String> UNKNOWN = Set.of("range", "with", "define", "template", "block", "include", "break", "continue");

    private final List<Chunk> chunks;
    private int at;
    private int depth;

    private Pieces(List<Chunk> chunks) {
        this.chunks = chunks;
    }

    static List<Piece> of(List<Chunk> chunks) {
        var pieces = new Pieces(chunks);
        var all = pieces.until();
        if (pieces.at < chunks.size()) {
            throw new Refused(chunks.get(pieces.at).line(), Quote.of(chunks.get(pieces.at).text().strip()) + " belongs to no 'if'");
        }
        return all;
    }

    /// Everything up to an `else` or `end`, which stays to be read, or the end.
    private List<Piece> until() {
        var pieces = new ArrayList<Piece>();
        for (; at < chunks.size(); at++) {
            var chunk = chunks.get(at);
            if (!chunk.action()) {
                pieces.add(new Piece.Text(chunk.text(), chunk.line()));
                continue;
            }
            var tokens = Tokens.of(chunk.text(), chunk.line());
            switch (tokens.peek()) {
                case "else", "end" -> {
                    return pieces;
                }
                case "" -> throw new Refused(chunk.line(), "there is nothing between '{{' and '}}'");
                case "if" -> pieces.add(choice(tokens));
                case String word when UNKNOWN.contains(word) -> throw new Refused(chunk.line(), Quote.of(word) + " is not understood here; only if, else and end are");
                case String word when word.startsWith("$") && assigns(chunk.text()) -> {
                    tokens.next();
                    tokens.took(":=");
                    pieces.add(new Piece.Assignment(word.substring(1), Expressions.rest(tokens), chunk.line()));
                }
                default -> pieces.add(new Piece.Output(Expressions.rest(tokens), chunk.line()));
            }
        }
        return pieces;
    }

    private static boolean assigns(String action) {
        return action.strip().matches("(?s)\\$[A-Za-z0-9_]+\\s*:=.*");
    }

    /// Leaves `at` on the chunk that ends the choice.
    private Piece choice(Tokens first) {
        int started = first.line();
        if (++depth > DEEPEST) {
            throw new Refused(started, "'if' lies inside 'if' more than " + DEEPEST + " deep");
        }
        var branches = new ArrayList<Piece.Branch>();
        first.next();
        var condition = Expressions.rest(first);
        int line = started;
        while (true) {
            at++;
            branches.add(new Piece.Branch(condition, line, until()));
            var tokens = ending(started);
            line = tokens.line();
            if (tokens.took("end")) {
                depth--;
                return new Piece.Choice(branches, List.of());
            }
            tokens.next();
            if (tokens.took("if")) {
                condition = Expressions.rest(tokens);
                continue;
            }
            at++;
            var otherwise = until();
            if (!ending(started).took("end")) {
                throw new Refused(chunks.get(at).line(), "after 'else' only 'end' may follow");
            }
            depth--;
            return new Piece.Choice(branches, otherwise);
        }
    }

    private Tokens ending(int started) {
        if (at >= chunks.size()) {
            throw new Refused(started, "this 'if' has no 'end'");
        }
        return Tokens.of(chunks.get(at).text(), chunks.get(at).line());
    }
}
