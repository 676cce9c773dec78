package io.winnow.read.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.read.Outlook;
import io.winnow.read.Standpoint;
import io.winnow.read.Streak;
import io.winnow.records.Clock;
import io.winnow.records.Question;
import io.winnow.records.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final Question QUESTION = ReadStage.question("q", Optional.of("door"));

    @Test
    void requestsComeBackAsTheyWere() throws IOException {
        RequestFormat format = new RequestFormat();
        for (Request request : List.of(
                Request.SETTLED,
                Request.waiting(QUESTION),
                Request.waiting(QUESTION).admitted(List.of(3L, 5L)),
                Request.standing(QUESTION, 7, List.of(4L)),
                Request.standing(QUESTION, 7, List.of(4L)).admitted(List.of(4L)))) {
            assertThat(format.deserialize(2, format.serialize(request))).isEqualTo(request);
        }
    }

    @Test
    void requestsOfTheFirstVersionAreOfQuestionsAskedOnce() throws IOException {
        RequestFormat format = new RequestFormat();
        Request request = Request.waiting(QUESTION).admitted(List.of(3L));
        assertThat(format.deserialize(1, format.serialize(request))).isEqualTo(request);
    }

    @Test
    void whatStandingQuestionsHaveComeToComesBackAsItWas() throws IOException {
        StandingRowFormat format = new StandingRowFormat();
        StandingRow row = new StandingRow(new Standpoint(1_790_000_000_000L, 12, 34), new Streak(5));
        assertThat(format.deserialize(1, format.serialize(row))).isEqualTo(row);
        assertThat(format.deserialize(1, format.serialize(StandingRow.NEW))).isEqualTo(StandingRow.NEW);
    }

    @Property(tries = 200)
    void aQuestionIsAskedAtTheSameWindowsWhereverItIsRestored(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 25) Integer> steps,
            @ForAll @IntRange(min = 1, max = 30) int every,
            @ForAll Set<@IntRange(min = 0, max = 39) Integer> restores)
            throws IOException {
        assertThat(asked(steps, every, restores)).isEqualTo(asked(steps, every, Set.of()));
    }

    /** Occurrence and streak at each window, the row written and read again behind some; every third answer does not hold. */
    private static List<StandingRow> asked(List<Integer> steps, int every, Set<Integer> restores) throws IOException {
        StandingRowFormat format = new StandingRowFormat();
        List<StandingRow> rows = new ArrayList<>();
        StandingRow row = StandingRow.NEW;
        long end = 0;
        for (int window = 0; window < steps.size(); window++) {
            end += steps.get(window);
            long slot = Standpoint.slot(new Span(0, end * 1_000, Clock.WALL), every);
            if (row.at().isDue(3, slot)) {
                row = row.at(row.at().asked(3, slot)).with(row.streak().after(window % 3 > 0, 2));
            }
            if (restores.contains(window)) {
                row = format.deserialize(format.getVersion(), format.serialize(row));
            }
            rows.add(row);
        }
        return rows;
    }

    @Test
    void questionsComeBackAsTheyWere() throws IOException {
        AskedFormat format = new AskedFormat();
        Asked asked = new Asked(7, QUESTION);
        assertThat(format.deserialize(1, format.serialize(asked))).isEqualTo(asked);
    }

    @Test
    void streamsComeBackAsTheyWere() throws IOException {
        StreamInfoFormat format = new StreamInfoFormat();
        for (Outlook outlook : Outlook.values()) {
            StreamInfo info = new StreamInfo(7, 1000, 2, outlook);
            assertThat(format.deserialize(2, format.serialize(info))).isEqualTo(info);
        }
    }

    @Test
    void streamsOfTheFirstVersionHaveEndedOrNot() throws IOException {
        StreamInfoFormat format = new StreamInfoFormat();
        for (int ended = 0; ended < 2; ended++) {
            byte[] written = ByteBuffer.allocate(21)
                    .putLong(7)
                    .putLong(1000)
                    .putInt(2)
                    .put((byte) ended)
                    .array();
            assertThat(format.deserialize(1, written))
                    .isEqualTo(new StreamInfo(7, 1000, 2, ended == 1 ? Outlook.OVER : Outlook.COMING));
        }
    }

    @Test
    void whatIsKnownOfPicturesComesBackAsItWas() throws IOException {
        PreviewInfoFormat format = new PreviewInfoFormat();
        PreviewInfo info = new PreviewInfo(1_790_000_000_000L, -5, 12, 4, 3);
        assertThat(format.deserialize(1, format.serialize(info))).isEqualTo(info);
    }

    @Test
    void laterVersionsAreRefused() {
        assertThatThrownBy(() -> new RequestFormat().deserialize(3, new byte[0]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new StandingRowFormat().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new AskedFormat().deserialize(2, new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new PreviewInfoFormat().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new StreamInfoFormat().deserialize(3, new byte[0]))
                .isInstanceOf(IOException.class);
    }
}
