package dev.plimsoll.compose.rancher.template;

import java.util.List;

/// What stands between `{{` and `}}`, without its keyword.
sealed interface Expression {
    /// A text, number or truth value as written.
    record Literal(Value value) implements Expression {}

    /// `.Values.NAME` and the like.
    record Field(List<String> path) implements Expression {}

    /// `$name`.
    record Variable(String name) implements Expression {}

    /// A function with its arguments; a pipe adds the last one.
    record Call(String function, List<Expression> arguments) implements Expression {}
}
