package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextBuilderTest {
    private static final double HALF_A_STEP_OF_CHANGE = 1.0 / 255;

    @Test
    void contextsAreThoseThatTheReaderWasTrainedOn() throws IOException {
        for (JsonNode wanted : cases()) {
            List<PrunedWindow> windows = windows(wanted.get("windows"), 0);
            ReadContext context = new ContextBuilder(wanted.get("most").asInt(), 2).build(windows, Stretch.ALL);
            assertSame(wanted, context.visual());
        }
    }

    @Test
    void jitterOfTimestampsDoesNotMoveTokens() throws IOException {
        JsonNode wanted = cases().get(0);
        ReadContext context = new ContextBuilder(256, 2).build(windows(wanted.get("windows"), 40_000), Stretch.ALL);
        assertSame(wanted, context.visual());
    }

    private static void assertSame(JsonNode wanted, VisualTokens visual) {
        String name = wanted.get("name").asText();
        int[] ids = IntStream.range(0, wanted.get("ids").size())
                .map(i -> wanted.get("ids").get(i).asInt())
                .toArray();
        assertThat(visual.ids()).as(name).containsExactly(ids);
        for (int token = 0; token < ids.length; token++) {
            for (int axis = 0; axis < 6; axis++) {
                assertThat((double) visual.place()[token * 6 + axis])
                        .as("%s, token %d, axis %d", name, token, axis)
                        .isCloseTo(
                                wanted.get("place").get(token).get(axis).asDouble(),
                                within(axis == 5 ? HALF_A_STEP_OF_CHANGE + 1e-6 : 1e-5));
            }
        }
    }

    @Test
    void onlyFramesOfTheStretchAreRead() {
        List<PrunedWindow> windows = List.of(
                TestWindows.random("a", 0, 16, 100, Clock.MEDIA), TestWindows.random("a", 1, 16, 100, Clock.MEDIA));
        ReadContext context = new ContextBuilder(256, 2).build(windows, new Stretch(7_000_000, 9_000_000));
        assertThat(context.frames()).hasSize(4);
        assertThat(context.frames().get(0).startMicros()).isEqualTo(7_000_000);
        assertThat(context.windows()).hasSize(2);
        assertThat(context.visual().place()[4]).isLessThan(2);
        assertThat(context).isNotEqualTo(new ContextBuilder(256, 2).build(windows, Stretch.ALL));
    }

    @Test
    void ofWindowsInAnyOrderTheEarlierComesFirst() {
        PrunedWindow first = TestWindows.random("a", 0, 16, 30, Clock.MEDIA);
        PrunedWindow second = TestWindows.random("a", 1, 16, 30, Clock.MEDIA);
        ContextBuilder builder = new ContextBuilder(256, 2);
        ReadContext context = builder.build(List.of(second, first), Stretch.ALL);
        assertThat(context).isEqualTo(builder.build(List.of(first, second), Stretch.ALL));
        assertThat(context.windows()).containsExactly(first.id(), second.id());
    }

    @Test
    void framesOfAnotherRateStandAtTheirSeconds() {
        List<Span> slow = TestWindows.spans(5_000_000, 3, 4_000_000, Clock.WALL);
        PrunedWindow window = TestWindows.of(
                "a",
                0,
                slow,
                Tokens.Ids.pack(new int[] {1, 2, 3}, 12),
                List.of(0, 1, 2),
                List.of(0, 0, 0),
                List.of(0, 1, 2),
                List.of(0, 0, 0));
        float[] place = new ContextBuilder(256, 2)
                .build(List.of(window), Stretch.ALL)
                .visual()
                .place();
        assertThat(new float[] {place[4], place[10], place[16]}).containsExactly(0, 4, 8);
        assertThat(place[15]).isCloseTo(16f / 17, within(1e-6f));
    }

    private static JsonNode cases() throws IOException {
        try (InputStream json = Objects.requireNonNull(ContextBuilderTest.class.getResourceAsStream("contexts.json"))) {
            return new ObjectMapper().readTree(json);
        }
    }

    private static List<PrunedWindow> windows(JsonNode written, long jitterMicros) {
        List<PrunedWindow> windows = new ArrayList<>();
        for (JsonNode window : written) {
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < window.get("frames").asInt(); i++) {
                long start = (windows.size() * 16L + i) * 500_000 + (spans.size() % 2) * jitterMicros;
                spans.add(new Span(start, start + 40_000, Clock.MEDIA));
            }
            windows.add(TestWindows.of(
                    "a",
                    windows.size(),
                    spans,
                    Tokens.Ids.pack(
                            numbers(window.get("ids")).stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray(),
                            12),
                    numbers(window.get("frameIndices")),
                    numbers(window.get("cells")),
                    numbers(window.get("ranks")),
                    numbers(window.get("changes"))));
        }
        return windows;
    }

    private static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }
}
