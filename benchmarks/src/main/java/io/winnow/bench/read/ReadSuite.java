package io.winnow.bench.read;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clips;
import io.winnow.jobs.Installation;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRequest;
import io.winnow.read.Reader;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A reader on a context of 16 frames, or of as many tokens as it takes, with a question of 12 words and answers of 5; and on two streams that go on. */
public final class ReadSuite implements Suite {
    private static final String NAME = "read";
    private static final int WORDS = 5;
    private static final int QUESTIONS = 16;
    private static final String QUESTION = "what can be seen in the left corner of the picture now";
    private static final double KNOWN_FASTER = 5;

    /** Sixteen together that cost three times one. */
    private static final double TOGETHER_FASTER = QUESTIONS / 3.0;

    private static final int FEW = 5;
    private static final int MANY = 21;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        try (Clips clips = Clips.open()) {
            Bundle shipped = Bundle.open(
                    Installation.models().resolve(ReadOptions.defaults().bundle()));
            Bundle bundle = WordCount.of(shipped, WORDS, clips.folder());
            int most = bundle.manifest().reader().orElseThrow().maxContextTokens();
            ReadOptions options =
                    ReadOptions.defaults().withContextTokens(Math.min(most, Windows.FRAMES * Windows.CELLS));
            try (Reader reader = Reader.open(bundle, EngineOptions.defaults(), options)) {
                together(reader, new Windows(bundle), quick ? FEW : MANY).forEach(each);
            }
            each.accept(LiveQuestions.measure(clips, quick ? QUESTIONS : 4 * QUESTIONS));
        } catch (IOException e) {
            each.accept(Ratio.notRun(NAME, "reading", "reader", "reader", 1, String.valueOf(e.getMessage())));
        }
    }

    private static List<Ratio> together(Reader reader, Windows windows, int pairs) {
        ReadContext known = windows.context(reader);
        String tokens = known.tokens() + " visual tokens"
                + (known.tokens() < Windows.FRAMES * Windows.CELLS ? ", the most that the reader takes" : "");
        int threads = EngineOptions.defaults().callersHere();
        double[] first =
                Race.run(() -> firstToken(reader, known), () -> firstToken(reader, windows.context(reader)), pairs);
        double[] many = Race.run(
                () -> answers(reader, windows.context(reader), QUESTIONS),
                () -> QUESTIONS * answers(reader, windows.context(reader), 1),
                pairs);
        return List.of(
                Ratio.of(NAME, "first token, " + tokens, "a context read before", "a new context", first, threads)
                        .aiming(KNOWN_FASTER),
                Ratio.of(
                                NAME,
                                QUESTIONS + " questions, " + tokens,
                                "together on a new context",
                                "each alone on one",
                                many,
                                threads)
                        .aiming(TOGETHER_FASTER));
    }

    private static double firstToken(Reader reader, ReadContext context) {
        FirstToken heard = new FirstToken();
        var unused = reader.answers(List.of(new ReadRequest(context, QUESTION, heard)));
        return heard.seconds();
    }

    private static double answers(Reader reader, ReadContext context, int count) {
        long started = System.nanoTime();
        var unused = reader.answers(Collections.nCopies(count, new ReadRequest(context, QUESTION)));
        return (System.nanoTime() - started) / 1e9;
    }
}
