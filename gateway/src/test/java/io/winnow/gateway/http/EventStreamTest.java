package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.gateway.http.EventLog.Said;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveEvent;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.records.Question;
import io.winnow.records.StreamStatus;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final LiveState state = new LiveState(Optional.empty(), Clock.systemUTC());
    private final EventLog log = new EventLog(this::everything, EventStreamTest::written);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean takes = true;
    private int asked;
    private boolean broken;
    private boolean disconnected;
    private final ServletOutputStream output = new ServletOutputStream() {
        @Override
        public boolean isReady() {
            return takes;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int piece) {
            if (broken) {
                throw new IllegalArgumentException("a defect");
            }
            sent.write(piece);
        }
    };
    private final Beginnings beginnings = new Beginnings();
    private final EventStream stream =
            new EventStream(Caller.NEIGHBOUR, log, beginnings, output, () -> disconnected = true);

    EventStreamTest() {
        state.listen(this::say);
    }

    @Test
    void everythingComesBeforeWhatHappensAndWhatWasSaidAlreadyIsNoPartOfIt() throws IOException {
        ask("before");
        cut();
        stream.send();
        assertThat(sent.size()).isZero();
        stream.onWritePossible();
        assertThat(told()).isEqualTo("all[before] ");
        ask("first");
        ask("second");
        stream.send();
        assertThat(told()).isEmpty();
        cut();
        stream.send();
        assertThat(told()).isEqualTo("question[first] question[second] ");
    }

    @Test
    void whatHappensWhileEverythingIsWrittenComesBehindIt() throws IOException {
        ask("early");
        stream.onWritePossible();
        cut();
        stream.send();
        assertThat(told()).isEqualTo("all[early] question[early] ");
    }

    @Test
    void ofStatesBetweenTwoCutsTheNewestIsToldWhereItHappened() throws IOException {
        stream.onWritePossible();
        told();
        move("door", 1);
        ask("what?");
        move("door", 2);
        move("gate", 1);
        move("door", 3);
        cut();
        stream.send();
        assertThat(told()).isEqualTo("question[what?] stream[gate 1] stream[door 3] ");
    }

    @Test
    void whoIsTooFarBehindIsToldEverythingAnewAndGoesOnFromThere() throws IOException {
        stream.onWritePossible();
        told();
        takes = false;
        String long0 = "x".repeat(100_000);
        for (int i = 0; i < 3; i++) {
            ask(long0 + i);
            cut();
            stream.send();
        }
        takes = true;
        ask("newest");
        stream.send();
        assertThat(told()).isEqualTo("all[" + long0 + "0 " + long0 + "1 " + long0 + "2 newest] ");
        assertThat(stream.end()).isNotDone();
        cut();
        stream.send();
        assertThat(told()).isEqualTo("question[newest] ");
    }

    @Test
    void whoIsALittleBehindMissesNothing() throws IOException {
        stream.onWritePossible();
        told();
        takes = false;
        for (int i = 0; i < 20; i++) {
            move("door", i);
            cut();
            stream.send();
        }
        takes = true;
        stream.send();
        assertThat(told().split(" stream")).hasSize(20);
    }

    @Test
    void whereMoreIsSaidThanAnybodyWouldFollowEverythingIsTold() throws IOException {
        stream.onWritePossible();
        told();
        for (int i = 0; i < 5_000; i++) {
            ask("question " + i);
        }
        cut();
        stream.send();
        assertThat(told()).startsWith("all[").contains("question 4999").doesNotContain("question[");
        ask("what?");
        cut();
        stream.send();
        assertThat(told()).isEqualTo("question[what?] ");
    }

    @Test
    void aDefectEndsTheStreamThatItMeetsAndNotItsSender() throws IOException {
        stream.onWritePossible();
        ask("what?");
        cut();
        broken = true;
        stream.send();
        assertThat(stream.end()).isDone();
    }

    @Test
    void aConnectionThatDoesNotTakeWhatWasWrittenIsEnded() throws IOException {
        Duration patience = Duration.ofMinutes(1);
        stream.onWritePossible();
        takes = false;
        ask("what?");
        cut();
        stream.send();
        stream.look(System.nanoTime(), patience);
        assertThat(stream.end()).isNotDone();
        stream.look(System.nanoTime() + patience.toNanos(), patience);
        assertThat(stream.end()).isDone();
        assertThat(disconnected).isTrue();
    }

    @Test
    void whoComesSoonBeginsWithTheSameBytesAndHearsTheRest() {
        long now = System.nanoTime();
        EventLog.Beginning first = log.beginning(now);
        ask("what?");
        cut(now);
        EventLog.Beginning second = log.beginning(now + Duration.ofMillis(900).toNanos());
        assertThat(second.frame()).isSameAs(first.frame());
        assertThat(second.after().next()).isPresent();
        long later = now + Duration.ofMillis(1100).toNanos();
        EventLog.Beginning third = log.beginning(later);
        assertThat(third.frame()).isNotSameAs(first.frame());
        assertThat(third.after().next()).isEmpty();
        ask("x".repeat(100_000));
        cut(later);
        assertThat(log.beginning(later).frame()).isNotSameAs(third.frame());
    }

    @Test
    void aKeyHasFewBeginningsOnTheWayAndWhoComesBeyondSharesOne() {
        long now = System.nanoTime();
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < Beginnings.MOST_OF_A_KEY; i++) {
            frames.add(another("desk", now).orElseThrow().frame());
        }
        assertThat(beginnings.take("desk", log, now).orElseThrow().frame())
                .isSameAs(frames.get(Beginnings.MOST_OF_A_KEY - 1));
        assertThat(another("desk", now)).isEmpty();
        assertThat(another("door", now)).isPresent();
        assertThat(beginnings.take("desk", log, now)).isEmpty();
        beginnings.leave("desk", frames.get(Beginnings.MOST_OF_A_KEY - 1));
        assertThat(another("desk", now)).isEmpty();
        beginnings.leave("desk", frames.get(0));
        assertThat(another("desk", now)).isPresent();
        assertThat(another("desk", now)).isEmpty();
    }

    @Test
    void aStreamWaitsForItsTurnToBeginAndIsDoneWithItsBeginningWhenThatWasTaken() throws IOException {
        String key = Caller.NEIGHBOUR.key();
        long now = System.nanoTime();
        byte[] first = another(key, now).orElseThrow().frame();
        for (int i = 1; i < Beginnings.MOST_OF_A_KEY; i++) {
            assertThat(another(key, now)).isPresent();
        }
        ask("what?" + "x".repeat(100_000));
        cut();
        stream.onWritePossible();
        assertThat(told()).isEmpty();
        beginnings.leave(key, first);
        stream.send();
        assertThat(told()).startsWith("all[");
        assertThat(another(key, now)).isPresent();
    }

    /** A beginning that is none of those before. */
    private Optional<EventLog.Beginning> another(String key, long nowNanos) {
        ask(++asked + "x".repeat(100_000));
        cut(nowNanos);
        return beginnings.take(key, log, nowNanos);
    }

    @Test
    void aLongSilenceIsTold() throws IOException {
        stream.onWritePossible();
        told();
        long now = System.nanoTime();
        assertThat(log.cut(EventStreamTest::written, now)).isFalse();
        assertThat(log.cut(
                        EventStreamTest::written, now + Duration.ofSeconds(16).toNanos()))
                .isTrue();
        stream.send();
        assertThat(told()).isEqualTo(": still here\n\n");
    }

    private void say(LiveEvent event) {
        event.seenBy(StreamScope.WHOLE).ifPresent(data -> log.say(event, data));
    }

    private void cut() {
        cut(System.nanoTime());
    }

    private void cut(long nowNanos) {
        assertThat(log.cut(EventStreamTest::written, nowNanos)).isTrue();
    }

    /** What was sent since the last look. */
    private String told() {
        String text = sent.toString(StandardCharsets.UTF_8);
        sent.reset();
        return text;
    }

    private Said everything() {
        return new Said("all", state.all(StreamScope.WHOLE));
    }

    private static byte[] written(Said said) {
        String data = said.data() instanceof Views.Asked asked
                ? asked.question()
                : said.data() instanceof Views.Stream status
                        ? status.stream() + " " + status.frames()
                        : String.join(
                                " ",
                                ((Views.All) said.data())
                                        .questions().stream()
                                                .map(Views.Asked::question)
                                                .toList());
        return (said.event() + "[" + data + "] ").getBytes(StandardCharsets.UTF_8);
    }

    private void ask(String text) {
        state.add(new Question(
                text, "", text, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty()));
    }

    private void move(String name, long frames) {
        state.add(new StreamStatus(name, "run", StreamStatus.State.RUNNING, 0, 0, 0, frames, Map.of(), 0, "", 0));
    }
}
