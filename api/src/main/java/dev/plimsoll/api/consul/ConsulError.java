package dev.plimsoll.api.consul;

import dev.plimsoll.api.http.Answer;

/// A refusal in Consul's manner: a status and a line of text.
final class ConsulError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    ConsulError(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    Answer answer() {
        return Answer.text(status, getMessage());
    }
}
