package dev.plimsoll.cli.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What may stand on the command line of one verb, in the order help shows it, and who takes what was given.
///
/// A taker that cannot use a text throws an `IllegalArgumentException`, whose message the person gets to read behind the name of the option.
public final class Line {
    private final String verb;
    private final List<Option> options = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();

    /// @param verb as typed; empty for what may stand before one
    public Line(String verb) {
        this.verb = verb;
    }

    /// A word that must be there.
    public Line word(String label, String does, Consumer<String> taker) {
        words.add(new Word(label, does, true, false, taker));
        return this;
    }

    /// A word that may be there.
    public Line perhaps(String label, String does, Consumer<String> taker) {
        words.add(new Word(label, does, false, false, taker));
        return this;
    }

    /// One or more words. The taker gets them one by one.
    public Line some(String label, String does, Consumer<String> taker) {
        words.add(new Word(label, does, true, true, taker));
        return this;
    }

    /// Any number of words. The taker gets them one by one.
    public Line any(String label, String does, Consumer<String> taker) {
        words.add(new Word(label, does, false, true, taker));
        return this;
    }

    /// An option without a value.
    ///
    /// @param names short and long, as `-y, --yes`
    public Line flag(String names, String does, Runnable taker) {
        options.add(new Option(names(names), "", does, false, false, text -> {
            if (Values.truth(text)) {
                taker.run();
            }
        }));
        return this;
    }

    /// An option with a value, to be given once.
    ///
    /// @param names short and long, as `-o, --output`
    /// @param label of the value
    public Line option(String names, String label, String does, Consumer<String> taker) {
        options.add(new Option(names(names), label, does, false, false, taker));
        return this;
    }

    /// An option with a value that may be given several times. The taker gets the values one by one.
    public Line options(String names, String label, String does, Consumer<String> taker) {
        options.add(new Option(names(names), label, does, true, false, taker));
        return this;
    }

    /// Everything another part says.
    public Line with(Part part) {
        part.describe(this);
        return this;
    }

    /// Everything another part says, but not shown in help.
    public Line withHidden(Part part) {
        var shown = options.size();
        part.describe(this);
        options.subList(shown, options.size()).replaceAll(Option::unseen);
        return this;
    }

    /// Command lines worth copying.
    public Line examples(String... lines) {
        examples.addAll(List.of(lines));
        return this;
    }

    public String verb() {
        return verb;
    }

    public List<Option> options() {
        return List.copyOf(options);
    }

    public List<Word> words() {
        return List.copyOf(words);
    }

    public List<String> examples() {
        return List.copyOf(examples);
    }

    /// The option of this name, with its dashes.
    public Optional<Option> option(String name) {
        for (var option : options) {
            if (option.names().contains(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private static List<String> names(String names) {
        return List.of(names.split(", "));
    }

    /// Whoever has something to say about a line: a verb, or options that several verbs share.
    @FunctionalInterface
    public interface Part {
        void describe(Line line);
    }

    /// @param names   shortest first
    /// @param label   of its value; empty for a flag
    /// @param repeats whether it may be given several times
    /// @param hidden  whether help leaves it out
    public record Option(List<String> names, String label, String does, boolean repeats, boolean hidden, Consumer<String> taker) {
        public boolean flag() {
            return label.isEmpty();
        }

        public String longName() {
            return names.getLast();
        }

        private Option unseen() {
            return new Option(names, label, does, repeats, true, taker);
        }
    }

    /// @param many whether all further words are this one too
    public record Word(String label, String does, boolean required, boolean many, Consumer<String> taker) {
        /// As help shows it: `[NAME...]`.
        String shown() {
            var shown = many ? label + "..." : label;
            return required ? shown : "[" + shown + "]";
        }
    }
}
