package dev.plimsoll.compose.rancher.template;

import java.util.List;

/// A piece of a template. Lines count from 1.
sealed interface Piece {
    record Text(String text, int line) implements Piece {}

    record Output(Expression expression, int line) implements Piece {}

    /// `{{$name := …}}`
    record Assignment(String name, Expression expression, int line) implements Piece {}

    /// The first branch whose condition holds.
    record Choice(List<Branch> branches, List<Piece> otherwise) implements Piece {}

    record Branch(Expression condition, int line, List<Piece> pieces) {}
}
