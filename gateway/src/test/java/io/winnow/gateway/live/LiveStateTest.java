package io.winnow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.gateway.keys.StreamScope;
import io.winnow.metrics.MetricNames;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.BundleRef;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.RecordIds;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LiveStateTest {
    private static final long NOW = 1_790_000_000_000L;
    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

    @Test
    void addsUpSubtasksAndTakesRatesOverTheLastTenSeconds() {
        LiveState state = new LiveState(Optional.empty(), clock);
        for (int second = 0; second <= 30; second++) {
            for (int subtask = 0; subtask < 2; subtask++) {
                state.add(frames("run", subtask, 100.0 * second, NOW - 30_000 + second * 1000L));
            }
        }
        Views.Stage decode = stage(state, "decode");
        assertThat(decode.total()).isEqualTo(6000);
        assertThat(decode.value()).isEqualTo(200);
    }

    @Test
    void aSubtaskThatHasGoneSilentHasNoRate() {
        LiveState state = new LiveState(Optional.empty(), clock);
        state.add(frames("run", 0, 0, NOW - 60_000), NOW - 60_000);
        state.add(frames("run", 0, 100, NOW - 59_000), NOW - 59_000);
        assertThat(stage(state, "decode").value()).isZero();
        assertThat(stage(state, "decode").total()).isEqualTo(100);
    }

    @Test
    void ratesAreTakenByTheClockOfTheMachineThatCountsHoweverFarItIsOff() {
        for (int ahead : new int[] {-600_000, 600_000}) {
            LiveState state = new LiveState(Optional.empty(), clock);
            for (int second = 0; second <= 5; second++) {
                state.add(frames("run", 0, 100.0 * second, NOW + ahead + second * 1000L), NOW - 5_000 + second * 1000L);
            }
            assertThat(stage(state, "decode").value()).isEqualTo(100);
        }
    }

    @Test
    void aSubtaskThatGoesOnWhereTheClockIsBehindIsHeard() {
        LiveState state = new LiveState(Optional.empty(), clock);
        state.add(frames("run", 0, 100, NOW));
        state.add(frames("run", 0, 90, NOW - 1_000));
        assertThat(stage(state, "decode").total()).isEqualTo(100);
        state.add(frames("run", 0, 200, NOW - 600_000));
        state.add(frames("run", 0, 300, NOW - 599_000));
        assertThat(stage(state, "decode").total()).isEqualTo(300);
        assertThat(stage(state, "decode").value()).isEqualTo(100);
    }

    @Test
    void aRunIsNewerWhereItComesLaterWhateverTheClocksSay() {
        LiveState state = new LiveState(Optional.empty(), clock);
        state.add(frames("first", 0, 7, NOW + 600_000));
        state.add(frames("second", 0, 3, NOW - 600_000));
        state.add(frames("first", 0, 8, NOW + 601_000));
        assertThat(state.run()).isEqualTo("second");
        assertThat(stage(state, "decode").total()).isEqualTo(3);
    }

    @Test
    void aRestartThatCountsFromZeroIsNoNegativeRate() {
        LiveState state = new LiveState(Optional.empty(), clock);
        state.add(frames("run", 0, 5000, NOW - 2000));
        state.add(frames("run", 0, 10, NOW));
        assertThat(stage(state, "decode").value()).isZero();
    }

    @Test
    void showsTheNewestRunUnlessAnotherIsConfigured() {
        LiveState newest = new LiveState(Optional.empty(), clock);
        LiveState configured = new LiveState(Optional.of("old"), clock);
        for (LiveState state : List.of(newest, configured)) {
            state.add(frames("old", 0, 7, NOW - 2000));
            state.add(frames("new", 0, 3, NOW - 1000));
            state.add(frames("old", 0, 8, NOW - 1500));
        }
        assertThat(newest.run()).isEqualTo("new");
        assertThat(stage(newest, "decode").total()).isEqualTo(3);
        assertThat(configured.run()).isEqualTo("old");
        assertThat(stage(configured, "decode").total()).isEqualTo(8);
    }

    @Test
    void tellsEverythingAgainWhenANewerRunBegins() {
        LiveState state = new LiveState(Optional.empty(), clock);
        List<LiveEvent> events = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        state.listen(event -> {
            events.add(event);
            seen.add(event.seenBy(StreamScope.WHOLE).orElseThrow());
        });
        state.add(frames("old", 0, 7, NOW - 2000));
        state.add(status("a", "old", StreamStatus.State.ENDED));
        state.add(status("b", "new", StreamStatus.State.RUNNING));
        state.add(frames("new", 0, 3, NOW - 1000));
        state.removeStream("b");
        assertThat(events).extracting(LiveEvent::name).containsExactly("all", "stream", "all", "removed");
        assertThat(((Views.All) seen.get(2)).streams())
                .extracting(Views.Stream::stream)
                .containsExactly("b");
    }

    @Test
    void saysWhatWasFoundToBeEnoughWhereThatWasLookedFor() {
        LiveState named = new LiveState(Optional.empty(), clock);
        named.add(new MetricSnapshot("run", "prune", 0, Map.of(MetricNames.TOKENS_SEEN, 100.0), NOW));
        assertThat(stage(named, "prune").facts())
                .extracting(Views.Fact::label)
                .containsExactly("share", "windows", "cores busy");
        LiveState found = new LiveState(Optional.empty(), clock);
        for (int subtask = 0; subtask < 2; subtask++) {
            found.add(new MetricSnapshot(
                    "run",
                    "prune",
                    subtask,
                    Map.of(MetricNames.KEEP_SHARE, 0.1, MetricNames.KEEP_AGREEMENT, 0.97),
                    NOW));
        }
        assertThat(stage(found, "prune").facts())
                .contains(new Views.Fact("auto keeps", 0.1, "ratio"), new Views.Fact("same answers", 0.97, "ratio"));
    }

    @Test
    void countsRunningStreamsWhereNoMetricDoes() {
        LiveState state = new LiveState(Optional.of("run"), clock);
        state.add(status("a", "run", StreamStatus.State.RUNNING));
        state.add(status("b", "run", StreamStatus.State.ENDED));
        state.add(status("c", "other", StreamStatus.State.RUNNING));
        assertThat(stage(state, "source").value()).isEqualTo(1);
        assertThat(state.streamViews(StreamScope.WHOLE))
                .extracting(Views.Stream::stream)
                .containsExactly("a", "b");
    }

    @Test
    void showsTheLastAnswerOfAStandingQuestionOnEachStreamOnce() {
        LiveState state = new LiveState(Optional.empty(), clock);
        List<LiveEvent> events = new ArrayList<>();
        state.listen(events::add);
        state.add(answer("gate", 7, "no"));
        state.add(answer("gate", 8, "yes"));
        state.add(answer("gate", 7, "no"));
        state.add(answer("gate", 8, "yes"));
        state.add(answer("dock", 7, "no"));
        assertThat(events).hasSize(3);
        assertThat(state.all(StreamScope.WHOLE).answers())
                .extracting(answer -> answer.stream() + " " + answer.answer())
                .containsExactly("gate yes", "dock no");
    }

    @Test
    void aPieceThatComesBehindItsAnswerIsNotShownAsBeingWritten() {
        LiveState state = new LiveState(Optional.empty(), clock);
        state.add(answer("gate", 0, "yes"));
        state.add(new AnswerDelta("q", "gate", attempt(NOW - 50), 0, "yes", true));
        assertThat(state.all(StreamScope.WHOLE).writing()).isEmpty();
        state.add(new AnswerDelta("q", "gate", attempt(NOW + 50), 0, "no", false));
        assertThat(state.all(StreamScope.WHOLE).writing())
                .extracting(Views.Writing::text)
                .containsExactly("no");
    }

    private static String attempt(long beganMillis) {
        return new UUID(beganMillis << 16 | 0x7000, 0x8000_0000_0000_0000L).toString();
    }

    @Test
    void tellsTheLastAlertsInTheirOrder() {
        LiveState state = new LiveState(Optional.empty(), clock);
        for (int occurrence = 0; occurrence < 3; occurrence++) {
            state.add(alert(occurrence, occurrence % 2 == 0 ? Alert.State.FIRING : Alert.State.RESOLVED));
        }
        state.add(alert(2, Alert.State.FIRING));
        assertThat(state.all(StreamScope.WHOLE).alerts()).hasSize(1);
        assertThat(state.all(StreamScope.WHOLE).alertHistory())
                .extracting(Views.Alerted::state)
                .containsExactly("FIRING", "RESOLVED", "FIRING");
    }

    @Test
    void showsNothingOfAForgottenStreamUntilItComesBack() {
        LiveState state = new LiveState(Optional.empty(), clock);
        assertThat(state.forgotten()).isEmpty();
        state.forgottenKnown();
        tellOf("gate", state);
        tellOf("yard", state);
        state.add(StreamControl.forget("gate", NOW - 1_000));
        tellOf("gate", state);
        Views.All shown = state.all(StreamScope.WHOLE);
        assertThat(shown.streams()).extracting(Views.Stream::stream).containsExactly("yard");
        assertThat(shown.answers()).extracting(Views.Answered::stream).containsExactly("yard");
        assertThat(shown.writing()).isEmpty();
        assertThat(shown.alerts()).isEmpty();
        assertThat(shown.alertHistory()).isEmpty();
        assertThat(state.forgotten().orElseThrow().refuses("gate", 0)).isTrue();

        state.add(StreamControl.add("gate", "/gate.mp4", "", NOW).forgottenBefore(NOW));
        tellOf("gate", state);
        assertThat(state.all(StreamScope.WHOLE).answers())
                .extracting(Views.Answered::stream)
                .containsExactly("yard", "gate");
    }

    private static void tellOf(String stream, LiveState state) {
        state.add(status(stream, "run", StreamStatus.State.RUNNING));
        state.add(answer(stream, 0, "yes"));
        if (stream.equals("gate")) {
            state.add(new AnswerDelta("p", stream, attempt(NOW - 5_000), 0, "no", false));
            state.add(alert(0, Alert.State.FIRING));
        }
    }

    private static Alert alert(long occurrence, Alert.State state) {
        return new Alert(
                RecordIds.alert("run", "read", "q", "gate", occurrence, state.name()),
                "q",
                "run",
                "gate",
                occurrence,
                state,
                Alert.Reason.ANSWER,
                "Is it open?",
                "answer is yes",
                "yes",
                0.5,
                List.of(),
                NOW + occurrence);
    }

    private static Answer answer(String stream, long occurrence, String words) {
        BundleRef bundle = new BundleRef("bundle", "ab".repeat(32));
        return new Answer(
                RecordIds.answer("run", "read", "q", stream, occurrence),
                "q",
                "run",
                stream,
                occurrence,
                "Is it open?",
                words,
                0.5,
                List.of(),
                new Answer.Counts(1, 49, 12, 12, 1),
                new Answer.Millis(0, 0, 0, 1, 2),
                bundle,
                bundle,
                List.of(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void remembersAMinuteOfFigures() {
        LiveState state = new LiveState(Optional.empty(), clock);
        for (int second = 0; second < 100; second++) {
            state.tick();
        }
        assertThat(stage(state, "read").history()).hasSize(60);
    }

    @Property(tries = 200)
    void piecesOfTheHighestAttemptMakeItsTextInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        String text = "a red car stops before the gate";
        List<AnswerDelta> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(6));
            pieces.add(new AnswerDelta("q", "s", "0199-b", from, text.substring(from, to), to == text.length()));
            from = to;
        }
        pieces.add(new AnswerDelta("q", "s", "0199-a", 0, "given up", false));
        pieces.add(pieces.get(0));
        Collections.shuffle(pieces, random);
        LiveState state = new LiveState(Optional.empty(), clock);
        pieces.forEach(state::add);
        assertThat(state.all(StreamScope.WHOLE).writing()).containsExactly(new Views.Writing("q", "s", text, true));
    }

    private static MetricSnapshot frames(String run, int subtask, double frames, long atMillis) {
        return new MetricSnapshot(run, "decode", subtask, Map.of(MetricNames.FRAMES, frames), atMillis);
    }

    private static StreamStatus status(String id, String run, StreamStatus.State state) {
        return new StreamStatus(id, run, state, 0, 0, 0, 1, Map.of(), 0, "", NOW);
    }

    private static Views.Stage stage(LiveState state, String name) {
        return state.lineView().stages().stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
