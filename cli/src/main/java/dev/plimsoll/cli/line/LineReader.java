package dev.plimsoll.cli.line;

import dev.plimsoll.cli.Similar;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.line.Line.Option;
import dev.plimsoll.cli.line.Line.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads arguments as a [Line] describes them and hands each to who takes it. The usual rules hold (POSIX.1-2017, Utility Conventions, and GNU's long
/// options): `-o json`, `-ojson`, `-o=json`, `--output json` and `--output=json` are the same; flags of one letter may stand together, as in `-it`;
/// options and words may be mixed; behind `--` everything is a word.
public final class LineReader {
    private final Line line;
    private final Deque<String> left = new ArrayDeque<>();
    /// By identity: what a record makes of its hash is spun at run time, which costs more than reading the line.
    private final Set<Option> given = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> unknown = new ArrayList<>();
    private int place;

    public LineReader(Line line) {
        this.line = line;
    }

    /// Reads all arguments. What is missing or too much is found by [#complete], so that help can be shown instead.
    ///
    /// @throws Trouble when an argument cannot be understood
    public LineReader read(List<String> arguments) {
        left.addAll(arguments);
        while (!left.isEmpty()) {
            var argument = left.pop();
            if (argument.equals("--")) {
                left.forEach(this::word);
                left.clear();
            } else if (!dashed(argument)) {
                word(argument);
            } else if (!option(argument) && !cluster(argument)) {
                unmatched(argument);
            }
        }
        return this;
    }

    /// @throws Trouble when a word is missing, or something was given that nobody takes
    public void complete() {
        var missing = new ArrayList<String>();
        for (int i = place; i < line.words().size(); i++) {
            if (line.words().get(i).required()) {
                missing.add("'" + line.words().get(i).label() + "'");
            }
        }
        if (!missing.isEmpty()) {
            throw misread("missing required parameter" + (missing.size() > 1 ? "s" : "") + ": " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            throw unknown(unknown.getFirst());
        }
    }

    /// The option alone, or with its value behind `=`.
    private boolean option(String argument) {
        var alone = line.option(argument);
        if (alone.isPresent()) {
            take(alone.get(), alone.get().flag() ? "true" : value(alone.get()));
            return true;
        }
        var equals = argument.indexOf('=');
        var assigned = equals > 0 ? line.option(argument.substring(0, equals)) : Optional.<Option>empty();
        assigned.ifPresent(option -> take(option, argument.substring(equals + 1)));
        return assigned.isPresent();
    }

    /// Letters that stand together: flags, and at the end perhaps an option with its value.
    private boolean cluster(String argument) {
        for (int i = 1; i < argument.length(); i++) {
            var option = line.option("-" + argument.charAt(i));
            var rest = argument.substring(i + 1);
            if (option.isEmpty()) {
                if (i > 1) {
                    unmatched("-" + argument.substring(i));
                }
                return i > 1;
            }
            if (rest.startsWith("=")) {
                take(option.get(), rest.substring(1));
                return true;
            }
            if (!option.get().flag()) {
                take(option.get(), rest.isEmpty() ? value(option.get()) : rest);
                return true;
            }
            take(option.get(), "true");
        }
        return true;
    }

    private String value(Option option) {
        var next = Optional.ofNullable(left.poll())
            .orElseThrow(() -> misread("missing required parameter for option '" + option.longName() + "' (" + option.label() + ")"));
        if (known(next)) {
            throw misread("expected parameter for option '" + option.longName() + "' but found '" + next + "'");
        }
        return next;
    }

    private void take(Option option, String text) {
        hand(text, option.taker(), "option '" + option.longName() + "'");
        if (!given.add(option) && !option.repeats()) {
            throw misread("option '" + option.longName() + "'" + (option.flag() ? "" : " (" + option.label() + ")") + " should be specified only once");
        }
    }

    private void word(String text) {
        var words = line.words();
        var word = place < words.size() ? Optional.of(words.get(place))
            : words.isEmpty() ? Optional.<Word>empty() : Optional.of(words.getLast()).filter(Word::many);
        word.ifPresentOrElse(w -> hand(text, w.taker(), "positional parameter at index " + place + " (" + w.label() + ")"), () -> unmatched(text));
        place++;
    }

    private void hand(String text, Consumer<String> taker, String what) {
        try {
            taker.accept(text);
        } catch (IllegalArgumentException unfit) {
            throw misread("invalid value for " + what + ": " + unfit.getMessage());
        }
    }

    private void unmatched(String argument) {
        unknown.add(argument);
    }

    /// Whether it begins like an option. A dash alone means standard input, and numbers may be negative.
    private static boolean dashed(String argument) {
        return argument.length() > 1 && argument.charAt(0) == '-' && !Character.isDigit(argument.charAt(1));
    }

    /// Whether it is an option of this line for sure, so that nobody means it as a value.
    private boolean known(String argument) {
        var equals = argument.indexOf('=');
        return argument.equals("--") || line.option(equals > 0 ? argument.substring(0, equals) : argument).isPresent()
            || argument.length() > 2 && argument.charAt(0) == '-' && line.option(argument.substring(0, 2)).isPresent();
    }

    private Trouble unknown(String argument) {
        if (!dashed(argument)) {
            return misread("too many arguments, from '" + argument + "' on");
        }
        var names = line.options().stream().filter(o -> !o.hidden()).map(Option::longName).toList();
        var similar = argument.length() > 2 ? Similar.to(argument.split("=", 2)[0], names) : Optional.<String>empty();
        return similar.map(name -> Trouble.usage("there is no option '" + argument + "'", "did you mean '" + name + "'?"))
            .orElseGet(() -> misread("there is no option '" + argument + "'"));
    }

    private Trouble misread(String sentence) {
        return Trouble.usage(sentence, "plimsoll " + (line.verb().isEmpty() ? "" : line.verb() + " ") + "--help shows how");
    }
}
