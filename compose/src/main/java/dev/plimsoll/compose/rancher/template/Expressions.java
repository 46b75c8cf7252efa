package dev.plimsoll.compose.rancher.template;

import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.List;

/// Reads expressions: commands joined by pipes, each a value or a function with values.
final class Expressions {
    private static final int DEEPEST = 32;

    private final Tokens tokens;
    private int depth;

    private Expressions(Tokens tokens) {
        this.tokens = tokens;
    }

    /// All that is left of an action.
    static Expression rest(Tokens tokens) {
        var expression = new Expressions(tokens).pipeline();
        if (!tokens.done()) {
            throw new Refused(tokens.line(), Quote.of(tokens.peek()) + " is one too many");
        }
        return expression;
    }

    private Expression pipeline() {
        if (++depth > DEEPEST) {
            throw new Refused(tokens.line(), "parentheses lie inside each other more than " + DEEPEST + " deep");
        }
        var expression = command();
        while (tokens.took("|")) {
            if (!(command() instanceof Expression.Call call)) {
                throw new Refused(tokens.line(), "after a pipe there must be a function");
            }
            var arguments = new ArrayList<>(call.arguments());
            arguments.add(expression);
            expression = new Expression.Call(call.function(), arguments);
        }
        depth--;
        return expression;
    }

    private Expression command() {
        var word = tokens.peek();
        if (word.isEmpty() || !Character.isLetter(word.charAt(0)) || word.equals("true") || word.equals("false")) {
            return operand();
        }
        tokens.next();
        if (!Functions.has(word)) {
            throw new Refused(tokens.line(), Quote.of(word) + " is no function that is understood here"
                + Nearest.hint(word, Functions.names()).map(h -> "; " + h).orElse(""));
        }
        var arguments = new ArrayList<Expression>();
        while (!tokens.done() && !tokens.peek().equals(")") && !tokens.peek().equals("|")) {
            arguments.add(operand());
        }
        return new Expression.Call(word, List.copyOf(arguments));
    }

    private Expression operand() {
        var word = tokens.next();
        char first = word.charAt(0);
        if (word.equals("(")) {
            var inner = pipeline();
            if (!tokens.took(")")) {
                throw new Refused(tokens.line(), "a parenthesis is not closed");
            }
            return inner;
        }
        if (first == '"' || first == '`') {
            var inside = word.substring(1, word.length() - 1);
            return new Expression.Literal(new Value.Text(first == '`' ? inside : unescaped(inside)));
        }
        if (first == '.') {
            return new Expression.Field(List.of(word.substring(1).split("\\.")));
        }
        if (first == '$' && word.length() > 1) {
            return new Expression.Variable(word.substring(1));
        }
        if (word.equals("true") || word.equals("false")) {
            return new Expression.Literal(new Value.Truth(word.equals("true")));
        }
        if ((first == '-' || Character.isDigit(first)) && word.length() < 18) {
            return new Expression.Literal(new Value.Whole(Long.parseLong(word)));
        }
        throw new Refused(tokens.line(), Quote.of(word) + " is not expected here; put parentheses around a function that is an argument");
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            out.append(switch (next) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                default -> next;
            });
        }
        return out.toString();
    }
}
