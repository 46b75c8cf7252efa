package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import java.io.IOException;

/// Asks before something is done. Where nobody can answer, nothing is done and the person is told about `-y`.
public final class Question {
    private final Session session;
    private final boolean yes;

    /// @param yes whether the answer was given beforehand, with `-y`
    public Question(Session session, boolean yes) {
        this.session = session;
        this.yes = yes;
    }

    /// @param question without a question mark
    public boolean agreed(String question) throws IOException {
        if (yes) {
            return true;
        }
        if (!session.shell().terminal().in() || !session.shell().terminal().err()) {
            throw Trouble.usage("somebody has to agree (" + question + "), and there is no terminal to ask on", "say yes beforehand with -y");
        }
        session.out().flush();
        session.shell().err().print(session.talkPaint().strong(question + "?") + " [y/N] ");
        session.shell().err().flush();
        var answer = line().strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = session.shell().in().read(); c >= 0 && c != '\n'; c = session.shell().in().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
