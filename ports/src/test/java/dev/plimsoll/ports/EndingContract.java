package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of instances that end, are ended, or fall ill.
public interface EndingContract extends ContractPart {
    @Test
    default void oneThatRunsOnceStaysEndedWithItsExitCode() {
        var fine = sample("fine").process(subject().ending(0)).restart(Restart.Mode.NEVER, 0).build();
        var failed = sample("failed").process(subject().ending(3)).restart(Restart.Mode.NEVER, 0).build();
        engine().create(fine);
        engine().create(failed);

        var fineEnd = eventually(fine, "has ended", i -> i.state() == SeenInstance.State.EXITED);
        var failedEnd = eventually(failed, "has ended", i -> i.state() == SeenInstance.State.EXITED);

        assertThat(fineEnd.exitCode()).contains(0);
        assertThat(failedEnd.exitCode()).contains(3);
        assertThat(failedEnd.restarts()).isZero();
        assertThat(failedEnd.startedAt()).isPresent();
        assertThat(failedEnd.well()).isFalse();
    }

    @Test
    default void creatingAgainDoesNotRunOnceMoreWhatHasEnded() {
        var part = sample("job").process(subject().ending(0)).restart(Restart.Mode.NEVER, 0).build();
        engine().create(part);
        var ended = eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED);

        engine().create(part);

        assertThat(listed(part)).extracting(SeenInstance::id, SeenInstance::state, SeenInstance::startedAt, SeenInstance::restarts)
            .containsExactly(ended.id(), SeenInstance.State.EXITED, ended.startedAt(), 0);
    }

    @Test
    default void onFailureRestartsSoOftenAndNotMore() {
        var part = sample("job").process(subject().ending(3)).restart(Restart.Mode.ON_FAILURE, 2).build();
        engine().create(part);

        var ended = eventually(part, "has been restarted twice and ended", i -> i.state() == SeenInstance.State.EXITED && i.restarts() == 2);

        assertThat(ended.exitCode()).contains(3);
    }

    @Test
    default void onFailureDoesNotRestartSuccess() {
        var part = sample("job").process(subject().ending(0)).restart(Restart.Mode.ON_FAILURE, 5).build();
        engine().create(part);

        var ended = eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED);

        assertThat(ended.restarts()).isZero();
        assertThat(ended.exitCode()).contains(0);
    }

    @Test
    default void alwaysRestartsEvenSuccess() {
        var part = sample("web").process(subject().ending(0)).restart(Restart.Mode.ALWAYS, 0).build();
        engine().create(part);

        var seen = eventually(part, "has been restarted", i -> i.restarts() >= 2);

        assertThat(seen.state()).isIn(SeenInstance.State.RESTARTING, SeenInstance.State.RUNNING);
    }

    @Test
    default void killedByHandIsSeenAsEnded() {
        var part = sample("web").restart(Restart.Mode.NEVER, 0).build();
        var seen = created(part);

        hands().kill(seen.id());

        assertThat(eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED).exitCode()).contains(137);
    }

    @Test
    default void stoppedByHandIsSeenAsEndedWhateverTheRestartRule() {
        var part = sample("web").build();
        var seen = created(part);

        hands().stop(seen.id());

        assertThat(eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED).id()).isEqualTo(seen.id());
    }

    @Test
    default void deletedByHandIsNotListed() {
        var part = sample("web").build();

        hands().delete(created(part).id());

        waitUntilGone(part);
    }

    @Test
    default void pausedByHandIsSeenAsPaused() {
        var part = sample("web").build();

        hands().pause(created(part).id());

        assertThat(eventually(part, "is paused", i -> i.state() == SeenInstance.State.PAUSED).well()).isFalse();
    }

    @Test
    default void aPausedInstanceCanBeRemoved() {
        var part = sample("web").build();
        var seen = created(part);
        hands().pause(seen.id());

        remove(seen, Duration.ofSeconds(1));

        waitUntilGone(part);
    }

    @Test
    default void renamedByHandIsStillOurs() {
        var part = sample("web").build();
        var seen = created(part);

        hands().rename(seen.id(), part.name() + "-mine");

        var renamed = eventually(part, "is renamed", i -> i.name().equals(part.name() + "-mine"));
        assertThat(renamed.id()).isEqualTo(seen.id());
        assertThat(renamed.well()).isTrue();
    }

    @Test
    default void aPassingCheckMakesItHealthy() {
        var part = sample("web").health(subject().passing()).build();

        assertThat(created(part).health()).isIn(SeenInstance.Health.STARTING, SeenInstance.Health.HEALTHY);

        assertThat(eventually(part, "is healthy", i -> i.health() == SeenInstance.Health.HEALTHY).well()).isTrue();
    }

    @Test
    default void aFailingCheckMakesItUnhealthy() {
        var part = sample("web").health(subject().failing()).build();

        assertThat(created(part).well()).isFalse();

        var ill = eventually(part, "is unhealthy", i -> i.health() == SeenInstance.Health.UNHEALTHY);
        assertThat(ill.state()).isEqualTo(SeenInstance.State.RUNNING);
        assertThat(ill.well()).isFalse();
    }

    @Test
    default void aCheckCanBeSwitchedOff() {
        var part = sample("web").health(new HealthCheck(List.of("NONE"), null, null, 0, null, null)).build();

        assertThat(created(part).health()).isEqualTo(SeenInstance.Health.NONE);
    }
}
