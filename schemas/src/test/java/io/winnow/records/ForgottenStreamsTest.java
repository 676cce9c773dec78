package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.StreamControl.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ForgottenStreamsTest {
    private static final List<String> IDS = List.of("walk", "walk/1.mp4", "walk/2.mp4", "walker", "gate");

    record Step(String stream, Action action) {}

    private static ForgottenStreams of(StreamControl... wishes) {
        return ForgottenStreams.of(List.of(wishes));
    }

    private static void assertRefused(ForgottenStreams forgotten, String stream) {
        assertThat(forgotten.stands(stream)).isTrue();
        assertThat(forgotten.refuses(stream, 0)).isTrue();
        assertThat(forgotten.refuses(stream, Long.MAX_VALUE)).isTrue();
        assertThat(forgotten.mayBeBack(stream, Long.MAX_VALUE)).isTrue();
        assertThat(forgotten.mayBeBack(stream, 0)).isFalse();
        assertThat(forgotten.refusesMade(stream, Long.MAX_VALUE)).isTrue();
    }

    private static void assertRefusedBefore(
            ForgottenStreams forgotten, String stream, long forgotMillis, long madeMillis) {
        long first = ForgottenStreams.firstEpoch(forgotMillis);
        assertThat(forgotten.stands(stream)).isFalse();
        assertThat(forgotten.refuses(stream, 0)).isTrue();
        assertThat(forgotten.refuses(stream, first - 1)).isTrue();
        assertThat(forgotten.refuses(stream, first)).isFalse();
        assertThat(forgotten.mayBeBack(stream, first)).isFalse();
        assertThat(forgotten.refusesMade(stream, madeMillis - 1)).isTrue();
        assertThat(forgotten.refusesMade(stream, madeMillis)).isFalse();
    }

    @Test
    void whatIsOfAForgottenStreamIsRefusedWheneverItIsFromAndWhatSoundsLikeItIsNot() {
        ForgottenStreams forgotten = of(StreamControl.forget("gate", 100));

        assertRefused(forgotten, "gate");
        assertRefused(forgotten, "gate/1.mp4");
        assertThat(forgotten.refuses("gates", 0)).isFalse();
        assertThat(forgotten.refuses("door", 0)).isFalse();
    }

    @Test
    void whereNothingIsHeardOfStreamsThatComeBackTheirLaterEpochsAreTaken() {
        assertRefusedBefore(ForgottenStreams.before(Map.of("gate", 100L)), "gate/1.mp4", 100, 100);
        assertThat(ForgottenStreams.before(Map.of())).isSameAs(ForgottenStreams.NONE);
    }

    @Test
    void whoeverForgetsWithAClockThatIsBehindForgetsWhatIsReadNowAndWhatCameBackBefore() {
        StreamControl back =
                StreamControl.add("walk/2.mp4", "/2.mp4", "", 200_000).forgottenBefore(150_000);
        long newest = 500_000;
        long at = of(back).forgettingMillis("walk", 100_000, newest);
        ForgottenStreams anew =
                of(back, StreamControl.add("walk", "/walk", "", at + 1).forgottenBefore(at));

        assertThat(anew.refuses("walk/1.mp4", newest)).isTrue();
        assertThat(anew.refuses("walk/2.mp4", newest)).isTrue();
        assertRefused(of(back, StreamControl.forget("walk", of(back).forgettingMillis("walk", 1, 0))), "walk/2.mp4");
        assertThat(of().forgettingMillis("walk", 100_000, 0)).isEqualTo(100_000);
    }

    @Test
    void noAnswerAboutAForgottenStreamIsTakenUntilItComesBack() {
        StreamControl anew = StreamControl.add("gate", "/gate.mp4", "", 200).forgottenBefore(100);

        assertThat(of(StreamControl.forget("gate", 100)).refusesMade("gate", 10_000))
                .isTrue();
        assertThat(of(anew).refusesMade("gate", 199)).isTrue();
        assertThat(of(anew).refusesMade("gate", 200)).isFalse();
    }

    @Test
    void aStreamThatComesAnewIsTakenFromThenOnWhateverBecomesOfIt() {
        StreamControl anew = StreamControl.add("gate", "/gate.mp4", "", 200).forgottenBefore(100);

        for (StreamControl wish : List.of(anew, anew.then(Action.PAUSE, 300), anew.then(Action.REMOVE, 300))) {
            assertRefusedBefore(of(wish), "gate", 100, 200);
        }
    }

    @Test
    void aStreamOfAForgottenFolderCanComeBackAlone() {
        ForgottenStreams forgotten = of(
                StreamControl.forget("walk", 100),
                StreamControl.add("walk/2.mp4", "/2.mp4", "", 200).forgottenBefore(100));

        assertRefused(forgotten, "walk/1.mp4");
        assertRefusedBefore(forgotten, "walk/2.mp4", 100, 200);
    }

    @Test
    void wishesThatForgetNothingRefuseNothing() {
        assertThat(of(StreamControl.of("gate", Action.REMOVE, 5)).isEmpty()).isTrue();
        assertThat(of()).isSameAs(ForgottenStreams.NONE);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(IDS), Arbitraries.of(Action.ADD, Action.REMOVE, Action.PAUSE, Action.FORGET))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    /** Against what the words say, for whatever is wished one after the other as the command does. */
    @Property
    void whatIsOlderThanAForgettingOfItIsRefusedWhateverIsWishedLater(@ForAll("histories") List<Step> history) {
        Map<String, StreamControl> newest = new HashMap<>();
        List<StreamControl> forgettings = new ArrayList<>();
        long now = 10;
        for (Step step : history) {
            StreamControl wish = wish(step, newest, now);
            newest.put(step.stream(), wish);
            if (step.action() == Action.FORGET) {
                forgettings.add(wish);
            }
            now += 10;
        }
        ForgottenStreams forgotten = ForgottenStreams.of(newest.values());
        for (String stream : IDS) {
            long last = forgettings.stream()
                    .filter(wish -> covers(wish.stream(), stream))
                    .mapToLong(StreamControl::askedMillis)
                    .max()
                    .orElse(0);
            assertThat(forgotten.refuses(stream, last - 1)).isEqualTo(last > 0);
            assertThat(forgotten.refusesMade(stream, last - 1)).isEqualTo(last > 0);
            StreamControl own = newest.get(stream);
            if (own != null && own.action() == Action.ADD && own.addedMillis() > last) {
                assertThat(forgotten.refuses(stream, ForgottenStreams.firstEpoch(own.forgottenMillis())))
                        .isFalse();
                assertThat(forgotten.refusesMade(stream, own.addedMillis() - 1)).isEqualTo(last > 0);
                assertThat(forgotten.refusesMade(stream, own.addedMillis())).isFalse();
            }
        }
    }

    private static StreamControl wish(Step step, Map<String, StreamControl> newest, long now) {
        StreamControl before = newest.get(step.stream());
        if (step.action() == Action.FORGET) {
            return StreamControl.forget(step.stream(), now);
        }
        if (step.action() == Action.ADD) {
            return StreamControl.add(step.stream(), "/" + step.stream(), "", now)
                    .forgottenBefore(ForgottenStreams.of(newest.values()).atMillis(step.stream()));
        }
        return before == null ? StreamControl.of(step.stream(), step.action(), now) : before.then(step.action(), now);
    }

    private static boolean covers(String id, String stream) {
        return stream.equals(id) || stream.startsWith(id + "/");
    }
}
