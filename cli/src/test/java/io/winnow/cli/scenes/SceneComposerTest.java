package io.winnow.cli.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SceneComposerTest {

    @Property(tries = 200)
    void aSeedDecidesTheScene(
            @ForAll @LongRange(min = 1, max = 2_000_000) long seed,
            @ForAll @DoubleRange(min = 6, max = 24) double seconds) {
        assertThat(new SceneComposer().compose(seed, seconds)).isEqualTo(new SceneComposer().compose(seed, seconds));
    }

    @Property(tries = 200)
    void noTwoThingsShareAColour(
            @ForAll @LongRange(min = 1, max = 2_000_000) long seed, @ForAll @IntRange(min = 1, max = 6) int things) {
        assertThat(new SceneComposer().compose(seed, 24, things).things())
                .hasSize(things)
                .extracting(Thing::colour)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void eachThingComesInWhileTheClipLasts(
            @ForAll @LongRange(min = 1, max = 2_000_000) long seed,
            @ForAll @DoubleRange(min = 6, max = 24) double seconds) {
        Scene scene = new SceneComposer().compose(seed, seconds);

        assertThat(scene.things()).allSatisfy(thing -> {
            assertThat(thing.motion().enters()).isBetween(0.0, seconds * 0.8);
            assertThat(thing.motion().leaves()).isGreaterThan(thing.motion().enters());
        });
    }

    @Property(tries = 200)
    void thoseThatMeetHaltTogether(@ForAll @LongRange(min = 1, max = 2_000_000) long seed) {
        Scene scene = new SceneComposer().compose(seed, 12);

        assertThat(scene.meeting().stream()).allSatisfy(meeting -> {
            assertThat(meeting.end() - meeting.start()).isGreaterThanOrEqualTo(MotionPlanner.HALT_SECONDS);
            assertThat(scene.things()).contains(meeting.first(), meeting.second());
        });
    }

    @Test
    void aClipTooShortForItsThingsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SceneComposer().compose(1, 2))
                .withMessageContaining("at least 6");
    }
}
