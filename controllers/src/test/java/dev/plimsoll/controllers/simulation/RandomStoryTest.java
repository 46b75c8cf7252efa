package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Production controllers in the simulated world, under every fault. A failure prints its seed.
class RandomStoryTest {
    private static final int STEPS = 300;

    @Test
    void theSameSeedTellsTheSameStory() throws InterruptedException {
        assertThat(RandomStory.tell(4, STEPS)).isEqualTo(RandomStory.tell(4, STEPS));
    }

    @Test
    void whateverHappensItBecomesLevel() throws InterruptedException {
        for (long seed = 1; seed <= Integer.getInteger("stories", 40); seed++) {
            assertThat(RandomStory.tell(seed, STEPS)).isNotEmpty();
        }
    }
}
