package dev.plimsoll.model.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a manager may go.
class QuorumTest {
    @ParameterizedTest(name = "{0} managers, {1} answer; one that answers: {2} may go: {3} ({4})")
    @CsvSource({
        "1, 1, true, false, it is the only one",
        "2, 2, true, true, one of two may become a worker while both answer",
        "2, 1, false, false, one of two has no majority and can change nothing",
        "3, 3, true, true, two of two are left",
        "3, 2, false, true, the dead one goes and the two that answer stay",
        "3, 2, true, false, one of two that are left would answer",
        "3, 1, false, false, no majority any more",
        "5, 3, true, false, two of four would answer",
        "5, 3, false, true, three of four answer",
        "5, 4, true, true, three of four answer"})
    void aManagerGoesOnlyWhereAMajorityStays(int managers, int reachable, boolean answers, boolean allowed, String why) {
        assertThat(new Quorum(managers, reachable).againstLosing(answers).isEmpty()).as(why).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} managers, {1} answer: {2} may fail")
    @CsvSource({"1, 1, 0", "2, 2, 0", "3, 3, 1", "3, 2, 0", "4, 4, 1", "5, 5, 2", "5, 2, 0"})
    void whatMayFail(int managers, int reachable, int spare) {
        assertThat(new Quorum(managers, reachable).spare()).isEqualTo(spare);
    }

    @ParameterizedTest(name = "{0} managers: {1}")
    @CsvSource({"1, true", "2, true", "3, false", "4, true", "5, false"})
    void oddNumbersNeedNoAdvice(int managers, boolean advice) {
        assertThat(new Quorum(managers, managers).advice().isPresent()).isEqualTo(advice);
    }
}
