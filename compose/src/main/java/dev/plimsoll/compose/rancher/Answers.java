package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Answers to questions: variables that are set, and where none is the question's default, which is the lowest of all.
final class Answers implements Variables {
    private final Variables given;
    private final Map<String, Question> questions;

    Answers(Variables given, Map<String, Question> questions) {
        this.given = given;
        this.questions = questions;
    }

    /// Reads the answers and says all at once which are missing and which have the wrong type. What is a password is not shown.
    static Answers checked(Variables given, Map<String, Question> questions, Findings findings) {
        var answers = new Answers(given, questions);
        questions.values().forEach(question -> {
            var answer = answers.value(question.variable()).filter(a -> !a.isEmpty());
            if (answer.isPresent()) {
                question.wrong(answer.get()).ifPresent(why -> findings.error(question.mark(), question.trail(), "InvalidParameter", "parameter "
                    + Quote.of(question.variable()) + ": " + (question.secret() ? "its value" : Quote.of(answer.get())) + " " + why));
            } else if (question.required() && (given.isKnownUnset(question.variable()) || given.value(question.variable()).isPresent())) {
                findings.error(question.mark(), question.trail(), "RequiredParameter", "parameter " + Quote.of(question.variable()) + " must be set"
                    + (question.description().isEmpty() ? "" : ": " + Quote.line(question.description().lines().findFirst().orElse(""))),
                    Optional.of("set it with --set " + Quote.plain(question.variable()) + "=… or in a file given with --values"));
            }
        });
        return answers;
    }

    /// The variables nobody should see.
    Set<String> passwords() {
        var names = new TreeSet<String>();
        questions.values().stream().filter(Question::secret).forEach(q -> names.add(q.variable()));
        return names;
    }

    @Override
    public Optional<String> value(String name) {
        return given.value(name).or(() -> Optional.ofNullable(questions.get(name)).map(q -> q.byDefault().orElse("")));
    }

    @Override
    public boolean isKnownUnset(String name) {
        return given.isKnownUnset(name);
    }

    @Override
    public void sayUnset(String name, Mark mark, Trail trail, Findings findings) {
        given.sayUnset(name, mark, trail, findings);
    }

    /// The defaults by variable.
    Map<String, String> defaults() {
        var defaults = new HashMap<String, String>();
        questions.values().forEach(q -> defaults.put(q.variable(), q.byDefault().orElse("")));
        return defaults;
    }
}
