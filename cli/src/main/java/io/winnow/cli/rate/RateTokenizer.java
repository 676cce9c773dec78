package io.winnow.cli.rate;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.PrefixOptions;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.prefix.PrefixTokenizer;
import io.winnow.tokenize.prefix.Reconstructor;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Takes pictures apart with one bundle, and measures what can be put together again. */
public final class RateTokenizer implements AutoCloseable {
    /** Errors that a tokenizer of qualities is asked for. */
    private static final double[] ERRORS = {0.05, 0.07, 0.09, 0.12, 0.16};

    private static final int BATCH = 8;
    private static final String ENCODE = "encode";

    private final Bundle bundle;
    private final TokenizeOptions options;
    private final Reconstructor reconstructor;
    /** Kept, so that it is not loaded again for each of the tokenizers that are opened one after the other. */
    private final Graph encoder;

    private record Shown(Sample sample, RgbPicture picture) {}

    private RateTokenizer(Bundle bundle, TokenizeOptions options, Reconstructor reconstructor, Graph encoder) {
        this.bundle = bundle;
        this.options = options;
        this.reconstructor = reconstructor;
        this.encoder = encoder;
    }

    /**
     * Opens it.
     *
     * @throws io.winnow.model.ModelException where the bundle makes no pictures of tokens
     */
    public static RateTokenizer open(Bundle bundle) {
        Reconstructor reconstructor = Reconstructor.open(bundle, BATCH, EngineOptions.defaults());
        TokenizeOptions options = TokenizeOptions.defaultsFor(bundle.manifest()).withBatch(BATCH);
        return new RateTokenizer(bundle, options, reconstructor, bundle.graph(ENCODE, EngineOptions.defaults()));
    }

    /** Edge of the pictures that it takes, pixels. */
    public int size() {
        return options.size();
    }

    public Bundle bundle() {
        return bundle;
    }

    /** Whether it is told a quality, and not a number of tokens. */
    public boolean takesQuality() {
        return reconstructor.selective();
    }

    /** Prefixes of every doubling. */
    public Pieces pieces(List<RgbPicture> pictures) {
        List<TokenSet> sets = tokenized(pictures, new PrefixOptions(0, 0), false);
        List<Setting> settings = new ArrayList<>();
        for (int tokens : doublings(reconstructor.slots())) {
            settings.add(new Setting(bundle.ref(), OptionalDouble.empty(), samples(pictures, sets, tokens)));
        }
        Set<Integer> codes = new HashSet<>();
        sets.forEach(set -> {
            if (set.tokens() instanceof Tokens.Ids ids) {
                IntStream.of(ids.unpack()).forEach(codes::add);
            }
        });
        return Pieces.of(settings, codes.size());
    }

    private static List<Integer> doublings(int slots) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < slots; count *= 2) {
            counts.add(count);
        }
        counts.add(slots);
        return counts;
    }

    /** Several qualities. */
    public Wishes wishes(List<RgbPicture> pictures) {
        List<RgbPicture> plain = DrawnPictures.plain(size(), pictures.size());
        List<RgbPicture> noise = DrawnPictures.noise(size(), pictures.size());
        List<Wishes.Level> levels = new ArrayList<>();
        for (double error : ERRORS) {
            PrefixOptions wish = new PrefixOptions(0, error);
            List<TokenSet> kept = tokenized(pictures, wish, false);
            List<Sample> samples = samples(pictures, kept, Integer.MAX_VALUE);
            List<Sample> whole = samples(pictures, tokenized(pictures, wish, true), Integer.MAX_VALUE);
            int[] reachable = IntStream.range(0, pictures.size())
                    .filter(i -> whole.get(i).quality().l1() <= error)
                    .toArray();
            long within = IntStream.of(reachable)
                    .filter(i -> samples.get(i).quality().l1() <= error)
                    .count();
            levels.add(new Wishes.Level(
                    new Setting(bundle.ref(), OptionalDouble.of(error), samples),
                    reachable.length,
                    (int) within,
                    Map.of(
                            "flat", count(tokenized(plain, wish, false)),
                            "photo", count(kept),
                            "noise", count(tokenized(noise, wish, false)))));
        }
        return new Wishes(levels);
    }

    /** What each doubling, or each quality, shows of pictures. */
    public List<Showing> showings(List<RgbPicture> pictures) {
        List<Showing> all = new ArrayList<>();
        if (takesQuality()) {
            for (double error : ERRORS) {
                List<TokenSet> sets = tokenized(pictures, new PrefixOptions(0, error), false);
                all.add(showing(OptionalDouble.of(error), shown(pictures, sets, Integer.MAX_VALUE)));
            }
        } else {
            List<TokenSet> sets = tokenized(pictures, new PrefixOptions(0, 0), false);
            doublings(reconstructor.slots())
                    .forEach(tokens -> all.add(showing(OptionalDouble.empty(), shown(pictures, sets, tokens))));
        }
        return all;
    }

    private Showing showing(OptionalDouble error, List<Shown> shown) {
        return new Showing(
                new Setting(
                        bundle.ref(), error, shown.stream().map(Shown::sample).toList()),
                shown.stream().map(Shown::picture).toList());
    }

    private static double count(List<TokenSet> sets) {
        return sets.stream().mapToInt(set -> set.tokens().count()).average().orElse(0);
    }

    private List<TokenSet> tokenized(List<RgbPicture> pictures, PrefixOptions wish, boolean all) {
        TokenizeOptions asked = options.withPrefix(wish);
        EngineOptions engine = EngineOptions.defaults();
        try (Tokenizer tokenizer =
                all ? PrefixTokenizer.ofAll(asked, bundle, engine) : PrefixTokenizer.open(asked, bundle, engine)) {
            List<CompletableFuture<TokenSet>> made = pictures.stream()
                    .map(picture -> tokenizer
                            .encode(new StillFrame("pictures", picture))
                            .thenCompose(encoded -> tokenizer.tokenize(List.of(encoded))))
                    .toList();
            return made.stream().map(CompletableFuture::join).toList();
        }
    }

    private List<Sample> samples(List<RgbPicture> pictures, List<TokenSet> sets, int most) {
        return shown(pictures, sets, most).stream().map(Shown::sample).toList();
    }

    private List<Shown> shown(List<RgbPicture> pictures, List<TokenSet> sets, int most) {
        List<CompletableFuture<Shown>> made = IntStream.range(0, sets.size())
                .mapToObj(i -> shown(pictures.get(i), sets.get(i), most))
                .toList();
        return made.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Shown> shown(RgbPicture original, TokenSet set, int most) {
        Tokens tokens = set.tokens().first(most);
        Optional<Tokens.Ids> positions = set.positions().map(all -> Positions.first(all, tokens.count()));
        int bytes = tokens.bytes() + positions.map(Tokens.Ids::bytes).orElse(0);
        return reconstructor
                .picture("pictures", tokens, positions)
                .thenApply(shown ->
                        new Shown(new Sample(tokens.count(), bytes, PictureQuality.of(original, shown)), shown));
    }

    @Override
    public void close() {
        encoder.close();
        reconstructor.close();
    }
}
