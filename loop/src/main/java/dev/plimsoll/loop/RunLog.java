package dev.plimsoll.loop;

import dev.plimsoll.loop.Failures.Failing;
import dev.plimsoll.model.Key;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What runs say in the log. Levels mean something: debug, there was nothing to do; info, routine work was done; warn, the sweep found work,
/// so a signal was missed; error, it failed. Every line of a run, the reconciler's own too, carries run, controller and key.
final class RunLog {
    private static final int STEPS_TOLD = 5;
    private final Logger logger;

    RunLog(String controller) {
        logger = LoggerFactory.getLogger("dev.plimsoll.loop." + controller);
    }

    /// Marks all lines of the calling thread until closed.
    Lines lines(LiveRun run) {
        MDC.put("run", run.id());
        MDC.put("controller", run.controller().name());
        MDC.put("key", run.key().toString());
        return () -> {
            MDC.remove("run");
            MDC.remove("controller");
            MDC.remove("key");
        };
    }

    /// The part of the log that belongs to a run.
    interface Lines extends AutoCloseable {
        @Override
        void close();
    }

    void ended(RunRecord run, Trigger trigger) {
        var outcome = run.outcome().orElseThrow();
        if (run.steps().isEmpty()) {
            logger.debug("{} ({}): {}, nothing to do", run.key(), run.trigger(), word(outcome));
        } else if (trigger == Trigger.SWEEP) {
            logger.warn("{}: the sweep found work that no signal had told of: {}; {}", run.key(), steps(run), word(outcome));
        } else {
            logger.info("{} ({}): {}; {} after {}", run.key(), run.trigger(), steps(run), word(outcome), LiveRun.inWords(run.duration()));
        }
    }

    void recovered(Key key, int failures) {
        if (failures > 0) {
            logger.info("{}: level after {} failure(s)", key, failures);
        }
    }

    /// The same failure again is news for nobody.
    void failed(Key key, Failing failing, String when, Optional<Throwable> thrown) {
        if (failing.known()) {
            logger.debug("{}: failed as before, {} times in a row, {}: {}", key, failing.inARow(), when, failing.reason());
        } else {
            logger.error("{}: failed, {}: {}", key, when, failing.reason(), thrown.filter(RunLog::isMistake).orElse(null));
        }
    }

    /// Failures with a meaning have types of their own. One of the platform's is a mistake in the program, and needs its stack trace.
    private static boolean isMistake(Throwable thrown) {
        return thrown.getClass().getName().startsWith("java.") && !(thrown instanceof InterruptedException);
    }

    void broken(Key changed, RuntimeException thrown) {
        logger.error("cannot tell whom the change of {} concerns", changed, thrown);
    }

    private static String steps(RunRecord run) {
        var told = String.join("; ", run.steps().subList(0, Math.min(STEPS_TOLD, run.steps().size())));
        return run.steps().size() > STEPS_TOLD ? told + "; and " + (run.steps().size() - STEPS_TOLD) + " more" : told;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Level _ -> "level";
            case Outcome.LookAgain(var after, var reason) -> "looking again in " + LiveRun.inWords(after) + " (" + reason + ")";
            case Outcome.WaitingFor(var key, var reason) -> "waiting" + key.map(k -> " for " + k).orElse("") + " (" + reason + ")";
            case Outcome.FailedRetry _, Outcome.FailedForGood _ -> "failed";
        };
    }
}
