package io.winnow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.gateway.live.Views.Line.State;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_790_000_000));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final LiveState state = new LiveState(Optional.empty(), clock);

    @Test
    void nothingIsWrongBeforeAnythingWasHeardOrWhileSnapshotsCome() {
        assertThat(state.lineView().state()).isEqualTo(State.WAITING);
        assertThat(state.lineView().snapshotAgeMillis()).isNull();
        measured("decode");
        pass(30);
        assertThat(state.lineView().state()).isEqualTo(State.RUNNING);
        assertThat(state.lineView().snapshotAgeMillis()).isEqualTo(30_000);
        assertThat(state.lineView().problem()).isEmpty();
    }

    @Test
    void aPipelineThatSaysNothingIsSilentUntilItIsHeardAgain() {
        measured("decode");
        measured("read");
        state.add(status("gate", StreamStatus.State.RUNNING));
        pass(42);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
        assertThat(state.lineView().problem())
                .isEqualTo(
                        "the pipeline has said nothing since 2026-09-21T14:13:20Z; see its log or winnow pipelines list");
        String said = state.lineView().problem();
        pass(600);
        assertThat(state.lineView().problem()).isEqualTo(said);
        measured("read");
        assertThat(state.lineView().state()).isEqualTo(State.RUNNING);
        assertThat(state.lineView().problem()).isEmpty();
    }

    @Test
    void aRunWhoseReadersHaveAllMarkedItsEndIsNotSilent() {
        state.add(new RunEnded("run", "read", 1, 2, 0));
        measured("read");
        state.add(status("gate", StreamStatus.State.ENDED));
        state.add(new RunEnded("run", "read", 1, 2, 1));
        state.add(new RunEnded("earlier", "read", 0, 2, 0));
        pass(60);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
        state.add(new RunEnded("run", "read", 0, 2, 0));
        assertThat(state.lineView().state()).isEqualTo(State.ENDED);
        assertThat(state.lineView().problem()).isEmpty();
    }

    @Test
    void aRunWithoutReadersHasEndedWhenItsStreamsHaveAndNothingIsHeardAnyMore() {
        measured("tokenize");
        state.add(status("gate", StreamStatus.State.ENDED));
        state.add(status("door", StreamStatus.State.FAILED));
        assertThat(state.lineView().state()).isEqualTo(State.RUNNING);
        pass(60);
        assertThat(state.lineView().state()).isEqualTo(State.ENDED);
        state.add(status("yard", StreamStatus.State.IDLE));
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
    }

    @Test
    void whereTheTopicsAreNotReadThatIsWhatIsWrong() {
        measured("read");
        pass(60);
        state.unread(Optional.of("the broker does not answer or refuses: TimeoutException"));
        assertThat(state.lineView().problem()).isEqualTo("the broker does not answer or refuses: TimeoutException");
        state.unread(Optional.empty());
        assertThat(state.lineView().problem()).startsWith("the pipeline has said nothing");
    }

    @Test
    void theClocksOfTheMachinesThatWorkHideNoSilenceAndMakeNone() {
        for (int ahead : new int[] {-600, 600}) {
            LiveState seen = new LiveState(Optional.empty(), clock);
            seen.add(new MetricSnapshot("run", "read", 0, Map.of(), clock.millis() + 1000L * ahead));
            assertThat(seen.lineView().state()).isEqualTo(State.RUNNING);
            pass(31);
            assertThat(seen.lineView().state()).isEqualTo(State.SILENT);
        }
    }

    @Test
    void whatGatewaysTellOfThemselvesIsNoSignThatThePipelineLives() {
        measured("read");
        pass(42);
        measured(LiveState.OWN_STAGE);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
        assertThat(state.lineView().snapshotAgeMillis()).isEqualTo(42_000);
        LiveState seen = new LiveState(Optional.empty(), clock);
        seen.add(new MetricSnapshot("run", LiveState.OWN_STAGE, 0, Map.of(), clock.millis()));
        assertThat(seen.lineView().state()).isEqualTo(State.WAITING);
    }

    @Test
    void theClocksOfTheMachinesThatTellOfStreamsHideNoSilenceEither() {
        state.add(told("gate", "run", StreamStatus.State.RUNNING, clock.millis() + 7_200_000), clock.millis() - 60_000);
        state.add(told("gate", "run", StreamStatus.State.RUNNING, clock.millis() - 7_200_000));
        assertThat(state.lineView().state()).isEqualTo(State.WAITING);
        pass(31);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
        assertThat(state.lineView().snapshotAgeMillis()).isEqualTo(31_000);
    }

    @Test
    void aRunThatWasStoppedToGoOnLaterIsNotSilentUntilItGoesOn() {
        measured("read");
        state.add(status("gate", StreamStatus.State.RUNNING));
        state.add(status("gate", StreamStatus.State.RUNNING).stopped(clock.millis()));
        state.add(MetricSnapshot.ofStop("run", clock.millis()));
        measured("read");
        assertThat(state.lineView().state()).isEqualTo(State.STOPPED);
        pass(3600);
        assertThat(state.lineView().state()).isEqualTo(State.STOPPED);
        assertThat(state.lineView().problem()).isEmpty();
        measured("read");
        assertThat(state.lineView().state()).isEqualTo(State.RUNNING);
        pass(42);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
    }

    @Test
    void aRunOfWhichNoSnapshotsComeGoesOnWhenAStreamSaysSo() {
        state.add(MetricSnapshot.ofStop("run", clock.millis()));
        state.add(status("gate", StreamStatus.State.RUNNING).stopped(clock.millis()));
        pass(60);
        assertThat(state.lineView().state()).isEqualTo(State.STOPPED);
        state.add(status("gate", StreamStatus.State.RUNNING));
        assertThat(state.lineView().state()).isEqualTo(State.WAITING);
        pass(60);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
    }

    @Test
    void aRunWhoseSnapshotsAreGoneIsStoppedWhereItsStreamsAre() {
        state.add(status("gate", StreamStatus.State.RUNNING).stopped(0));
        state.add(status("yard", StreamStatus.State.ENDED));
        state.add(status("dock", StreamStatus.State.PAUSED));
        pass(7200);
        assertThat(state.lineView().state()).isEqualTo(State.STOPPED);
        assertThat(state.lineView().snapshotAgeMillis()).isEqualTo(7_200_000);
        state.add(status("door", StreamStatus.State.IDLE));
        pass(42);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
    }

    @Test
    void aRunOfNoStreamsOfItsOwnIsStoppedByItsMarkAlone() {
        state.add(MetricSnapshot.ofStop("run", clock.millis()));
        pass(60);
        assertThat(state.lineView().state()).isEqualTo(State.STOPPED);
        assertThat(state.lineView().snapshotAgeMillis()).isNull();
    }

    @Test
    void whatWasThereBeforeTheGatewayIsAsOldAsItIs() {
        state.add(new MetricSnapshot("run", "read", 0, Map.of(), clock.millis()), clock.millis() - 31_000);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
        assertThat(state.lineView().snapshotAgeMillis()).isEqualTo(31_000);
    }

    @Test
    void aRunWhoseSnapshotsAreGoneIsSilentWhereItsStreamsHaveNotEnded() {
        state.add(told("gate", "old", StreamStatus.State.RUNNING, clock.millis() - 7_200_000));
        state.add(told("yard", "run", StreamStatus.State.RUNNING, clock.millis()));
        assertThat(state.lineView().state()).isEqualTo(State.WAITING);
        assertThat(state.lineView().snapshotAgeMillis()).isNull();
        pass(3600);
        assertThat(state.lineView().state()).isEqualTo(State.SILENT);
        assertThat(state.lineView().snapshotAgeMillis()).isEqualTo(3_600_000);
        assertThat(state.lineView().problem()).startsWith("the pipeline has said nothing since ");
        state.add(told("yard", "run", StreamStatus.State.ENDED, clock.millis()));
        assertThat(state.lineView().state()).isEqualTo(State.WAITING);
    }

    private static StreamStatus told(String id, String run, StreamStatus.State state, long atMillis) {
        return new StreamStatus(id, run, state, 0, 0, 0, 1, Map.of(), 0, "", atMillis);
    }

    private void pass(int seconds) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
    }

    private void measured(String stage) {
        state.add(new MetricSnapshot("run", stage, 0, Map.of(), clock.millis()));
    }

    private static StreamStatus status(String id, StreamStatus.State state) {
        return new StreamStatus(id, "run", state, 0, 0, 0, 1, Map.of(), 0, "", 0);
    }
}
